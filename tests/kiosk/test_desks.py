"""What the neighbours' messages do to a daemon: real database and keys, a clock that stands still, no processes."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from kiosk.domain.errors import StoreError
from kiosk.local_api.messages import (
    ApplyChanges,
    ChangesApplied,
    FetchPending,
    FrameShown,
    FromWorker,
    Health,
    HealthWanted,
    Message,
    NetworkReport,
    Noted,
    PendingPage,
    ReaderStatus,
    Reopen,
    ScreenSnapshot,
    ServiceTime,
    Settle,
    Settled,
    StartOver,
    Status,
    StatusWanted,
    Wake,
    WireEvent,
    WireVerdict,
    WorkerWelcome,
)
from kiosk.ports import CardGone, CardPresent, ReaderCause, ReaderChanged, ReaderHealth, StaffCardSeen, TapResult
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases import situation
from tests.fakes.house import (
    BOOT,
    HOUR_US,
    MINUTE_US,
    NOON_US,
    SECOND_US,
    CountingIds,
    FakeBattery,
    FakeClock,
    FakeSetter,
    RefusingStore,
)
from tests.fakes.staff_means import staff_means
from tests.kiosk.in_process import Around, RecordingClient, daemon_in
from tests.kiosk.process import EVENT, card, enrolment, members, token_of

READER = "made-up reader"
LONG_AGO_US = 1_000_000_000 * SECOND_US
M = TypeVar("M", bound=Message)


class Kiosk:
    """A daemon with one connected neighbour of each role."""

    def __init__(self, store: SqliteStore, folder: Path) -> None:
        self.clock = FakeClock()
        self.battery, self.setter, ids = FakeBattery(), FakeSetter(), CountingIds()
        self.store = RefusingStore(store)
        self.results: list[TapResult] = []
        around = Around(
            self.store,
            folder,
            staff_means(folder),
            ids,
            clock=self.clock,
            battery=self.battery,
            setter=self.setter,
        )
        self.daemon = daemon_in(around, situation.load(store), lambda answered: self.results.append(answered.result))
        self.screen, self.worker, self.administrator = (RecordingClient() for _ in range(3))
        self.daemon.screen_desk.opened(self.screen)
        welcome = self.daemon.worker_desk.opened(self.worker)
        assert isinstance(welcome, WorkerWelcome)
        self.welcome = welcome
        self.daemon.administrator_desk.opened(self.administrator)

    def ask(self, message: FromWorker, answer: type[M]) -> M:
        """Say ``message`` as the worker."""
        found = self.daemon.worker_desk.heard(self.worker, message)
        assert isinstance(found, answer)
        return found

    def enrol(self, count: int = 3) -> None:
        self.ask(enrolment(self.welcome.sealing_key), Noted)
        self.ask(members(count), ChangesApplied)

    def tap(self, *numbers: int) -> None:
        """Tap members' cards, a minute between them."""
        for number in numbers:
            self.daemon.report(CardPresent(READER, card(number), self.clock.boottime_us()))
            self.daemon.report(CardGone(READER, self.clock.boottime_us()))
            self.clock.pass_us(MINUTE_US)

    @property
    def shown(self) -> ScreenSnapshot:
        return next(each for each in reversed(self.screen.got) if isinstance(each, ScreenSnapshot))

    def status(self) -> Status:
        status = self.daemon.administrator_desk.heard(self.administrator, StatusWanted())
        assert isinstance(status, Status)
        return status

    def page(self, most: int = 100) -> PendingPage:
        return self.ask(FetchPending(after_ledger=0, after_seq=0, most=most), PendingPage)


@pytest.fixture
def kiosk(store: SqliteStore, tmp_path: Path) -> Kiosk:
    return Kiosk(store, tmp_path)


def changes(**more: Any) -> ApplyChanges:  # noqa: ANN401  a field of the message
    """Return a page with nothing in it but ``more``."""
    nothing: dict[str, Any] = {
        "cursor": "c2",
        "generation": 1,
        "last": True,
        **{name: [] for name in ("events", "members", "cards", "gone_events", "gone_members", "gone_cards")},
    }
    return ApplyChanges(**{**nothing, **more})


