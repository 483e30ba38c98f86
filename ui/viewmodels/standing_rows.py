"""Rows that stand still under a finger, so that it acts on what it was put on, or on nothing."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal

from ui.viewmodels.rows import Rows, RowT

ON_ITS_WAY_MS = 250
"""A finger that comes down so soon after something else came to stand there was meant for what stood there before."""


class StandingRows(Rows[RowT]):
    """While ``is_held``, leave the rows alone; ``let_go`` comes once the finger is lifted and what it did was heard.

    While ``is_astray``, what the finger does was meant for another row.
    """

    let_go = Signal()
    _lifted = Signal()

    def __init__(self, kind: type[RowT], key: str, now_ms: Callable[[], int]) -> None:
        """Begin empty. ``now_ms``: a steady clock in milliseconds."""
        super().__init__(kind, key)
        self._now_ms = now_ms
        self._moved_ms = now_ms() - ON_ITS_WAY_MS
        self.is_held = False
        self.is_astray = False
        # Queued, so that what was under the finger first hears that it was touched.
        self._lifted.connect(self._let_go, Qt.ConnectionType.QueuedConnection)

    def put(self, rows: Iterable[RowT]) -> None:
        """Make the list these rows, and note whether others stand where there were some."""
        before = self.names()
        super().put(rows)
        if before and before != self.names():
            self._moved_ms = self._now_ms()

    def hold(self, is_held: bool) -> None:  # noqa: FBT001  QML passes it by place
        """Take in that a finger is on the rows, or no more."""
        if is_held:
            self.is_astray = self._now_ms() - self._moved_ms < ON_ITS_WAY_MS
        self.is_held = is_held
        if not is_held:
            self._lifted.emit()

    def leave(self) -> None:
        """Take in that the rows are no longer on the glass, wherever the finger is."""
        self.is_held = False

    def _let_go(self) -> None:
        self.is_astray = False
        self.let_go.emit()
