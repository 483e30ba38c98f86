"""Every canned staff page in every look: what can be touched and read, what assistive tools are told, no motion."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.audit import assert_accessible, assert_staff_texts_fit
from tests.ui.desk import Desk
from ui.gallery import STAFF_IN_ORDER, VARIANTS, Variant

Opened = Callable[..., Desk]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_page_is_large_named_and_apart(desk: Opened, variant: Variant) -> None:
    shown = desk(variant)
    for page in STAFF_IN_ORDER:
        shown.show(page)
        try:
            assert_accessible(shown)
            assert_staff_texts_fit(shown)
        except AssertionError as error:
            pytest.fail(f"{page}: {error}")


def test_no_page_draws_a_frame_while_nobody_does_anything(desk: Opened, qtbot: QtBot) -> None:
    shown = desk()
    frames: list[int] = []
    shown.window.frameSwapped.connect(lambda: frames.append(1))
    moving = []
    for page in STAFF_IN_ORDER:
        shown.show(page)
        shown.window.update()
        qtbot.waitUntil(lambda: bool(frames))
        qtbot.wait(100)
        frames.clear()
        qtbot.wait(2_000 if page == "home" else 150)
        if frames:
            moving.append(page)

    assert moving == []
