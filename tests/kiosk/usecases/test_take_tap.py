"""A tap on a real database: what it comes to is what is recorded, and no number is skipped."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.attendance import CardStanding
from kiosk.domain.derive import derive
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import BootId, CardToken
from kiosk.domain.outcomes import AlreadyHere, Arrived, HelpNeeded, HelpReason, Left, NotOpen, Outcome
from kiosk.domain.records import Record, Tap, fact_of, lookup_key
from kiosk.ports import CardEntry, PulledPage, StaffCardSeen, TapTaken
from kiosk.store.unit_of_work import SqliteStore, open_store
from kiosk.usecases.keep_time import note_kernel_time
from kiosk.usecases.situation import Situation, load, with_events
from kiosk.usecases.take_tap import take_tap
from tests.fakes.fresh_store import open_fresh_store
from tests.fakes.house import (
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    BOOK,
    CLUB,
    CONTESTED_CARD,
    DIRECTORY,
    DROP_IN,
    HOUR_US,
    LOST_CARD,
    MINUTE_US,
    NOON_US,
    TEAM_CARD,
    TOMASZS_CARD,
    UNLINKED_CARD,
    WORKSHOP,
    CountingIds,
    FakeClock,
    RefusingStore,
    furnish,
)


@dataclass
class Kiosk:
    """An enrolled kiosk at Ely with a real database."""

    store: RefusingStore
    ids: CountingIds
    clock: FakeClock
    situation: Situation

    def lay(self, *tokens: CardToken) -> TapTaken | StaffCardSeen:
        self.situation, result = take_tap(self.store, self.ids, self.situation, tokens, self.clock.read())
        return result

    def tap(self, *tokens: CardToken) -> TapTaken:
        taken = self.lay(*tokens)
        assert isinstance(taken, TapTaken)
        return taken

    def make_staff(self, card: CardToken) -> None:
        page = PulledPage(cursor="2", generation=1, sweep=False, cards={card: CardEntry(CardStanding.STAFF, None)})
        self.pull(page)

    def pull(self, page: PulledPage) -> None:
        with self.store.transaction() as transaction:
            transaction.directory.apply(page)
            events = transaction.directory.events()
        self.situation = with_events(self.situation, events)

    @property
    def records(self) -> tuple[Record, ...]:
        with self.store.transaction() as transaction:
            return transaction.records.after(self.situation.ledger, 0, most=1000)

    @property
    def taps(self) -> list[Tap]:
        facts = [fact_of(each) for each in self.records]
        return [fact for fact in facts if isinstance(fact, Tap)]


def kiosk_on(store: SqliteStore, ids: CountingIds) -> Kiosk:
    situation = load(store)
    assert situation is not None
    return Kiosk(RefusingStore(store), ids, FakeClock(), situation)


@pytest.fixture
def kiosk(store: SqliteStore) -> Kiosk:
    ids = CountingIds()
    furnish(store, ids=ids)
    return kiosk_on(store, ids)


def test_the_outcome_shown_is_the_outcome_recorded_for_the_event_that_is_on(kiosk: Kiosk) -> None:
    assert kiosk.tap(AMIRAS_CARD) == TapTaken(Arrived(), "Amira", "en")
    kiosk.clock.pass_us(MINUTE_US)
    assert kiosk.tap(AMIRAS_CARD) == TapTaken(AlreadyHere(), "Amira", "en")
    kiosk.clock.pass_us(3 * HOUR_US)
    assert kiosk.tap(TOMASZS_CARD) == TapTaken(Arrived(), "Tomasz", "pl")
    assert kiosk.taps == [
        Tap((AMIRAS_CARD,), CLUB.id, "arrived"),
        Tap((AMIRAS_CARD,), CLUB.id, "already_here"),
        Tap((TOMASZS_CARD,), DROP_IN.id, "arrived"),
    ]


def test_where_departures_count_a_late_second_tap_is_a_goodbye(kiosk: Kiosk) -> None:
    kiosk.pull(PulledPage(cursor="2", generation=1, sweep=True, events=(WORKSHOP,), gone_events=(CLUB.id,)))
    outcomes: list[Outcome] = []
    for gap_us in (0, 5 * MINUTE_US, 20 * MINUTE_US, 5 * MINUTE_US, 20 * MINUTE_US):
        kiosk.clock.pass_us(gap_us)
        outcomes.append(kiosk.tap(AMIRAS_CARD).outcome)
    assert outcomes == [Arrived(), AlreadyHere(), Left(), Left(), Arrived()]


@pytest.mark.parametrize(
    ("tokens", "reason"),
    [
        ((), HelpReason.CANNOT_IDENTIFY),
        ((UNLINKED_CARD,), HelpReason.UNKNOWN_CARD),
        ((LOST_CARD,), HelpReason.CARD_LOST),
        ((CONTESTED_CARD,), HelpReason.CONTESTED),
    ],
)
def test_a_card_that_needs_help_is_recorded_with_its_reason_and_shows_no_name(
    kiosk: Kiosk, tokens: tuple[CardToken, ...], reason: HelpReason
) -> None:
    assert kiosk.tap(*tokens) == TapTaken(HelpNeeded(reason), None, None)
    assert kiosk.taps == [Tap(tokens, CLUB.id, "help", reason.value)]


def test_with_nothing_on_the_next_opening_is_told_and_the_tap_recorded(kiosk: Kiosk) -> None:
    kiosk.pull(PulledPage(cursor="2", generation=1, sweep=True, gone_events=(DROP_IN.id,)))
    kiosk.clock.pass_us(-HOUR_US)
    assert kiosk.tap(AMIRAS_CARD).outcome == NotOpen(NOON_US)
    assert kiosk.taps == [Tap((AMIRAS_CARD,), None, "not_open")]


def test_two_cards_of_one_member_are_one_person(kiosk: Kiosk) -> None:
    assert kiosk.tap(AMIRAS_CARD).outcome == Arrived()
    kiosk.clock.pass_us(MINUTE_US)
    assert kiosk.tap(AMIRAS_OTHER_CARD) == TapTaken(AlreadyHere(), "Amira", "en")
    assert [each.tokens for each in kiosk.taps] == [(AMIRAS_CARD,), (AMIRAS_OTHER_CARD,)]


def test_two_members_are_two_people(kiosk: Kiosk) -> None:
    assert kiosk.tap(AMIRAS_CARD).outcome == kiosk.tap(TOMASZS_CARD).outcome == Arrived()


def test_taps_before_a_card_was_linked_count_once_it_is(kiosk: Kiosk) -> None:
    kiosk.tap(UNLINKED_CARD)
    linked = {UNLINKED_CARD: DIRECTORY.cards[AMIRAS_CARD]}
    kiosk.pull(PulledPage(cursor="2", generation=1, sweep=True, cards=linked))
    kiosk.clock.pass_us(MINUTE_US)
    assert kiosk.tap(UNLINKED_CARD).outcome == AlreadyHere()
    assert kiosk.tap(AMIRAS_CARD).outcome == AlreadyHere()


def test_while_the_regions_key_is_replaced_a_card_is_known_under_either_token(kiosk: Kiosk) -> None:
    new = CardToken("k2:" + "77" * 16)
    assert kiosk.tap(AMIRAS_CARD).outcome == Arrived()
    kiosk.clock.pass_us(MINUTE_US)
    assert kiosk.tap(new, AMIRAS_CARD).outcome == AlreadyHere()
    assert kiosk.taps[-1].tokens == (new, AMIRAS_CARD)
    kiosk.pull(PulledPage(cursor="2", generation=1, sweep=True, cards={new: DIRECTORY.cards[AMIRAS_CARD]}))
    kiosk.clock.pass_us(MINUTE_US)
    assert kiosk.tap(new).outcome == AlreadyHere()


def test_a_staff_card_leaves_no_record_and_takes_no_number(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_CARD)
    before = kiosk.situation
    assert kiosk.lay(TEAM_CARD) == StaffCardSeen()
    assert kiosk.lay(CardToken("k2:" + "77" * 16), TEAM_CARD) == StaffCardSeen()
    assert kiosk.situation == before
    kiosk.tap(TOMASZS_CARD)
    assert [each.seq for each in kiosk.records] == [1, 2]
    assert [each.tokens for each in kiosk.taps] == [(AMIRAS_CARD,), (TOMASZS_CARD,)]


def test_with_nothing_on_a_staff_card_is_a_staff_card_all_the_same(kiosk: Kiosk) -> None:
    kiosk.pull(PulledPage(cursor="2", generation=1, sweep=False, gone_events=(DROP_IN.id,)))
    kiosk.clock.pass_us(-HOUR_US)
    assert kiosk.lay(TEAM_CARD) == StaffCardSeen()
    assert kiosk.taps == []


def test_a_members_card_that_became_the_teams_no_longer_speaks_for_the_member(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_OTHER_CARD)
    kiosk.make_staff(AMIRAS_OTHER_CARD)
    kiosk.clock.pass_us(MINUTE_US)
    assert kiosk.lay(AMIRAS_OTHER_CARD) == StaffCardSeen()
    assert kiosk.tap(AMIRAS_CARD).outcome == Arrived()


CARDS = st.sampled_from([AMIRAS_CARD, AMIRAS_OTHER_CARD, TOMASZS_CARD, UNLINKED_CARD, LOST_CARD, TEAM_CARD])


@settings(max_examples=40, deadline=None)
@given(before=st.lists(CARDS, max_size=5), later=st.lists(CARDS, max_size=8), staff=st.sets(CARDS, max_size=3))
def test_whoever_taps_in_between_no_staff_card_is_ever_recorded_or_present(
    before: list[CardToken], later: list[CardToken], staff: set[CardToken]
) -> None:
    with TemporaryDirectory() as folder, open_fresh_store(Path(folder) / "attendance.db") as store:
        ids = CountingIds()
        furnish(store, ids=ids)
        kiosk = kiosk_on(store, ids)
        for card in before:
            kiosk.lay(card)
            kiosk.clock.pass_us(MINUTE_US)
        known = len(kiosk.records)
        for card in staff:
            kiosk.make_staff(card)
        team = staff | {TEAM_CARD}
        for card in later:
            assert (kiosk.lay(card) == StaffCardSeen()) == (card in team)
            kiosk.clock.pass_us(MINUTE_US)
        assert [each.seq for each in kiosk.records] == list(range(1, len(kiosk.records) + 1))
        assert [each.tokens for each in kiosk.taps[known:]] == [(card,) for card in later if card not in team]
        stays = derive(kiosk.records, replace(BOOK, staff=frozenset(team)))
        visitors = {card for card in (*before, *later) if card not in team}
        assert not team & {stay.subject for stay in stays}
        assert len(stays) <= len(visitors)


def test_a_random_number_leaves_no_trace_of_the_card(kiosk: Kiosk, store: SqliteStore) -> None:
    kiosk.tap()
    assert kiosk.taps[0].tokens == ()
    with store.transaction() as transaction:
        assert transaction.records.found_by([lookup_key(AMIRAS_CARD)]) == ()


def test_a_refused_tap_leaves_no_gap(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_CARD)
    kiosk.store.error = StoreError("the database refused: SQLITE_IOERR")
    for _ in range(3):
        with pytest.raises(StoreError):
            kiosk.tap(TOMASZS_CARD)
    kiosk.store.error = None
    kiosk.tap(TOMASZS_CARD)
    assert [each.seq for each in kiosk.records] == [1, 2]
    assert [each.tokens for each in kiosk.taps] == [(AMIRAS_CARD,), (TOMASZS_CARD,)]


def test_a_tap_refused_at_the_last_moment_leaves_no_gap(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_CARD)
    used = CountingIds()
    kiosk.ids, ids = used, kiosk.ids
    with pytest.raises(StoreError, match="UNIQUE"):
        kiosk.tap(TOMASZS_CARD)  # its id is taken
    kiosk.ids = ids
    assert kiosk.tap(TOMASZS_CARD).outcome == Arrived()
    assert [each.seq for each in kiosk.records] == [1, 2]


def test_the_numbering_goes_on_after_a_restart(kiosk: Kiosk, store: SqliteStore) -> None:
    kiosk.tap(AMIRAS_CARD)
    again = kiosk_on(store, kiosk.ids)
    again.clock.pass_us(MINUTE_US)
    assert again.tap(AMIRAS_CARD).outcome == AlreadyHere()
    assert [each.seq for each in again.records] == [1, 2]


def test_what_is_returned_is_already_in_the_file(tmp_path: Path) -> None:
    ids = CountingIds()
    copies: list[tuple[Record, ...]] = []
    with open_store(tmp_path / "attendance.db") as store:
        furnish(store, ids=ids)
        kiosk = kiosk_on(store, ids)
        for _ in range(3):
            kiosk.tap(AMIRAS_CARD)
            copy = tmp_path / f"copy-{len(copies)}"
            copy.mkdir()
            for each in ("attendance.db", "attendance.db-wal"):
                (copy / each).write_bytes((tmp_path / each).read_bytes())
            with open_store(copy / "attendance.db") as seen:
                copies.append(replace(kiosk, store=RefusingStore(seen)).records)
    assert [len(each) for each in copies] == [1, 2, 3]


def learn_the_time(kiosk: Kiosk) -> None:
    """Correct the wall clock, as a time service does once there is a network."""
    kiosk.clock.wall_us, kiosk.clock.synchronised = NOON_US, True
    kiosk.situation = note_kernel_time(kiosk.store, kiosk.ids, kiosk.situation, kiosk.clock.read())


def test_a_tap_from_before_the_clock_was_right_counts_for_the_day_on_which_it_was(kiosk: Kiosk) -> None:
    kiosk.clock.wall_us, kiosk.clock.synchronised = NOON_US - 50 * HOUR_US, False
    assert kiosk.tap(AMIRAS_CARD).outcome == Arrived()
    kiosk.pull(PulledPage(cursor="2", generation=1, sweep=True, gone_events=(CLUB.id,)))
    kiosk.clock.pass_us(MINUTE_US)
    learn_the_time(kiosk)
    assert kiosk.tap(AMIRAS_CARD).outcome == AlreadyHere()


def test_a_tap_of_an_earlier_boot_counts_for_the_day_that_was_learnt_for_that_boot(kiosk: Kiosk) -> None:
    kiosk.pull(PulledPage(cursor="2", generation=1, sweep=True, gone_events=(CLUB.id,)))
    kiosk.clock.wall_us, kiosk.clock.synchronised = NOON_US - 50 * HOUR_US, False
    assert kiosk.tap(AMIRAS_CARD).outcome == Arrived()
    learn_the_time(kiosk)
    known = load(kiosk.store)
    assert known is not None
    kiosk.situation = known
    kiosk.clock = FakeClock(wall_us=NOON_US + HOUR_US, boot_us=MINUTE_US, boot=BootId("a-later-boot"))
    assert kiosk.tap(AMIRAS_CARD).outcome == AlreadyHere()
