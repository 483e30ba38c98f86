import msgspec
import pytest

from kiosk.local_api.messages import ApplyChanges
from sync.answers import Answered, Problem, Result
from sync.network_state import Failed, State
from sync.protocol import LEVEL, ChangedCard, ChangedEvent, ChangedMember, ChangesAnswer
from sync.pull import Pulled, Puller
from tests.fakes.pages import CARD, EVENT, MEMBER, page
from tests.sync.direct import DirectDaemon, DirectService, answered, problem

FULL = page("c1", more=False, events=[EVENT], members=[MEMBER], cards=[CARD], gone_cards=["k1:" + "1" * 32])


def puller(daemon: DirectDaemon, *results: Result) -> tuple[Puller, DirectService]:
    queue = list(results)
    service = DirectService(lambda *_: queue.pop(0))
    return Puller(daemon, service, daemon.fake.welcome()), service


def of(changes: ChangesAnswer) -> Answered:
    return answered(msgspec.json.encode(changes))


def test_a_page_and_its_cursor_go_to_the_daemon_together() -> None:
    daemon = DirectDaemon()
    assert puller(daemon, of(FULL))[0].step() == Pulled(more=False)
    (kept,) = daemon.fake.pages
    assert (kept.cursor, kept.generation, kept.last) == ("c1", 1, True)
    assert msgspec.structs.asdict(kept.events[0]) == msgspec.structs.asdict(EVENT)
    assert msgspec.structs.asdict(kept.members[0]) == msgspec.structs.asdict(MEMBER)
    assert msgspec.structs.asdict(kept.cards[0]) == msgspec.structs.asdict(CARD)
    assert kept.gone_cards == FULL.gone_cards


def test_a_staff_card_is_passed_on_as_it_is() -> None:
    daemon = DirectDaemon()
    card = ChangedCard(token="k1:" + "2" * 32, standing="staff", member=None)
    assert puller(daemon, of(page("c1", more=False, cards=[card])))[0].step() == Pulled(more=False)
    assert msgspec.structs.asdict(daemon.fake.pages[0].cards[0]) == msgspec.structs.asdict(card)


def test_pages_follow_each_other_from_the_daemons_cursor() -> None:
    daemon = DirectDaemon()
    daemon.fake.cursor = "c 0/&"
    pull, service = puller(daemon, of(page("c1", more=True, members=[MEMBER])), answered(b"", status=304))
    assert pull.step() == Pulled(more=True)
    assert pull.step() == Pulled(more=False)
    assert [target for _, target in service.calls] == [
        f"/api/v1/changes?since=c%200%2F%26&level={LEVEL}",
        f"/api/v1/changes?since=c1&level={LEVEL}",
    ]
    assert not daemon.fake.pages[0].last


def test_a_forgotten_cursor_starts_a_new_generation() -> None:
    daemon = DirectDaemon()
    daemon.fake.cursor = "old"
    pull, service = puller(daemon, problem(410, "cursor_gone"), of(FULL))
    assert pull.step() == Pulled(more=True)
    assert pull.step() == Pulled(more=False)
    assert service.calls[1][1] == f"/api/v1/changes?since=&level={LEVEL}"
    assert daemon.fake.pages[0].generation == 2


def test_a_cursor_that_is_gone_before_there_was_one_is_no_endless_loop() -> None:
    assert isinstance(puller(DirectDaemon(), problem(410, "cursor_gone"))[0].step(), Failed)


@pytest.mark.parametrize(
    "spoilt",
    [
        msgspec.structs.replace(FULL, count=3),
        msgspec.structs.replace(FULL, checksum="0" * 64),
        msgspec.structs.replace(FULL, members=[]),
        msgspec.structs.replace(FULL, members=[ChangedMember(ref="m-2", shown_name="Ada", language=None)]),
    ],
)
def test_a_page_that_isnt_whole_is_not_applied(spoilt: ChangesAnswer) -> None:
    daemon = DirectDaemon()
    failure = puller(daemon, of(spoilt))[0].step()
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is State.SERVICE_FAULT
    assert daemon.fake.pages == []


@pytest.mark.parametrize(
    "odd",
    [
        msgspec.structs.replace(EVENT, opens_us=1),
        msgspec.structs.replace(EVENT, leave_gap_s=-1),
        msgspec.structs.replace(EVENT, opens_us=1, closes_us=2**62),
    ],
)
def test_a_page_that_the_daemon_would_refuse_keeps_nothing_else_from_working(odd: ChangedEvent) -> None:
    daemon = DirectDaemon()
    failure = puller(daemon, of(page("c1", more=False, events=[odd])))[0].step()
    assert isinstance(failure, Failed)
    assert failure.isolated
    assert failure.trouble.network.state is State.SERVICE_FAULT
    assert daemon.fake.pages == []


def test_a_cut_page_is_not_applied() -> None:
    daemon = DirectDaemon()
    failure = puller(daemon, answered(msgspec.json.encode(FULL)[:-10]))[0].step()
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is State.PORTAL
    assert daemon.fake.pages == []


def test_a_cursor_that_doesnt_move_is_no_endless_loop() -> None:
    daemon = DirectDaemon()
    daemon.fake.cursor = "c1"
    assert isinstance(puller(daemon, of(page("c1", more=True)))[0].step(), Failed)


def test_trouble_with_changes_alone_keeps_nothing_else_from_working() -> None:
    results: list[Problem] = [problem(500, "internal"), problem(404, "not_found")]
    for result in results:
        failure = puller(DirectDaemon(), result)[0].step()
        assert isinstance(failure, Failed)
        assert failure.isolated


def test_a_full_disk_at_the_kiosk_makes_changes_wait_and_keeps_nothing_else_from_working() -> None:
    daemon = DirectDaemon()
    daemon.fake.refuse_with[ApplyChanges] = "store_full"
    failure = puller(daemon, of(FULL))[0].step()
    assert isinstance(failure, Failed)
    assert failure.isolated
    assert "disk is full" in failure.trouble.network.detail
