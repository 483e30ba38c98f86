"""A centre that was put back from yesterday's backup is filled up again by its kiosk, and counts nothing twice."""

import shutil
from pathlib import Path

from tests.system.house import MEMBERS, House
from tests.system.program import until


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
