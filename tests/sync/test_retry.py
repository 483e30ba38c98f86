from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sync.network_state import NetworkState, State, Trouble
from sync.retry import full_jitter_s, until_calm

DOWN = Trouble(NetworkState(State.OFFLINE, "Down."))
BUSY = Trouble(NetworkState(State.SERVICE_DOWN, "Busy."), 42.0)


def highest(_low: float, high: float) -> float:
    return high


class Waits:
    """Notes each wait; ``cut_at``: the number of the wait that something ends early."""

    def __init__(self, *, cut_at: int = 0) -> None:
        self.seconds: list[float] = []
        self._cut_at = cut_at

    def __call__(self, seconds: float) -> bool:
        self.seconds.append(seconds)
        return len(self.seconds) != self._cut_at


def test_waits_double_from_five_seconds_to_a_quarter_of_an_hour() -> None:
    waits = Waits()
    turns = iter([DOWN] * 10 + [None])
    until_calm(lambda: next(turns), wait=waits, draw=highest)
    assert waits.seconds == [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0, 900.0, 900.0]


def test_what_the_service_asks_for_goes_before_the_back_off() -> None:
    waits = Waits()
    turns = iter([DOWN, BUSY, DOWN, None])
    until_calm(lambda: next(turns), wait=waits, draw=highest)
    assert waits.seconds == [5.0, 42.0, 20.0]


def test_a_turn_that_got_on_before_its_trouble_begins_a_new_row() -> None:
    waits = Waits()
    turns = iter([DOWN, DOWN, replace(DOWN, got_on=True), DOWN, None])
    until_calm(lambda: next(turns), wait=waits, draw=highest)
    assert waits.seconds == [5.0, 10.0, 5.0, 10.0]


def test_a_wait_that_is_cut_short_ends_the_row_of_failures() -> None:
    waits = Waits(cut_at=3)
    until_calm(lambda: DOWN, wait=waits, draw=highest)
    until_calm(lambda: DOWN if len(waits.seconds) < 4 else None, wait=waits, draw=highest)
    assert waits.seconds == [5.0, 10.0, 20.0, 5.0]


@given(st.integers(min_value=1, max_value=10**9), st.floats(min_value=0, max_value=1))
def test_jitter_is_full_and_bounded(attempt: int, luck: float) -> None:
    assert 0.0 <= full_jitter_s(attempt, lambda low, high: low + luck * (high - low)) <= 900.0