def verdicts(page: PendingPage, *words: str) -> Settle:
    rows = [{"id": each.id, "verdict": word} for each, word in zip(page.records, words, strict=True)]
    return msgspec.convert({"type": "Settle", "verdicts": rows}, Settle)


# ----------------------------------------------------------------- enrolment and changes


def test_a_new_kiosk_says_so_and_offers_its_key(kiosk: Kiosk) -> None:
    assert (kiosk.welcome.kiosk, kiosk.welcome.hub, kiosk.welcome.cursor) == (None, None, None)
    assert kiosk.page().records == []
    status = kiosk.status()
    assert (status.kiosk, status.hub, status.event, status.health.ledgers) == (None, None, None, [])


def test_an_enrolled_kiosk_shows_its_hub_at_once_and_its_event_after_the_pull(kiosk: Kiosk) -> None:
    kiosk.ask(enrolment(kiosk.welcome.sealing_key), Noted)
    assert (kiosk.shown.enrolled, kiosk.shown.hub_name, kiosk.shown.event_title) == (True, "Ely", None)
    applied = kiosk.ask(members(1), ChangesApplied)
    assert (applied.cursor, applied.generation) == ("c1", 1)
    assert kiosk.shown.event_title == "Ely drop-in"
    again = kiosk.daemon.worker_desk.opened(RecordingClient())
    assert isinstance(again, WorkerWelcome)
    assert (again.kiosk, again.hub, again.cursor) == ("kiosk-ely-1", "hub-ely", "c1")


def test_a_pull_that_starts_over_keeps_what_is_there_until_its_last_page(kiosk: Kiosk) -> None:
    kiosk.enrol()
    assert kiosk.ask(StartOver(), ChangesApplied) == ChangesApplied(cursor=None, generation=2)
    late = kiosk.ask(changes(cursor="late", gone_events=["drop-in"]), ChangesApplied)
    assert late == ChangesApplied(cursor=None, generation=2)
    kiosk.ask(changes(cursor="n1", generation=2, last=False), ChangesApplied)
    assert kiosk.shown.event_title == "Ely drop-in"
    kiosk.ask(changes(cursor="n2", generation=2), ChangesApplied)
    assert kiosk.shown.event_title is None


def test_a_page_that_was_stored_counts_at_once_even_if_the_database_refuses_right_after(kiosk: Kiosk) -> None:
    kiosk.enrol()
    moved = msgspec.structs.replace(EVENT, title="Drop-in, upstairs")
    kiosk.store.refuse_after(1, StoreError("the database refused: SQLITE_IOERR"))
    assert kiosk.ask(changes(events=[moved]), ChangesApplied).cursor == "c2"
    assert kiosk.shown.event_title == "Drop-in, upstairs"


def test_an_event_opens_on_the_minute_and_closes_again(kiosk: Kiosk) -> None:
    kiosk.enrol()
    club = WireEvent(
        id="club",
        hub="hub-ely",
        title="Code club",
        programme="code",
        opens_us=NOON_US + HOUR_US,
        closes_us=NOON_US + 2 * HOUR_US,
        mode="arrive_and_leave",
        leave_gap_s=600,
    )
    kiosk.ask(changes(events=[club]), ChangesApplied)
    titles = []
    for _ in range(3):
        kiosk.daemon.tick()
        titles.append(kiosk.shown.event_title)
        kiosk.clock.pass_us(HOUR_US)
    assert titles == ["Ely drop-in", "Code club", "Ely drop-in"]


# ----------------------------------------------------------------- delivery


