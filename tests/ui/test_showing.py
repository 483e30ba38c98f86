from dataclasses import replace
from typing import get_args

import msgspec
import pytest

from kiosk.local_api.messages import ResultKind, ScreenSnapshot, ShownResult
from ui import canned
from ui.viewmodels.showing import (
    Known,
    Page,
    Patience,
    View,
    asked_in_vain,
    beginning,
    chose,
    clock_face,
    heard,
    judging,
    look,
    lost,
    next_change_ms,
    offered_languages,
    touched,
)

PATIENCE = Patience(dim_ms=0)
RESULT = ShownResult(serial=7, kind="arrived", name="Amina", age_ms=0, shown_ms=4_000)


def seen(known: Known, now_ms: int, language: str = "en") -> View:
    return look(known, now_ms, PATIENCE, language)


def after(*snapshots: ScreenSnapshot, now_ms: int = 0) -> Known:
    known = beginning(0)
    for snapshot in snapshots:
        known = heard(known, snapshot, now_ms, PATIENCE)
    return known


def with_result(**changes: object) -> ScreenSnapshot:
    return canned.with_result(msgspec.structs.replace(RESULT, **changes))


def test_before_the_daemon_speaks_the_screen_gets_ready_and_then_sends_people_to_the_team() -> None:
    known = beginning(1_000)

    assert seen(known, 1_000).page is Page.STARTING
    assert next_change_ms(known, 1_000, PATIENCE) == PATIENCE.away_ms
    assert seen(known, 1_000 + PATIENCE.away_ms).page is Page.AWAY


def test_idle_shows_the_event_and_the_hubs_local_time() -> None:
    view = seen(after(canned.IDLE), 0)

    assert (view.page, view.title, view.clock) == (Page.IDLE, "Lego Club", "3:30")


def test_without_an_event_the_hub_gives_its_name() -> None:
    assert seen(after(msgspec.structs.replace(canned.IDLE, event_title=None)), 0).title == "Wisbech Library"


@pytest.mark.parametrize("changes", [{"clock_us": None}, {"zone": None}, {"zone": "Nowhere/At All"}, {"zone": ""}])
def test_a_doubtful_clock_is_hidden(changes: dict[str, object]) -> None:
    known = after(msgspec.structs.replace(canned.IDLE, **changes))

    assert seen(known, 0).clock == ""
    assert next_change_ms(known, 0, PATIENCE) is None


def test_the_clock_goes_on_by_itself_once_a_minute() -> None:
    known = after(canned.IDLE)

    assert next_change_ms(known, 0, PATIENCE) == 60_000
    assert next_change_ms(known, 20_000, PATIENCE) == 40_000
    assert seen(known, 59_999).clock == "3:30"
    assert seen(known, 60_000).clock == "3:31"


def test_the_clock_shows_summer_time() -> None:
    july_us = 1_783_868_400_000_000  # 12 July 2026, 15:00 UTC
    assert seen(after(msgspec.structs.replace(canned.IDLE, clock_us=july_us)), 0).clock == "4:00"


@pytest.mark.parametrize(
    ("hour", "language", "shown"),
    [(0, "en", "12:05"), (12, "en", "12:05"), (13, "en", "1:05"), (13, "pl", "13:05"), (0, "pl", "0:05")],
)
def test_times_are_said_as_the_language_says_them(hour: int, language: str, shown: str) -> None:
    assert clock_face(hour, 5, language) == shown


@pytest.mark.parametrize("kind", get_args(ResultKind))
def test_each_result_has_its_own_page(kind: ResultKind) -> None:
    assert seen(after(canned.result(kind)), 0).page.name.lower() == kind


def test_there_is_no_page_that_nothing_leads_to() -> None:
    results = {kind.upper() for kind in get_args(ResultKind)}
    assert {page.name for page in Page} - results == {
        "STARTING", "AWAY", "SETTING_UP", "READER_MISSING", "IDLE", "LANGUAGES", "CHECKING",
    }  # fmt: skip


def test_a_result_goes_by_itself_when_its_time_is_up() -> None:
    known = after(with_result(age_ms=500))

    assert next_change_ms(known, 0, PATIENCE) == 3_500
    assert seen(known, 3_499).page is Page.ARRIVED
    assert seen(known, 3_500).page is Page.IDLE
    assert seen(known, 3_500).name == ""


