"""How much one caller may ask for."""

from hypothesis import given
from hypothesis import strategies as st

from badge_service.domain.rates import Buckets

PER_S, BURST = 2.0, 5.0


def buckets(most: int = 10) -> Buckets:
    return Buckets(per_s=PER_S, burst=BURST, most=most)


def let_through(found: Buckets, caller: str, at_s: float) -> bool:
    """Ask as a caller does who goes away when told to wait."""
    if found.wait_s(caller, at_s) > 0:
        return False
    found.take(caller, at_s)
    return True


def test_a_burst_goes_at_once_and_then_the_caller_is_told_how_long_to_wait() -> None:
    found = buckets()
    assert [let_through(found, "a", 0.0) for _ in range(6)] == [True] * 5 + [False]
    assert found.wait_s("a", 0.0) == 0.5
    assert not let_through(found, "a", 0.4)
    assert let_through(found, "a", 0.5)


def test_one_caller_takes_nothing_from_another() -> None:
    found = buckets()
    for _ in range(5):
        found.take("a", 0.0)
    assert let_through(found, "b", 0.0)


def test_only_so_many_callers_are_remembered_and_the_quietest_is_forgotten_first() -> None:
    found = buckets(most=2)
    for _ in range(5):
        found.take("a", 0.0)
    found.take("b", 1.0)
    found.take("c", 1.0)
    assert let_through(found, "a", 1.0)


@given(st.lists(st.floats(0, 3, allow_nan=False), max_size=200))
def test_never_more_passes_than_a_burst_and_the_steady_rate(pauses_s: list[float]) -> None:
    found, now_s, passed = buckets(), 0.0, 0
    for pause_s in pauses_s:
        now_s += pause_s
        passed += let_through(found, "a", now_s)
    assert passed <= BURST + PER_S * now_s + 1e-6


@given(st.floats(0, 100, allow_nan=False), st.integers(0, 20))
def test_whoever_waits_as_long_as_told_is_let_through(at_s: float, asked: int) -> None:
    found = buckets()
    for _ in range(asked):
        let_through(found, "a", at_s)
    assert found.wait_s("a", at_s + found.wait_s("a", at_s) + 1e-6) == 0
