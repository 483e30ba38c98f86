import gzip
from dataclasses import dataclass, field

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.answers import Cause, Result, Unreachable
from sync.network_state import Failed, State
from sync.protocol import Gap, RecordsAnswer, RecordsRequest, RecordVerdict, VerdictWord, WireRecord
from sync.push import Progress, Pusher
from tests.fakes.daemon import READING
from tests.sync.direct import DirectDaemon, DirectService, answered, now_s, problem


def decoded(body: bytes) -> RecordsRequest:
    plain = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    return msgspec.json.decode(plain, type=RecordsRequest)


@dataclass
class Centre:
    """A service of which a test decides what it makes of each record."""

    spoilt: set[int] = field(default_factory=set)
    """Seqs that make it refuse a whole batch."""
    words: dict[int, VerdictWord] = field(default_factory=dict)
    unnamed: set[int] = field(default_factory=set)
    invented: tuple[str, ...] = ()
    most: int = 1000
    taken: dict[str, int] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    zips: bool = True
    wait_s: float | None = None

    def __call__(self, _method: str, _target: str, body: bytes) -> Result:
        if body[:2] == b"\x1f\x8b" and not self.zips:
            return problem(415, "unsupported_encoding")
        records = decoded(body).records
        self.sizes.append(len(records))
        if len(records) > self.most:
            return problem(413, "too_large")
        if any(record.seq in self.spoilt for record in records):
            return problem(422)
        verdicts = [verdict for record in records if (verdict := self.judge(record))]
        verdicts += [RecordVerdict(id=each, verdict="accepted") for each in self.invented]
        answer = RecordsAnswer(verdicts=verdicts, complete_through=0, gaps=[Gap(first=1, last=1)])
        return answered(msgspec.json.encode(answer), wait_s=self.wait_s)

    def judge(self, record: WireRecord) -> RecordVerdict | None:
        word = self.words.get(record.seq, "accepted")
        if word in {"accepted", "held"}:
            self.taken[record.id] = self.taken.get(record.id, 0) + 1
        if record.seq in self.unnamed:
            return None
        return RecordVerdict(id=record.id, verdict=word, reason="bad" if word == "refused" else None)


def one_pass(pusher: Pusher) -> Progress | Failed:
    progress = pusher.step(from_start=True)
    while isinstance(progress, Progress) and not progress.drained:
        progress = pusher.step()
    return progress


def set_up(count: int, centre: Centre, *, most: int = 100) -> tuple[DirectDaemon, Pusher]:
    daemon = DirectDaemon()
    daemon.fake.tap(count)
    return daemon, Pusher(daemon, DirectService(centre), now_s=now_s, most=most)


def test_a_backlog_goes_in_hundreds_and_is_settled() -> None:
    centre = Centre()
    daemon, pusher = set_up(250, centre)
    assert one_pass(pusher) == Progress(drained=True)
    assert centre.sizes == [100, 100, 50]
    assert daemon.fake.waiting == 0


def test_bodies_travel_verbatim() -> None:
    bodies: list[bytes] = []

    def centre(_method: str, _target: str, body: bytes) -> Result:
        bodies.extend(bytes(record.body) for record in decoded(body).records)
        return Unreachable(Cause.TIMEOUT)

    daemon = DirectDaemon()
    daemon.fake.tap(body={"future": {"z": 1, "a": [2.50, "ü"]}})
    raw = bytes(daemon.fake.records[0].body)
    Pusher(daemon, DirectService(centre), now_s=now_s).step(from_start=True)
    assert bodies == [raw]


def test_each_request_tells_the_clocks_as_they_are_when_it_goes() -> None:
    daemon = DirectDaemon()
    daemon.fake.tap(4)
    seconds = iter([5.0, 5.0, 35.0, 65.0])
    told: list[tuple[int, int]] = []

    def centre(method: str, target: str, body: bytes) -> Result:
        reading = decoded(body).reading
        told.append((reading.boottime_us - READING.boottime_us, reading.wall_us - READING.wall_us))
        return Centre(spoilt={1})(method, target, body)

    one_pass(Pusher(daemon, DirectService(centre), now_s=lambda: next(seconds), most=2))
    assert told == [(0, 0), (0, 0), (30_000_000, 30_000_000), (60_000_000, 60_000_000)]


def test_only_what_was_sent_and_named_is_settled() -> None:
    centre = Centre(unnamed={2}, invented=("11111111-0000-4000-8000-000000000000",))
    daemon, pusher = set_up(3, centre)
    assert one_pass(pusher) == Progress(drained=True, left=True)
    assert [record.seq for record in daemon.fake.pending(0)] == [2]


