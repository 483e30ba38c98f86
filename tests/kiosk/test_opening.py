"""Which database is opened: the one that was last used here goes on, any other begins a ledger of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.beside import Beside, machine_mark
from kiosk.domain.ledger_starts import Began
from kiosk.opening import DATABASE, State, open_state
from kiosk.ports import LedgerStory
from kiosk.store import copies
from kiosk.usecases import situation
from kiosk.usecases.retain import note_confirmed
from kiosk.usecases.take_tap import take_tap
from tests.fakes.house import AMIRAS_CARD, AT_ELY, CountingIds, FakeClock, furnish

HERE = "this machine"
MARK = copies.CopyMark(at_us=1, trusted=True)


class Kiosk:
    """A state folder, opened and closed as the daemon does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / DATABASE
        self.clock, self.ids = FakeClock(), CountingIds()

    @contextmanager
    def opened(self, machine: str = HERE) -> Iterator[State]:
        with open_state(self.folder, self.clock, self.ids, machine) as state:
            yield state

    def day(self, taps: int = 3, *, machine: str = HERE, marked: bool = True) -> None:
        """Start, enrol if need be, take taps, end. ``marked``: long enough that the mark beside the database is new."""
        with self.opened(machine) as state:
            if state.started.ledger is None:
                furnish(state.store, ids=self.ids)
            now = situation.load(state.store)
            assert now is not None
            state.remember(now.enrolment, now.ledger)
            for _ in range(taps):
                self.clock.pass_us(1_000_000)
                now, _ = take_tap(state.store, self.ids, now, (AMIRAS_CARD,), self.clock.read())
            if marked:
                state.remember(now.enrolment, now.ledger)

    def copy_to(self, folder: Path) -> None:
        for each in self.folder.iterdir():
            if each.is_file():
                shutil.copy(each, folder)

    def stories(self, machine: str = HERE) -> list[LedgerStory]:
        with self.opened(machine) as state, state.store.transaction() as transaction:
            return list(transaction.ledgers.stories())


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    folder = tmp_path / "state"
    folder.mkdir()
    return Kiosk(folder)


def began(stories: list[LedgerStory]) -> list[Began]:
    return [story.began for story in stories]


def test_day_after_day_the_ledger_is_the_same(kiosk: Kiosk) -> None:
    for _ in range(4):
        kiosk.day()
    assert began(kiosk.stories()) == [Began.ENROLLED]


def put_back_a_checked_copy(kiosk: Kiosk, aside: Path) -> None:
    del aside
    with kiosk.opened():
        copy = copies.make_copy(kiosk.database, kiosk.folder / copies.FOLDER, MARK)
    shutil.copy(copy, kiosk.database)


def put_back_yesterdays_file(kiosk: Kiosk, aside: Path) -> None:
    shutil.copy(kiosk.database, aside)
    kiosk.day()
    shutil.copy(aside / DATABASE, kiosk.database)


def put_back_yesterdays_file_after_a_short_day(kiosk: Kiosk, aside: Path) -> None:
    shutil.copy(kiosk.database, aside)
    kiosk.day(0, marked=False)
    kiosk.day(0, marked=False)
    shutil.copy(aside / DATABASE, kiosk.database)


@pytest.mark.parametrize(
    "put_back",
    [put_back_a_checked_copy, put_back_yesterdays_file, put_back_yesterdays_file_after_a_short_day],
)
def test_an_older_copy_that_was_put_back_begins_a_ledger_and_the_old_one_is_closed(
    kiosk: Kiosk, tmp_path: Path, put_back: Callable[[Kiosk, Path], None]
) -> None:
    kiosk.day()
    put_back(kiosk, tmp_path)
    kiosk.day()
    stories = kiosk.stories()
    assert began(stories) == [Began.ENROLLED, Began.RESTORED]
    assert [story.closed for story in stories] == [True, False]
    assert stories[1].ledger.highest == 3
    kiosk.day()
    assert began(kiosk.stories()) == [Began.ENROLLED, Began.RESTORED]


