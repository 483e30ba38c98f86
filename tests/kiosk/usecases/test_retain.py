"""How long records stay: only what the service has goes, only when its time is over by a clock that can be trusted."""

from dataclasses import replace

import pytest

from kiosk.domain.clock import ClockFix, ClockReading, FixSource
from kiosk.domain.delivery import Answer, Verdict
from kiosk.domain.ids import BootId, MemberRef
from kiosk.domain.ledger_starts import Span
from kiosk.domain.records import ClockFixed, Fact, StaffIn, lookup_key
from kiosk.ports import MemberEntry, NameKind
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases import situation
from kiosk.usecases.deliver import apply_answers, pending_after, reopen_missing
from kiosk.usecases.retain import note_confirmed, remove_some
from kiosk.usecases.situation import Situation, append
from tests.fakes.house import AMIRAS_CARD, BOOT, CLUB, NOON_US, CountingIds, furnish, tap

DAY_US = 24 * 3_600 * 1_000_000
KEEP_DAYS = 40
NOW = ClockReading(NOON_US, synchronised=True, boot=BOOT, boottime_us=0)
EARLIER_BOOT = BootId("5f0c8f2e-0000-4000-8000-000000000002")


class Kiosk:
    def __init__(self, store: SqliteStore) -> None:
        self.store, self.ids = store, CountingIds()
        furnish(store, ids=self.ids)

    @property
    def now(self) -> Situation:
        found = situation.load(self.store)
        assert found is not None
        return found

    def add(self, *days_ago: float, synchronised: bool = True, boot: BootId = BOOT, fact: Fact | None = None) -> None:
        """Add a record for each of ``days_ago``."""
        now = self.now
        for each in days_ago:
            at_us = NOON_US - round(each * DAY_US)
            taken = ClockReading(at_us if synchronised else 1_000, synchronised, boot, at_us)
            lookup = lookup_key(boot) if isinstance(fact, ClockFixed) else None
            lookup = lookup_key(fact.member) if isinstance(fact, StaffIn) else lookup
            with self.store.transaction() as transaction:
                now, _ = append(transaction, now, self.ids, fact or tap(AMIRAS_CARD, CLUB), taken=taken, lookup=lookup)

    def settle_all(self) -> None:
        while (page := pending_after(self.store, ledger_number=0, seq=0, most=500)) is not None:
            apply_answers(self.store, {each.id: Answer(Verdict.ACCEPTED) for each in page.records})

    def confirm(self, *, missing: list[Span] | None = None, told_through: int | None = None) -> None:
        ledger = self.now.ledger
        note_confirmed(
            self.store,
            self.ids,
            ledger.id,
            has_through=0,
            told_through=ledger.highest if told_through is None else told_through,
            missing=missing or [],
        )

    def clear(self, reading: ClockReading = NOW, keep_days: int = KEEP_DAYS) -> None:
        while remove_some(self.store, self.now, reading, keep_days):
            pass

    def seqs(self) -> list[int]:
        ledger = self.now.ledger
        with self.store.transaction() as transaction:
            return list(transaction.records.present(ledger, (0, 10_000)))


@pytest.fixture
def kiosk(store: SqliteStore) -> Kiosk:
    return Kiosk(store)


def test_what_the_service_has_and_whose_time_is_over_goes_and_the_numbering_goes_on(kiosk: Kiosk) -> None:
    kiosk.add(60, 50, 41, 39, 1)
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.clear()
    assert kiosk.seqs() == [4, 5]
    kiosk.clear(replace(NOW, wall_us=NOON_US + 100 * DAY_US))
    assert kiosk.seqs() == []
    assert kiosk.now.ledger.highest == 5
    with kiosk.store.transaction() as transaction:
        (story,) = transaction.ledgers.stories()
    assert (story.confirmed, story.purged) == (5, 5)


def test_nothing_goes_before_the_service_has_confirmed_it(kiosk: Kiosk) -> None:
    kiosk.add(60, 59, 58)
    kiosk.settle_all()
    kiosk.clear()
    assert kiosk.seqs() == [1, 2, 3]
    kiosk.confirm(missing=[(2, 2)])
    kiosk.clear()
    assert kiosk.seqs() == [2, 3]


def test_a_centre_that_was_restored_takes_its_confirmation_back(kiosk: Kiosk) -> None:
    kiosk.add(60, 59, 58)
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.confirm(missing=[(1, 3)])
    kiosk.clear()
    assert kiosk.seqs() == [1, 2, 3]


def test_nothing_goes_on_a_doubtful_clock(kiosk: Kiosk) -> None:
    kiosk.add(60, 50)
    kiosk.settle_all()
    kiosk.confirm()
    doubtful = BootId("5f0c8f2e-0000-4000-8000-000000000009")
    kiosk.clear(ClockReading(NOON_US + 400 * DAY_US, synchronised=False, boot=doubtful, boottime_us=0))
    assert kiosk.seqs() == [1, 2]


