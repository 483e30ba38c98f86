"""Forgetting many people at once: the same goes as if one looked at each by itself, and no tap waits for it."""

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clock import UNFIXED, ClockFix, ClockReading, FixSource, time_line
from kiosk.domain.ids import CardToken
from kiosk.domain.records import REDACTED, Body, Tap, body_of, lookup_key
from kiosk.domain.redaction import Redaction, blanked, digest_of, reaches
from kiosk.ports import Due, PulledPage, StoredRecord, Told
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.forgotten import Forgotten
from kiosk.usecases.situation import append, load
from kiosk.usecases.tidy import Tidying
from tests.fakes.house import BOOT, DROP_IN, NOON_US, CountingIds, furnish

NAMES = [CardToken(f"k1:{number:032x}") for number in range(6)]


class CountedBody(Mapping[str, Any]):
    """A record's body that counts how often it is read through."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self.read = 0

    def __getitem__(self, name: str) -> object:
        return self._body[name]

    def __iter__(self) -> Iterator[str]:
        self.read += 1
        return iter(self._body)

    def __len__(self) -> int:
        return len(self._body)


def straightforward(record: StoredRecord, due: Due) -> Body | None:
    """Ask every redaction about the record, one after the other."""
    for told in due.redactions:
        subjects = told.redaction.subjects
        earliest_us = UNFIXED.earliest_us(record.taken)
        if record.place > told.through or not reaches(told.redaction.at_us, earliest_us):
            continue
        left = blanked(record.body, subjects)
        if left is None and record.lookup is not None and digest_of(record.lookup.partition(" ")[2]) in subjects:
            left = {REDACTED: True}
        if left is not None:
            return left
    return None


def stored(seq: int, body: Body, *, at_us: int = NOON_US, known: bool = True, key: str | None = None) -> StoredRecord:
    return StoredRecord((1, seq), ClockReading(at_us, known, BOOT, 1), body, key)


names = st.sampled_from(NAMES)
bodies = st.builds(lambda tokens: body_of(Tap(tuple(tokens), DROP_IN.id, "arrived")), st.lists(names, max_size=2))
moments = st.integers(0, 5).map(lambda s: NOON_US + s * 1_000_000)
known_records = st.builds(
    lambda seq, body, at_us, known, key: stored(seq, body, at_us=at_us, known=known, key=key and lookup_key(key)),
    st.integers(1, 5),
    bodies | st.just({}),
    moments,
    st.booleans(),
    st.none() | names,
)
tolds = st.builds(
    lambda at_us, subjects, seq: Told(
        Redaction("r", at_us, frozenset(digest_of(it.value) for it in subjects)), (1, seq)
    ),
    moments,
    st.lists(names, max_size=3),
    st.integers(0, 5),
)


@given(known_records, st.lists(tolds, max_size=6))
def test_what_is_left_is_what_asking_each_redaction_leaves(record: StoredRecord, told: list[Told]) -> None:
    due = Due(0, tuple(told))
    assert Forgotten(due).left_of(record, UNFIXED) == straightforward(record, due)


def test_a_tap_from_before_is_blanked_though_staff_set_the_clock_too_fast() -> None:
    fast = ClockFix(BOOT, 1, NOON_US + 100_000_000, FixSource.STAFF)
    clocks, body = time_line([fast]), body_of(Tap((NAMES[0],), DROP_IN.id, "arrived"))
    forgotten = Forgotten(Due(0, (Told(Redaction("r", NOON_US, frozenset({digest_of(NAMES[0].value)})), (1, 9)),)))
    before, after = (
        StoredRecord((1, 1), ClockReading(0, synchronised=False, boot=BOOT, boottime_us=at_us), body, None)
        for at_us in (1, 3_600_000_000)
    )
    assert (forgotten.left_of(before, clocks) is None, forgotten.left_of(after, clocks) is None) == (False, True)


def test_each_record_is_read_once_however_many_are_to_be_forgotten() -> None:
    strangers = (Redaction(f"r{it}", NOON_US, frozenset({digest_of(f"stranger-{it}")})) for it in range(2_000))
    forgotten = Forgotten(Due(0, tuple(Told(it, (9, 9)) for it in strangers)))
    told = [CountedBody(body_of(Tap((NAMES[0],), DROP_IN.id, "arrived"))) for _ in range(400)]
    assert {forgotten.left_of(stored(seq, body), UNFIXED) is None for seq, body in enumerate(told, 1)} == {True}
    assert {body.read for body in told} == {1}


def _each_look_is_late() -> Iterator[float]:
    now_s = 0.0
    while True:
        yield now_s
        now_s += 1.0


def test_a_step_ends_once_its_time_is_over_and_the_next_goes_on(store: SqliteStore) -> None:
    furnish(store, ids=(ids := CountingIds()))
    known = load(store)
    assert known is not None
    taken = ClockReading(NOON_US, synchronised=True, boot=BOOT, boottime_us=1)
    with store.transaction() as transaction:
        for _ in range(100):
            fact = Tap((NAMES[0],), DROP_IN.id, "arrived")
            known, _ = append(transaction, known, ids, fact, taken=taken, lookup=lookup_key(NAMES[0]))
        told = Redaction("forgotten-1", NOON_US, frozenset({digest_of(NAMES[0].value)}))
        transaction.directory.apply(PulledPage(cursor="2", generation=1, sweep=True, redactions=(told,)))

    def blanks() -> int:
        with store.transaction() as transaction:
            return sum(1 for each in transaction.records.after(known.ledger, 0, most=200) if REDACTED in each.body)

    times = _each_look_is_late()
    tidying = Tidying(store, expire_copies=lambda: True, monotonic_s=lambda: next(times))
    tidying.step(UNFIXED)
    first = blanks()
    assert 0 < first < 50
    for _ in range(10):
        tidying.step(UNFIXED)
    assert blanks() == 100
