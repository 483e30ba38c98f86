"""Names go to the service once it has the records that mention them; what it doesn't keep is offered again."""

from pathlib import Path

import msgspec
import pytest

from sync.answers import Cause, Result, Unreachable
from sync.names import NameSender
from sync.network_state import Failed
from sync.protocol import LEVEL, MOST_NAMES, NAMES_PATH, RECORDS_PATH, KeptName, NamesAnswer, NamesRequest, OtherKiosk
from tests.fakes.service import problem as problem_of
from tests.sync.direct import DirectDaemon, DirectService, answered, problem
from tests.sync.running import Running, until


def kept(*names: tuple[str, int]) -> Result:
    told = [KeptName(subject=subject, revision=revision) for subject, revision in names]
    return answered(msgspec.json.encode(NamesAnswer(kept=told)))


def keeping_all(_method: str, _target: str, body: bytes) -> Result:
    return kept(*((each.subject, each.revision) for each in msgspec.json.decode(body, type=NamesRequest).names))


def test_what_the_service_keeps_is_not_sent_again() -> None:
    daemon, service = DirectDaemon(), DirectService(keeping_all)
    daemon.fake.name("m-1", "Amina")
    daemon.fake.name("e-1", "Chess", kind="event", revision=2)

    assert NameSender(daemon, service).step() is True
    assert NameSender(daemon, service).step() is True

    assert service.calls == [("POST", f"/api/v1/names?level={LEVEL}")]
    assert daemon.fake.names_kept == {"m-1": 1, "e-1": 2}


def test_what_it_does_not_keep_stays_and_a_newer_name_is_not_taken_for_an_older_one() -> None:
    daemon = DirectDaemon()
    for subject in ("m-1", "m-2", "m-3"):
        daemon.fake.name(subject, "Callum", revision=3)

    done = NameSender(daemon, DirectService(lambda *_: kept(("m-1", 3), ("m-2", 2), ("never-sent", 1)))).step()

    assert done is False
    assert daemon.fake.names_kept == {"m-1": 3}


def test_names_that_the_service_never_keeps_hold_back_no_others() -> None:
    daemon = DirectDaemon()
    never = {f"m-{number:05}" for number in range(2 * MOST_NAMES)}
    for subject in sorted(never):
        daemon.fake.name(subject, "Callum")
    daemon.fake.name("m-99999", "Amina")

    def keeping_some(_method: str, _target: str, body: bytes) -> Result:
        told = msgspec.json.decode(body, type=NamesRequest).names
        return kept(*((each.subject, each.revision) for each in told if each.subject not in never))

    service = DirectService(keeping_some)
    for times in (1, 2):
        assert NameSender(daemon, service).step() is False
        assert (daemon.fake.names_kept, len(service.calls)) == ({"m-99999": 1}, times * 2 + 1)


@pytest.mark.parametrize("status", [404, 405])
def test_an_older_service_is_no_trouble(status: int) -> None:
    daemon = DirectDaemon()
    daemon.fake.name("m-1", "Amina")

    assert NameSender(daemon, DirectService(lambda *_: problem(status, "not_found"))).step() is False
    assert daemon.fake.names_kept == {}


@pytest.mark.parametrize("result", [Unreachable(Cause.DROPPED), answered(b"<html>"), problem(400, "bad_request")])
def test_without_an_answer_nothing_counts_as_kept(result: Result) -> None:
    daemon = DirectDaemon()
    daemon.fake.name("m-1", "Amina")

    assert isinstance(NameSender(daemon, DirectService(lambda *_: result)).step(), Failed)
    assert daemon.fake.names_kept == {}


def test_a_name_never_prints() -> None:
    daemon = DirectDaemon()
    daemon.fake.name("m-1", "Amina")

    assert "Amina" not in repr(daemon.fake.names["m-1"])


def test_a_working_kiosk_sends_names_after_the_records_that_mention_them(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.daemon.tap(3)
    run.daemon.name("m-1", "Amina")
    with run:
        run.daemon.until(lambda: run.daemon.names_kept == {"m-1": 1})

    paths = [each.path for each in run.service.asked]
    assert paths.index(RECORDS_PATH) < paths.index(NAMES_PATH)
    assert run.service.names["m-1"].text == "Amina"


def test_a_name_that_was_not_kept_is_offered_again_with_a_later_heartbeat(tmp_path: Path) -> None:
    run = Running(tmp_path, every_s=0.05)
    run.service.nameless = {"m-1"}
    run.daemon.name("m-1", "Amina")
    with run:
        until(lambda: run.service.count(NAMES_PATH) >= 2)
        run.service.nameless = set()
        run.daemon.until(lambda: run.daemon.names_kept == {"m-1": 1})


def test_an_older_service_keeps_no_kiosk_from_its_work(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.always(NAMES_PATH, lambda *_: problem_of(404, "not_found"))
    run.daemon.name("m-1", "Amina")
    with run:
        until(lambda: run.service.count(NAMES_PATH) >= 1)
        run.daemon.tap(2)
        run.until_settled()
        run.until_state("online")
    assert run.daemon.names_kept == {}


def test_the_daemon_is_told_who_is_in_at_the_hubs_other_kiosks(tmp_path: Path) -> None:
    run = Running(tmp_path)
    other = OtherKiosk(kiosk="kiosk-2", name="kiosk-2", as_of_us=5, members=["m-1"], unnamed=2)
    run.service.others = [other]
    with run:
        run.daemon.until(lambda: run.daemon.others)
    (told,) = run.daemon.others[0].kiosks
    assert (told.kiosk, told.as_of_us, told.members, told.unnamed) == ("kiosk-2", 5, ["m-1"], 2)


def test_what_makes_no_sense_of_other_kiosks_stops_no_heartbeat(tmp_path: Path) -> None:
    run = Running(tmp_path)
    run.service.others = [OtherKiosk(kiosk="", name="x" * 999, as_of_us=-1, members=[], unnamed=0)]
    with run:
        run.until_state("online")
    assert run.daemon.others == []
