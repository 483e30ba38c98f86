"""A look at the glass: what a person can read and touch there, and what an assistive tool is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication, QPoint, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.local_api.messages import ScreenSnapshot
from ui.gallery import Exhibit


@dataclass(frozen=True, slots=True)
class Told:
    """What the accessible tree says of one thing on the glass."""

    role: QAccessible.Role
    name: str
    rect: QRectF


class Glass:
    """The public screen in a window."""

    def __init__(self, exhibit: Exhibit) -> None:
        self.exhibit = exhibit
        self.screen = exhibit.screen
        self.window = exhibit.scene.window

    def show(self, page: str) -> None:
        self.exhibit.show(page)

    def hear(self, snapshot: ScreenSnapshot) -> None:
        """Let the screen hear a snapshot, and the window follow."""
        self.screen.hear(snapshot)
        QCoreApplication.processEvents()

    def items(self, root: QQuickItem | None = None) -> Iterator[QQuickItem]:
        """Yield everything visible, parents first."""
        yield from visible_items(root or self.window.contentItem())

    def texts(self) -> list[QQuickItem]:
        """Return every text that shows something."""
        return [item for item in self.items() if item.inherits("QQuickText") and item.property("text")]

    def words(self) -> list[str]:
        return [text.property("text") for text in self.texts()]

    def item(self, name: str) -> QQuickItem:
        return next(item for item in self.items() if item.objectName() == name)

    def touch(self, at: QPoint) -> None:
        """Put a finger down and lift it."""
        touch_window(self.window, at)

    @contextmanager
    def finger_down(self, name: str) -> Iterator[None]:
        """Keep a finger on what has this ``objectName``, and lift it at the end."""
        device, at = touch_device(), self.middle(name)
        QTest.touchEvent(self.window, device).press(0, at, self.window).commit()
        yield
        QTest.touchEvent(self.window, device).release(0, at, self.window).commit()

    def touch_item(self, name: str) -> None:
        self.touch(self.middle(name))

    def middle(self, name: str) -> QPoint:
        item = self.item(name)
        return item.mapToScene(item.boundingRect().center()).toPoint()

    def slide(self, start: QPoint, end: QPoint, *, steps: int = 1) -> None:
        """Put a finger down, move it in so many steps and lift it there. A list follows from the second step on."""
        device = touch_device()
        QTest.touchEvent(self.window, device).press(0, start, self.window).commit()
        for step in range(1, steps + 1):
            at = start + (end - start) * (step / steps)
            QTest.touchEvent(self.window, device).move(0, at, self.window).commit()
        QTest.touchEvent(self.window, device).release(0, end, self.window).commit()

    def interfaces(self) -> Iterator[QAccessibleInterface]:
        """Yield the accessible tree, as far as it says that it is visible."""
        root = QAccessible.queryAccessibleInterface(self.window)
        assert root is not None
        yield from _visible(root)

    def told(self) -> list[Told]:
        """Return all that the accessible tree says is visible."""
        return [Told(each.role(), each.text(QAccessible.Text.Name), place(each)) for each in self.interfaces()]


def visible_items(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield an item and all in it, as far as they are visible, parents first."""
    if not item.isVisible():
        return
    yield item
    for child in item.childItems():
        yield from visible_items(child)


def touch_window(window: QQuickWindow, at: QPoint) -> None:
    """Put a finger down and lift it."""
    device = touch_device()
    QTest.touchEvent(window, device).press(0, at, window).commit()
    QTest.touchEvent(window, device).release(0, at, window).commit()


def _visible(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.state().invisible:
            continue
        yield child
        yield from _visible(child)


def place(interface: QAccessibleInterface) -> QRectF:
    """Return where it is on the glass. Qt 6.8's own answer leaves out how the stage is scaled and turned."""
    item = interface.object()
    return item.mapRectToScene(item.boundingRect()) if isinstance(item, QQuickItem) else QRectF(interface.rect())


@cache
def touch_device() -> QPointingDevice:
    """Return the one finger of this process."""
    return QTest.createTouchDevice()


def text_size_px(text: QQuickItem) -> int:
    """Return the size a text is drawn at, in logical pixels of the stage: fitting may make it smaller than asked."""
    fitted: int = text.property("fontInfo").property("pixelSize").toInt()
    return fitted
