import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.local_api.messages import FromWorker, LedgerStatus, Reopen, decoder, encode
from kiosk.machine import MachineHealth
from sync.answers import Cause, Result, Unreachable
from sync.heartbeat import Beaten, Heart
from sync.ledgers import confirmed, lacking
from sync.ledgers import told as ledgers_told
from sync.network_state import Failed, State
from sync.protocol import Gap, HeartbeatAnswer, HeartbeatRequest, LedgerAnswer
from sync.region_keys import RegionKeys
from tests.sync.direct import DirectDaemon, DirectService, answered, problem


def beat(daemon: DirectDaemon, result: Result, sent: list[HeartbeatRequest] | None = None) -> Beaten | Failed:
    def answer(_method: str, _target: str, body: bytes) -> Result:
        if sent is not None:
            sent.append(msgspec.json.decode(body, type=HeartbeatRequest))
        return result

    region_keys = RegionKeys(daemon, daemon.fake.welcome())
    return Heart(daemon, DirectService(answer), lambda: MachineHealth(51.5, undervoltage=True), region_keys).step()


def heard(*ledgers: LedgerAnswer) -> Result:
    return answered(msgspec.json.encode(HeartbeatAnswer(ledgers=list(ledgers), service_time_us=77)))


def test_it_tells_how_daemon_and_machine_are() -> None:
    daemon = DirectDaemon()
    daemon.fake.tap(3)
    sent: list[HeartbeatRequest] = []
    assert beat(daemon, heard(), sent) == Beaten(push=True)
    (request,) = sent
    assert (request.temperature_c, request.undervoltage, request.waiting) == (51.5, True, 3)
    assert (request.ledgers[0].ledger, request.ledgers[0].highest) == ("ledger-1", 3)
    assert request.readers[0].health == "ready"


def test_the_services_time_counts_from_half_way() -> None:
    daemon = DirectDaemon()
    assert beat(daemon, heard()) == Beaten(push=False)
    (told,) = daemon.fake.times
    assert (told.wall_us, told.boottime_us, told.uncertainty_us) == (77, 1_250_000, 250_000)


def test_what_the_service_lost_becomes_pending_again() -> None:
    daemon = DirectDaemon()
    daemon.fake.tap(5)
    daemon.fake.settle_all()
    gap = LedgerAnswer(ledger="ledger-1", complete_through=1, gaps=[Gap(first=2, last=3)])
    assert beat(daemon, heard(gap)) == Beaten(push=True)
    assert [record.seq for record in daemon.fake.pending(0)] == [2, 3]


def test_a_centre_restored_from_an_old_copy_gets_the_rest_again() -> None:
    daemon = DirectDaemon()
    daemon.fake.tap(5)
    daemon.fake.settle_all()
    beat(daemon, heard(LedgerAnswer(ledger="ledger-1", complete_through=2, gaps=[])))
    assert [record.seq for record in daemon.fake.pending(0)] == [3, 4, 5]


def test_much_that_is_lacking_is_told_to_the_daemon_in_pieces_so_that_a_tap_can_go_between() -> None:
    told = list(lacking([LedgerAnswer(ledger="a", complete_through=500, gaps=[])], {"a": 20_000}))
    assert all(each.last - each.first < 1_000 for each in told)
    assert [seq for each in told for seq in range(each.first, each.last + 1)] == list(range(501, 20_001))


answers = st.builds(
    LedgerAnswer,
    ledger=st.sampled_from(["a", "b", "unknown"]),
    complete_through=st.integers(),
    gaps=st.lists(st.builds(Gap, first=st.integers(), last=st.integers()), max_size=4),
)


@given(st.lists(answers, max_size=4), st.integers(min_value=0, max_value=20), st.integers(min_value=0, max_value=20))
def test_nothing_is_reopened_that_the_kiosk_never_had(told: list[LedgerAnswer], a: int, b: int) -> None:
    highest = {"a": a, "b": b}
    for each in lacking(told, highest):
        assert isinstance(each, Reopen)
        assert 1 <= each.first <= each.last <= highest[each.ledger]


