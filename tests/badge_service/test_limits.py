"""Too much at once, too often, and from those who may not call."""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from badge_service.api.limits import KIOSK_BURST, MOST_AT_ONCE, REFUSED_BURST
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Answer, PaperKiosk, tap

CHANGES = "/api/v1/changes?level=1"


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Use SQLite alone: what is asked here hardly reaches the database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}"


@contextmanager
def held_up(house: House) -> Iterator[None]:
    """Keep every other transaction waiting for its turn to write."""
    inside, done = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        inside.set()
        assert done.wait(60)

    holder = threading.Thread(target=house.database.change, args=[hold])
    holder.start()
    assert inside.wait(20)
    try:
        yield
    finally:
        done.set()
        holder.join()


def test_what_comes_on_top_of_a_full_house_is_told_to_come_again_and_nothing_is_lost(house: House) -> None:
    kiosks = [house.kiosk() for _ in range(MOST_AT_ONCE + 8)]
    for kiosk in kiosks:
        kiosk.push([tap(1)])  # each has a nonce and its connection now
    shed = threading.Semaphore(0)

    def push(kiosk: PaperKiosk) -> Answer:
        answer = kiosk.push([tap(2)])
        if answer.status == 503:
            shed.release()
        return answer

    with ThreadPoolExecutor(len(kiosks)) as pool:
        with held_up(house):
            answers = [pool.submit(push, kiosk) for kiosk in kiosks]
            for _ in range(8):
                assert shed.acquire(timeout=20), "nothing was shed while the database was held up"
        told = [answer.result() for answer in answers]
    turned_away = [answer for answer in told if answer.status == 503]
    assert {answer.code for answer in turned_away} == {"busy"}
    assert all(1 <= int(answer.headers["retry-after"]) <= 5 for answer in turned_away)
    assert sum(answer.status == 200 for answer in told) == MOST_AT_ONCE
    again = [kiosk.push([tap(2)]).status for kiosk, answer in zip(kiosks, told, strict=True) if answer.status == 503]
    assert again == [200] * len(turned_away)


def test_a_kiosk_that_asks_without_end_is_told_when_to_come_again_and_others_are_served(house: House) -> None:
    tireless = house.kiosk()
    answers = [tireless.signed("GET", CHANGES) for _ in range(KIOSK_BURST + 1)]
    assert {answer.status for answer in answers[:-1]} == {200}
    assert answers[-1].code == "rate_limited"
    assert int(answers[-1].headers["retry-after"]) == 1
    assert house.kiosk().pull().status == 200
    house.clock.forward(1)
    assert tireless.pull().status == 200


def test_a_network_that_guesses_signatures_is_turned_away_before_anything_is_looked_up(house: House) -> None:
    stranger = house.stranger()
    stranger.id = "kiosk-0000000000"
    codes = [stranger.signed("GET", CHANGES).code for _ in range(REFUSED_BURST + 1)]
    assert set(codes[:-1]) == {"unknown_kiosk"}
    assert codes[-1] == "rate_limited"
    assert stranger.send("GET", "/livez").status == 200
