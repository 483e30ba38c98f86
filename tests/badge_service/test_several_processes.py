"""Several service processes in front of one database: what is sent to two at once is stored once."""

import json
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from badge_service import commands
from badge_service.store.engine import Database
from tests.badge_service.paper_kiosk import PaperKiosk, tap
from tests.badge_service.processes import service_processes

if TYPE_CHECKING:
    from tests.badge_service.postgres import PostgresServer

_BATCHES = 6
_BATCH = 40


@dataclass
class Twice:
    """One kiosk with a way to each of two processes, and what their database says."""

    ways: list[PaperKiosk]
    url: str
    before: Counter[str]

    def push_at_once(self, batches: list[list[dict[str, Any]]]) -> list[dict[str, str]]:
        """Send every batch over both ways at the same time; return the verdicts of each way, by id."""

        def send(way: PaperKiosk) -> dict[str, str]:
            verdicts: dict[str, str] = {}
            for batch in batches:
                answer = way.push(batch)
                assert answer.status == 200, answer.body
                verdicts |= {each["id"]: each["verdict"] for each in answer.json["verdicts"]}
            return verdicts

        with ThreadPoolExecutor(len(self.ways)) as pool:
            return list(pool.map(send, self.ways))

    def audit(self) -> Counter[str]:
        """Return how many records came of this test."""
        return _audit(self.url) - self.before


def _audit(url: str) -> Counter[str]:
    with closing(Database(url)) as database:
        found = json.loads(commands.audit(database))
    return Counter({name: found[name] for name in ("records", "distinct_ids", "accepted", "held")})


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def processes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str, str]]:
    """Give the address of each of two processes, and where their database is; each test takes a kiosk of its own."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            template = request.getfixturevalue("sqlite_template")
            url = f"sqlite:///{shutil.copy(template, tmp_path_factory.mktemp('twice'))}"
        else:
            server: PostgresServer = request.getfixturevalue("postgres")
            url = server.new_database(request.getfixturevalue("postgres_template"))
            stack.callback(server.drop, url)
        first, second = stack.enter_context(service_processes(url, 2))
        yield first, second, url


@pytest.fixture
def twice(processes: tuple[str, str, str]) -> Iterator[Twice]:
    *addresses, url = processes
    first, second = (PaperKiosk(address) for address in addresses)
    assert first.enrol(_code(url)).status == 201
    second.key, second.id, second.hub, second.ledger = first.key, first.id, first.hub, first.ledger
    yield Twice([first, second], url, _audit(url))
    first.close()
    second.close()


def _code(url: str) -> str:
    with closing(Database(url)) as database:
        code, _ = commands.make_code(database, "cambridge", 1, lambda: time.time_ns() // 1_000, secrets.token_bytes)
    return code


def test_the_same_records_sent_to_two_processes_at_once_are_stored_once(twice: Twice) -> None:
    batches = [[tap(seq) for seq in range(first, first + _BATCH)] for first in range(1, _BATCHES * _BATCH, _BATCH)]
    one, other = twice.push_at_once(batches)
    words = Counter(tuple(sorted((one[each], other[each]))) for each in one)
    assert words == {("accepted", "duplicate"): _BATCHES * _BATCH}
    assert twice.audit() == {
        "records": _BATCHES * _BATCH,
        "distinct_ids": _BATCHES * _BATCH,
        "accepted": _BATCHES * _BATCH,
    }


def test_a_nonce_of_one_process_is_good_at_the_other(twice: Twice) -> None:
    first, second = twice.ways
    first.pull()
    second.nonce = first.nonce
    target = "/api/v1/changes?level=1"
    signed = {"Authorization": f"Hubtap {second.token('GET', target, b'')}"}
    assert second.send("GET", target, headers=signed).status == 200


def test_two_histories_sent_to_two_processes_at_once_are_both_kept(twice: Twice) -> None:
    first, second = twice.ways
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda way: way.push([tap(1), tap(2)]), [first, second]))
    verdicts = [each["verdict"] for answer in answers for each in answer.json["verdicts"]]
    assert Counter(verdicts) == {"accepted": 2, "held": 2}
    assert twice.audit() == {"records": 4, "distinct_ids": 4, "accepted": 2, "held": 2}