@given(st.lists(answers, max_size=4), st.integers(min_value=0, max_value=20))
def test_whatever_the_service_claims_the_daemon_hears_only_what_can_be(told: list[LedgerAnswer], highest: int) -> None:
    status = LedgerStatus(ledger="a", highest=highest, waiting=0, refused=0)
    read = decoder(FromWorker)
    for each in confirmed(told, [status]):
        assert read.decode(encode(each)) == each
        assert all(1 <= first <= last <= highest for first, last in each.missing)


def test_what_the_service_has_is_told_to_the_daemon_with_what_it_lacks() -> None:
    daemon = DirectDaemon()
    daemon.fake.tap(5)
    daemon.fake.settle_all()
    beat(daemon, heard(LedgerAnswer(ledger="ledger-1", complete_through=2, gaps=[Gap(first=3, last=3)])))
    (word,) = daemon.fake.confirmed
    assert (word.has_through, word.told_through, word.missing) == (2, 5, [(3, 3)])


def test_what_the_kiosk_has_lost_is_told_once_and_not_looked_for_again() -> None:
    status = LedgerStatus(
        ledger="a", highest=9, waiting=0, refused=0, closed=True, began="salvaged", lost=[(3, 4)], purged=2
    )
    (said,) = ledgers_told([status])
    assert (said.closed, said.began, said.lost, said.purged) == (True, "salvaged", [Gap(first=3, last=4)], 2)
    answer = LedgerAnswer(ledger="a", complete_through=2, gaps=[Gap(first=3, last=4), Gap(first=6, last=6)])
    again = lacking([answer], {"a": 9}, {("a", 3, 4)})
    assert [(each.first, each.last) for each in again] == [(6, 6)]


def test_an_ordinary_ledger_is_told_as_ever_so_that_an_older_service_understands() -> None:
    status = LedgerStatus(ledger="a", highest=9, waiting=0, refused=0)
    assert msgspec.to_builtins(ledgers_told([status])) == [{"ledger": "a", "highest": 9}]


def test_no_network_is_trouble_for_everything() -> None:
    failure = beat(DirectDaemon(), Unreachable(Cause.NO_ROUTE))
    assert isinstance(failure, Failed)
    assert not failure.isolated


def test_an_answer_of_another_shape_is_not_ours() -> None:
    failure = beat(DirectDaemon(), answered(b'{"ledgers":[]}'))
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is State.PORTAL


@pytest.mark.parametrize("time_us", [-1, 2**60, 2**64])
def test_a_time_that_cant_be_is_not_told_to_the_daemon_which_would_hang_up(time_us: int) -> None:
    daemon = DirectDaemon()
    failure = beat(daemon, answered(msgspec.json.encode(HeartbeatAnswer(ledgers=[], service_time_us=time_us))))
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is State.PORTAL
    assert daemon.fake.times == []


def test_a_service_older_than_what_is_told_of_a_closed_ledger_hears_the_rest() -> None:
    daemon = DirectDaemon()
    daemon.fake.tap(3)
    daemon.fake.closed = True
    bodies: list[bytes] = []

    def strict(_method: str, _target: str, body: bytes) -> Result:
        bodies.append(body)
        return problem(400) if b"closed" in body else heard()

    keys = RegionKeys(daemon, daemon.fake.welcome())
    heart = Heart(daemon, DirectService(strict), lambda: MachineHealth(None, undervoltage=None), keys)
    assert isinstance(heart.step(), Beaten)
    assert [b"closed" in body for body in bodies] == [True, False]


def test_a_heartbeat_that_is_refused_as_plain_as_can_be_is_not_sent_again() -> None:
    service = DirectService(lambda *_: problem(400))
    daemon = DirectDaemon()
    keys = RegionKeys(daemon, daemon.fake.welcome())
    assert isinstance(Heart(daemon, service, lambda: MachineHealth(None, undervoltage=None), keys).step(), Failed)
    assert len(service.calls) == 1
