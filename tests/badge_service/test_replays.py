"""A request that somebody recorded can be sent again for five minutes: it must do nothing that wasn't done already."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from badge_service import commands
from badge_service.domain import nonces
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Answer, PaperKiosk, tap

LIFE_S = 300
SKEW_S = 30


@dataclass
class Recorder:
    """Records the last signed request of a kiosk, and sends it again as it was."""

    kiosk: PaperKiosk
    thief: PaperKiosk

    def __post_init__(self) -> None:
        self._send = self.kiosk.send
        self.last: tuple[str, str, bytes, dict[str, str]] | None = None
        self.kiosk.send = self._record  # type: ignore[method-assign]

    def _record(self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        self.last = (method, target, body, headers or {})
        return self._send(method, target, body, headers)

    def again(self) -> Answer:
        assert self.last is not None
        return self.thief.send(*self.last)


@pytest.fixture
def recorder(house: House) -> Recorder:
    return Recorder(house.kiosk(), house.stranger())


def test_records_count_once(house: House, recorder: Recorder) -> None:
    recorder.kiosk.push([tap(1), tap(2)])

    answer = recorder.again()

    assert [each["verdict"] for each in answer.json["verdicts"]] == ["duplicate"] * 2
    assert json.loads(commands.audit(house.database))["records"] == 2


def test_an_enrolment_gives_the_same_answer_and_no_second_kiosk(house: House, recorder: Recorder) -> None:
    known = recorder.kiosk.enrol(house.code("March")).json["kiosk"]

    answer = recorder.again()

    assert (answer.status, answer.json["kiosk"]) == (201, known)
    assert len(house.database.read(lambda unit: unit.kiosks.all())) == 1


def test_an_enrolment_lets_no_kiosk_in_again_that_was_revoked_since(house: House, recorder: Recorder) -> None:
    recorder.kiosk.enrol(house.code("March"))
    commands.revoke(house.database, recorder.kiosk.id, house.clock)

    assert recorder.again().code == "kiosk_revoked"


def test_an_enrolment_moves_no_kiosk_back(house: House, recorder: Recorder) -> None:
    recorder.kiosk.enrol(house.code("Ely"))
    stolen = recorder.last
    recorder.kiosk.enrol(house.code("March"))
    recorder.last = stolen

    assert recorder.again().json["hub"] == "march"


def test_a_registration_is_of_no_use_once_the_key_was_changed(recorder: Recorder) -> None:
    kiosk, new = recorder.kiosk, Ed25519PrivateKey.generate()
    kiosk.register(new)
    stolen = recorder.last
    assert recorder.again().json == {"state": "registered"}
    kiosk.key = new
    kiosk.register(new)
    assert recorder.again().json == {"state": "current"}
    recorder.last = stolen

    assert recorder.again().code == "bad_signature"


def test_a_heartbeat_brings_only_what_its_kiosks_daemon_alone_can_open(recorder: Recorder) -> None:
    told = recorder.kiosk.beat({}, keys="").json["letter"]

    again = recorder.again().json["letter"]

    assert recorder.kiosk.opened(again["sealed_keys"]) == recorder.kiosk.opened(told["sealed_keys"])
    assert recorder.kiosk.opened(told["sealed_keys"])[0]["secret"] not in json.dumps(again)


@pytest.mark.parametrize(
    "ask",
    [
        lambda kiosk: kiosk.push([tap(1)]),
        lambda kiosk: kiosk.beat({}),
        lambda kiosk: kiosk.pull(),
        lambda kiosk: kiosk.register(Ed25519PrivateKey.generate()),
    ],
    ids=["records", "heartbeat", "changes", "key"],
)
def test_after_five_minutes_nothing_can_be_repeated(
    house: House, recorder: Recorder, ask: Callable[[PaperKiosk], Answer]
) -> None:
    assert ask(recorder.kiosk).status == 200
    house.clock.forward(LIFE_S)
    assert recorder.again().status == 200
    house.clock.forward(1)

    assert recorder.again().code == "use_nonce"


def test_a_nonce_of_another_service_or_another_time_is_not_taken(house: House, kiosk: PaperKiosk) -> None:
    foreign = nonces.mint(b"another service's secret", house.clock())
    house.clock.forward(SKEW_S + 1)
    kiosk.pull()
    ahead = kiosk.nonce
    house.clock.forward(-SKEW_S - 1)
    for nonce in (foreign, ahead):
        target = "/api/v1/changes?level=2"
        token = kiosk.token("GET", target, b"", nonce=nonce)
        assert kiosk.send("GET", target, headers={"Authorization": f"Hubtap {token}"}).code == "use_nonce"


def test_a_nonce_that_another_kiosk_was_given_is_as_good_as_ones_own(house: House, kiosk: PaperKiosk) -> None:
    """It only says when a request was signed: any of the service's processes can tell that, and nothing is stored."""
    other = house.kiosk()
    target = "/api/v1/changes?level=2"
    token = kiosk.token("GET", target, b"", nonce=other.nonce)
    assert kiosk.send("GET", target, headers={"Authorization": f"Hubtap {token}"}).status == 200
