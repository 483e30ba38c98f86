"""Someone who is forgotten while staff are at work: the screens name them nowhere any more, and go on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.ids import MemberRef
from kiosk.domain.records import StaffIn
from kiosk.domain.redaction import digest_of
from kiosk.local_api.messages import AddPerson, ArrivalsPage, AwaitCard, MembersPage, WireRedaction
from tests.kiosk.process import members
from tests.kiosk.staff_room.at_work import AtWork


@pytest.fixture(autouse=True)
def _open(kiosk: AtWork) -> None:
    kiosk.unlock()


def add(kiosk: AtWork, name: str) -> MemberRef:
    assert kiosk.ask(AddPerson, name=name) == "done"
    (came,) = (each for each in kiosk.facts if isinstance(each, StaffIn))
    return came.member


def forget(kiosk: AtWork, who: MemberRef) -> None:
    gone = WireRedaction(id="forget-1", at_us=kiosk.clock.wall_us, subjects=[digest_of(who.value)])
    kiosk.tell(msgspec.structs.replace(members(5), redactions=(gone,)))


def test_someone_who_is_forgotten_while_staff_are_in_is_named_nowhere_any_more(kiosk: AtWork) -> None:
    who = add(kiosk, "Ada L")
    kiosk.lay(1)
    assert [row.name for row in kiosk.page(ArrivalsPage, page="arrivals").rows] == ["Zebedee1", "Ada L"]
    forget(kiosk, who)
    kiosk.wait(2)

    page = kiosk.shown.page
    assert isinstance(page, ArrivalsPage)
    assert [row.name for row in page.rows] == ["Zebedee1"]
    assert "Ada L" not in str(msgspec.to_builtins(kiosk.shown))
    assert kiosk.page(MembersPage, page="members", query="Ada").rows == []


def test_no_card_is_awaited_any_more_for_someone_who_is_forgotten(kiosk: AtWork) -> None:
    who = add(kiosk, "Ada L")
    assert kiosk.ask(AwaitCard, why="link", member=who.value) == "done"
    forget(kiosk, who)
    kiosk.wait(2)
    assert kiosk.shown.awaited is None
    kiosk.lay(700)
    assert who.value not in str([each.body for each in kiosk.records])


def test_a_list_is_read_to_its_end_while_what_was_forgotten_waits_to_be_cleaned(kiosk: AtWork, database: Path) -> None:
    """A copy of the database that is being made can hold the log for long."""
    kiosk.crowd(1_500)
    kiosk.unlock()
    with closing(sqlite3.connect(database, isolation_level=None)) as copying:
        copying.execute("BEGIN")
        copying.execute("SELECT count(*) FROM records").fetchone()
        forget(kiosk, MemberRef("m-4"))
        kiosk.wait(10)
        adding = kiosk.say(AddPerson, name="Ada")
        kiosk.wait(5)
        assert kiosk.answer(adding).code == "done"
