"""One card, one tap."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.debounce import Quiet

QUIET_US = 7_000_000
PRESENTATIONS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(min_value=0, max_value=60_000_000)), max_size=30
)


@given(presentations=PRESENTATIONS)
def test_no_tap_outside_the_debounce_time_is_dropped_and_no_repeat_within_it_is_taken(
    presentations: list[tuple[str, int]],
) -> None:
    quiet = Quiet()
    taken: dict[str, int] = {}
    for card, at_us in sorted(presentations, key=lambda each: each[1]):
        repeats = quiet.repeats(card, at_us)
        assert repeats == (card in taken and at_us - taken[card] < QUIET_US)
        if not repeats:
            taken[card] = at_us
            quiet = quiet.after(card, at_us, quiet_us=QUIET_US)


def test_what_has_run_out_is_forgotten() -> None:
    quiet = Quiet().after("a", 0, quiet_us=10).after("b", 20, quiet_us=10)
    assert quiet == Quiet({"b": 30})