def test_an_answer_that_names_nothing_of_ours_is_the_services_fault() -> None:
    daemon, pusher = set_up(3, Centre(unnamed={1, 2, 3}, invented=("x",)))
    failure = one_pass(pusher)
    assert isinstance(failure, Failed)
    assert failure.trouble.network.state is State.SERVICE_FAULT
    assert daemon.fake.waiting == 3


def test_an_id_named_twice_with_different_words_stays_pending() -> None:
    daemon = DirectDaemon()
    (record,) = daemon.fake.tap()
    words: list[VerdictWord] = ["accepted", "refused"]
    body = RecordsAnswer(
        verdicts=[RecordVerdict(id=record, verdict=word) for word in words], complete_through=0, gaps=[]
    )
    Pusher(daemon, DirectService(lambda *_: answered(msgspec.json.encode(body))), now_s=now_s).step(from_start=True)
    assert daemon.fake.waiting == 1


def test_later_leaves_a_record_for_the_next_pass_and_those_behind_it_go_on() -> None:
    centre = Centre(words={2: "later"}, wait_s=30.0)
    daemon, pusher = set_up(5, centre, most=2)
    assert one_pass(pusher) == Progress(drained=True, left=True, wait_s=30.0)
    assert [record.seq for record in daemon.fake.pending(0)] == [2]
    centre.words = {}
    assert one_pass(pusher) == Progress(drained=True)
    assert daemon.fake.waiting == 0


def test_later_for_all_stops_the_pass_for_as_long_as_the_service_says() -> None:
    centre = Centre(words={1: "later", 2: "later"}, wait_s=30.0)
    _, pusher = set_up(4, centre, most=2)
    failure = one_pass(pusher)
    assert isinstance(failure, Failed)
    assert failure.trouble.wait_s == 30.0
    assert centre.sizes == [2]


def test_too_large_halves_the_batch_and_it_stays_smaller() -> None:
    centre = Centre(most=30)
    daemon, pusher = set_up(200, centre)
    one_pass(pusher)
    assert daemon.fake.waiting == 0
    assert sum(size > 30 for size in centre.sizes) < 8


def test_a_single_record_that_is_too_large_is_refused_once_others_are_taken() -> None:
    daemon = DirectDaemon()
    (large,) = daemon.fake.tap(body={"x": "y" * 3000})
    small = daemon.fake.tap(3)

    def centre(_method: str, _target: str, body: bytes) -> Result:
        records = decoded(body).records
        if any(len(bytes(record.body)) > 2000 for record in records):
            return problem(413, "too_large")
        return Centre()(_method, _target, body)

    one_pass(Pusher(daemon, DirectService(centre), now_s=now_s))
    assert daemon.fake.refused == {large: "too_large"}
    assert daemon.fake.waiting == 0
    assert len(small) == 3


def test_gzip_is_dropped_where_the_service_cant_read_it() -> None:
    daemon, pusher = set_up(300, Centre(zips=False))
    assert one_pass(pusher) == Progress(drained=True)
    assert daemon.fake.waiting == 0


def test_one_spoilt_record_is_found_and_refused_and_the_rest_go_on() -> None:
    for at in (1, 57, 100):
        centre = Centre(spoilt={at})
        daemon, pusher = set_up(100, centre)
        assert one_pass(pusher) == Progress(drained=True)
        assert daemon.fake.refused == {daemon.fake.records[at - 1].id: "bad_request"}
        assert daemon.fake.waiting == 0
        assert len(centre.sizes) <= 16


def test_a_lone_refusal_is_believed_only_once_another_record_is_taken() -> None:
    daemon, pusher = set_up(1, Centre(spoilt={1}))
    assert one_pass(pusher) == Progress(drained=True, left=True)
    assert one_pass(pusher) == Progress(drained=True, left=True)
    assert (daemon.fake.waiting, daemon.fake.refused) == (1, {})
    daemon.fake.tap()
    assert pusher.step() == Progress(drained=False)
    assert list(daemon.fake.refused) == [daemon.fake.records[0].id]
    assert daemon.fake.waiting == 0


def test_a_service_that_refuses_everything_is_at_fault_and_all_stays_pending() -> None:
    centre = Centre(spoilt=set(range(1, 201)))
    daemon, pusher = set_up(200, centre)
    for _ in range(3):
        failure = one_pass(pusher)
        assert isinstance(failure, Failed)
        assert failure.trouble.network.state is State.SERVICE_FAULT
    assert daemon.fake.waiting == 200
    centre.spoilt = set()
    one_pass(pusher)
    assert (daemon.fake.waiting, daemon.fake.refused) == (0, {})


