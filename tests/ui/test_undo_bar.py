"""The bar that offers to undo what was done last, by finger."""

from collections.abc import Callable

import pytest

from kiosk.local_api.messages import AnswerCode, Undo
from tests.ui.desk import Desk
from tests.ui.test_card_lost import names

Opened = Callable[..., Desk]


def test_undo_is_asked_once_and_its_bar_goes_at_once(desk: Opened) -> None:
    shown = desk()
    shown.show("home-undo")
    assert "Added: Callum B" in shown.words()
    shown.finger("staff_undo")

    assert shown.asked(Undo) == [Undo(request=0, record="r9")]
    assert "Added: Callum B" not in shown.words()


@pytest.mark.parametrize(("code", "is_offered"), [("not_saved", True), ("gone", False), ("done", False)])
def test_what_could_not_be_undone_is_offered_again_as_long_as_it_may_still_be(
    desk: Opened, code: AnswerCode, *, is_offered: bool
) -> None:
    shown = desk()
    shown.show("home-undo")
    shown.finger("staff_undo")
    shown.answer(code)

    assert ("staff_undo" in names(shown)) is is_offered


def test_the_undo_bar_goes_by_itself_after_ten_seconds(desk: Opened) -> None:
    shown = desk()
    shown.show("home-undo")
    shown.time.pass_ms(10_000)

    assert "Added: Callum B" not in shown.words()
