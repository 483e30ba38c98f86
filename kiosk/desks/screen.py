"""The touchscreen's desk: snapshots out; a call for help, and the time that staff confirm, in."""

from collections.abc import Callable

from kiosk.display import Display
from kiosk.local_api.messages import ConfirmTime, FromScreen, HelpAsked, Message, ScreenSnapshot, TimeJudged
from kiosk.local_api.server import Client


class ScreenDesk:
    """Every connected screen gets every new snapshot, or the latest one if it is slow."""

    def __init__(
        self, display: Display, help_asked: Callable[[], None], confirm_time: Callable[[int], TimeJudged]
    ) -> None:
        """``help_asked``: someone touched "No card?"; ``confirm_time``: a person says what the time is."""
        self._display = display
        self._help_asked = help_asked
        self._confirm_time = confirm_time
        self._clients: set[Client] = set()
        display.watch(self._show)

    def opened(self, client: Client) -> Message:
        """Answer with what is shown now."""
        self._clients.add(client)
        return self._display.snapshot()

    def heard(self, _: Client, message: FromScreen) -> Message | None:
        """Take a call for help, or the time; a drawn frame needs no answer.

        Raises:
            StoreError: the database refused the time.
            EnrolmentError: a kiosk without a hub keeps no time.

        """
        if isinstance(message, ConfirmTime):
            return self._confirm_time(message.wall_us)
        if isinstance(message, HelpAsked):
            self._help_asked()
        return None

    def closed(self, client: Client) -> None:
        """Forget the screen."""
        self._clients.discard(client)

    def _show(self, snapshot: ScreenSnapshot) -> None:
        for client in self._clients:
            client.show(snapshot)
