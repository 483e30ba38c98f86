"""The touchscreen's desk: snapshots out; a call for help, and what staff do, in."""

from collections.abc import Callable

from kiosk.display import Display
from kiosk.local_api.messages import Act, FromScreen, HelpAsked, Judging, ScreenSnapshot, StaffSnapshot, StaffTouched
from kiosk.local_api.server import Client
from kiosk.staff_room.room import StaffRoom

_JUDGING = Judging()


class ScreenDesk:
    """Every connected screen gets every new snapshot, or the latest ones if it is slow."""

    def __init__(self, display: Display, staff_room: StaffRoom, help_asked: Callable[[], None]) -> None:
        """``help_asked`` is called when someone touches "No card?"."""
        self._display = display
        self._staff_room = staff_room
        self._help_asked = help_asked
        self._clients: set[Client] = set()
        display.watch(self._show)
        display.herald(lambda: self._show(_JUDGING))
        staff_room.watch(self._show)

    def opened(self, client: Client) -> None:
        """Tell what is shown now."""
        self._clients.add(client)
        client.show(self._display.snapshot())
        client.show(self._staff_room.snapshot())

    def heard(self, client: Client, message: FromScreen) -> None:
        """Take a call for help, or what staff do; a drawn frame needs no answer."""
        if isinstance(message, HelpAsked):
            self._help_asked()
        elif isinstance(message, StaffTouched):
            self._staff_room.touched()
        elif isinstance(message, Act):
            self._staff_room.heard(message, client.send)

    def closed(self, client: Client) -> None:
        """Forget the screen."""
        self._clients.discard(client)

    def _show(self, snapshot: ScreenSnapshot | Judging | StaffSnapshot) -> None:
        for client in self._clients:
            client.show(snapshot)
