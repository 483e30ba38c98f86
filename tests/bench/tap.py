"""A tap against a bare ``sqlite3`` loop, and what a tap costs the disk."""

import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure, median_of_rounds, percentile, spread
from tests.bench.kiosk_rig import Line, Rig, card_token, present, running_kiosk

_ROUNDS = 5
_TAPS = 150
_PACE_S = 0.030
_STRACED_TAPS = 400
_GONE = b'{"type":"gone"}\n'
_CARD = """SELECT c.standing, c.member, m.ref, m.shown_name, m.language, s.token FROM cards c
LEFT JOIN members m ON m.ref = c.member LEFT JOIN cards s ON s.member = c.member WHERE c.token = ?"""
_EARLIER = """SELECT r.*, l.id FROM records r JOIN ledgers l ON l.number = r.ledger
WHERE r.lookup IN (?, ?) ORDER BY r.ledger DESC, r.seq DESC LIMIT 64"""
_BODY = '{"tokens":["%s"],"event":"drop-in","outcome":"arrived","reason":null}'


class BareLoop:
    """The least that could be done: the same schema, look-ups and insert, on the driver alone."""

    def __init__(self, path: Path, like: Path) -> None:
        """Make a database at ``path`` with the schema, cards and members of ``like``."""
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("ATTACH ? AS like", (f"file:{like}?mode=ro",))
        schema = self._database.execute("SELECT sql FROM like.sqlite_master WHERE sql IS NOT NULL").fetchall()
        for (statement,) in schema:
            self._database.execute(statement)
        for table in ("cards", "members", "ledgers"):
            self._database.execute(f"INSERT INTO main.{table} SELECT * FROM like.{table}")  # noqa: S608  our own names
        self._database.execute("DETACH like")
        self._seq = 0

    def tap(self, number: int) -> float:
        """Take one tap of card ``number``; return its milliseconds."""
        card = card_token(number)
        began = time.perf_counter()
        self._seq += 1
        self._database.execute("BEGIN IMMEDIATE")
        self._database.execute(_CARD, (card,)).fetchall()
        self._database.execute(_EARLIER, (f"card {card}", f"member m{number}")).fetchall()
        row = (self._seq, f"{time.time_ns():036}", "tap", 1, 1, "boot", 1, _BODY % card, f"card {card}")
        self._database.execute("INSERT INTO records VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._database.execute("COMMIT")
        return (time.perf_counter() - began) * 1_000


@contextmanager
def kiosk_in_build(*, cards: int, wrapped_by: tuple[str, ...] = ()) -> Iterator[Rig]:
    """Run a kiosk whose database lies on the same disk as the checkout."""
    Path("build").mkdir(exist_ok=True)
    with (
        TemporaryDirectory(dir="build") as folder,
        running_kiosk(Path(folder).resolve(), cards=cards, wrapped_by=wrapped_by) as rig,
    ):
        yield rig


def tap_once(rig: Rig, reader: Line, number: int) -> float:
    """Lay card ``number`` on the reader and take it away; return the milliseconds to durable and answered."""
    reader.send(present(number))
    reader.read()
    took_us = int(rig.answers.readline())
    reader.send(_GONE)
    reader.read()
    return took_us / 1_000


def ratio_to_sqlite() -> Figure:
    """Interleave taps and bare transactions, one of each every 30 ms."""
    with kiosk_in_build(cards=_ROUNDS * _TAPS) as rig:
        reader = rig.line("reader")
        screen = rig.line("screen")
        bare = BareLoop(rig.folder / "bare.db", rig.database)
        ratios, ours_ms, bare_ms = [], [], []
        for number in range(_ROUNDS):
            pairs = []
            for card in range(number * _TAPS, (number + 1) * _TAPS):
                pairs.append((tap_once(rig, reader, card), _after_half_a_pace(bare, card)))
                screen.read()
                time.sleep(_PACE_S / 2)
            ours, theirs = (percentile(side, 0.5) for side in zip(*pairs, strict=True))
            ratios.append(ours / theirs)
            ours_ms.append(ours)
            bare_ms.append(theirs)
        screen.close()
        reader.close()
    how = f"tap {median_of_rounds(ours_ms):.2f} ms, bare sqlite3 {median_of_rounds(bare_ms):.2f} ms; {spread(ratios)}"
    return Figure("tap.ratio_to_sqlite", median_of_rounds(ratios), "times", 2.0, how)


def _after_half_a_pace(bare: BareLoop, card: int) -> float:
    time.sleep(_PACE_S / 2)
    return bare.tap(card)


def disk_cost() -> list[Figure]:
    """Count the fsyncs and the bytes written to the database's files, by strace."""
    Path("build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="build") as folder:
        trace = Path(folder).resolve() / "trace"
        calls = "trace=fsync,fdatasync,write,pwrite64,writev"
        strace = ("strace", "-D", "-f", "-y", "-qq", "-s", "0", "-e", calls, "-o", str(trace))
        with kiosk_in_build(cards=_STRACED_TAPS, wrapped_by=strace) as rig:
            reader = rig.line("reader")
            before = trace.stat().st_size
            for card in range(_STRACED_TAPS):
                tap_once(rig, reader, card)
            lines = trace.read_bytes()[before:].decode(errors="replace").splitlines()
            reader.close()
    of_database = [line for line in lines if "attendance.db" in line]
    syncs = sum(1 for line in of_database if "sync(" in line)
    written = sum(int(found[1]) for line in of_database if (found := re.search(r"write.*= (\d+)$", line)))
    how = f"strace over {_STRACED_TAPS} taps of different cards, checkpoints included"
    return [
        Figure("tap.fsyncs", syncs / _STRACED_TAPS, "a tap", 1.1, how),
        Figure("tap.bytes", written / _STRACED_TAPS / 1_000, "kB a tap", 20.0, how),
    ]


if __name__ == "__main__":
    sys.stdout.write(f"{ratio_to_sqlite()}\n{disk_cost()}\n")
