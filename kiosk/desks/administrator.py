"""The administrator's desk: how the daemon is, and which cards are laid on its readers."""

from collections.abc import Callable

from kiosk.desks.card_watch import CardWatch
from kiosk.desks.health import HealthReport
from kiosk.desks.network import NetworkNews
from kiosk.local_api.messages import FromAdministrator, Message, Noted, Status, WatchCards
from kiosk.local_api.server import Client
from kiosk.ports import Clock
from kiosk.usecases.situation import Situation


class AdministratorDesk:
    """Answers questions; it changes nothing."""

    def __init__(  # noqa: PLR0913  an administrator may ask about everything
        self,
        *,
        health: HealthReport,
        clock: Clock,
        situation: Callable[[], Situation | None],
        network: Callable[[], NetworkNews],
        sqlite_version: str,
        cards: CardWatch,
    ) -> None:
        """Read from these whenever a question comes."""
        self._health = health
        self._clock = clock
        self._situation = situation
        self._network = network
        self._sqlite_version = sqlite_version
        self._cards = cards

    def opened(self, _: Client) -> Message:
        """Greet."""
        return Noted()

    def heard(self, client: Client, message: FromAdministrator) -> Message:
        """Answer with the status, or let the client watch cards from now on.

        Raises:
            StoreError: the database can't be read.

        """
        if isinstance(message, WatchCards):
            self._cards.add(client)
            return Noted()
        situation, network = self._situation(), self._network()
        agenda = None if situation is None else situation.agenda(situation.now(self._clock.read()))
        return Status(
            health=self._health.make(),
            kiosk=None if situation is None else situation.enrolment.kiosk,
            hub=None if situation is None else situation.enrolment.hub_name,
            event=None if agenda is None or agenda.current is None else agenda.current.title,
            network_state=network.state,
            network_detail=network.detail,
            last_success_us=network.last_success_us,
            sqlite=self._sqlite_version,
        )

    def closed(self, client: Client) -> None:
        """Forget the administrator, who may have watched cards."""
        self._cards.discard(client)