def test_after_a_fault_the_next_try_meets_other_records() -> None:
    centre = Centre(spoilt={1, 2, 3})
    daemon, pusher = set_up(100, centre)
    assert isinstance(one_pass(pusher), Failed)
    while (progress := pusher.step()) != Progress(drained=True, left=True):
        assert isinstance(progress, Progress)
    assert [record.seq for record in daemon.fake.pending(0)] == [1, 2, 3]


def test_a_batch_that_keeps_failing_shrinks_and_grows_again() -> None:
    centre = Centre()
    online = False
    daemon = DirectDaemon()
    daemon.fake.tap(400)
    sizes = []

    def fickle(method: str, target: str, body: bytes) -> Result:
        sizes.append(len(decoded(body).records))
        return centre(method, target, body) if online else Unreachable(Cause.TIMEOUT)

    pusher = Pusher(daemon, DirectService(fickle), now_s=now_s)
    for _ in range(9):
        assert isinstance(pusher.step(), Failed)
    assert sizes == [100, 50, 25, 12, 6, 3, 1, 1, 1]
    online = True
    one_pass(pusher)
    assert max(sizes[9:]) == 100
    assert daemon.fake.waiting == 0


def test_an_unreadable_answer_settles_nothing() -> None:
    for body in (b"", b"{", b'{"verdicts":[]}', b"[]", b"<html>"):
        daemon = DirectDaemon()
        daemon.fake.tap(2)
        result = answered(body)
        failure = Pusher(daemon, DirectService(lambda *_, result=result: result), now_s=now_s).step(from_start=True)
        assert isinstance(failure, Failed)
        assert failure.trouble.network.state is State.PORTAL
        assert daemon.fake.waiting == 2


numbers = st.integers(min_value=1, max_value=40)
seqs = st.sets(numbers)
words = st.sampled_from(["accepted", "duplicate", "held", "refused", "later"])


centres = st.builds(
    Centre,
    spoilt=seqs,
    unnamed=seqs,
    words=st.dictionaries(numbers, words),
    most=st.integers(min_value=1, max_value=12),
)


@given(
    centre=centres,
    count=st.integers(min_value=0, max_value=40),
    most=st.integers(min_value=1, max_value=12),
    passes=st.integers(min_value=1, max_value=4),
)
def test_whatever_the_service_does_nothing_is_settled_that_it_didnt_answer_for(
    centre: Centre, count: int, most: int, passes: int
) -> None:
    daemon, pusher = set_up(count, centre, most=most)
    for _ in range(passes):
        one_pass(pusher)
    pending = {record.seq for record in daemon.fake.pending(0)}
    refused = {seq for seq in range(1, count + 1) if daemon.fake.records[seq - 1].id in daemon.fake.refused}
    settled = set(range(1, count + 1)) - pending - refused
    never = {seq for seq, word in centre.words.items() if word in {"refused", "later"}}
    assert not settled & (centre.spoilt | centre.unnamed | never)
    assert refused <= centre.spoilt | {seq for seq, word in centre.words.items() if word == "refused"}


@given(
    count=st.integers(min_value=1, max_value=60),
    spoilt=st.sets(st.integers(min_value=1, max_value=60), max_size=2),
    most=st.integers(min_value=1, max_value=20),
    cut_at=st.sets(st.integers(min_value=0, max_value=30), max_size=10),
)
def test_a_failing_network_and_spoilt_records_cost_no_good_record(
    count: int, spoilt: set[int], most: int, cut_at: set[int]
) -> None:
    centre = Centre(spoilt=spoilt)
    calls = 0

    def fickle(method: str, target: str, body: bytes) -> Result:
        nonlocal calls
        calls += 1
        result = centre(method, target, body)
        return Unreachable(Cause.DROPPED) if calls in cut_at else result

    daemon = DirectDaemon()
    daemon.fake.tap(count)
    pusher = Pusher(daemon, DirectService(fickle), now_s=now_s, most=most)
    for _ in range(len(cut_at) + 2):
        one_pass(pusher)
    centre.spoilt = spoilt & set(range(1, count + 1))
    daemon.fake.tap()
    for _ in range(len(cut_at) + 2):
        one_pass(pusher)
    good = {record.seq for record in daemon.fake.records} - centre.spoilt
    assert daemon.fake.waiting == 0
    assert set(centre.taken) == {daemon.fake.records[seq - 1].id for seq in good}
    assert set(daemon.fake.refused) == {daemon.fake.records[seq - 1].id for seq in centre.spoilt}
