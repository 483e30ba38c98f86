"""A fleet that comes back at once: 500 simulated kiosks against two service processes on one PostgreSQL.

``python -m tests.bench.fleet``; exit 1 past a bound. The kiosks keep to the protocol: signed requests, batches of 100,
the same records again after any answer that settles nothing, Retry-After heeded.
"""

import gzip
import json
import random
import secrets
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import psycopg
from rich.console import Console

from badge_service.commands import make_code
from badge_service.store.engine import Database
from sync.protocol import RECORDS_PATH
from tests.badge_service.paper_kiosk import Answer, PaperKiosk, reading, tap
from tests.badge_service.postgres import PostgresServer
from tests.badge_service.processes import command, service_processes
from tests.bench.figures import Figure, percentile, show, write

_KIOSKS = 500
_RECORDS = 200
_BATCH = 100
_START_WITHIN_S = 20.0
_PROCESSES = 2
_WALL_US = 1_790_000_000_000_000
_BUSY = 503
_SETTLED = frozenset({"accepted", "duplicate", "held"})
_RESULTS = Path("build/bench-fleet.json")


@dataclass(frozen=True)
class _Batch:
    """One request's body, and the records in it."""

    ids: tuple[str, ...]
    body: bytes


@dataclass
class _Seen:
    """What the fleet saw: how long after the first start each kiosk was done, and how soon it was turned away."""

    done_s: list[float] = field(default_factory=list)
    shed_s: list[float] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


def figures() -> list[Figure]:
    """Enrol the fleet, let it loose, and count what the database holds."""
    with PostgresServer(durable=True) as server, ExitStack() as stack:
        url = server.new_database()
        command("init", url)
        addresses = stack.enter_context(service_processes(url, _PROCESSES))
        fleet = _enrolled(url, addresses, stack)
        seen, chance = _Seen(), random.Random(1)  # noqa: S311  nothing secret is drawn
        work = [_laid_up(kiosk) for kiosk in fleet]
        began_s = time.monotonic()
        starts_s = [began_s + chance.uniform(0, _START_WITHIN_S) for _ in fleet]
        with ThreadPoolExecutor(_KIOSKS) as pool:
            done = [pool.submit(_run, *each, began_s, seen) for each in zip(fleet, work, starts_s, strict=True)]
            for each in done:
                each.result()
        with psycopg.connect(url) as connection:
            (rows,) = connection.execute("SELECT array_agg(id) FROM records").fetchone() or ([],)
            (forks,) = connection.execute("SELECT count(*) FROM forked_records").fetchone() or (0,)
    return _told({each for batches in work for batch in batches for each in batch.ids}, rows, forks, seen)


def _told(sent: set[str], stored: list[str], forks: int, seen: _Seen) -> list[Figure]:
    fleet = f"{_KIOSKS} kiosks with {_RECORDS} records each, {_PROCESSES} processes, PostgreSQL"
    shed = f"{len(seen.shed_s)} requests were turned away"
    return [
        Figure("fleet.lost", float(len(sent - set(stored))), "", 0, fleet),
        Figure("fleet.doubled", float(len(stored) - len(set(stored)) + forks), "", 0, fleet),
        Figure("fleet.settled_s", max(seen.done_s), "s", 60, f"they start within {_START_WITHIN_S:g} s; {shed}"),
        Figure("fleet.shed_p99_ms", _worst_ms(seen.shed_s), "ms", 100, f"to its answer; {shed}"),
    ]


def _worst_ms(seconds: Sequence[float]) -> float:
    return percentile(seconds, 0.99) * 1_000 if seconds else 0.0


def _enrolled(url: str, addresses: Sequence[str], stack: ExitStack) -> list[PaperKiosk]:
    """Return the fleet, enrolled, each with its connection open."""
    database = Database(url)
    stack.callback(database.close)
    fleet = [PaperKiosk(addresses[number % len(addresses)]) for number in range(_KIOSKS)]
    for kiosk in fleet:
        stack.callback(kiosk.close)
        code, _ = make_code(database, "cambridge", 1, lambda: time.time_ns() // 1_000, secrets.token_bytes)
        assert kiosk.enrol(code).status == 201
    return fleet


def _run(kiosk: PaperKiosk, work: Sequence[_Batch], start_s: float, began_s: float, seen: _Seen) -> None:
    """Send one kiosk's records until all are settled."""
    time.sleep(max(0.0, start_s - time.monotonic()))
    for batch in work:
        waiting = set(batch.ids)
        while waiting:
            asked_s = time.monotonic()
            answer = kiosk.signed("POST", RECORDS_PATH, batch.body, {"Content-Encoding": "gzip"})
            if answer.status == _BUSY:
                with seen.lock:
                    seen.shed_s.append(time.monotonic() - asked_s)
                time.sleep(int(answer.headers["retry-after"]))
            else:
                waiting -= _settled(answer)
    with seen.lock:
        seen.done_s.append(time.monotonic() - began_s)


def _laid_up(kiosk: PaperKiosk) -> list[_Batch]:
    """Return what a kiosk will send, packed beforehand: what is measured is the service."""
    batches = [[_tap(seq) for seq in range(first, first + _BATCH)] for first in range(1, _RECORDS + 1, _BATCH)]
    return [_Batch(tuple(each["id"] for each in batch), _packed(kiosk, batch)) for batch in batches]


def _packed(kiosk: PaperKiosk, records: list[dict[str, Any]]) -> bytes:
    content = {"ledger": kiosk.ledger, "hub": kiosk.hub, "reading": reading(_WALL_US), "records": records}
    return gzip.compress(json.dumps(content).encode())


def _tap(seq: int) -> dict[str, Any]:
    return tap(seq, wall_us=_WALL_US + seq * 1_000_000)


def _settled(answer: Answer) -> set[str]:
    assert answer.status == 200, answer.body
    return {each["id"] for each in answer.json["verdicts"] if each["verdict"] in _SETTLED}


def main() -> int:
    """Measure, print the table, and write ``build/bench-fleet.json``."""
    found = figures()
    show(found, Console())
    write(found, _RESULTS)
    return 0 if all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
