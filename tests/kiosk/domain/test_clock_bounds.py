"""Whatever a kiosk lived through: the truth lies within the bounds, order is order, and more evidence is no worse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.clock import FURTHEST_US, OLDEST_US, ClockFix, ClockReading, FixSource, error_us
from kiosk.domain.clock_bounds import Anchor, BootSeen, Bounds, History, history
from kiosk.domain.ids import BootId
from tests.fakes.house import HOUR_US, MINUTE_US, NOON_US, SECOND_US

DAY_US = 24 * HOUR_US
WRONG_US = 978_307_200 * SECOND_US


@dataclass(frozen=True)
class Lived:
    """A boot as it truly was: its clock ran ``drift`` parts in a million wrong; ``taken`` are boot times of records."""

    began_us: int
    drift: int
    taken: tuple[int, ...]
    seen: BootSeen

    def true_us(self, boottime_us: int) -> int:
        return self.began_us + boottime_us + boottime_us * self.drift // 1_000_000

    def reading(self, boottime_us: int) -> ClockReading:
        return replace(self.seen.hint, boottime_us=boottime_us)


@st.composite
def lives(draw: st.DrawFn) -> list[Lived]:
    """Draw boots one after the other, each with honest evidence of its time, or none."""
    lived: list[Lived] = []
    now_us = NOON_US
    for number in range(draw(st.integers(1, 5))):
        began_us = now_us + draw(st.integers(1, 3 * DAY_US))
        drift = draw(st.integers(-90, 90))
        taken = tuple(sorted(draw(st.lists(st.integers(10 * SECOND_US, DAY_US), min_size=1, max_size=4))))
        boot = BootId(f"boot-{number}")
        hint = ClockReading(draw(st.integers(0, 2 * NOON_US)), synchronised=False, boot=boot, boottime_us=taken[-1])
        life = Lived(began_us, drift, taken, BootSeen(boot, taken[-1], hint))
        fixes = tuple(draw(honest_fix(life)) for _ in range(draw(st.integers(0, 2))))
        heard = tuple(draw(receipt(life)) for _ in range(draw(st.integers(0, 1))))
        lived.append(replace(life, seen=replace(life.seen, fixes=fixes, heard=heard)))
        now_us = life.true_us(taken[-1])
    return lived


@st.composite
def honest_fix(draw: st.DrawFn, life: Lived) -> ClockFix:
    boottime_us = draw(st.integers(0, life.taken[-1]))
    fix = ClockFix(life.seen.boot, boottime_us, 0, draw(st.sampled_from(FixSource)), draw(st.integers(0, SECOND_US)))
    return replace(fix, wall_us=life.true_us(boottime_us) + draw(st.integers(-error_us(fix), error_us(fix))))


@st.composite
def receipt(draw: st.DrawFn, life: Lived) -> Anchor:
    boottime_us = draw(st.sampled_from(life.taken))
    return Anchor(boottime_us, latest_us=life.true_us(boottime_us) + draw(st.integers(0, 9 * DAY_US)))


def known(lived: Sequence[Lived]) -> History:
    return history([life.seen for life in lived])


@given(lives())
def test_the_true_time_lies_within_the_bounds(lived: list[Lived]) -> None:
    told = known(lived)
    for life in lived:
        for boottime_us in life.taken:
            bounds = told.bounds(life.reading(boottime_us))
            assert bounds.earliest_us <= life.true_us(boottime_us) <= bounds.latest_us
            assert bounds.earliest_us <= bounds.at_us <= bounds.latest_us


@given(lives())
def test_the_order_of_effective_times_is_the_order_of_the_numbers(lived: list[Lived]) -> None:
    told = known(lived)
    times = [told.at_us(life.reading(boottime_us)) for life in lived for boottime_us in life.taken]
    assert all(before <= after for before, after in pairwise(times))


@given(lives(), st.data())
def test_another_fix_never_widens_the_bounds(lived: list[Lived], data: st.DataObject) -> None:
    before = known(lived)
    place = data.draw(st.integers(0, len(lived) - 1))
    fix = data.draw(honest_fix(lived[place]))
    seen = lived[place].seen
    after = known(
        [*lived[:place], replace(lived[place], seen=replace(seen, fixes=(*seen.fixes, fix))), *lived[place + 1 :]]
    )
    for life in lived:
        for boottime_us in life.taken:
            narrow, wide = after.bounds(life.reading(boottime_us)), before.bounds(life.reading(boottime_us))
            assert wide.earliest_us <= narrow.earliest_us
            assert narrow.latest_us <= wide.latest_us


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.integers(0, DAY_US),
            st.integers(OLDEST_US, OLDEST_US + MINUTE_US) | st.integers(OLDEST_US, NOON_US * 2),
            st.sampled_from(FixSource),
        ),
        max_size=6,
    ),
    st.integers(0, DAY_US),
)
def test_contradicting_evidence_never_breaks_the_bounds(
    told: list[tuple[int, int, FixSource]], boottime_us: int
) -> None:
    boot = BootId("boot")
    hint = ClockReading(WRONG_US, synchronised=False, boot=boot, boottime_us=0)
    fixes = tuple(ClockFix(boot, at, wall, source) for at, wall, source in told)
    bounds = history([BootSeen(boot, DAY_US, hint, fixes)]).bounds(replace(hint, boottime_us=boottime_us))
    assert bounds.earliest_us <= bounds.at_us <= bounds.latest_us


# ----------------------------------------------------------------- a few lives, told one by one


def seen(boot: str, last_us: int, *, wall_us: int = WRONG_US, fixes: tuple[ClockFix, ...] = ()) -> BootSeen:
    hint = ClockReading(wall_us, synchronised=False, boot=BootId(boot), boottime_us=last_us)
    return BootSeen(BootId(boot), last_us, hint, fixes)


def fixed(boot: str, boottime_us: int, wall_us: int, source: FixSource = FixSource.SERVICE) -> ClockFix:
    return ClockFix(BootId(boot), boottime_us, wall_us, source, 0)


def look(boots: list[BootSeen]) -> Callable[[str, int], Bounds]:
    told = history(boots)
    return lambda boot, boottime_us: told.bounds(
        ClockReading(WRONG_US, synchronised=False, boot=BootId(boot), boottime_us=boottime_us)
    )


def test_a_boot_without_any_fix_lies_between_its_neighbours() -> None:
    at = look(
        [
            seen("a", HOUR_US, fixes=(fixed("a", 0, NOON_US),)),
            seen("dark", 30 * MINUTE_US),
            seen("c", MINUTE_US, fixes=(fixed("c", 0, NOON_US + 3 * HOUR_US),)),
        ]
    )
    bounds = at("dark", 20 * MINUTE_US)
    assert NOON_US + 80 * MINUTE_US - 3 * SECOND_US < bounds.earliest_us < NOON_US + 80 * MINUTE_US
    assert NOON_US + 170 * MINUTE_US < bounds.latest_us < NOON_US + 170 * MINUTE_US + 3 * SECOND_US


def test_the_wall_clock_is_a_hint_only_where_it_can_be_right() -> None:
    def boots(wall_us: int) -> list[BootSeen]:
        return [
            seen("a", 0, fixes=(fixed("a", 0, NOON_US),)),
            seen("dark", MINUTE_US, wall_us=wall_us),
            seen("c", 0, fixes=(fixed("c", 0, NOON_US + 3 * HOUR_US),)),
        ]

    assert look(boots(NOON_US + HOUR_US))("dark", MINUTE_US).at_us == NOON_US + HOUR_US
    behind = look(boots(WRONG_US))("dark", MINUTE_US)
    assert behind.at_us == NOON_US + MINUTE_US
    ahead = look(boots(NOON_US + DAY_US))("dark", MINUTE_US)
    assert ahead.at_us == ahead.latest_us


def test_what_was_received_happened_before() -> None:
    boot = replace(seen("only", HOUR_US), heard=(Anchor(HOUR_US, latest_us=NOON_US),))
    bounds = look([boot])("only", 0)
    assert bounds.earliest_us == OLDEST_US
    assert NOON_US - HOUR_US <= bounds.latest_us < NOON_US - HOUR_US + SECOND_US


def test_nothing_known_means_anything_possible() -> None:
    bounds = look([])("unheard of", 0)
    assert (bounds.earliest_us, bounds.latest_us) == (OLDEST_US, FURTHEST_US)


def test_a_person_who_was_mistaken_does_not_spoil_what_the_kernel_knows() -> None:
    fixes = (fixed("a", 0, NOON_US - DAY_US, FixSource.STAFF), fixed("a", 10, NOON_US, FixSource.KERNEL))
    bounds = look([seen("a", HOUR_US, fixes=fixes)])("a", 10)
    assert (bounds.at_us, bounds.width_us) == (NOON_US, 2 * SECOND_US)


def test_a_boot_of_two_ledgers_is_bounded_by_both() -> None:
    first = history([replace(seen("a", HOUR_US), heard=(Anchor(0, earliest_us=NOON_US),))])
    second = history([replace(seen("a", HOUR_US), heard=(Anchor(0, latest_us=NOON_US + MINUTE_US),))])
    bounds = first.also(second).bounds(ClockReading(WRONG_US, synchronised=False, boot=BootId("a"), boottime_us=0))
    assert (bounds.earliest_us, bounds.latest_us) == (NOON_US, NOON_US + MINUTE_US)
