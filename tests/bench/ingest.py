"""How many records a second one service process takes in, on SQLite and on PostgreSQL, beside the bare database."""

import json
import sqlite3
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import psycopg

from badge_service.store.tables import records
from tests.badge_service.paper_kiosk import PaperKiosk, reading, tap
from tests.badge_service.postgres import PostgresServer
from tests.badge_service.processes import command, service_process
from tests.bench.figures import Figure, median_of_rounds, spread

_ROUNDS = 3
_KIOSKS = 2
_BATCHES = 20
_BATCH = 500
_RECORDS = _KIOSKS * _BATCHES * _BATCH
_LEAST_PER_S = 10_000
_LEAST_RATIO = 0.3
_WALL_US = 1_790_000_000_000_000


@dataclass(frozen=True, slots=True)
class _Request:
    target: str
    body: bytes
    headers: dict[str, str]


def figures() -> list[Figure]:
    """Measure both databases, each in rounds of: the service, then the bare database with the same rows."""
    Path("build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir="build") as folder, PostgresServer(durable=True) as server:
        places = {
            "sqlite": [f"sqlite:///{Path(folder).resolve() / f'{number}.db'}" for number in range(_ROUNDS)],
            "postgres": [server.new_database() for _ in range(_ROUNDS)],
        }
        rounds = {name: [_round(url) for url in urls] for name, urls in places.items()}
    how = f"{_RECORDS} records in batches of {_BATCH} over HTTP, signed, from {_KIOSKS} kiosks"
    found = [
        Figure(
            f"ingest.{name}_per_s",
            median_of_rounds(rates := [rate for rate, _ in each]),
            "records/s",
            _LEAST_PER_S,
            f"{how}; {spread(rates)}",
            at_least=True,
        )
        for name, each in rounds.items()
    ]
    ratios = {name: [rate / bare for rate, bare in each] for name, each in rounds.items()}
    worst = min(ratios, key=lambda name: median_of_rounds(ratios[name]))
    return [
        *found,
        Figure(
            "ingest.ratio_to_bare",
            median_of_rounds(ratios[worst]),
            "",
            _LEAST_RATIO,
            f"a bare executemany of the same rows, side by side; the worse of both ({worst}); {spread(ratios[worst])}",
            at_least=True,
        ),
    ]


def _round(url: str) -> tuple[float, float]:
    """Return records a second: through the service, and as bare rows."""
    command("init", url)
    with service_process(url) as address, ExitStack() as stack:
        kiosks = [PaperKiosk(address) for _ in range(_KIOSKS)]
        for kiosk in kiosks:
            stack.callback(kiosk.close)
            assert kiosk.enrol(command("code", url, "cambridge").strip()).status == 201
        batches = [_prepared(kiosk) for kiosk in kiosks]
        with ThreadPoolExecutor(_KIOSKS) as pool:
            began = time.perf_counter()
            list(pool.map(_send, kiosks, batches))
            rate = _RECORDS / (time.perf_counter() - began)
    return rate, _bare(url)


def _prepared(kiosk: PaperKiosk) -> list[_Request]:
    """Return a kiosk's requests, signed beforehand: a nonce lasts for minutes."""
    target = "/api/v1/records"
    prepared = []
    for batch in range(_BATCHES):
        first = batch * _BATCH + 1
        taps = [tap(seq, wall_us=_WALL_US + seq * 1_000_000) for seq in range(first, first + _BATCH)]
        content = {"ledger": kiosk.ledger, "hub": kiosk.hub, "reading": reading(_WALL_US), "records": taps}
        body = json.dumps(content).encode()
        signed = {"Authorization": f"Hubtap {kiosk.token('POST', target, body)}"}
        prepared.append(_Request(target, body, signed))
    return prepared


def _send(kiosk: PaperKiosk, requests: Sequence[_Request]) -> None:
    for request in requests:
        answer = kiosk.send("POST", request.target, request.body, request.headers)
        assert answer.status == 200, answer.body
        assert all(each["verdict"] == "accepted" for each in answer.json["verdicts"])


def _bare(url: str) -> float:
    """Empty the table and put the service's own rows back, a batch a transaction; return rows a second."""
    connection, empty, mark = _driver(url)
    cursor = connection.cursor()
    names = ", ".join(column.name for column in records.columns)
    cursor.execute(f"SELECT {names} FROM records ORDER BY ledger, seq")  # noqa: S608  names of our own columns
    rows = cursor.fetchall()
    assert len(rows) == _RECORDS
    cursor.execute(empty)
    connection.commit()
    insert = f"INSERT INTO records ({names}) VALUES ({', '.join([mark] * len(records.columns))})"  # noqa: S608
    began = time.perf_counter()
    for start in range(0, len(rows), _BATCH):
        cursor.executemany(insert, rows[start : start + _BATCH])
        connection.commit()
    rate = len(rows) / (time.perf_counter() - began)
    connection.close()
    return rate


def _driver(url: str) -> tuple[Any, str, str]:
    """Return the bare driver's connection, as safe as the service's; how to empty the table; its placeholder."""
    if url.startswith("postgresql"):
        return psycopg.connect(url), "TRUNCATE records CASCADE", "%s"
    connection = sqlite3.connect(urlsplit(url).path)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection, "DELETE FROM records", "?"


if __name__ == "__main__":
    sys.stdout.writelines(f"{figure}\n" for figure in figures())
