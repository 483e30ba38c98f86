"""What can be read of a damaged database is carried over: from it, and from its copies where it can't be read."""

import asyncio
import contextlib
import dataclasses
import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import UNFIXED
from kiosk.domain.delivery import Answer, Verdict
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, HubId, MemberRef, RecordId, StaffRef
from kiosk.domain.ledger_starts import Began
from kiosk.domain.staff import Account, Role
from kiosk.opening import DATABASE, SET_ASIDE, State, open_state
from kiosk.ports import CardEntry, LedgerStory, MemberEntry, NameKind, Outstanding, PulledPage
from kiosk.salvaging import carry_over
from kiosk.store import copies
from kiosk.store.unit_of_work import SqliteStore
from kiosk.store.wreck import open_wreck
from kiosk.system import RandomIds
from kiosk.usecases import situation
from kiosk.usecases.deliver import apply_answers, pending_after
from kiosk.usecases.take_tap import take_tap
from kiosk.usecases.tidy import Tidying
from tests.fakes.house import AMIRA, AMIRAS_CARD, AT_ELY, CLUB, TEAM_CARD, UNLINKED_CARD, FakeClock, furnish

PAGE_BYTES = 4096
COPIED, SETTLED, ALL = 300, 200, 400
MACHINE = "this machine"


