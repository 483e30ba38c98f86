"""A centre that was put back from yesterday's backup is filled up again by its kiosk, and counts nothing twice."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.demo import team
from kiosk.local_api.messages import AddPerson, MakeEvent
from tests.system.house import MEMBERS, TEAM_CARD, House
from tests.system.program import until
from tests.system.simulated_house import SimulatedHouse


def back_up(house: House, backup: Path) -> None:
    house.service.stop()
    shutil.copy(house.service_database, backup)
    house.service.start()


def put_back(house: House, backup: Path) -> None:
    house.service.stop()
    for ending in ("", "-wal", "-shm"):
        Path(f"{house.service_database}{ending}").unlink(missing_ok=True)
    shutil.copy(backup, house.service_database)
    house.service.start()


def test_a_centre_restored_from_an_old_backup_is_filled_up_again_and_nothing_counts_twice(empty_house: House) -> None:
    house = empty_house.move_in()
    for member in MEMBERS[:3]:
        house.tap(member.card)
    house.until_settled()
    back_up(house, house.folder / "yesterday.db")
    for member in MEMBERS[3:7]:
        house.tap(member.card)
    house.worker.hurry()
    house.until_settled()
    before = house.received()
    assert len(before) == 7

    put_back(house, house.folder / "yesterday.db")
    assert len(house.received()) == 3
    house.worker.hurry()
    until(lambda: len(house.received()) == 7, "the centre has every record again")
    house.until_settled()

    assert [each.id for each in house.received()] == [each.id for each in before]
    assert all(each.verdict == "accepted" for each in house.received())
    house.tap(MEMBERS[7].card)
    until(lambda: len(house.received()) == 8, "the next tap arrives")


def names_at(house: House) -> set[str]:
    """Return which of the names that staff typed the centre has."""
    with closing(sqlite3.connect(f"file:{house.service_database}?mode=ro", uri=True)) as database:
        found = database.execute("SELECT shown_name FROM members UNION SELECT title FROM events").fetchall()
    return {name for (name,) in found} & {"Zofia", "Chess"}


def test_names_that_staff_typed_since_the_backup_come_back_with_their_records(tmp_path: Path) -> None:
    with SimulatedHouse(tmp_path) as house:
        house.move_in()
        back_up(house, house.folder / "yesterday.db")

        async def lay() -> None:
            house.brush(TEAM_CARD)

        asyncio.run(team.bring_in(house.run_dir, lay))
        house.screen.unlock(team.LEAD.pin)
        house.screen.done(MakeEvent(request=0, title="Chess", mode="arrivals_only"))
        house.screen.done(AddPerson(request=0, name="Zofia"))
        house.worker.hurry()
        until(lambda: names_at(house) == {"Zofia", "Chess"}, "the centre has the names")

        put_back(house, house.folder / "yesterday.db")
        assert names_at(house) == set()
        house.worker.hurry()
        until(lambda: names_at(house) == {"Zofia", "Chess"}, "the centre has the names again")
        house.until_settled()
