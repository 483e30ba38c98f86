"""Every canned staff page in every look: what can be touched and read, what assistive tools are told, no motion."""

from collections.abc import Callable
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.audit import (
    assert_accessible,
    assert_no_text_lies_under_a_control,
    assert_staff_texts_fit,
    assert_texts_stay_in_their_controls,
)
from tests.ui.desk import Desk
from ui.gallery import STAFF_IN_ORDER, VARIANTS, Variant
from ui.scene import Look

Opened = Callable[..., Desk]
_LARGE_POLISH = Variant("Polish, large text", look=Look(large_text=True), language="pl")


@pytest.mark.parametrize("variant", [*VARIANTS, _LARGE_POLISH], ids=lambda variant: variant.name)
def test_every_page_is_large_named_and_apart(desk: Opened, variant: Variant) -> None:
    shown = desk(variant)
    for page in STAFF_IN_ORDER:
        shown.show(page)
        try:
            assert_accessible(shown)
            assert_staff_texts_fit(shown)
            assert_no_text_lies_under_a_control(shown)
            assert_texts_stay_in_their_controls(shown)
        except AssertionError as error:
            pytest.fail(f"{page}: {error}")


def test_no_page_draws_a_frame_while_nobody_does_anything(desk: Opened, qtbot: QtBot) -> None:
    shown = desk()
    frames: list[None] = []
    shown.window.frameSwapped.connect(partial(frames.append, None))
    moving = []
    for page in STAFF_IN_ORDER:
        shown.show(page)
        frames.clear()
        shown.window.update()
        qtbot.waitUntil(partial(bool, frames))
        qtbot.wait(50)
        frames.clear()
        qtbot.wait(2_000 if page == "home" else 150)
        moving += [page] if frames else []

    assert moving == []