class Kiosk:
    """A kiosk with 400 taps: the first 300 are in a copy, the first 200 are settled but for the refused number 7."""

    def __init__(self, folder: Path, *, settled: int = SETTLED) -> None:
        self.folder, self.clock, self.ids = folder, FakeClock(), RandomIds()
        self.database = folder / DATABASE
        with open_state(folder, self.clock, self.ids, MACHINE) as state:
            furnish(state.store, ids=self.ids)
            now = situation.load(state.store)
            assert now is not None
            for number in range(1, ALL + 1):
                self.clock.pass_us(1_000)
                now, _ = take_tap(state.store, self.ids, now, (UNLINKED_CARD,), self.clock.read())
                if number == settled:
                    settle(state.store)
                if number == COPIED:
                    mark = copies.CopyMark(at_us=1, trusted=True)
                    copies.make_copy(self.database, folder / copies.FOLDER, mark)
            state.remember(now.enrolment, now.ledger)
            self.old = now.ledger.id

    def move(self) -> None:
        """Work for another hub from now on, with nothing settled in the old ledger; a copy is made after that."""
        with open_state(self.folder, self.clock, self.ids, MACHINE) as state:
            with state.store.transaction() as transaction:
                was = transaction.directory.enrolment()
                assert was is not None
                now = dataclasses.replace(was, hub=HubId("another-hub"))
                transaction.directory.save_enrolment(now)
                transaction.ledgers.open_new(self.ids.ledger_id(), now.kiosk, now.hub, began=Began.MOVED)
                current = transaction.ledgers.current()
                assert current is not None
            state.remember(now, current)
            copies.make_copy(self.database, self.folder / copies.FOLDER, copies.CopyMark(at_us=2, trusted=True))

    def page_of(self, table: str) -> int:
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            ((root,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        return int(root) - 1

    def garble(self, change: str) -> None:
        """Do to rows what SQLite would not, but a failing disk does without SQLite noticing."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE type = 'table'")
            connection.commit()
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            connection.execute("INSERT INTO redactions VALUES ('r', 1, '[]', 1, 1, 0)")
            assert connection.execute(change).rowcount > 0
            connection.commit()

    def damage(self, *pages: int) -> None:
        content = bytearray(self.database.read_bytes())
        for page in pages:
            content[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = hashlib.shake_256(b"%d" % page).digest(PAGE_BYTES)
        self.database.write_bytes(content)

    def salvage(self, state: State) -> None:
        for folder in state.salvage:
            asyncio.run(
                carry_over(
                    state.store, self.folder / SET_ASIDE, folder, copies.newest_first(self.folder / copies.FOLDER)
                )
            )


def settle(store: SqliteStore) -> None:
    page = pending_after(store, ledger_number=0, seq=0, most=500)
    assert page is not None
    words = {
        each.id: Answer(Verdict.REFUSED, "bad_id") if each.seq == 7 else Answer(Verdict.ACCEPTED)
        for each in page.records
    }
    apply_answers(store, words)


def old_ledger(state: State) -> tuple[LedgerStory, Outstanding, list[int]]:
    with state.store.transaction() as transaction:
        story = transaction.ledgers.stories()[0]
        seqs = transaction.records.present(story.ledger, (1, 10_000))
        return story, transaction.ledgers.outstanding(story.ledger), list(seqs)


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


def leaves(kiosk: Kiosk) -> list[int]:
    """Return the pages on which nothing but records lies, in the file's order."""
    content = kiosk.database.read_bytes()
    return [
        number
        for number in range(len(content) // PAGE_BYTES)
        if content[number * PAGE_BYTES : (number + 1) * PAGE_BYTES].count(b'"tokens"') > 4
    ]


def test_a_broken_first_page_costs_nothing_where_there_is_a_copy(kiosk: Kiosk) -> None:
    kiosk.damage(0)
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        kiosk.salvage(state)
        story, left, seqs = old_ledger(state)
    assert (story.ledger.id, story.closed, story.lost) == (kiosk.old, True, ())
    assert seqs == list(range(1, ALL + 1))
    assert left == Outstanding(waiting=ALL - SETTLED, refused=1)


def test_what_cannot_be_read_comes_from_the_copy_and_only_the_rest_is_lost(kiosk: Kiosk) -> None:
    pages = leaves(kiosk)
    kiosk.damage(0, pages[2], pages[-2])  # an early page, which is in the copy, and a late one, which is not
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        kiosk.salvage(state)
        story, left, seqs = old_ledger(state)
    lost = {seq for first, last in story.lost for seq in range(first, last + 1)}
    assert lost
    assert min(lost) > COPIED
    assert seqs == [seq for seq in range(1, ALL + 1) if seq not in lost]
    assert left.waiting == ALL - SETTLED - len(lost)


def test_without_its_file_the_copies_are_what_is_known(kiosk: Kiosk) -> None:
    for ending in ("", "-wal", "-shm"):
        kiosk.database.with_name(DATABASE + ending).unlink(missing_ok=True)
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        kiosk.salvage(state)
        story, left, seqs = old_ledger(state)
        with state.store.transaction() as transaction:
            card = transaction.directory.card([AMIRAS_CARD])
    assert seqs == list(range(1, COPIED + 1))
    assert story.lost == ((COPIED + 1, ALL),)
    assert left == Outstanding(waiting=COPIED - SETTLED, refused=1)
    assert card.member is not None
    assert card.member.shown_name == "Amira"


def test_a_salvage_that_was_cut_short_goes_on_and_one_that_is_done_is_done(kiosk: Kiosk) -> None:
    kiosk.damage(0)
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        assert len(state.salvage) == 1  # and the power goes before anything is carried over
    for _ in range(2):
        with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
            kiosk.salvage(state)
            story, left, seqs = old_ledger(state)
        assert (story.lost, seqs) == ((), list(range(1, ALL + 1)))
        assert left == Outstanding(waiting=ALL - SETTLED, refused=1)
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        assert state.salvage == ()


def test_without_anything_to_go_by_a_damaged_kiosk_is_a_new_one(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database" * 1_000)
    with open_state(tmp_path, FakeClock(), RandomIds(), MACHINE) as state:
        assert (state.started.enrolment, state.salvage) == (None, ())
    assert len(list((tmp_path / SET_ASIDE).glob("*/attendance.db"))) == 1


def test_a_copy_is_asked_for_a_closed_ledger_that_nothing_else_knows_the_length_of(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, settled=0)
    kiosk.move()
    kiosk.damage(0, *leaves(kiosk))
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        kiosk.salvage(state)
        story, left, seqs = old_ledger(state)
    assert seqs == list(range(1, ALL + 1))
    assert (story.ledger.id, story.lost) == (kiosk.old, ())
    assert left.waiting == ALL


def test_records_are_carried_over_though_no_ledger_can_be_read(kiosk: Kiosk) -> None:
    shutil.rmtree(kiosk.folder / copies.FOLDER)
    kiosk.damage(kiosk.page_of("ledgers"))
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        assert len(state.salvage) == 1
        kiosk.salvage(state)
        story, left, seqs = old_ledger(state)
    assert (story.ledger.id, story.closed, story.lost) == (kiosk.old, True, ())
    assert seqs == list(range(1, ALL + 1))
    assert left.waiting == ALL  # nobody knows any more what was settled: twice does no harm


GARBLED = (
    "UPDATE events SET mode = 'x'",
    "UPDATE events SET title = NULL",
    "UPDATE events SET leave_gap_s = 'x'",
    "UPDATE redactions SET subjects = '{'",
    "UPDATE redactions SET done = 7",
    "UPDATE delivery_exceptions SET state = 'x'",
    "UPDATE ledgers SET lost = 'x'",
    "UPDATE ledgers SET settled_mark = -1",
    "UPDATE enrolment SET settings = 'x'",
    "UPDATE enrolment SET zone = 'x'",
)


@pytest.mark.parametrize("change", GARBLED)
def test_garbled_rows_stop_neither_the_start_nor_the_rest(kiosk: Kiosk, change: str) -> None:
    shutil.rmtree(kiosk.folder / copies.FOLDER)
    kiosk.garble(change)
    kiosk.damage(kiosk.page_of("schema_mark"))
    for _ in range(2):
        with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
            kiosk.salvage(state)
            _, _, seqs = old_ledger(state)
            assert situation.load(state.store) is not None
            with state.store.transaction() as transaction:
                transaction.redactions.due()
        assert seqs == list(range(1, ALL + 1))
    assert len(list((kiosk.folder / SET_ASIDE).iterdir())) == 1


def test_a_garbled_event_in_a_whole_database_is_damage(kiosk: Kiosk) -> None:
    kiosk.garble("UPDATE events SET mode = 'x'")
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        assert len(state.salvage) == 1


def test_a_record_with_a_garbled_number_costs_only_itself(tmp_path: Path) -> None:
    database = tmp_path / DATABASE
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE records (ledger, seq)")
        connection.executemany("INSERT INTO records VALUES (1, ?)", [(1,), (2,), (3.5,), (4,)])
        connection.commit()
    wreck = open_wreck(database)
    assert wreck is not None
    with contextlib.closing(wreck):
        assert [row["seq"] for rows in wreck.records(1, 4) for row in rows] == [4, 2, 1]


def test_salvaged_people_go_with_the_first_full_pull_that_does_not_name_them(kiosk: Kiosk) -> None:
    kiosk.damage(0)
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        kiosk.salvage(state)
        with state.store.transaction() as transaction:
            generation = transaction.directory.position().generation
            transaction.directory.apply(PulledPage(generation=generation, sweep=True, cursor="c"))
        tidying = Tidying(state.store, expire_copies=lambda: True)
        tidying.step(UNFIXED)
        with state.store.transaction() as transaction:
            assert transaction.directory.card([AMIRAS_CARD]).entry is None


def test_the_team_can_unlock_and_what_staff_did_holds_in_the_new_database(kiosk: Kiosk) -> None:
    maya, zofia = Account(StaffRef("s-maya"), Role.LEAD), MemberRef("m-00000000000000aa")
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state, state.store.transaction() as transaction:
        transaction.team.add(maya, "Maya", "a hash")
        transaction.team.add_card(maya.ref, [TEAM_CARD])
        transaction.people.add(zofia, MemberEntry("Zofia", None))
        transaction.names.put(NameKind.MEMBER, zofia.value, "Zofia")
        transaction.people.say(AMIRAS_CARD, CardEntry(CardStanding.LINKED, zofia), by=RecordId("made-up"))
        transaction.directory.make_event(Event(EventId("e-1"), AT_ELY.hub, "Chess", window=CLUB.window))
    kiosk.damage(kiosk.page_of("schema_mark"))
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        with state.store.transaction() as transaction:
            assert transaction.team.hashes() == {maya.ref: "a hash"}
            assert transaction.team.by_card([TEAM_CARD]) == maya
            assert "Chess" in {event.title for event in transaction.directory.events()}
            generation = transaction.directory.position().generation
            cards = {AMIRAS_CARD: CardEntry(CardStanding.LINKED, AMIRA)}
            transaction.directory.apply(PulledPage(generation=generation, sweep=True, cursor="c", cards=cards))
        kiosk.salvage(state)
        tidying = Tidying(state.store, expire_copies=lambda: True)
        tidying.step(UNFIXED)
        with state.store.transaction() as transaction:
            assert transaction.directory.card([AMIRAS_CARD]).member == MemberEntry("Zofia", None)
            assert [name.text for name in transaction.names.unsent(most=9)] == ["Zofia"]


def test_a_second_damage_before_the_first_is_salvaged_loses_nothing_of_either(kiosk: Kiosk) -> None:
    shutil.rmtree(kiosk.folder / copies.FOLDER)
    for _ in range(2):  # the power goes before anything is carried over
        kiosk.damage(kiosk.page_of("schema_mark"))
        with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
            pass
    with open_state(kiosk.folder, kiosk.clock, kiosk.ids, MACHINE) as state:
        assert len(state.salvage) == 2
        kiosk.salvage(state)
        story, left, seqs = old_ledger(state)
    assert (story.ledger.id, story.lost, seqs) == (kiosk.old, (), list(range(1, ALL + 1)))
    assert left == Outstanding(waiting=ALL - SETTLED, refused=1)
