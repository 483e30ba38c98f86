"""Diagnostics, and Date and time, by finger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QPoint

from kiosk.local_api.messages import ConfirmDate, ReaderRow, TryOut
from kiosk.ports import ReaderCause
from tests.ui.desk import Desk
from tests.ui.test_card_lost import names
from ui.canned_kiosk import WELL
from ui.canned_work import LOCKED, at_work, bar_with
from ui.gallery import VARIANTS, Variant
from ui.viewmodels.touch_test import SPOTS

Opened = Callable[..., Desk]


def test_the_date_is_confirmed_from_the_best_guess(desk: Opened) -> None:
    shown = desk()
    shown.show("clock")
    shown.finger("clock_plus_day")
    shown.finger("clock_minus_month")
    shown.finger("clock_plus_hour")
    shown.finger("clock_plus_tens")
    shown.finger("clock_minus_minute")
    assert "Mon" in shown.words()
    shown.finger("clock_confirm")

    assert shown.asked(ConfirmDate) == [ConfirmDate(request=0, at="2026-01-26T16:39")]
    shown.answer("done")
    assert "Thank you. The clock is set." in shown.words()


def test_time_goes_on_until_a_finger_sets_something(desk: Opened) -> None:
    shown = desk()
    shown.show("clock")
    shown.tell(at_work(bar=bar_with(clock=None, guess="2026-02-25T15:31")))
    assert shown.item("clock_value_minute").property("text") == "1"

    shown.finger("clock_plus_hour")
    shown.tell(at_work(bar=bar_with(clock=None, guess="2026-02-25T15:32")))
    assert shown.item("clock_value_minute").property("text") == "1"


def test_each_refusal_has_words_of_its_own(desk: Opened) -> None:
    shown = desk()
    shown.show("clock")
    said = set()
    for why in ("synchronised", "known_better", "too_early", "too_late", None):
        shown.finger("clock_confirm")
        shown.answer("bad_time", why)
        said.add(shown.item("clock_says").property("text"))

    assert len(said) == 5
    assert "staff_trouble" not in names(shown)


AMISS = [each for each in ReaderCause if not each.startswith("Ready")]


@pytest.mark.parametrize("cause", AMISS, ids=lambda cause: cause.code)
def test_whatever_is_wrong_with_a_reader_is_said_in_staffs_own_language(desk: Opened, cause: ReaderCause) -> None:
    said = {}
    for language in ("en", "pl"):
        shown = desk(Variant(language, language=language))
        shown.show("reader")
        shown.tell(at_work(bar=bar_with(reader="missing", reader_cause=cause.code)))
        said[language] = shown.item("reader_cause").property("text")
        page = replace(WELL, readers=[ReaderRow(name="ACR122U", health="missing", cause=cause.code)])
        shown.show("diagnostics")
        shown.tell(at_work(page))
        assert said[language] in shown.words()
    assert said["en"] != said["pl"]


def test_light_and_sound_are_tried(desk: Opened) -> None:
    shown = desk()
    shown.show("diagnostics")
    shown.finger("diagnostics_signals")
    for number in range(6):
        shown.finger(f"signals_try_{number}")

    assert [test.signal for test in shown.asked(TryOut)] == ["in", "already", "goodbye", "help", "misread", "not_saved"]
    shown.finger("staff_back")
    assert "diagnostics_signals" in names(shown)


@pytest.mark.parametrize("variant", VARIANTS[:3], ids=lambda variant: variant.name)
def test_the_panel_is_tested_in_its_corners_and_the_middle(desk: Opened, variant: Variant) -> None:
    shown = desk(variant)
    shown.show("diagnostics-touch")
    for _ in SPOTS:
        shown.finger("touch_ring")

    assert "The panel sees every finger where it is." in shown.words()
    shown.finger("touch_close")
    assert "diagnostics_touch" in names(shown)


def test_a_finger_is_shown_where_it_was_seen(desk: Opened) -> None:
    shown = desk()
    shown.show("diagnostics-touch")
    shown.touch(QPoint(600, 300))
    QCoreApplication.processEvents()

    assert shown.middle("touch_seen") == QPoint(600, 300)
    assert "The finger was seen at the cross. Touch the ring." in shown.words()


def test_the_warning_before_the_lock_comes_over_the_touch_test_which_goes_on_after_it(desk: Opened) -> None:
    shown = desk()
    shown.show("diagnostics-touch")
    shown.finger("touch_ring")
    second = shown.middle("touch_ring")
    shown.time.pass_ms(40_000)
    QCoreApplication.processEvents()
    assert "touch_ring" not in names(shown)
    assert "Still there? It locks in 20\u00a0s." in shown.words()

    shown.touch(second)
    QCoreApplication.processEvents()
    assert shown.middle("touch_ring") == second


def test_the_test_ends_with_the_lock(desk: Opened) -> None:
    shown = desk()
    shown.show("diagnostics-touch")
    shown.tell(LOCKED)

    assert "touch_ring" not in names(shown)


def test_the_log_and_the_languages_are_shown(desk: Opened) -> None:
    shown = desk()
    shown.show("diagnostics")
    shown.finger("diagnostics_log")
    assert any(words.endswith("the worker connected") for words in shown.words())

    shown.finger("staff_back")
    shown.finger("diagnostics_languages_open")
    assert "diagnostics_languages" in names(shown)
