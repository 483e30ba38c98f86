"""The administrator's desk: how the daemon is, what the service refused, and which cards are laid on its readers."""

from collections import Counter
from collections.abc import Callable

from kiosk.desks.card_watch import CardWatch
from kiosk.desks.health import HealthReport
from kiosk.desks.network import NetworkNews
from kiosk.desks.team_status import team_status
from kiosk.desks.wire import record_out
from kiosk.desks.worker import WorkerDesk
from kiosk.domain.errors import StoreError
from kiosk.local_api.messages import (
    AllowAnotherService,
    AskAgain,
    AskedAgain,
    ConfirmTime,
    FromAdministrator,
    Hello,
    Message,
    Noted,
    Refused,
    RefusedCount,
    RefusedPage,
    RefusedRecord,
    RefusedWanted,
    Sending,
    SendNow,
    StaffCode,
    StaffCodeWanted,
    Status,
    StatusWanted,
    TimeJudged,
    WatchCards,
)
from kiosk.local_api.server import Client
from kiosk.ports import Clock, Store
from kiosk.staff_room.rescue import VALID_MIN, RescueCodes
from kiosk.usecases import refused
from kiosk.usecases.situation import Situation


class AdministratorDesk:
    """Answers questions, and passes on what a person wants sent."""

    def __init__(  # noqa: PLR0913  an administrator may ask about everything
        self,
        *,
        store: Store,
        worker: WorkerDesk,
        health: HealthReport,
        clock: Clock,
        situation: Callable[[], Situation | None],
        network: Callable[[], NetworkNews],
        sqlite_version: str,
        cards: CardWatch,
        confirm_time: Callable[[int], TimeJudged],
        allow_another_service: Callable[[], None],
        rescue: RescueCodes,
    ) -> None:
        """Read from these whenever a question comes."""
        self._store = store
        self._worker = worker
        self._health = health
        self._clock = clock
        self._situation = situation
        self._network = network
        self._sqlite_version = sqlite_version
        self._cards = cards
        self._confirm_time = confirm_time
        self._allow_another_service = allow_another_service
        self._rescue = rescue

    def opened(self, _: Client) -> Message:
        """Greet."""
        return Noted()

    def heard(self, client: Client, message: FromAdministrator) -> Message:  # noqa: PLR0911  one answer a kind
        """Answer one message.

        Raises:
            StoreError: the database refused; nothing was changed.
            EnrolmentError: a kiosk without a hub keeps no time.

        """
        match message:
            case StatusWanted():
                return self._status()
            case WatchCards():
                self._cards.add(client)
                return Noted()
            case SendNow():
                return self._send_now()
            case RefusedWanted():
                return self._refused(message)
            case AskAgain():
                count = refused.ask_again(self._store)
                self._worker.try_now()
                return AskedAgain(count=count)
            case AllowAnotherService():
                self._allow_another_service()
                return Noted()
            case ConfirmTime(wall_us=wall_us):
                return self._confirm_time(wall_us)
            case StaffCodeWanted():
                return StaffCode(code=self._rescue.make(), valid_min=VALID_MIN)
            case Hello():
                return Refused(code="unexpected")

    def _send_now(self) -> Message:
        number = self._worker.try_now()
        return Refused(code="no_worker") if number is None else Sending(number=number)

    def _refused(self, message: RefusedWanted) -> RefusedPage:
        place = {"ledger_number": message.after_ledger, "seq": message.after_seq}
        page = refused.refused_after(self._store, **place, most=message.most)
        if page is None:
            return RefusedPage(ledger="", ledger_number=0, kiosk="", hub="", records=[])
        ledger = page.ledger
        return RefusedPage(
            ledger=ledger.id,
            ledger_number=ledger.number,
            kiosk=ledger.kiosk,
            hub=ledger.hub,
            records=[RefusedRecord(record=record_out(record), reason=reason) for record, reason in page.records],
        )

    def _status(self) -> Status:
        situation, network = self._situation(), self._network()
        agenda = None if situation is None else situation.agenda(situation.now(self._clock.read()))
        try:
            counts = refused.reasons(self._store)
        except StoreError:  # that is told with the health
            counts = Counter()
        return Status(
            health=self._health.make(),
            kiosk=None if situation is None else situation.enrolment.kiosk,
            hub=None if situation is None else situation.enrolment.hub_name,
            event=None if agenda is None or agenda.current is None else agenda.current.title,
            network_state=network.state,
            network_detail=network.detail,
            network_cause=network.cause,
            last_success_us=network.last_success_us,
            sqlite=self._sqlite_version,
            ledger=None if situation is None else situation.ledger.id,
            worker=self._worker.attended,
            tried=network.tried,
            refused=[RefusedCount(reason=reason, count=count) for reason, count in counts.most_common()],
            team=team_status(self._store, enrolled=situation is not None),
        )

    def closed(self, client: Client) -> None:
        """Forget the administrator, who may have watched cards."""
        self._cards.discard(client)
