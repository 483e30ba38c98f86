"""Whether a database is the one that was last used here, and how numbers are told in spans."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import LedgerId
from kiosk.domain.ledger_starts import Began, Marker, OnFile, gaps, spans, why_anew

LEDGER = LedgerId("a")
numbers = st.lists(st.integers(min_value=1, max_value=60), unique=True).map(sorted)


def on_file(highest: int, starts: int | None, *, is_copy: bool = False) -> OnFile:
    return OnFile({LEDGER: highest}, starts, is_copy)


def mark(highest: int, starts: int) -> Marker:
    return Marker(LEDGER, 1, starts, highest, "here")


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 99), st.integers(0, 1))
def test_the_database_that_was_last_used_goes_on(marked: int, since: int, starts: int, cut: int) -> None:
    assert why_anew(on_file(marked + since, starts + cut), mark(marked, starts), "here") is None


@given(st.integers(1, 99), st.integers(1, 99), st.integers(0, 99), st.integers(1, 99))
def test_an_older_one_never_does(highest: int, behind: int, starts: int, more: int) -> None:
    assert why_anew(on_file(highest, starts), mark(highest + behind, starts), "here") is Began.RESTORED
    assert why_anew(on_file(highest, starts), mark(highest, starts + more), "here") is Began.RESTORED
    assert why_anew(on_file(highest, starts, is_copy=True), mark(highest, starts), "here") is Began.RESTORED


def test_one_from_elsewhere_never_does() -> None:
    assert why_anew(on_file(3, 2), mark(3, 2), "elsewhere") is Began.CLONED
    assert why_anew(on_file(3, 2), None, "here") is Began.RESTORED
    other = Marker(LedgerId("b"), 2, 2, 0, "here")
    assert why_anew(on_file(3, 2), other, "here") is Began.RESTORED


def test_a_kiosk_that_never_numbered_anything_has_nothing_to_begin_anew() -> None:
    assert why_anew(OnFile({}, 5, is_copy=True), mark(9, 9), "elsewhere") is None


@given(numbers)
def test_spans_hold_exactly_their_numbers(ascending: list[int]) -> None:
    told = spans(ascending)
    assert [seq for first, last in told for seq in range(first, last + 1)] == ascending
    assert all(one[1] + 1 < other[0] for one, other in pairwise(told))


@given(numbers, st.integers(0, 30), st.integers(0, 70))
def test_gaps_are_what_is_left_out(present: list[int], after: int, through: int) -> None:
    told = gaps([seq for seq in present if seq > after], after=after, through=through)
    lost = {seq for first, last in told for seq in range(first, last + 1)}
    top = max([through, *present])
    assert {seq for seq in lost if seq <= through} == set(range(after + 1, through + 1)) - set(present)
    assert lost <= set(range(after + 1, top + 1)) - set(present)
