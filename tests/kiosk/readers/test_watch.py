import string

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.readers.watch import (
    FLICKER_US,
    LYING_US,
    MISREAD_QUIET_US,
    Arrival,
    Gone,
    HoldStill,
    LeftLying,
    Misread,
    Notice,
    Observation,
    Present,
    Tick,
    Watch,
    step,
)

SECOND_US = 1_000_000


def notices(*seen: Observation) -> list[Notice | None]:
    watch = Watch()
    told = []
    for one in seen:
        watch, notice = step(watch, one)
        told.append(notice)
    return told


def test_a_card_arrives_once_while_it_lies_there() -> None:
    assert notices(Present("a", 0), Present("a", 10), Gone(20)) == [Arrival(), None, None]


def test_flicker_is_no_second_arrival() -> None:
    assert notices(Present("a", 0), Gone(100), Present("a", 99 + FLICKER_US)) == [Arrival(), None, None]


def test_the_same_card_after_the_flicker_time_arrives_again() -> None:
    assert notices(Present("a", 0), Gone(100), Present("a", 100 + FLICKER_US)) == [Arrival(), None, Arrival()]


def test_a_repeated_gone_does_not_stretch_the_flicker_time() -> None:
    seen = (Present("a", 0), Gone(100), Gone(FLICKER_US), Present("a", 100 + FLICKER_US))
    assert notices(*seen)[-1] == Arrival()


def test_another_card_arrives_at_once_even_if_the_first_was_not_seen_to_go() -> None:
    assert notices(Present("a", 0), Present("b", 1), Gone(2), Present("c", 3)) == [
        Arrival(),
        Arrival(),
        None,
        Arrival(),
    ]


def test_a_card_left_lying_is_spoken_of_once() -> None:
    seen = (Present("a", 0), Tick(LYING_US - 1), Tick(LYING_US), Tick(2 * LYING_US))
    assert notices(*seen) == [Arrival(), None, LeftLying(), None]


def test_a_card_that_flickers_is_left_lying_all_the_same() -> None:
    seen = (Present("a", 0), Gone(SECOND_US), Present("a", SECOND_US + 1), Tick(LYING_US))
    assert notices(*seen)[-1] == LeftLying()


def test_an_empty_field_is_never_left_lying() -> None:
    assert notices(Tick(0), Present("a", 0), Gone(1), Tick(2 * LYING_US)) == [None, Arrival(), None, None]


def test_hold_still_is_not_repeated_at_once() -> None:
    seen = (Misread(0), Misread(MISREAD_QUIET_US - 1), Misread(MISREAD_QUIET_US))
    assert notices(*seen) == [HoldStill(), None, HoldStill()]


def test_a_card_brushing_the_field_on_its_way_out_is_not_told_to_hold_still() -> None:
    assert notices(Present("a", 0), Gone(100), Misread(200)) == [Arrival(), None, None]


def test_a_card_that_is_read_at_the_second_try_arrives() -> None:
    assert notices(Misread(0), Present("a", 100)) == [HoldStill(), Arrival()]


def test_a_watch_says_when_its_next_tick_is_due() -> None:
    watch, _ = step(Watch(), Present("a", 5))
    assert watch.lying_at_us == 5 + LYING_US
    told, _ = step(watch, Tick(5 + LYING_US))
    gone, _ = step(watch, Gone(6))
    assert (told.lying_at_us, gone.lying_at_us, Watch().lying_at_us) == (None, None, None)


class AnyField(RuleBasedStateMachine):
    """A field in which anything may happen, against the plainest account of what a person would say of it."""

    def __init__(self) -> None:
        super().__init__()
        self.now_us = 0
        self.watch = Watch()
        self.lying: str | None = None
        self.left_us: dict[str, int] = {}
        self.last: str | None = None
        self.spoken_since_arrival = 0
        self.hold_still_us: list[int] = []

    def see(self, one: Observation) -> Notice | None:
        self.watch, notice = step(self.watch, one)
        return notice

    @rule(us=st.one_of(st.integers(0, 2 * FLICKER_US), st.integers(0, 2 * LYING_US)))
    def time_goes_by(self, us: int) -> None:
        self.now_us += us
        notice = self.see(Tick(self.now_us))
        assert notice in {None, LeftLying()}
        if notice:
            assert self.lying is not None
            self.spoken_since_arrival += 1

    @rule(card=st.sampled_from(string.ascii_lowercase[:3]))
    def card_is_there(self, card: str) -> None:
        never_left = card == self.last and (self.lying == card or self.now_us - self.left_us[card] < FLICKER_US)
        notice = self.see(Present(card, self.now_us))
        assert notice == (None if never_left else Arrival())
        self.lying = self.last = card
        if notice:
            self.spoken_since_arrival = 0

    @precondition(lambda self: self.lying is not None)
    @rule()
    def card_goes(self) -> None:
        assert self.see(Gone(self.now_us)) is None
        assert self.lying is not None
        self.left_us[self.lying] = self.now_us
        self.lying = None

    @precondition(lambda self: self.lying is None)
    @rule()
    def field_is_still_empty(self) -> None:
        before = self.watch
        assert self.see(Gone(self.now_us)) is None
        assert self.watch == before

    @rule()
    def something_brushes_the_field(self) -> None:
        notice = self.see(Misread(self.now_us))
        assert notice in {None, HoldStill()}
        if notice:
            assert self.lying is None
            self.hold_still_us.append(self.now_us)

    @invariant()
    def is_spoken_of_at_most_once(self) -> None:
        assert self.spoken_since_arrival <= 1

    @invariant()
    def hold_still_keeps_its_distance(self) -> None:
        pairs = zip(self.hold_still_us, self.hold_still_us[1:], strict=False)
        assert all(later - earlier >= MISREAD_QUIET_US for earlier, later in pairs)

    @invariant()
    def knows_what_lies_there(self) -> None:
        assert self.watch.lies_there == (self.lying is not None)


TestAnyField = AnyField.TestCase
