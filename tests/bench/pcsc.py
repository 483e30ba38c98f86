"""Cards through a real pcscd with virtual readers: how fast, how sure, and how soon all is well after it was gone."""

import itertools
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.ports import CardGone, CardPresent, ReaderReport
from kiosk.readers.boottime import now_us
from kiosk.readers.pcsc import PcscReaders
from tests.bench.figures import Figure, median_of_rounds, percentile, spread
from tests.bench.kiosk_rig import Line, Rig, running_kiosk, uid
from tests.emulators import cards
from tests.emulators.pcscd import READERS, VirtualPcscd
from tests.emulators.recorder import Recorder

_TAPS = 1_000
_LOSSES = 10
_LONGEST_AWAY_S = 3.0
_IDLE_ROUNDS = 3
_IDLE_S = 10.0
_SETTLED_S = 2.0
_SEED = 1


def figures() -> list[Figure]:
    """Measure on one pcscd after the other: the PC/SC library asks for its address only once."""
    with _virtual_pcscd() as pcscd:
        return [*_uid(pcscd), *_healing_and_idling(pcscd)]


@contextmanager
def pcsc_kiosk(folder: Path) -> Iterator[Rig]:
    """Run an enrolled kiosk whose readers are this process's virtual ones."""
    with running_kiosk(folder, program="tests.bench.pcsc_kiosk", comes_up="administrator.sock") as rig:
        yield rig


@contextmanager
def _virtual_pcscd() -> Iterator[VirtualPcscd]:
    with TemporaryDirectory() as folder, VirtualPcscd(Path(folder)) as pcscd:
        os.environ.update(pcscd.environment)
        yield pcscd


def _uid(pcscd: VirtualPcscd) -> list[Figure]:
    """Lay and take away; time from pcscd's event to the reported UID, and whatever was not as laid."""
    took_ms: list[float] = []

    def timed(report: ReaderReport) -> None:
        if isinstance(report, CardPresent):
            took_ms.append((now_us() - report.seen_us) / 1_000)

    recorder = Recorder(PcscReaders())
    recorder.while_reporting = timed
    recorder.start()
    for _ in READERS:
        recorder.next(CardGone)
    laid = [uid(number) for number in range(_TAPS)]
    for each in laid:
        pcscd.lay(cards.ultralight(each.hex()))
        recorder.next(CardPresent)
        pcscd.clear()
        recorder.next(CardGone)
    recorder.stop()
    seen = [report.card.uid for report in recorder.reports if isinstance(report, CardPresent)]
    wrong = sum(1 for one, other in itertools.zip_longest(laid, seen) if one != other)
    how = f"pcscd's event to the reported UID, {_TAPS} taps on a virtual reader"
    return [
        Figure("pcsc.uid_p50_ms", percentile(took_ms, 0.5), "ms", 0.5, how),
        Figure("pcsc.uid_p99_ms", percentile(took_ms, 0.99), "ms", 5.0, how),
        Figure("pcsc.wrong", wrong, "taps", 0.0, "wrong, lost or doubled among them"),
    ]


def _healing_and_idling(pcscd: VirtualPcscd) -> list[Figure]:
    Path("build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="build") as folder, pcsc_kiosk(Path(folder).resolve()) as rig:
        return [*_healing(pcscd, rig), _idling(rig)]


def _healing(pcscd: VirtualPcscd, rig: Rig) -> list[Figure]:
    """Kill pcscd, and bring it back after a while with a card on the reader."""
    dice = random.Random(_SEED)  # noqa: S311  a schedule, not a secret
    screen = rig.line("screen")
    lost_s, back_s = [], []
    _until_reader(screen, b"ready")
    for number in range(_LOSSES):
        began = time.perf_counter()
        pcscd.stop(dice.choice(("SIGKILL", "SIGTERM")))
        _until_reader(screen, b"missing")
        lost_s.append(time.perf_counter() - began)
        time.sleep(dice.uniform(0, _LONGEST_AWAY_S))
        began = time.perf_counter()
        pcscd.start()
        pcscd.lay(cards.ultralight(uid(number).hex()))
        rig.answers.readline()
        back_s.append(time.perf_counter() - began)
        _until_reader(screen, b"ready")
        pcscd.clear()
    screen.close()
    return [
        Figure("reader.lost_s", max(lost_s), "s", 2.0, f"pcscd killed to screen told; worst of {spread(lost_s)}"),
        Figure("reader.back_s", max(back_s), "s", 2.0, f"pcscd started to tap answered; worst of {spread(back_s)}"),
    ]


def _until_reader(screen: Line, state: bytes) -> None:
    while b'"reader":"%b"' % state not in (line := screen.read()):
        assert line, "the daemon hung up"


def _idling(rig: Rig) -> Figure:
    time.sleep(_SETTLED_S)
    rounds = []
    for _ in range(_IDLE_ROUNDS):
        before_s, began = _cpu_s(rig.process.pid), time.perf_counter()
        time.sleep(_IDLE_S)
        rounds.append(100 * (_cpu_s(rig.process.pid) - before_s) / (time.perf_counter() - began))
    how = f"of a core, enrolled, two readers without a card; {spread(rounds)}"
    return Figure("daemon.idle_cpu_pct", median_of_rounds(rounds), "%", 1.0, how)


def _cpu_s(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    for figure in figures():
        sys.stdout.write(f"{figure}\n")