def test_a_stale_result_is_not_played_again_after_a_reconnection() -> None:
    known = lost(after(with_result()), 1_000)
    known = heard(known, with_result(age_ms=4_000), 5_000, PATIENCE)

    assert seen(known, 5_000).page is Page.IDLE


def test_a_different_result_replaces_the_one_before_at_once() -> None:
    known = heard(after(with_result()), with_result(serial=8, kind="help", name=None), 100, PATIENCE)

    assert seen(known, 100).page is Page.HELP


def test_no_result_stays_longer_than_the_longest_setting_allows() -> None:
    assert seen(after(with_result(shown_ms=3_600_000)), PATIENCE.longest_result_ms).page is Page.IDLE


def test_a_result_from_the_future_stays_no_longer_than_its_time() -> None:
    assert seen(after(with_result(age_ms=-60_000)), 4_000).page is Page.IDLE


@pytest.mark.parametrize("kind", ["help", "misread", "take_card", "not_open", "not_saved", "staff"])
def test_a_page_that_greets_nobody_has_no_name(kind: ResultKind) -> None:
    assert seen(after(canned.result(kind, name="Amina")), 0).name == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Amina", "Amina"), (" Mary\nAnn ", "Mary Ann"), ("x" * 24, "x" * 24), ("x" * 25, ""), (None, ""), ("", "")],
)
def test_a_name_is_shown_whole_on_one_line_or_not_at_all(name: str | None, shown: str) -> None:
    assert seen(after(canned.result("arrived", name=name)), 0).name == shown


@pytest.mark.parametrize(("opens", "shown"), [("16:00", "4:00"), ("09:30", "9:30"), (None, ""), ("soon", "")])
def test_the_next_opening_is_said_as_people_say_it(opens: str | None, shown: str) -> None:
    assert seen(after(canned.result("not_open", opens=opens)), 0).opens == shown


def test_a_members_own_language_answers_their_tap_and_goes_with_it() -> None:
    known = after(with_result(language="pl"))

    assert seen(known, 0).language == "pl"
    assert seen(known, 4_000).language == "en"


def test_a_kiosk_that_belongs_to_no_hub_says_so() -> None:
    assert seen(after(canned.PAGES["setting-up"]), 0).page is Page.SETTING_UP


def test_a_missing_reader_is_told_and_heals() -> None:
    missing = canned.with_result(None, reader_missing=True)

    assert seen(after(missing), 0).page is Page.READER_MISSING
    assert seen(after(missing, canned.IDLE), 0).page is Page.IDLE


def test_an_older_result_hides_the_loss_of_the_reader_for_less_than_two_seconds() -> None:
    long = msgspec.structs.replace(RESULT, shown_ms=8_000)
    known = heard(after(canned.with_result(long)), canned.with_result(long, reader_missing=True), 1_000, PATIENCE)
    again = heard(known, canned.with_result(long, reader_missing=True), 1_500, PATIENCE)

    for each in (known, again):
        assert seen(each, 2_499).page is Page.ARRIVED
        assert seen(each, 2_500).page is Page.READER_MISSING


def test_help_asked_for_while_the_reader_is_missing_stays_its_time() -> None:
    known = after(canned.with_result(None, reader_missing=True))
    known = heard(known, canned.with_result(replace_kind("help"), reader_missing=True), 100, PATIENCE)

    assert seen(known, 4_099).page is Page.HELP


def replace_kind(kind: ResultKind) -> ShownResult:
    return msgspec.structs.replace(RESULT, kind=kind)


def test_a_lost_daemon_is_told_after_a_moment_and_heals() -> None:
    known = lost(after(canned.IDLE), 10_000)

    assert seen(known, 10_000).page is Page.IDLE
    assert seen(known, 10_000 + PATIENCE.away_ms).page is Page.AWAY
    assert seen(heard(known, canned.IDLE, 20_000, PATIENCE), 20_000).page is Page.IDLE


def test_losing_the_daemon_again_does_not_start_the_moment_anew() -> None:
    known = lost(after(canned.IDLE), 1_000)

    assert lost(known, 2_000) == known