def test_taps_go_out_with_their_evidence_and_are_settled_once(kiosk: Kiosk) -> None:
    kiosk.enrol()
    kiosk.tap(1, 2, 3)
    assert kiosk.worker.got.count(Wake()) == 3
    page = kiosk.page()
    assert (page.kiosk, page.hub, page.waiting) == ("kiosk-ely-1", "hub-ely", 3)
    assert (page.reading.wall_us, page.reading.boot) == (NOON_US + 3 * MINUTE_US, BOOT)
    first = page.records[0]
    assert (first.seq, first.kind, first.taken.wall_us, first.taken.synchronised) == (1, "tap", NOON_US, True)
    body = msgspec.json.decode(first.body)
    assert body == {"tokens": [token_of(1)], "event": "drop-in", "outcome": "arrived", "reason": None}
    settle = verdicts(page, "accepted", "refused", "later")
    for _ in range(2):
        assert kiosk.ask(settle, Settled) == Settled(settled=3, ignored=0, waiting=1)
    assert [each.seq for each in kiosk.page().records] == [3]
    kiosk.ask(Reopen(ledger=page.ledger, first=1, last=2**53), Noted)
    assert [each.seq for each in kiosk.page().records] == [1, 3]


def test_a_staff_card_is_answered_and_leaves_the_worker_nothing_to_do(kiosk: Kiosk) -> None:
    kiosk.enrol()
    told = members(1)
    said_of_member = msgspec.structs.replace(told.cards[0], standing="staff")
    kiosk.ask(msgspec.structs.replace(told, cards=[said_of_member]), ChangesApplied)
    kiosk.tap(1)
    assert kiosk.shown.result is not None
    assert (kiosk.shown.result.kind, kiosk.shown.result.name) == ("staff", None)
    assert kiosk.results == [StaffCardSeen()]
    assert (kiosk.worker.got, kiosk.page().records) == ([], [])


def test_verdicts_on_other_kiosks_records_are_ignored_and_counted(kiosk: Kiosk) -> None:
    kiosk.enrol()
    strange = Settle(verdicts=[WireVerdict(id="not-ours", verdict="accepted")])
    assert kiosk.ask(strange, Settled) == Settled(settled=0, ignored=1, waiting=0)


def test_a_database_that_refuses_the_worker_goes_on_for_taps(kiosk: Kiosk) -> None:
    kiosk.enrol()
    kiosk.store.error = StoreError("the database refused: SQLITE_IOERR")
    with pytest.raises(StoreError):
        kiosk.daemon.worker_desk.heard(kiosk.worker, FetchPending(after_ledger=0, after_seq=0, most=1))
    kiosk.tap(1)
    kiosk.store.error = None
    kiosk.tap(1)
    assert [type(each).__name__ for each in kiosk.results] == ["TapNotSaved", "TapTaken"]
    assert [each.seq for each in kiosk.page().records] == [1]


# ----------------------------------------------------------------- time


def test_a_service_that_tells_the_time_gives_the_screen_its_clock_and_wakes_the_worker(kiosk: Kiosk) -> None:
    kiosk.clock.wall_us, kiosk.clock.synchronised = LONG_AGO_US, False
    kiosk.enrol()
    clocks = [kiosk.shown.clock_us]
    told = ServiceTime(wall_us=NOON_US, boottime_us=kiosk.clock.boot_us, uncertainty_us=20_000)
    kiosk.ask(told, Noted)
    clocks.append(kiosk.shown.clock_us)
    assert clocks == [None, NOON_US]
    assert kiosk.worker.got == [Wake()]
    kiosk.ask(told, Noted)
    assert [each.kind for each in kiosk.page().records] == ["clock_fixed"]
    assert kiosk.status().health.clock_trusted


def test_a_time_told_before_enrolment_is_harmless(kiosk: Kiosk) -> None:
    kiosk.ask(ServiceTime(wall_us=NOON_US, boottime_us=0, uncertainty_us=0), Noted)
    assert kiosk.page().records == []


def test_a_clock_fix_that_could_not_be_kept_is_tried_again(kiosk: Kiosk) -> None:
    kiosk.enrol()
    kiosk.store.error = StoreError("the database refused: SQLITE_IOERR")
    kiosk.daemon.tick()
    kiosk.store.error = None
    kiosk.clock.pass_us(MINUTE_US)
    kiosk.daemon.tick()
    assert [each.kind for each in kiosk.page().records] == ["clock_fixed"]


