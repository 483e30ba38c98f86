"""What a keyboard sends changes nothing: some scanners are keyboards, and a card only ever comes from the daemon."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.ui.desk import Desk
from ui.gallery import IN_ORDER, STAFF_IN_ORDER

Opened = Callable[..., Desk]
SCANNED = (
    *(getattr(Qt.Key, f"Key_{digit}") for digit in "04117"),
    Qt.Key.Key_A,
    Qt.Key.Key_Space,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
)
"""A made-up card's number, and the keys by which a form is left, sent off or put away."""


def picture(shown: Desk) -> QImage:
    QCoreApplication.processEvents()
    return shown.exhibit.picture()


def test_a_scanner_that_is_a_keyboard_does_nothing_on_any_page(desk: Opened) -> None:
    shown = desk()
    wrong = []
    for page in (*IN_ORDER, *STAFF_IN_ORDER):
        shown.show(page)
        before = picture(shown)
        for key in SCANNED:
            QTest.keyClick(shown.window, key)
        wrong += [page] if picture(shown) != before or shown.exhibit.said else []

    assert wrong == []
