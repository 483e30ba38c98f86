"""What holds for every page that staff or visitors see: each control named, large enough, on the glass and apart."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

from tests.ui.glass import Glass, Told, place, text_size_px

CONTROLS = {QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton}
LEAST_PX = 72
STAFF_TEXT_PX = 30
_TOUCHING_PX = 3


def assert_accessible(shown: Glass) -> None:
    """Hold the page that is shown to the rules of controls and of texts."""
    assert_controls_are_apart(shown)
    assert_texts_are_told(shown)


def assert_controls_are_apart(shown: Glass) -> None:
    """Every control has a name, is at least 72 by 72 logical pixels, on the glass, and overlaps no other."""
    scale = stage_scale(shown)
    controls = [told for told in _whole(shown) if told.role in CONTROLS]
    glass = QRectF(-2, -2, shown.window.width() + 4, shown.window.height() + 4)
    for control in controls:
        assert control.name.strip(), f"a control without a name at {control.rect}"
        least = min(control.rect.width(), control.rect.height()) / scale
        assert least >= LEAST_PX - 1, f"{control.name} is only {least:.0f} px"
        assert glass.contains(control.rect), f"{control.name} is not on the glass: {control.rect}"
    for one, other in combinations(controls, 2):
        assert not one.rect.intersects(other.rect), f"{one.name} overlaps {other.name}"


def assert_texts_are_told(shown: Glass) -> None:
    """Every text that is shown is told to assistive tools, by itself or as the name of what it stands in."""
    told = shown.told()
    names = " ".join(each.name for each in told)
    for text in shown.texts():
        words = str(text.property("text"))
        assert words in names or _is_scrolled_away(text) or _is_in_something_named(text, told), (
            f"nobody is told: {words}"
        )


def assert_staff_texts_fit(shown: Glass, least_px: int = STAFF_TEXT_PX) -> None:
    """No text is cut off, save one that ends in an ellipsis by design, and none is too small to read."""
    for text in shown.texts():
        words = str(text.property("text"))
        assert text_size_px(text) >= least_px, f"too small: {words}"
        if not text.property("truncated"):
            assert text.property("contentWidth") <= text.width() + 1, f"too wide: {words}"
            assert text.property("contentHeight") <= text.height() + 1, f"too high: {words}"
        assert text.property("maximumLineCount") < 3 or not text.property("truncated"), f"cut off: {words}"


def assert_no_text_lies_under_a_control(shown: Glass) -> None:
    """No text of a page reaches under something that can be touched; a list's rows may, where they scroll away."""
    controls = [told for told in _whole(shown) if told.role in CONTROLS]
    for text in shown.texts():
        rect = text.mapRectToScene(text.boundingRect())
        for control in controls:
            common = rect.intersected(control.rect)
            apart = min(common.width(), common.height()) <= _TOUCHING_PX or _is_in_a_list(text)
            assert apart or control.rect.contains(rect.center()), (
                f"{text.property('text')} reaches under {control.name}"
            )


def assert_texts_stay_in_their_controls(shown: Glass) -> None:
    """What stands in the middle of something that can be touched doesn't reach above or below it."""
    controls = [told.rect for told in _whole(shown) if told.role in CONTROLS]
    for text in shown.texts():
        height = float(text.property("contentHeight"))
        drawn = text.mapRectToScene(QRectF(0, (text.height() - height) / 2, text.width(), height))
        for control in controls:
            inside = control.adjusted(-_TOUCHING_PX, -_TOUCHING_PX, _TOUCHING_PX, _TOUCHING_PX).contains(drawn)
            assert inside or not control.contains(drawn.center()) or _is_scrolled_away(text), (
                f"{text.property('text')} reaches out of what it stands in"
            )


def stage_scale(shown: Glass) -> float:
    """Return how many real pixels one logical pixel of the stage is."""
    longer = max(shown.window.width(), shown.window.height())
    shorter = min(shown.window.width(), shown.window.height())
    return min(longer / 800, shorter / 450)


def _is_in_something_named(text: QQuickItem, told: list[Told]) -> bool:
    """Tell whether an item around ``text`` is told; its name then says what the text does, or more."""
    middle = text.mapRectToScene(text.boundingRect()).center().toPoint()
    return any(each.name.strip() and each.rect.toRect().contains(middle) for each in told)


def _is_in_a_list(item: QQuickItem) -> bool:
    around: QQuickItem | None = item.parentItem()
    while around is not None and not around.inherits("QQuickFlickable"):
        around = around.parentItem()
    return around is not None


def _is_scrolled_away(item: QQuickItem) -> bool:
    """Tell whether an item is out of what its list shows."""
    around: QQuickItem | None = item.parentItem()
    while around is not None and not around.inherits("QQuickFlickable"):
        around = around.parentItem()
    if around is None:
        return False
    return not around.boundingRect().contains(item.mapRectToItem(around, item.boundingRect()).center())


def _whole(shown: Glass) -> Iterator[Told]:
    """Yield what is told, save rows of a list that are out of what it shows, or only partly in it."""
    root = QAccessible.queryAccessibleInterface(shown.window)
    assert root is not None
    yield from _whole_in(root, None)


def _whole_in(around: QAccessibleInterface, window: QRectF | None) -> Iterator[Told]:
    for number in range(around.childCount()):
        each = around.child(number)
        if each.state().invisible:
            continue
        rect = place(each)
        if window is None or window.adjusted(-1, -1, 1, 1).contains(rect):
            yield Told(each.role(), each.text(QAccessible.Text.Name), rect)
        yield from _whole_in(each, rect if each.role() is QAccessible.Role.List else window)
