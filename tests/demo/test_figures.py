"""What counts as missing, what as doubled."""

from dataclasses import replace

import msgspec
import pytest

from kiosk.demo.figures import Reached, ServiceCount, Spread, compare
from kiosk.demo.told import STAFF, TapTold

NONE_YET = Reached(
    3,
    0,
    ServiceCount(records=3, distinct_ids=3, duplicates=1, held=0, receive_lag_p50_ms=None, receive_lag_p99_ms=None),
)


def told(count: int) -> list[TapTold]:
    return [TapTold(code="arrived", took_us=1_000 * number, saved=True) for number in range(1, count + 1)]


def after(stored: int, records: int, distinct_ids: int) -> Reached:
    service = msgspec.structs.replace(
        NONE_YET.service, records=records, distinct_ids=distinct_ids, receive_lag_p50_ms=20.0, receive_lag_p99_ms=40.0
    )
    return replace(NONE_YET, stored=stored, service=service)


def test_all_there_once_is_clean() -> None:
    figures = compare(NONE_YET, after(103, 103, 103), 100, told(100))
    assert figures.is_clean
    assert (figures.taps, figures.records_stored, figures.records_at_service) == (100, 100, 100)
    assert figures.event_to_durable_ms == Spread(p50=50.0, p99=99.0)
    assert figures.tap_to_service_ms == Spread(p50=20.0, p99=40.0)
    assert figures.duplicates == 0


def test_records_besides_the_taps_are_no_fault() -> None:
    assert compare(NONE_YET, after(104, 104, 104), 100, told(100)).is_clean


@pytest.mark.parametrize(
    ("reached", "answers"),
    [(after(103, 102, 102), 100), (after(102, 102, 102), 100), (after(103, 103, 103), 99)],
    ids=["not at the service", "not at the kiosk", "not answered"],
)
def test_what_is_not_there_is_missing(reached: Reached, answers: int) -> None:
    figures = compare(NONE_YET, reached, 100, told(answers))
    assert figures.missing == 1
    assert not figures.is_clean


def test_a_staff_card_leaves_no_record_and_is_not_missing() -> None:
    answers = [*told(99), TapTold(code=STAFF, took_us=5, saved=False)]
    assert compare(NONE_YET, after(102, 102, 102), 100, answers).is_clean
    assert compare(NONE_YET, after(101, 101, 101), 100, answers).missing == 1


def test_a_tap_that_was_not_saved_is_missing() -> None:
    answers = [*told(99), TapTold(code="store_full", took_us=5, saved=False)]
    figures = compare(NONE_YET, after(102, 102, 102), 100, answers)
    assert figures.missing == 1
    assert figures.event_to_durable_ms.p99 == 99.0


@pytest.mark.parametrize(
    ("reached", "answers"),
    [(after(103, 104, 103), 100), (after(104, 104, 104), 101)],
    ids=["two contents under one id", "answered twice"],
)
def test_what_is_there_twice_is_doubled(reached: Reached, answers: int) -> None:
    figures = compare(NONE_YET, reached, 100, told(answers))
    assert figures.doubled == 1
    assert not figures.is_clean


def test_without_a_tap_there_is_no_time() -> None:
    assert compare(NONE_YET, NONE_YET, 0, []).event_to_durable_ms == Spread(p50=None, p99=None)
