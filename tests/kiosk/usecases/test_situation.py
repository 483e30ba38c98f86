"""Who the kiosk is, and what time it can know, on a real database."""

from dataclasses import replace

import pytest

from kiosk.domain.clock import ClockFix, FixSource
from kiosk.domain.ids import BootId, HubId, KioskId
from kiosk.domain.records import ClockFixed, Record, fact_of, lookup_key
from kiosk.ports import Enrolment
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.enrol import accept_enrolment
from kiosk.usecases.keep_time import note_kernel_time, note_service_time
from kiosk.usecases.situation import Situation, load
from tests.fakes.house import (
    AT_ELY,
    BOOT,
    CLUB,
    DROP_IN,
    HOUR_US,
    MINUTE_US,
    NOON_US,
    SECOND_US,
    CountingIds,
    FakeClock,
    furnish,
)

LONG_AGO_US = 1_000_000_000 * SECOND_US
OTHER_BOOT = BootId("5f0c8f2e-0000-4000-8000-000000000002")


def situation_of(store: SqliteStore) -> Situation:
    situation = load(store)
    assert situation is not None
    return situation


def fixes(store: SqliteStore) -> list[ClockFix]:
    with store.transaction() as transaction:
        (ledger,) = transaction.ledgers.all()
        facts = [fact_of(each) for each in transaction.records.after(ledger, 0, most=100)]
    return [fact.fix for fact in facts if isinstance(fact, ClockFixed)]


@pytest.fixture
def ids(store: SqliteStore) -> CountingIds:
    ids = CountingIds()
    furnish(store, ids=ids)
    return ids


# ----------------------------------------------------------------- enrolment


def test_before_enrolment_there_is_no_situation(store: SqliteStore) -> None:
    assert load(store) is None


def test_enrolling_again_changes_nothing(store: SqliteStore, ids: CountingIds) -> None:
    before = situation_of(store)
    accept_enrolment(store, ids, AT_ELY)
    accept_enrolment(store, ids, replace(AT_ELY, hub_name="Ely library"))
    after = situation_of(store)
    assert after.ledger == before.ledger
    assert after.enrolment.hub_name == "Ely library"


@pytest.mark.parametrize(
    "other", [replace(AT_ELY, hub=HubId("hub-march")), replace(AT_ELY, kiosk=KioskId("kiosk-ely-2"))]
)
def test_another_hub_or_another_kiosk_starts_a_new_ledger(
    store: SqliteStore, ids: CountingIds, other: Enrolment
) -> None:
    before = situation_of(store).ledger
    accept_enrolment(store, ids, other)
    after = situation_of(store).ledger
    assert (after.number, after.highest, after.kiosk, after.hub) == (before.number + 1, 0, other.kiosk, other.hub)


# ----------------------------------------------------------------- time


def test_a_synchronised_kernel_is_recorded_once(store: SqliteStore, ids: CountingIds) -> None:
    clock, situation = FakeClock(), situation_of(store)
    for _ in range(3):
        situation = note_kernel_time(store, ids, situation, clock.read())
        clock.pass_us(MINUTE_US)
    assert fixes(store) == [ClockFix(BOOT, 1_000 * SECOND_US, NOON_US, FixSource.KERNEL)]
    assert situation.ledger.highest == 1
    assert situation == situation_of(store)


def test_a_corrected_kernel_clock_is_recorded_again(store: SqliteStore, ids: CountingIds) -> None:
    clock = FakeClock()
    situation = note_kernel_time(store, ids, situation_of(store), clock.read())
    clock.wall_us += HOUR_US
    situation = note_kernel_time(store, ids, situation, clock.read())
    assert len(fixes(store)) == 2
    assert situation.now(clock.read()).at_us == NOON_US + HOUR_US


def test_the_clock_is_trusted_after_a_service_told_the_time_and_after_a_restart(
    store: SqliteStore, ids: CountingIds
) -> None:
    clock = FakeClock(wall_us=LONG_AGO_US, synchronised=False)
    situation = situation_of(store)
    assert not situation.now(clock.read()).trusted
    told = ClockFix(BOOT, clock.boot_us, NOON_US, FixSource.SERVICE, 50_000)
    for _ in range(2):
        situation = note_service_time(store, ids, situation, clock.read(), told)
    assert fixes(store) == [told]
    clock.pass_us(MINUTE_US)
    for each in (situation, situation_of(store)):
        now = each.now(clock.read())
        assert (now.at_us, now.trusted) == (NOON_US + MINUTE_US, True)
    other = replace(clock, boot=OTHER_BOOT)
    assert not situation_of(store).now(other.read()).trusted


def test_an_event_opens_by_its_window_only_on_a_trusted_clock(store: SqliteStore, ids: CountingIds) -> None:
    clock = FakeClock(synchronised=False)
    situation = situation_of(store)
    doubtful = situation.agenda(situation.now(clock.read()))
    assert (doubtful.current, doubtful.next_opens_us) == (DROP_IN, None)
    clock.synchronised = True
    situation = note_kernel_time(store, ids, situation, clock.read())
    clock.synchronised = False
    assert situation.agenda(situation.now(clock.read())).current == CLUB
    clock.pass_us(2 * HOUR_US)
    assert situation.agenda(situation.now(clock.read())).current == DROP_IN


def test_a_fix_that_only_a_newer_program_understands_does_not_keep_the_kiosk_from_starting(
    store: SqliteStore, ids: CountingIds
) -> None:
    ledger = situation_of(store).ledger
    strange = Record(ids.record_id(), ledger.id, 1, "clock_fixed", FakeClock().read(), {"source": "satellite"})
    with store.transaction() as transaction:
        transaction.records.append(strange, ledger=ledger, lookup=lookup_key(BOOT))
    assert situation_of(store).ledger.highest == 1