# ----------------------------------------------------------------- health


def test_health_tells_readers_ledgers_and_what_waits(kiosk: Kiosk) -> None:
    kiosk.enrol()
    kiosk.daemon.report(ReaderChanged(READER, ReaderHealth.READY, ReaderCause.READY))
    kiosk.daemon.report(ReaderChanged("spare", ReaderHealth.DENIED, ReaderCause.WEDGE_DENIED))
    kiosk.tap(1, 2, 3)
    kiosk.ask(verdicts(kiosk.page(most=2), "accepted", "refused"), Settled)
    health = kiosk.ask(HealthWanted(), Health)
    assert health.version == "1.2.3"
    assert health.readers == [
        ReaderStatus(name=READER, health="ready", cause=ReaderCause.READY),
        ReaderStatus(name="spare", health="denied", cause=ReaderCause.WEDGE_DENIED),
    ]
    (ledger,) = health.ledgers
    assert (ledger.highest, ledger.waiting, ledger.refused) == (3, 1, 1)
    assert health.oldest_waiting_us == NOON_US + 2 * MINUTE_US
    assert health.disk_free_bytes > 0


def test_the_administrator_hears_of_the_network_and_of_the_event(kiosk: Kiosk) -> None:
    kiosk.enrol()
    assert kiosk.status().network_state == "unknown"
    kiosk.ask(NetworkReport(state="online", detail="All is sent.", last_success_us=NOON_US), Noted)
    status = kiosk.status()
    assert (status.network_state, status.network_detail, status.last_success_us) == ("online", "All is sent.", NOON_US)
    assert (status.kiosk, status.hub, status.event) == ("kiosk-ely-1", "Ely", "Ely drop-in")
    assert status.sqlite.count(".") == 2


def test_neighbours_that_left_get_nothing_more(kiosk: Kiosk) -> None:
    kiosk.enrol()
    kiosk.daemon.screen_desk.closed(kiosk.screen)
    kiosk.daemon.worker_desk.closed(kiosk.worker)
    before = (len(kiosk.screen.got), len(kiosk.worker.got))
    kiosk.tap(1)
    assert (len(kiosk.screen.got), len(kiosk.worker.got)) == before


def test_a_drawn_frame_needs_no_answer(kiosk: Kiosk) -> None:
    before = list(kiosk.screen.got)
    kiosk.daemon.screen_desk.heard(kiosk.screen, FrameShown(serial=1))
    assert kiosk.screen.got == before


# ----------------------------------------------------------------- a move


def test_after_a_move_new_taps_belong_to_the_new_hub(kiosk: Kiosk) -> None:
    kiosk.enrol()
    kiosk.tap(1)
    moved = msgspec.structs.replace(enrolment(kiosk.welcome.sealing_key), hub="hub-march", hub_name="March")
    kiosk.ask(moved, Noted)
    march = msgspec.structs.replace(EVENT, id="drop-in-march", hub="hub-march", title="March drop-in")
    assert kiosk.shown.event_title is None
    late = kiosk.ask(changes(events=[EVENT]), ChangesApplied)  # a page of the old hub, still under way
    assert late == ChangesApplied(cursor=None, generation=2)
    kiosk.ask(changes(events=[march], generation=2), ChangesApplied)
    kiosk.tap(2)
    old = kiosk.page()
    assert (old.hub, len(old.records)) == ("hub-ely", 1)
    new = kiosk.ask(FetchPending(after_ledger=old.ledger_number, after_seq=old.records[-1].seq, most=9), PendingPage)
    assert (new.hub, [each.seq for each in new.records]) == ("hub-march", [1])
    assert msgspec.json.decode(new.records[0].body)["event"] == "drop-in-march"
    assert kiosk.shown.hub_name == "March"