def test_a_result_outlives_the_daemon_that_sent_it() -> None:
    known = lost(after(canned.with_result(msgspec.structs.replace(RESULT, shown_ms=8_000))), 0)

    assert seen(known, PATIENCE.away_ms + 1).page is Page.ARRIVED


def test_asking_for_help_in_vain_ends_the_waiting() -> None:
    known = asked_in_vain(lost(after(canned.IDLE), 1_000), 1_100, PATIENCE)

    assert seen(known, 1_100).page is Page.AWAY


def test_nothing_changes_by_itself_once_nothing_is_awaited() -> None:
    known = replace(after(msgspec.structs.replace(canned.IDLE, clock_us=None)), silent_since_ms=0)

    assert next_change_ms(known, PATIENCE.away_ms, PATIENCE) is None


def test_a_language_that_someone_chose_is_on_for_a_while() -> None:
    known = chose(after(canned.IDLE), "lt", 1_000, PATIENCE)

    assert seen(known, 20_999).language == "lt"
    assert next_change_ms(known, 1_000, PATIENCE) == PATIENCE.language_ms
    assert seen(known, 21_000).language == "en"


def test_a_language_that_someone_chose_is_on_for_one_answer_and_until_its_end() -> None:
    chosen = chose(after(canned.IDLE), "lt", 0, PATIENCE)
    known = heard(chosen, canned.with_result(RESULT), 19_000, PATIENCE)

    assert (seen(known, 22_999).page, seen(known, 22_999).language) == (Page.ARRIVED, "lt")
    assert (seen(known, 23_000).page, seen(known, 23_000).language) == (Page.IDLE, "en")


def test_a_members_own_language_goes_before_the_one_that_was_chosen() -> None:
    chosen = chose(after(canned.IDLE), "lt", 0, PATIENCE)

    assert seen(heard(chosen, with_result(language="pl"), 0, PATIENCE), 0).language == "pl"


def test_the_languages_are_offered_for_a_while_and_a_tap_ends_that() -> None:
    known = offered_languages(after(canned.IDLE), 0, PATIENCE)

    assert seen(known, 19_999).page is Page.LANGUAGES
    assert seen(known, 20_000).page is Page.IDLE
    assert seen(heard(known, canned.with_result(RESULT), 1_000, PATIENCE), 6_000).page is Page.IDLE


@pytest.mark.parametrize("snapshot", [canned.IDLE, canned.with_result(None, reader_missing=True)])
def test_the_screen_goes_dark_when_nobody_has_been_there_for_long(snapshot: ScreenSnapshot) -> None:
    patience = Patience(dim_ms=600_000)
    known = touched(after(snapshot), 1_000)

    assert not look(known, 600_999, patience, "en").is_dimmed
    assert look(known, 601_000, patience, "en").is_dimmed
    assert not look(heard(known, canned.with_result(RESULT), 601_000, patience), 606_000, patience, "en").is_dimmed


def test_a_screen_that_is_not_to_go_dark_never_does() -> None:
    assert not seen(after(canned.IDLE), 10**9).is_dimmed


def test_a_tap_that_is_judged_for_long_says_so_until_it_is_answered() -> None:
    known = judging(after(canned.IDLE), 1_000)

    assert seen(known, 1_399).page is Page.IDLE
    assert seen(known, 1_400).page is Page.CHECKING
    assert seen(heard(known, canned.with_result(RESULT), 1_500, PATIENCE), 1_500).page is Page.ARRIVED
    assert seen(lost(known, 1_500), 1_500).page is Page.IDLE


@pytest.mark.parametrize(
    ("name", "language", "shown"),
    [
        ("Amina", "en", "Amina"),
        ("Amina", "ar", "\u2068Amina\u2069"),
        ("أمينة", "ar", "أمينة"),
        ("أمينة", "en", "\u2068أمينة\u2069"),
        ("\u202eBo\u202c", "pl", "Bo"),
    ],
)
def test_a_name_keeps_its_place_in_a_sentence_of_the_other_direction(name: str, language: str, shown: str) -> None:
    assert seen(after(with_result(name=name, language=language)), 0).name == shown
