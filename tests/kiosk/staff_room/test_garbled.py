"""A disk that garbles what it holds: staff may see less, and visitors' taps go on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.local_api.messages import AddPerson, LockStaff, ShowPage
from kiosk.ports import TapTaken
from tests.kiosk.staff_room.at_work import AtWork


@pytest.mark.parametrize(
    "garbling",
    [
        "UPDATE records SET body = substr(body, 1, 20) WHERE seq = 1",
        "UPDATE records SET body = x'ff00' WHERE seq = 1",
        "UPDATE records SET kind = x'ff' WHERE seq = 1",
        "UPDATE records SET wall_us = 'noon' WHERE seq = 1",
        "UPDATE members SET shown_name = x'ff'",
        "UPDATE cards SET standing = 'eaten'",
        "UPDATE cards SET member = x'ff'",
    ],
)
def test_whatever_a_disk_garbles_taps_go_on_while_staff_are_in(kiosk: AtWork, database: Path, garbling: str) -> None:
    kiosk.lay(1)
    kiosk.lay(700)
    with closing(sqlite3.connect(database)) as direct:
        direct.execute(garbling)
        direct.commit()
    kiosk.unlock()
    kiosk.wait(1)
    for page in ("arrivals", "here", "past", "cards", "members", "end"):
        assert kiosk.ask(ShowPage, page=page, query="zeb") in {"done", "not_saved"}
        kiosk.wait(1)
    kiosk.ask(AddPerson, name="Ada")
    kiosk.wait(1)
    kiosk.lay(2)
    assert isinstance(kiosk.results[-1], TapTaken)
    kiosk.ask(LockStaff)


def test_how_things_stand_is_told_also_where_the_open_page_cannot_be_read(kiosk: AtWork, database: Path) -> None:
    kiosk.lay(1)
    kiosk.unlock()
    with closing(sqlite3.connect(database)) as direct:
        direct.execute("UPDATE members SET shown_name = x'ff'")
        direct.commit()
    kiosk.ask(ShowPage, page="members", query="zeb")
    assert kiosk.shown.page is None
    assert kiosk.bar().event is not None
