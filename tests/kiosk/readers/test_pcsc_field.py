from hypothesis import given
from hypothesis import strategies as st

from kiosk.readers.pcsc_field import Change, Field, changes

CAME, WENT, PASSED = Change.CAME, Change.WENT, Change.PASSED


def test_the_first_look_always_tells() -> None:
    assert changes(None, Field(present=True, count=7)) == (CAME,)
    assert changes(None, Field(present=False, count=0)) == (WENT,)


def test_nothing_happened_while_the_count_stands_still() -> None:
    assert changes(Field(present=True, count=7), Field(present=True, count=7)) == ()
    assert changes(Field(present=False, count=7), Field(present=False, count=7)) == ()


def test_a_card_that_took_the_place_of_another_is_told_by_the_count() -> None:
    assert changes(Field(present=True, count=1), Field(present=True, count=3)) == (WENT, CAME)


def test_a_card_that_nobody_saw_passed() -> None:
    assert changes(Field(present=False, count=0), Field(present=False, count=2)) == (PASSED,)
    assert changes(Field(present=True, count=1), Field(present=False, count=4)) == (WENT, PASSED)


def test_the_count_begins_again_at_0() -> None:
    assert changes(Field(present=True, count=0xFFFF), Field(present=False, count=0)) == (WENT,)


@given(before=st.booleans(), start=st.integers(0, 0xFFFF), moves=st.integers(0, 6))
def test_however_many_moves_were_missed_the_last_state_is_told(before: bool, start: int, moves: int) -> None:  # noqa: FBT001  hypothesis hands it in by name
    """pcscd counts each insertion and each removal."""
    now = Field(present=before ^ bool(moves % 2), count=(start + moves) & 0xFFFF)
    told = changes(Field(before, start), now)
    if moves == 0:
        assert told == ()
    elif now.present:
        assert told[-1] is CAME
    else:
        assert told[-1] in {WENT, PASSED}
        assert (WENT in told) == before
