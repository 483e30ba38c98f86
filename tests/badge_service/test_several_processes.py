"""Several service processes in front of one database: what is sent to two at once is stored once."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from tests.badge_service.paper_kiosk import PaperKiosk, tap
from tests.badge_service.processes import command, service_processes

_BATCHES = 6
_BATCH = 40


@dataclass
class Twice:
    """One kiosk with a way to each of two processes, and what their database says."""

    ways: list[PaperKiosk]
    url: str

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

    def audit(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(command("audit", self.url, "--json"))
        return found


@pytest.fixture
def twice(database_url: str) -> Iterator[Twice]:
    with service_processes(database_url, 2) as addresses:
        first, second = (PaperKiosk(address) for address in addresses)
        assert first.enrol(command("code", database_url, "cambridge").strip()).status == 201
        second.key, second.id, second.hub, second.ledger = first.key, first.id, first.hub, first.ledger
        yield Twice([first, second], database_url)
        first.close()
        second.close()


def test_the_same_records_sent_to_two_processes_at_once_are_stored_once(twice: Twice) -> None:
    batches = [[tap(seq) for seq in range(first, first + _BATCH)] for first in range(1, _BATCHES * _BATCH, _BATCH)]
    one, other = twice.push_at_once(batches)
    words = Counter(tuple(sorted((one[each], other[each]))) for each in one)
    assert words == {("accepted", "duplicate"): _BATCHES * _BATCH}
    audit = twice.audit()
    assert (audit["records"], audit["distinct_ids"], audit["held"]) == (_BATCHES * _BATCH, _BATCHES * _BATCH, 0)


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
    audit = twice.audit()
    assert (audit["accepted"], audit["held"], audit["distinct_ids"]) == (2, 2, 4)
