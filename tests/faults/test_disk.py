"""The disk that forgets: what was synced is there after a cut, whatever the dice say, and the rest may be."""

import random
from collections.abc import Callable

from tests.faults.disk import SECTOR_BYTES, Disk, File

_CUTS = 200
_PATH = "/file"


def after_cuts(disk: Disk) -> list[Disk]:
    return [disk.after_cut(random.Random(seed)) for seed in range(_CUTS)]  # noqa: S311  a schedule


def contents(disk: Disk, path: str = _PATH) -> set[bytes | None]:
    def content(cut: Disk) -> bytes | None:
        node = cut.names.get(path)
        return bytes(node.now) if isinstance(node, File) else None

    return {content(cut) for cut in after_cuts(disk)}


def disk_with(write: Callable[[Disk, File], None]) -> Disk:
    disk, file = Disk(), File()
    disk.put(_PATH, file)
    disk.sync_folder("/")
    write(disk, file)
    return disk


def test_what_was_synced_is_there() -> None:
    def write(disk: Disk, file: File) -> None:
        disk.write(file, 0, b"safe")
        disk.sync(file)

    assert contents(disk_with(write)) == {b"safe"}


def test_what_was_not_synced_is_there_or_not_or_torn() -> None:
    found = contents(disk_with(lambda disk, file: disk.write(file, 0, b"risky")))
    assert {b"", b"risky", b"ris"} <= found


def test_later_sectors_may_be_there_without_earlier_ones() -> None:
    def write(disk: Disk, file: File) -> None:
        disk.write(file, 0, b"1" * SECTOR_BYTES)
        disk.write(file, SECTOR_BYTES, b"2" * SECTOR_BYTES)

    assert bytes(SECTOR_BYTES) + b"2" * SECTOR_BYTES in contents(disk_with(write))


def test_a_file_in_a_folder_that_was_not_synced_may_vanish_or_be_back() -> None:
    disk, file = Disk(), File()
    disk.put(_PATH, file)
    disk.write(file, 0, b"safe")
    disk.sync(file)
    assert contents(disk) == {None, b"safe"}
    disk.sync_folder("/")
    disk.remove(_PATH)
    assert contents(disk) == {None, b"safe"}


def test_a_file_that_was_replaced_is_the_old_one_or_the_new_one() -> None:
    def replace(disk: Disk, file: File) -> None:
        disk.write(file, 0, b"old")
        disk.sync(file)
        new = File()
        disk.put("/new", new)
        disk.write(new, 0, b"new")
        disk.sync(new)
        disk.move("/new", _PATH)

    assert contents(disk_with(replace)) == {b"old", b"new"}


def test_an_armed_cut_leaves_what_was_there_before_that_change() -> None:
    disk, file = Disk(), File()
    disk.put(_PATH, file)
    disk.sync_folder("/")
    disk.cut_after(2, random.Random(1))  # noqa: S311  a schedule
    disk.write(file, 0, b"a")
    disk.sync(file)
    disk.write(file, 0, b"b")
    disk.sync(file)
    assert disk.left is not None
    left = disk.left.names[_PATH]
    assert isinstance(left, File)
    assert left.now == b"a"