def test_what_the_older_copy_lacks_is_known_to_be_lost(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.day(5)
    shutil.copy(kiosk.database, tmp_path)
    kiosk.day(4)
    shutil.copy(tmp_path / DATABASE, kiosk.database)
    assert kiosk.stories()[0].lost == ((6, 9),)


def test_a_clone_on_another_machine_begins_a_ledger_and_the_original_goes_on(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.day()
    other = tmp_path / "other"
    other.mkdir()
    kiosk.copy_to(other)
    clone = Kiosk(other)
    clone.ids = CountingIds(records=1_000, ledgers=1_000)
    clone.day(machine="another machine")
    kiosk.day()
    assert began(clone.stories("another machine")) == [Began.ENROLLED, Began.CLONED]
    assert began(kiosk.stories()) == [Began.ENROLLED]


def test_a_database_without_what_was_kept_beside_it_is_not_trusted(kiosk: Kiosk) -> None:
    kiosk.day()
    (kiosk.folder / "ledger.mark").unlink()
    assert began(kiosk.stories()) == [Began.ENROLLED, Began.RESTORED]


def test_a_mark_that_a_power_cut_left_one_start_behind_is_believed(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.day()
    shutil.copy(kiosk.folder / "ledger.mark", tmp_path)
    kiosk.day()
    shutil.copy(tmp_path / "ledger.mark", kiosk.folder)
    assert began(kiosk.stories()) == [Began.ENROLLED]


def test_a_database_of_an_older_program_goes_on(kiosk: Kiosk) -> None:
    kiosk.day()
    with kiosk.opened() as state, state.store.transaction() as transaction:
        transaction.marks.drop("starts")
    (kiosk.folder / "ledger.mark").unlink()
    (kiosk.folder / "enrolment.json").unlink()
    assert began(kiosk.stories()) == [Began.ENROLLED]


def test_a_service_that_has_more_than_was_ever_here_shows_an_older_copy(kiosk: Kiosk) -> None:
    kiosk.day(3)
    with kiosk.opened() as state:
        with state.store.transaction() as transaction:
            ledger = transaction.ledgers.current()
        assert ledger is not None
        for has, expected in ((3, False), (7, True)):
            told = note_confirmed(state.store, kiosk.ids, ledger.id, has_through=has, told_through=3, missing=[])
            assert told is expected
        with state.store.transaction() as transaction:
            first, second = transaction.ledgers.stories()
    assert (first.closed, first.lost, second.began) == (True, ((4, 7),), Began.RESTORED)


def test_who_the_kiosk_is_survives_the_loss_of_the_database(kiosk: Kiosk) -> None:
    kiosk.day()
    kiosk.database.unlink()
    with kiosk.opened() as state:
        assert state.started.enrolment == AT_ELY
        assert state.started.ledger is not None
        assert state.started.ledger.number == 2
    assert Beside(kiosk.folder).enrolment() == AT_ELY


def test_what_is_kept_beside_is_for_this_user_only(kiosk: Kiosk) -> None:
    kiosk.day()
    assert {(kiosk.folder / name).stat().st_mode & 0o777 for name in ("ledger.mark", "enrolment.json")} == {0o600}


def test_garbled_files_beside_the_database_count_as_missing(kiosk: Kiosk) -> None:
    kiosk.day()
    for name in ("ledger.mark", "enrolment.json"):
        (kiosk.folder / name).write_bytes(b"\x00garbled")
    assert began(kiosk.stories()) == [Began.ENROLLED, Began.RESTORED]
    assert Beside(kiosk.folder).enrolment() == AT_ELY


def test_a_machine_is_told_by_its_hardware_and_elsewhere_by_its_system(tmp_path: Path) -> None:
    serial, machine_id = tmp_path / "serial", tmp_path / "machine-id"
    assert machine_mark(serial, machine_id) == ""
    machine_id.write_text("0123456789abcdef\n")
    by_system = machine_mark(serial, machine_id)
    serial.write_bytes(b"10000000deadbeef\0")
    by_hardware = machine_mark(serial, machine_id)
    assert len({"", by_system, by_hardware}) == 3
    assert "deadbeef" not in by_hardware
