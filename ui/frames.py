"""What is on the glass: tells when the first frame and when each result was drawn, and saves pictures of results."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtQuick import QQuickWindow

from ui.viewmodels.public_screen import PublicScreen
from ui.viewmodels.showing import View


class Frames(QObject):
    """Watches a window. ``drawn_first`` comes once; ``drawn`` carries the serial of each result, once it was drawn."""

    drawn_first = Signal()
    drawn = Signal(int)

    def __init__(self, window: QQuickWindow, screen: PublicScreen) -> None:
        """Watch ``window``, which shows ``screen``. The software renderer draws in the window's own thread."""
        super().__init__()
        self._window = window
        self._screen = screen
        self._has_drawn = False
        self._told: View | None = None
        screen.changed.connect(self._changed)
        window.frameSwapped.connect(self._swapped)

    def _changed(self) -> None:
        """Ask for a frame even where one result looks like the one before it."""
        if self._is_news(self._screen.view):
            self._window.update()

    def _swapped(self) -> None:
        if not self._has_drawn:
            self._has_drawn = True
            self.drawn_first.emit()
        view = self._screen.view
        if self._is_news(view):
            self._told = view
            self.drawn.emit(view.serial)

    def _is_news(self, view: View) -> bool:
        """Tell whether a result was not drawn yet; a daemon that restarted begins anew to count them."""
        return view.serial != 0 and view != self._told


class SavedFrames(QObject):
    """Saves a picture of each result as ``result-SERIAL-PAGE.png`` in a folder; each file appears whole."""

    def __init__(self, window: QQuickWindow, screen: PublicScreen, folder: Path) -> None:
        """Save into ``folder``, which must exist."""
        super().__init__()
        self._window = window
        self._screen = screen
        self._folder = folder

    def save(self, serial: int) -> None:
        """Save the result with this serial, if it is still shown once the frame is done."""
        QTimer.singleShot(0, self, lambda: self._save(serial))

    def _save(self, serial: int) -> None:
        view = self._screen.view
        if view.serial != serial:
            return
        target = self._folder / f"result-{serial:06}-{view.page.name.lower()}.png"
        beginning = target.with_name(f".{target.name}")
        self._window.grabWindow().save(str(beginning))
        beginning.rename(target)
