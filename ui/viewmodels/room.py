"""What the view model of a staff page is given, and what it must offer. No Qt."""

from typing import Protocol

from kiosk.local_api.messages import Act, StaffSnapshot
from ui.viewmodels.asking import Then, forget
from ui.viewmodels.staff_pages import StaffPage


class Room(Protocol):
    """What a page asks of the staff screens around it."""

    def ask(self, act: Act, then: Then = forget, own: frozenset[str] = frozenset()) -> None:
        """Ask for ``act``, whose ``request`` is ``asking.NEW``; ``own``: codes that the page tells staff itself."""

    def show(self, event: str | None = None, query: str = "") -> None:
        """Have the daemon send the open page's data for another event, or another query."""

    def go(self, page: StaffPage, event: str | None = None, query: str = "") -> None:
        """Open a page."""

    def back(self) -> None:
        """Go one page back."""


class PageModel(Protocol):
    """The view model of one page. It hears only while its page is open."""

    def hear(self, snapshot: StaffSnapshot) -> None:
        """Take in a snapshot. ``page`` may still be that of the page before, or of another query."""

    def hide(self) -> None:
        """Let every name go, and keep only what is being typed: work was cut short."""

    def forget(self) -> None:
        """Let everything go: the page was left, or the screens locked."""


class Stepping(Protocol):
    """The view model of a page that has steps of its own."""

    def step_back(self) -> bool:
        """Go one step back within the page; tell whether there was one."""
