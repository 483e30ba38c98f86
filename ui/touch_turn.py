"""Fingers where they are, on a panel that reports them turned."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtQuick import QQuickWindow

_FULL_TURN = 360
_QUARTER = 90
_MEANT = {
    QEvent.Type.TouchBegin: QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchUpdate: QEvent.Type.MouseMove,
    QEvent.Type.TouchEnd: QEvent.Type.MouseButtonRelease,
    QEvent.Type.TouchCancel: QEvent.Type.MouseButtonRelease,
}


def turned_back(x: float, y: float, degrees: int) -> tuple[float, float]:
    """Return where a finger is that is reported ``degrees`` further clockwise; both as parts of width and height."""
    for _ in range(degrees % _FULL_TURN // _QUARTER):
        x, y = y, 1 - x
    return x, y


class TouchTurn(QObject):
    """Stands before a window and turns every touch back. Costs nothing where nothing is turned.

    Qt lets nobody make a touch with another place: the first finger goes on as a mouse, which the screen takes alike.
    """

    def __init__(self, window: QQuickWindow) -> None:
        """Turn nothing yet."""
        super().__init__()
        self._window = window
        self._degrees = 0

    def turn(self, degrees: int) -> None:
        """Turn touches back by ``degrees``."""
        self._window.removeEventFilter(self)
        self._degrees = degrees
        if degrees:
            self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Send the window what is meant instead of the touch that was reported."""
        if not isinstance(event, QTouchEvent) or event.type() not in _MEANT:
            return False
        if event.points():
            meant = self._meant(event)
            QCoreApplication.sendEvent(watched, meant)
        event.accept()
        return True

    def _meant(self, event: QTouchEvent) -> QMouseEvent:
        width_px, height_px = self._window.width(), self._window.height()
        seen = event.points()[0].position()
        x, y = turned_back(seen.x() / width_px, seen.y() / height_px, self._degrees)
        at = QPointF(x * width_px, y * height_px)
        kind = _MEANT[event.type()]
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind is QEvent.Type.MouseMove else left
        held = none if kind is QEvent.Type.MouseButtonRelease else left
        on_desktop = at + QPointF(self._window.position())
        meant = QMouseEvent(kind, at, on_desktop, button, held, event.modifiers())
        meant.setTimestamp(event.timestamp())
        return meant
