"""Power cuts of a kiosk whose disk is in memory: thousands, each repeatable by its seed.

    python -m tests.faults.cuts_in_memory --cuts 2000 --seed 1 [--synchronous NORMAL]

A kiosk lives on one disk from cut to cut, so that recovering from a cut is cut short, too. After each cut the database
must be sound, hold every acknowledged tap, and be exactly what it was either before or after the transaction that was
under way. That is known from a twin, which does the same steps on a database that no power cut reaches.
"""

import argparse
import random
import sqlite3
import sys
from dataclasses import dataclass, field
from functools import cache

import apsw
from sqlalchemy.exc import SQLAlchemyError

from kiosk.domain.errors import HubtapError
from tests.faults.apsw_driver import Connection
from tests.faults.apsw_files import ForgetfulFiles
from tests.faults.disk import Disk
from tests.faults.kiosk_in_memory import DATABASE, Kiosk, Safety, Watched, opened, over
from tests.faults.ledger_book import gaps
from tests.faults.tally import Tally, Wrong, disks, run_rig

_CUTS_A_DISK = 50
_SOON, _LATE = 20, 90
_CHECKPOINT_PAGES = (8, 40, 1_000)
_MEMORY = ":memory:"
_VERSIONS = slice(18, 20)
_NO_LOG = b"\1\1"

Content = dict[str, list[tuple[object, ...]]]
Tap = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Found:
    """A database after a cut: its content, and a copy for the twin."""

    content: Content
    copy: bytes


@dataclass
class _Disk:
    """One disk, and what its kiosk has acknowledged on it."""

    files: ForgetfulFiles
    dice: random.Random
    synchronous: str | None
    found: _Found = field(default_factory=lambda: _Found({}, b""))
    acknowledged: list[Tap] = field(default_factory=list)
    steps: int = 0

    def live(self) -> list[Content]:
        """Live until the power goes; return what the database must be then: one of these."""
        disk = self.files.disk
        disk.cut_after(self.dice.randrange(self.dice.choice((_SOON, _LATE))), self.dice)
        safety = Safety(self.synchronous, self.dice.choice(_CHECKPOINT_PAGES))
        seeds: list[int] = []
        with opened(self.files.name, safety) as store:
            kiosk = Kiosk(store)
            kiosk.start()
            certain = 0
            while disk.left is None:
                certain = len(kiosk.acknowledged)
                seeds.append(self.dice.getrandbits(48))
                kiosk.step(seeds[-1])
            self.acknowledged += kiosk.acknowledged[:certain]
            self.steps += max(0, len(seeds) - 1)
        self.files.disk = disk.left  # only now: closing still removes files
        return self._twin(seeds)

    def _twin(self, seeds: list[int]) -> list[Content]:
        """Return the content before and after each commit of the last of ``seeds``; without any, of opening."""
        twin = apsw.Connection(_MEMORY)
        twin.deserialize("main", self.found.copy or _new_database())
        driver = Connection(twin)
        with over(driver) as store:
            if not seeds:
                return [self.found.content, _content(driver)]
            contents: list[Content] = []
            watched = Watched(store)
            kiosk = Kiosk(watched)
            kiosk.start()
            for seed in seeds[:-1]:
                kiosk.step(seed)
            contents.append(_content(driver))
            watched.committed = lambda: contents.append(_content(driver))
            kiosk.step(seeds[-1])
            return contents

    def look(self) -> None:
        """Look at a copy of what the cut left; raises apsw.Error where that isn't sound."""
        disk = self.files.disk
        if DATABASE not in disk.names:
            self.found = _Found({}, b"")
            return
        self.files.disk = disk.after_cut(random.Random(0))  # noqa: S311  nothing is unsynced on it: a plain copy
        driver = Connection(apsw.Connection(DATABASE, vfs=self.files.name))
        try:
            driver.execute("PRAGMA locking_mode = EXCLUSIVE")
            verdicts = [verdict for (verdict,) in driver.execute("PRAGMA integrity_check").fetchall()]
            if verdicts != ["ok"]:
                message = "; ".join(verdicts)
                raise apsw.CorruptError(message)
            copy = bytearray(driver.apsw.serialize("main"))
            copy[_VERSIONS] = _NO_LOG[: len(copy)]
            self.found = _Found(_content(driver), bytes(copy))
        finally:
            driver.close()
            self.files.disk = disk

    def replace(self) -> None:
        """Throw the disk away and begin with an empty one."""
        self.files.disk, self.found, self.acknowledged = Disk(), _Found({}, b""), []


def cut_often(cuts: int, seed: int, synchronous: str | None = None) -> Tally:
    """Cut the power that often; ``synchronous`` other than the product's own is there to be caught."""
    tally = Tally()
    files = ForgetfulFiles()
    try:
        for name, places in disks(cuts, seed, _CUTS_A_DISK):
            files.disk = Disk()
            disk = _Disk(files, random.Random(name), synchronous)  # noqa: S311  a schedule, not a secret
            for place in places:
                _cut(disk, place, tally)
            tally.acknowledged += disk.steps
    finally:
        files.unregister()
    return tally


def _cut(disk: _Disk, place: str, tally: Tally) -> None:
    tally.cuts += 1
    try:
        expected = disk.live()
        disk.look()
    except (HubtapError, SQLAlchemyError, sqlite3.Error, apsw.Error) as error:
        tally.wrong[Wrong.CORRUPT].append(f"{place}: {error}")
        disk.replace()
        return
    there = _numbers(disk.found.content)
    disk.acknowledged = tally.still_there(disk.acknowledged, there.__contains__, place)
    if gaps(there) or disk.found.content not in expected:
        tally.wrong[Wrong.HALF_DONE].append(place)


@cache
def _new_database() -> bytes:
    """Return a database as it is when it was opened for the first time."""
    driver = Connection(apsw.Connection(_MEMORY))
    with over(driver):
        return driver.apsw.serialize("main")


def _numbers(content: Content) -> set[Tap]:
    names = {ledger[0]: str(ledger[1]) for ledger in content.get("ledgers", [])}
    return {(names[record[0]], int(str(record[1]))) for record in content.get("records", [])}


def _content(driver: Connection) -> Content:
    tables = driver.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: [tuple(row) for row in driver.execute(f'SELECT * FROM "{name}"').fetchall()] for (name,) in tables}  # noqa: S608  our own tables


def main() -> int:
    """Cut, count and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.cuts_in_memory")
    parser.add_argument("--synchronous", choices=("OFF", "NORMAL", "FULL", "EXTRA"))
    return run_rig(parser, lambda it: cut_often(it.cuts, it.seed, it.synchronous), cuts=2_000)


if __name__ == "__main__":
    sys.exit(main())
