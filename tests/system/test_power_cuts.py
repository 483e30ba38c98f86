"""Any program may die at any moment: nothing that was answered is lost, and nothing counts twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.emulators.pcscd import VirtualPcscd
from tests.system.house import MEMBERS, House, Member
from tests.system.program import until

_LISTENING = "0A"
_fresh = iter(MEMBERS)


@pytest.fixture
def members() -> Callable[[int], list[Member]]:
    """Hand out members that no other test has tapped with."""
    return lambda count: [next(_fresh) for _ in range(count)]


@pytest.fixture(autouse=True)
def nothing_left_standing(house: House) -> Iterator[None]:
    """Keep a test that fails from failing the ones after it."""
    yield
    house.let_all_go_on()


def taps_at_centre(house: House, before: int) -> list[str]:
    """Return the outcomes received since there were ``before``, having checked that nothing is missing or double."""
    report = house.audit()
    assert report["records"] == report["distinct_ids"]
    assert all(ledger["gaps"] == [] for ledger in report["ledgers"])
    received = house.received()
    assert len({tap.id for tap in received}) == len(received)
    assert {tap.verdict for tap in received} <= {"accepted"}
    return [tap.body["outcome"] for tap in received[before:]]


def until_a_request_waits(house: House) -> None:
    """Wait until the worker, idle before, has sent something to a service that stands still."""
    port = f"{house.service_port:04X}"

    def waits() -> bool:
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        queues = [row[4].split(":")[1] for row in rows if row[1].endswith(f":{port}") and row[3] != _LISTENING]
        return any(int(queue, 16) for queue in queues)

    until(waits, "a request waits at the service")


def test_a_tick_survives_the_daemons_death_right_after_it(house: House, members: Callable[[int], list[Member]]) -> None:
    before = len(house.received())
    for member in members(3):
        assert house.tap(member.card).kind == "arrived"
        house.daemon.kill()
        house.restart_daemon()
    house.until_settled()
    assert taps_at_centre(house, before) == ["arrived"] * 3


def test_taps_go_on_while_the_worker_is_dead(house: House, members: Callable[[int], list[Member]]) -> None:
    before = len(house.received())
    house.worker.kill()
    for member in members(3):
        assert house.tap(member.card).kind == "arrived"
    house.worker.start()
    house.until_settled()
    assert taps_at_centre(house, before) == ["arrived"] * 3


@pytest.mark.parametrize("victim", ["worker", "daemon", "service"])
def test_a_death_while_a_request_is_on_its_way(
    house: House, members: Callable[[int], list[Member]], victim: str
) -> None:
    """The service has the request but has not read it: whether it will be carried out is anyone's guess."""
    before = len(house.received())
    house.until_idle()
    house.service.pause()
    for member in members(2):
        assert house.tap(member.card).kind == "arrived"
    until_a_request_waits(house)
    if victim == "service":
        house.service.kill()
        house.service.start()
        house.worker.hurry()
    elif victim == "worker":
        house.worker.kill()
        house.service.go_on()
        house.worker.start()
    else:
        house.daemon.kill()
        house.service.go_on()
        house.restart_daemon()
    house.until_settled()
    assert taps_at_centre(house, before) == ["arrived"] * 2


@pytest.mark.parametrize("victim", ["worker", "daemon"])
def test_a_death_between_answer_and_settlement(
    house: House, members: Callable[[int], list[Member]], victim: str
) -> None:
    """The service has stored the record and answered; the daemon, standing still, never hears of it."""
    before = len(house.received())
    (member,) = members(1)
    house.until_idle()
    house.service.pause()
    assert house.tap(member.card).kind == "arrived"
    until_a_request_waits(house)
    house.daemon.pause()
    house.service.go_on()
    until(lambda: len(house.received()) == before + 1, "the service has stored the record")
    if victim == "worker":
        house.worker.kill()
        house.daemon.go_on()
        house.worker.start()
    else:
        house.daemon.kill()
        house.restart_daemon()
    house.until_settled()
    assert taps_at_centre(house, before) == ["arrived"]


def test_a_service_that_dies_and_comes_back_gets_everything(
    house: House, members: Callable[[int], list[Member]]
) -> None:
    before = len(house.received())
    house.service.kill()
    for member in members(3):
        assert house.tap(member.card).kind == "arrived"
    house.service.start()
    house.worker.hurry()
    house.until_settled()
    assert taps_at_centre(house, before) == ["arrived"] * 3


def test_a_reader_that_is_lost_is_said_and_heals(
    house: House, members: Callable[[int], list[Member]], virtual_pcscd: VirtualPcscd
) -> None:
    before = len(house.received())
    virtual_pcscd.stop("SIGKILL")
    house.screen.until(lambda now: now.reader == "missing", "that the reader is missing")
    virtual_pcscd.start()
    house.until_at_home()
    (member,) = members(1)
    assert house.tap(member.card).kind == "arrived"
    house.until_settled()
    assert taps_at_centre(house, before) == ["arrived"]


def test_every_program_ends_cleanly_when_told_to(house: House, members: Callable[[int], list[Member]]) -> None:
    (member,) = members(1)
    house.tap(member.card)
    house.until_settled()
    house.hang_up()
    assert (house.worker.stop(), house.daemon.stop(), house.service.stop()) == (0, 0, 0)
    stored = {record_id: body["outcome"] for record_id, _seq, body in house.stored()}
    assert stored == {tap.id: tap.body["outcome"] for tap in house.received()}
