"""What is pending, a page at a time; the daemon looks up the next one while the service has the one before."""

from typing import TYPE_CHECKING

from kiosk.local_api.messages import FetchPending, PendingPage
from sync.ports import Daemon

if TYPE_CHECKING:
    from collections.abc import Callable

Place = tuple[int, int]
"""Ledger number and seq of the last record before a page; ``(0, 0)`` is before the first."""


class PendingPages:
    """Asks the daemon for pages. One that was asked for ahead of time counts only for the very same question."""

    def __init__(self, daemon: Daemon) -> None:
        """Ask nothing yet."""
        self._daemon = daemon
        self._ahead: tuple[FetchPending, Callable[[], PendingPage]] | None = None

    def after(self, place: Place, most: int) -> PendingPage:
        """Return up to ``most`` records behind ``place``; it is empty only if nothing is pending there now.

        Raises:
            LinkError: the daemon went away, or can't tell.

        """
        question = _question(place, most)
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == question:
            page = ahead[1]()
            if page.records:
                return page
        return self._daemon.ask(question, PendingPage)

    def ask_ahead(self, place: Place, most: int) -> None:
        """Have the daemon look up what will be asked for next."""
        question = _question(place, most)
        self._ahead = (question, self._daemon.ask_ahead(question, PendingPage))


def _question(place: Place, most: int) -> FetchPending:
    ledger, seq = place
    return FetchPending(after_ledger=ledger, after_seq=seq, most=most)