@pytest.mark.parametrize("source", [each for each in FixSource if each is not FixSource.KERNEL])
def test_nothing_goes_on_the_word_of_a_person_a_battery_or_a_worker(kiosk: Kiosk, source: FixSource) -> None:
    kiosk.add(60, 50)
    later = BootId("5f0c8f2e-0000-4000-8000-000000000009")
    reading = ClockReading(NOON_US, synchronised=False, boot=later, boottime_us=0)
    fix = ClockFix(later, 0, NOON_US + 26_000 * DAY_US, source)
    known = kiosk.now
    with kiosk.store.transaction() as transaction:
        append(transaction, known, kiosk.ids, ClockFixed(fix), taken=reading, lookup=lookup_key(later))
    kiosk.settle_all()
    kiosk.confirm()
    assert kiosk.now.now(reading).trusted
    kiosk.clear(reading)
    assert kiosk.seqs() == [1, 2, 3]


def test_a_boot_whose_date_a_person_typed_makes_no_record_old(kiosk: Kiosk) -> None:
    fix = ClockFixed(ClockFix(EARLIER_BOOT, NOON_US - DAY_US, NOON_US - 200 * DAY_US, FixSource.STAFF))
    kiosk.add(1, synchronised=False, boot=EARLIER_BOOT, fact=fix)
    kiosk.add(1, synchronised=False, boot=EARLIER_BOOT)
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.clear()
    assert kiosk.seqs() == [1, 2]


def test_what_was_never_sent_stays_whatever_the_worker_says_the_service_has(kiosk: Kiosk) -> None:
    kiosk.add(60, 59)
    kiosk.settle_all()
    kiosk.add(58, 57)
    kiosk.confirm(told_through=2**53)
    kiosk.clear()
    assert kiosk.seqs() == [3, 4]
    with kiosk.store.transaction() as transaction:
        (story,) = transaction.ledgers.stories()
    assert (story.confirmed, story.purged) == (2, 2)


def test_five_weeks_are_kept_whatever_the_setting_says(kiosk: Kiosk) -> None:
    kiosk.add(36, 34)
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.clear(keep_days=1)
    assert kiosk.seqs() == [2]


def test_a_record_of_unknown_time_is_as_old_as_those_behind_it(kiosk: Kiosk) -> None:
    kiosk.add(60)
    kiosk.add(1, synchronised=False, boot=EARLIER_BOOT)
    kiosk.add(50)
    kiosk.add(1, synchronised=False, boot=EARLIER_BOOT)
    kiosk.add(20)
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.clear()
    assert kiosk.seqs() == [4, 5]


def test_what_tells_the_time_of_later_records_stays(kiosk: Kiosk) -> None:
    fix = ClockFixed(ClockFix(EARLIER_BOOT, NOON_US - 60 * DAY_US, NOON_US - 60 * DAY_US, FixSource.KERNEL))
    kiosk.add(60, synchronised=False, boot=EARLIER_BOOT, fact=fix)
    kiosk.add(59, 10, synchronised=False, boot=EARLIER_BOOT)
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.clear()
    assert kiosk.seqs() == [1, 3]
    kiosk.clear(replace(NOW, wall_us=NOON_US + 100 * DAY_US))
    assert kiosk.seqs() == []


def test_what_was_refused_stays_until_a_person_has_dealt_with_it(kiosk: Kiosk) -> None:
    kiosk.add(60, 59, 58)
    page = pending_after(kiosk.store, ledger_number=0, seq=0, most=10)
    assert page is not None
    words = [Answer(Verdict.ACCEPTED), Answer(Verdict.REFUSED, "bad_id"), Answer(Verdict.ACCEPTED)]
    apply_answers(kiosk.store, dict(zip((each.id for each in page.records), words, strict=True)))
    kiosk.confirm(missing=[(2, 2)])
    kiosk.clear()
    assert kiosk.seqs() == [2]


def test_what_is_gone_is_not_promised_to_a_service_that_lacks_it(kiosk: Kiosk) -> None:
    kiosk.add(60, 59, 10)
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.clear()
    reopen_missing(kiosk.store, kiosk.now.ledger.id, range(1, 4))
    page = pending_after(kiosk.store, ledger_number=0, seq=0, most=10)
    assert page is not None
    assert ([each.seq for each in page.records], page.waiting) == ([3], 1)


def test_names_that_were_typed_go_once_their_records_are_gone(kiosk: Kiosk) -> None:
    walk_in = MemberRef("m-00000000000000aa")
    with kiosk.store.transaction() as transaction:
        transaction.people.add(walk_in, MemberEntry("Zofia", None))
        transaction.names.put(NameKind.MEMBER, walk_in.value, "Zofia")
    kiosk.add(60, fact=StaffIn(walk_in, CLUB.id))
    kiosk.clear()
    assert name_of(kiosk, walk_in) == "Zofia"
    kiosk.settle_all()
    kiosk.confirm()
    kiosk.clear(replace(NOW, synchronised=False, boot=EARLIER_BOOT))
    assert name_of(kiosk, walk_in) == "Zofia"
    kiosk.clear()
    assert (kiosk.seqs(), name_of(kiosk, walk_in)) == ([], None)
    with kiosk.store.transaction() as transaction:
        assert transaction.people.known([walk_in]) == {}


def name_of(kiosk: Kiosk, member: MemberRef) -> str | None:
    with kiosk.store.transaction() as transaction:
        return next((each.text for each in transaction.names.unsent(most=9) if each.subject == member.value), None)
