"""Power cuts of the real daemon, whose data lie on a file system that forgets what was not synced.

    python -m tests.faults.cuts_on_disk --cuts 50 --seed 1 [--daemon tests.faults.daemon_hasty]

A tap counts as acknowledged once the daemon has answered it, which is after the screen was told. The power goes at a
random moment, or just before one of the daemon's next writes or syncs, also while it starts or is being enrolled.
Needs /dev/fuse.
"""

import argparse
import json
import random
import shutil
import sqlite3
import sys
import threading
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.local_api.messages import FetchPending, Settle, WireVerdict
from tests.faults.forgetful_mount import ForgetfulMount
from tests.faults.hand import Hand
from tests.faults.ledger_book import gaps
from tests.faults.tally import Tally, Wrong, disks, run_rig
from tests.kiosk.process import DaemonProcess, members, token_of

DAEMON = "kiosk.demo.daemon"
_CUTS_A_DISK = 10
_MEMBERS = 50
_LONGEST_LIFE_S = 0.5
_MOST_CHANGES = 400
_START_CHANGES = 60
_PATIENCE_S = 20.0
_NEIGHBOUR_SHARE = 0.05
_FILES = ("attendance.db", "attendance.db-wal")


@dataclass
class _Kiosk:
    """One kiosk on one disk, through several power cuts."""

    mount: ForgetfulMount
    daemon: DaemonProcess
    dice: random.Random
    is_enrolled: bool = False
    next_card: int = 0
    acknowledged: list[int] = field(default_factory=list)

    def live(self) -> bool:
        """Live until the power goes; return False where the daemon was stuck before."""
        when = self.dice.choice(("starting", "by change", "by change", "by time"))
        if when == "starting":
            self.mount.cut_after(self.dice.randrange(_START_CHANGES))
        guard = threading.Timer(_PATIENCE_S, self._kill)
        end = threading.Timer(self.dice.uniform(0, _LONGEST_LIFE_S), self._kill)
        guard.start()
        try:
            self.daemon.launch()
            if not self._gets_ready():
                return when == "starting"
            if when == "by change":
                self.mount.cut_after(self.dice.randrange(_MOST_CHANGES))
            elif when == "by time":
                end.start()
            with suppress(OSError, AssertionError, KeyError):  # the daemon is gone, or can't store what it is asked to
                self._enrol_if_needed()
                self._tap_until_refused()
            return guard.is_alive()
        finally:
            guard.cancel()
            end.cancel()
            self._kill()
            assert self.daemon.process is not None
            self.daemon.process.wait()

    def _kill(self) -> None:
        if self.daemon.process is not None and self.daemon.process.poll() is None:
            self.daemon.process.kill()

    def _gets_ready(self) -> bool:
        while (word := self.daemon.told()) != "READY=1":
            if not word:
                return False
        return True

    def _enrol_if_needed(self) -> None:
        if not self.is_enrolled:
            self.daemon.enrol(members(_MEMBERS))
            self.is_enrolled = True

    def _tap_until_refused(self) -> None:
        assert self.daemon.process is not None
        assert self.daemon.process.stdout is not None
        with Hand(self.daemon.run_dir / "reader.sock") as hand:
            while True:
                self.next_card += 1
                hand.lay(self.next_card)
                answer = self.daemon.process.stdout.readline()
                if not answer.endswith(b"\n") or not json.loads(answer)["saved"]:
                    return
                self.acknowledged.append(self.next_card)
                if self.dice.random() < _NEIGHBOUR_SHARE:
                    self._be_a_worker()

    def _be_a_worker(self) -> None:
        """Settle some records and pull a page, as the worker would."""
        with self.daemon.neighbour("worker") as worker:
            page = worker.ask(FetchPending(after_ledger=0, after_seq=0, most=20))
            verdicts = [WireVerdict(id=each["id"], verdict="accepted", reason=None) for each in page["records"]]
            worker.ask(Settle(verdicts=verdicts))
            worker.ask(members(_MEMBERS))


def cut_often(cuts: int, seed: int, daemon: str = DAEMON) -> Tally:
    """Cut the power of ``daemon`` that often."""
    tally = Tally()
    for name, places in disks(cuts, seed, _CUTS_A_DISK):
        with (
            TemporaryDirectory(prefix="hubtap-") as folder,
            ForgetfulMount(_made(Path(folder) / "state"), name) as mount,
        ):
            process = DaemonProcess(Path(folder), daemon)
            process.configure(log_level='"warning"', sounds="false")
            process.run_dir.mkdir()
            with closing(process):
                kiosk = _Kiosk(mount, process, random.Random(name))  # noqa: S311  a schedule, not a secret
                for place in places:
                    _cut(kiosk, place, tally)
    return tally


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _cut(kiosk: _Kiosk, place: str, tally: Tally) -> None:
    tally.cuts += 1
    before = len(kiosk.acknowledged)
    if not kiosk.live():
        tally.wrong[Wrong.STUCK].append(f"{place}: {kiosk.daemon.logged()[-300:]}")
    tally.acknowledged += len(kiosk.acknowledged) - before
    kiosk.mount.cut()
    try:
        tapped, seqs = _look(kiosk.mount.path)
    except sqlite3.Error as error:
        tally.wrong[Wrong.CORRUPT].append(f"{place}: {error}")
        return
    kiosk.acknowledged = tally.still_there(kiosk.acknowledged, lambda card: token_of(card) in tapped, place)
    if gaps(seqs) or any(times > 1 for times in tapped.values()):
        tally.wrong[Wrong.HALF_DONE].append(place)


def _look(state: Path) -> tuple[Counter[str], list[tuple[int, int]]]:
    """Return how often each card's tap is in the database, and every (ledger, seq); a copy is looked at."""
    with TemporaryDirectory() as folder:
        for name in _FILES:
            with suppress(FileNotFoundError):
                shutil.copyfile(state / name, Path(folder) / name)
        with closing(sqlite3.connect(Path(folder) / _FILES[0])) as database:
            ((verdict, *_),) = database.execute("PRAGMA integrity_check(1)").fetchall()
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
            if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'records'").fetchall():
                return Counter(), []
            anew = database.execute("SELECT began FROM ledgers WHERE began != 'enrolled'").fetchall()
            if anew:
                message = f"another ledger began: {anew}"
                raise sqlite3.DatabaseError(message)
            seqs = database.execute("SELECT ledger, seq FROM records").fetchall()
            bodies = database.execute("SELECT body FROM records WHERE kind = 'tap'").fetchall()
    return Counter(token for (body,) in bodies for token in json.loads(body)["tokens"]), seqs


def main() -> int:
    """Cut, count and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.cuts_on_disk")
    parser.add_argument("--daemon", default=DAEMON)
    return run_rig(parser, lambda it: cut_often(it.cuts, it.seed, it.daemon), cuts=50)


if __name__ == "__main__":
    sys.exit(main())
