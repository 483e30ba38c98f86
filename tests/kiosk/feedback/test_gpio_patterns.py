"""What two lamps and a buzzer can say: each answer by light alone, by sound alone, and by its length."""

from collections.abc import Sequence
from itertools import combinations, groupby, pairwise

import pytest

from kiosk.feedback.gpio_patterns import PATTERNS, Output, Step
from kiosk.ports import Signal

LIGHT = Output.GREEN | Output.AMBER
CLEARLY_LONGER = 1.5


def as_seen(steps: Sequence[Step], outputs: Output) -> list[tuple[Output, float]]:
    """Return what is on of ``outputs``, for how long; without the darkness or silence at the end."""
    shown = [(step.on & outputs, step.length_s) for step in steps]
    joined = [(on, sum(length for _, length in group)) for on, group in groupby(shown, key=lambda each: each[0])]
    return joined if joined[-1][0] else joined[:-1]


def length_s(steps: Sequence[Step]) -> float:
    return sum(step.length_s for step in steps)


def differ(one: list[tuple[Output, float]], other: list[tuple[Output, float]]) -> bool:
    if [on for on, _ in one] != [on for on, _ in other]:
        return True
    return any(max(a, b) >= CLEARLY_LONGER * min(a, b) for (_, a), (_, b) in zip(one, other, strict=True))


@pytest.mark.parametrize(("one", "other"), list(combinations(Signal, 2)))
@pytest.mark.parametrize("outputs", [LIGHT, Output.BUZZER], ids=["by the lamps alone", "by the buzzer alone"])
def test_any_two_answers_can_be_told_apart(one: Signal, other: Signal, outputs: Output) -> None:
    assert differ(as_seen(PATTERNS[one], outputs), as_seen(PATTERNS[other], outputs))


def test_no_two_answers_are_equally_long_and_all_leave_room_for_the_next_person() -> None:
    lengths = sorted(length_s(PATTERNS[signal]) for signal in Signal)
    assert all(longer - shorter > 0.09 for shorter, longer in pairwise(lengths))
    assert lengths[-1] < 1.5


@pytest.mark.parametrize("signal", Signal)
def test_no_answer_flashes_more_than_three_times_in_a_second(signal: Signal) -> None:
    begins_s: list[float] = []
    at_s, lit = 0.0, Output(0)
    for step in PATTERNS[signal]:
        if step.on & LIGHT and step.on & LIGHT != lit:
            begins_s.append(at_s)
        at_s, lit = at_s + step.length_s, step.on & LIGHT
    assert all(sum(first <= each < first + 1 for each in begins_s) <= 3 for first in begins_s)


def test_not_saved_is_the_only_answer_with_both_lamps() -> None:
    both = {signal for signal in Signal if any(step.on & LIGHT == LIGHT for step in PATTERNS[signal])}
    assert both == {Signal.NOT_SAVED}
