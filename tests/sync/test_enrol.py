import base64
from pathlib import Path

import msgspec
import pytest

from kiosk.local_api.messages import Enrolled
from sync.answers import Cause, Result, Unreachable
from sync.code_file import CodeFile
from sync.enrol import Enroller, Enrolment
from sync.network_state import Failed, State
from sync.protocol import EnrolmentAnswer, EnrolmentRequest, PublicKey
from tests.sync.direct import DirectDaemon, DirectService, answered, problem

KEY = PublicKey(x=base64.urlsafe_b64encode(bytes(32)).decode().rstrip("="))
ANSWER = EnrolmentAnswer(
    kiosk="kiosk-9",
    hub="ely",
    hub_name="Ely",
    zone="Europe/London",
    sealed_keys="c2VhbGVk",
    service_time_us=77,
    service_key=KEY,
    settings={},
)


class Set:
    """An unenrolled kiosk with the code ``ABC-DEF``."""

    def __init__(self, folder: Path, result: Result) -> None:
        self.daemon = DirectDaemon(kiosk=None)
        self.path = folder / "code"
        self.path.write_text("ABC-DEF\n")
        self.codes = CodeFile(self.path)
        self.requests: list[EnrolmentRequest] = []
        self._result = result
        service = DirectService(self._answer)
        enrolment = Enrolment(self.daemon, key=lambda: KEY, sealing_key="seal", model="Pi")
        self.enroller = Enroller(self.daemon, service, self.codes, enrolment)

    def _answer(self, _method: str, _target: str, body: bytes) -> Result:
        self.requests.append(msgspec.json.decode(body, type=EnrolmentRequest))
        return self._result


def test_the_sealed_keys_go_to_the_daemon_and_the_code_goes_away(tmp_path: Path) -> None:
    kit = Set(tmp_path, answered(msgspec.json.encode(ANSWER), status=201))
    assert kit.enroller.step("ABC-DEF") is None
    assert kit.requests == [EnrolmentRequest(code="ABC-DEF", key=KEY, sealing_key="seal", model="Pi", version="0.1.0")]
    assert kit.daemon.fake.enrolled[0].sealed_keys == "c2VhbGVk"
    assert kit.daemon.fake.times[0].wall_us == 77
    assert not kit.path.exists()


def test_a_file_that_cant_be_removed_is_emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = Set(tmp_path, answered(msgspec.json.encode(ANSWER), status=201))

    def denied(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", denied)
    kit.enroller.step("ABC-DEF")
    assert kit.path.read_bytes() == b""
    assert kit.codes.to_try() is None


@pytest.mark.parametrize("code", ["code_unknown", "code_used", "code_expired"])
def test_a_wrong_code_is_not_tried_again_until_the_file_changes(tmp_path: Path, code: str) -> None:
    kit = Set(tmp_path, problem(403, code))
    failure = kit.enroller.step("ABC-DEF")
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is State.WRONG_CODE
    assert kit.codes.to_try() is None
    assert kit.path.exists()
    kit.path.write_text("NEW-ONE")
    assert kit.codes.to_try() == "NEW-ONE"
    assert kit.codes.is_new()


@pytest.mark.parametrize(
    ("result", "state"),
    [
        (Unreachable(Cause.DNS), State.OFFLINE),
        (Unreachable(Cause.REFUSED), State.SERVICE_DOWN),
        (problem(503, "busy", wait_s=9.0), State.SERVICE_DOWN),
        (problem(429, "too_many_tries", wait_s=600.0), State.WRONG_CODE),
        (answered(b"<html>"), State.PORTAL),
        (answered(msgspec.json.encode(msgspec.structs.replace(ANSWER, service_time_us=-1)), status=201), State.PORTAL),
    ],
)
def test_any_other_trouble_keeps_the_code_for_later(tmp_path: Path, result: Result, state: State) -> None:
    kit = Set(tmp_path, result)
    failure = kit.enroller.step("ABC-DEF")
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is state
    assert kit.codes.to_try() == "ABC-DEF"
    assert not kit.codes.is_new()
    assert kit.daemon.fake.enrolled == []


def test_keys_that_the_daemon_cant_open_are_told(tmp_path: Path) -> None:
    kit = Set(tmp_path, answered(msgspec.json.encode(ANSWER), status=201))
    kit.daemon.fake.refuse_with[Enrolled] = "seal"
    failure = kit.enroller.step("ABC-DEF")
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is State.SERVICE_FAULT
    assert kit.path.exists()


def test_an_empty_file_holds_no_code(tmp_path: Path) -> None:
    (tmp_path / "code").write_text("\n")
    codes = CodeFile(tmp_path / "code")
    assert (codes.written(), codes.to_try(), codes.is_new()) == (None, None, False)
    assert CodeFile(tmp_path / "nothing").to_try() is None
