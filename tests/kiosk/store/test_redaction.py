"""Forgetting a person at the kiosk: nothing on disk holds them, everything else is as it was."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import remains
from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import UNFIXED, ClockReading
from kiosk.domain.ids import CardToken, LedgerId, MemberRef, RecordId
from kiosk.domain.records import Body, StaffIn, lookup_key
from kiosk.domain.redaction import Redaction, digest_of
from kiosk.ports import CardEntry, MemberEntry, NameKind, PulledPage
from kiosk.store.unit_of_work import SqliteStore, open_store
from kiosk.usecases.situation import append
from kiosk.usecases.tidy import Tidying
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    BOOT,
    DIRECTORY,
    DROP_IN,
    HOUR_US,
    NOON_US,
    TOMASZ,
    TOMASZS_CARD,
    UNLINKED_CARD,
)
from tests.kiosk.store.forgetting import HERS, PAGE, Kiosk


@pytest.fixture
def kiosk(store: SqliteStore, tmp_path: Path) -> Kiosk:
    return Kiosk(store, tmp_path)


def test_nothing_on_disk_holds_a_forgotten_person(kiosk: Kiosk) -> None:
    for _ in range(3):
        kiosk.tap(AMIRAS_CARD)
        kiosk.tap(TOMASZS_CARD)
    with kiosk.store.transaction() as transaction:
        taken = ClockReading(NOON_US - HOUR_US, synchronised=True, boot=BOOT, boottime_us=1)
        fact = StaffIn(AMIRA, DROP_IN.id)
        append(transaction, kiosk.situation, kiosk.ids, fact, taken=taken, lookup=lookup_key(AMIRA))
    before = kiosk.records
    everyone = (*HERS, TOMASZ.value, TOMASZS_CARD.value, "Amira", "Tomasz")
    assert kiosk.held(*everyone) == list(everyone)

    kiosk.pull()
    kiosk.tidy()

    assert kiosk.held(*everyone) == [TOMASZ.value, TOMASZS_CARD.value, "Tomasz"]
    after = kiosk.records
    assert [replace(each, body={}) for each in after] == [replace(each, body={}) for each in before]
    assert [each.body for each in after[1:6:2]] == [each.body for each in before[1:6:2]]
    blank: Body = {"tokens": [], "event": "drop-in", "outcome": "arrived", "reason": None, "redacted": True}
    assert [each.body for each in after[0:6:2]] == [blank] * 3
    assert after[6].body == {"member": None, "event": "drop-in", "redacted": True}


def test_a_forgotten_persons_records_are_found_by_nobody(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_CARD)
    kiosk.pull()
    kiosk.tidy()
    with kiosk.store.transaction() as transaction:
        assert transaction.records.found_by([lookup_key(AMIRAS_CARD), lookup_key(AMIRA)]) == ()
        assert transaction.directory.card([AMIRAS_CARD, AMIRAS_OTHER_CARD]).entry is None


def test_settled_or_not_it_goes_the_same_way_and_what_waits_goes_on_waiting(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_CARD)
    kiosk.tap(AMIRAS_CARD)
    with kiosk.store.transaction() as transaction:
        before = transaction.ledgers.delivery(kiosk.situation.ledger)
        transaction.ledgers.save_delivery(kiosk.situation.ledger, before, replace(before, mark=1))
    kiosk.pull()
    kiosk.tidy()
    assert kiosk.tokens() == [[], []]
    with kiosk.store.transaction() as transaction:
        assert transaction.ledgers.outstanding(kiosk.situation.ledger).waiting == 1


def test_what_the_card_does_after_the_redaction_is_a_strangers(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_CARD, NOON_US)
    kiosk.tap(AMIRAS_CARD, NOON_US + HOUR_US)
    kiosk.tap(AMIRAS_CARD, NOON_US + HOUR_US, synchronised=False)
    kiosk.pull()
    kiosk.tap(AMIRAS_CARD, NOON_US - HOUR_US)  # a clock that is behind: still, it came after the kiosk was told
    kiosk.tidy()
    assert kiosk.tokens() == [[], [AMIRAS_CARD.value], [], [AMIRAS_CARD.value]]


def test_copies_bundles_and_damaged_databases_from_before_are_gone(kiosk: Kiosk) -> None:
    kiosk.tap(AMIRAS_CARD)
    for name in (remains.COPIES, remains.BUNDLES, remains.SET_ASIDE):
        (kiosk.folder / name).mkdir()
        with closing(sqlite3.connect(kiosk.folder / name / "yesterday")) as copy:
            copy.execute("CREATE TABLE hers (token)")
            copy.execute("INSERT INTO hers VALUES (?)", [AMIRAS_CARD.value])
            copy.commit()
    kiosk.pull()
    assert AMIRAS_CARD.value in kiosk.held(AMIRAS_CARD.value)
    kiosk.tidy()
    assert kiosk.held(*HERS) == []


def test_what_is_carried_over_from_a_damaged_database_is_blanked_too_before_that_goes(kiosk: Kiosk) -> None:
    kiosk.still_carrying_over = True
    old = kiosk.situation.ledger
    (kiosk.folder / remains.SET_ASIDE).mkdir()
    (kiosk.folder / remains.SET_ASIDE / "attendance.db").write_text(AMIRAS_CARD.value)
    with kiosk.store.transaction() as transaction:
        transaction.ledgers.open_new(LedgerId("ledger-2"), old.kiosk, old.hub)
    kiosk.pull()
    for _ in range(3):
        kiosk.tidying.step(UNFIXED)
    kiosk.tap(AMIRAS_CARD)  # a record of the old ledger, carried over only now
    kiosk.still_carrying_over = False
    kiosk.tidying.more_may_be_due()
    assert kiosk.held(AMIRAS_CARD.value) == [AMIRAS_CARD.value]
    kiosk.tidy()
    assert kiosk.held(*HERS) == []


def test_a_kiosk_that_is_told_nothing_keeps_its_copies(kiosk: Kiosk) -> None:
    (kiosk.folder / remains.COPIES).mkdir()
    (kiosk.folder / remains.COPIES / "today").write_bytes(b"a copy")
    with kiosk.store.transaction() as transaction:
        transaction.directory.start_over()
    kiosk.pull(replace(DIRECTORY, generation=2))
    kiosk.tidy()
    assert kiosk.held("a copy") == ["a copy"]


def test_each_step_looks_at_few_rows(store: SqliteStore, tmp_path: Path) -> None:
    kiosk = Kiosk(store, tmp_path, at_once=3)
    for _ in range(5):
        kiosk.tap(AMIRAS_CARD)
    kiosk.pull()
    kiosk.tidying.step(UNFIXED)
    assert kiosk.tokens() == [[AMIRAS_CARD.value]] * 5  # the first step saw two members and a card
    assert kiosk.tidy() > 2
    assert kiosk.tokens() == [[]] * 5


def test_a_power_cut_at_any_step_only_delays_it(tmp_path: Path) -> None:
    database = tmp_path / "attendance.db"
    with open_store(database) as store:
        kiosk = Kiosk(store, tmp_path, at_once=2)
        for _ in range(4):
            kiosk.tap(AMIRAS_CARD)
        kiosk.pull()
    for steps in range(1, 40):
        with open_store(database) as store:
            tidying = Tidying(store, expire_copies=lambda: True, at_once=2)
            for _ in range(steps):
                tidying.step(UNFIXED)
            with store.transaction() as transaction:
                if not transaction.redactions.due():
                    break
    held = database.read_bytes()
    assert [each for each in HERS if each.encode() in held] == []
    assert TOMASZS_CARD.value.encode() in held


def test_hearing_it_again_changes_nothing_and_blanks_no_later_tap(kiosk: Kiosk) -> None:
    kiosk.pull()
    kiosk.tidy()
    kiosk.tap(AMIRAS_CARD)
    kiosk.pull(replace(PAGE, cursor="again"))
    kiosk.tidy()
    assert kiosk.tokens() == [[AMIRAS_CARD.value]]


def test_what_is_being_read_elsewhere_is_cleaned_once_that_ended(kiosk: Kiosk, database: Path) -> None:
    kiosk.tap(AMIRAS_CARD)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM records").fetchone()
        kiosk.pull()
        for _ in range(3):
            kiosk.tidying.step(UNFIXED)
        with kiosk.store.transaction() as transaction:
            assert transaction.redactions.due()
        reader.execute("COMMIT")
    kiosk.tidy()
    assert kiosk.held(*HERS) == []


def test_a_body_that_the_disk_garbled_is_found_by_its_key(kiosk: Kiosk, database: Path) -> None:
    kiosk.tap(AMIRAS_CARD)
    with closing(sqlite3.connect(database)) as direct:
        direct.execute("UPDATE records SET body = substr(body, 1, 60)")
        direct.commit()
    kiosk.pull()
    kiosk.tidy()
    assert kiosk.held(*HERS) == []


def test_many_cards_spread_over_many_pages_leave_no_trace(kiosk: Kiosk) -> None:
    """Index pages are split and filled again: SQLite must not leave a copy of a key on the way."""
    cards = [CardToken(f"k1:{number * 2654435761 % 2**32:032x}") for number in range(60)]
    for number in range(3_000):
        kiosk.tap(cards[number * 7919 % 60])
    hers = cards[:7]
    subjects = frozenset(digest_of(each.value) for each in hers)
    kiosk.pull(replace(PAGE, redactions=(Redaction("forgotten-2", NOON_US, subjects),)))
    kiosk.tidy()
    assert kiosk.held(*(each.value for each in hers)) == []
    assert sum(1 for tokens in kiosk.tokens() if not tokens) == 350


# ----------------------------------------------------------------- what staff typed and linked

WALK_IN = MemberRef("m-00000000000000aa")
FORGET_WALK_IN = PulledPage(
    cursor="page-2",
    generation=1,
    sweep=True,
    redactions=(Redaction("forgotten-2", NOON_US, frozenset({digest_of(WALK_IN.value)})),),
)


def test_a_forgotten_walk_ins_name_and_the_cards_linked_to_them_here_are_gone(kiosk: Kiosk) -> None:
    with kiosk.store.transaction() as transaction:
        transaction.people.add(WALK_IN, MemberEntry("Zofia", None))
        transaction.names.put(NameKind.MEMBER, WALK_IN.value, "Zofia")
        hers = CardEntry(CardStanding.LINKED, WALK_IN)
        transaction.people.say(UNLINKED_CARD, hers, by=RecordId("made-up-1"))
        transaction.people.say(TOMASZS_CARD, hers, by=RecordId("made-up-2"))
    assert kiosk.held(WALK_IN.value, "Zofia") == [WALK_IN.value, "Zofia"]
    kiosk.pull(FORGET_WALK_IN)
    kiosk.tidy()
    assert kiosk.held(WALK_IN.value, "Zofia") == []
    with kiosk.store.transaction() as transaction:
        assert transaction.names.unsent(most=9) == ()
        cards = transaction.people.cards([UNLINKED_CARD, TOMASZS_CARD])
    assert cards == {TOMASZS_CARD: DIRECTORY.cards[TOMASZS_CARD]}


def test_whom_the_centre_said_a_card_was_before_it_was_linked_here_is_forgotten_too(kiosk: Kiosk) -> None:
    with kiosk.store.transaction() as transaction:
        linked = CardEntry(CardStanding.LINKED, TOMASZ)
        transaction.people.say(UNLINKED_CARD, linked, by=RecordId("made-up-1"))
        transaction.directory.apply(
            PulledPage(
                cursor="b", generation=1, sweep=True, cards={UNLINKED_CARD: CardEntry(CardStanding.LINKED, WALK_IN)}
            )
        )
    kiosk.pull(FORGET_WALK_IN)
    kiosk.tidy()
    assert kiosk.held(WALK_IN.value) == []
    with kiosk.store.transaction() as transaction:
        assert transaction.people.cards([UNLINKED_CARD]) == {UNLINKED_CARD: linked}


def test_a_card_of_a_forgotten_person_goes_with_what_was_said_of_it_here(kiosk: Kiosk) -> None:
    with kiosk.store.transaction() as transaction:
        transaction.people.say(AMIRAS_CARD, CardEntry(CardStanding.LOST, AMIRA), by=RecordId("made-up-1"))
    kiosk.pull()
    kiosk.tidy()
    assert kiosk.held(*HERS) == []
