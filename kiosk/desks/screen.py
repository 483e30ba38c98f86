"""The touchscreen's desk: snapshots out, a call for help in."""

from collections.abc import Callable

from kiosk.display import Display
from kiosk.local_api.messages import FromScreen, HelpAsked, Message, ScreenSnapshot
from kiosk.local_api.server import Client


class ScreenDesk:
    """Every connected screen gets every new snapshot, or the latest one if it is slow."""

    def __init__(self, display: Display, help_asked: Callable[[], None]) -> None:
        """``help_asked`` is called when someone touches "No card?"."""
        self._display = display
        self._help_asked = help_asked
        self._clients: set[Client] = set()
        display.watch(self._show)

    def opened(self, client: Client) -> Message:
        """Answer with what is shown now."""
        self._clients.add(client)
        return self._display.snapshot()

    def heard(self, _: Client, message: FromScreen) -> None:
        """Take a call for help; a drawn frame needs no answer."""
        if isinstance(message, HelpAsked):
            self._help_asked()

    def closed(self, client: Client) -> None:
        """Forget the screen."""
        self._clients.discard(client)

    def _show(self, snapshot: ScreenSnapshot) -> None:
        for client in self._clients:
            client.show(snapshot)
