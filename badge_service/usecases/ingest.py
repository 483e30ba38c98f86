"""Taking in records: idempotent by id, complete by number, one transaction a batch."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from badge_service.domain.holds import Result, Standing
from badge_service.domain.intake import (
    BLANKED,
    Hold,
    Incoming,
    Judgement,
    Keep,
    Refusal,
    event_named,
    hold_of,
    judge,
    plain,
    stated,
    unstorable,
)
from badge_service.domain.ledgers import Coverage, covering
from badge_service.store.engine import Database
from badge_service.store.ledgers import Ledger
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.forget import arriving_late
from badge_service.usecases.on_the_spot import date_events, make_events, makes_events
from badge_service.usecases.read_again import read_again
from badge_service.usecases.reconsider import Reconsider, changes_links
from badge_service.usecases.same_cards import note_same_cards
from badge_service.usecases.times import to_consider
from kiosk.domain.clock import ClockReading
from kiosk.domain.delivery import Verdict
from kiosk.domain.ids import BootId, LedgerId, RecordId
from kiosk.domain.records import REDACTED, Fact, Record
from sync.protocol import MOST_RECORDS, Gap, Reading, RecordsAnswer, RecordsRequest, RecordVerdict, WireRecord

MOST_GAPS = 500
"""The most gaps that one answer names; later answers name the rest."""

_canonical = msgspec.json.Encoder(order="deterministic").encode
_decode_object = msgspec.json.Decoder(dict).decode
_Read = tuple[Incoming, Refusal | None, Fact | Hold]


class _NotAloneError(Exception):
    """The batch changes what others' records come to: it must be taken in alone."""


@dataclass(frozen=True, slots=True)
class Ingest:
    """Takes in what kiosks send."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self, caller: Caller, request: RecordsRequest, *, carried: bool = False) -> RecordsAnswer | Denied:
        """Judge and keep a batch; the answer has one verdict for each record, in the request's order.

        ``carried``: somebody brought it, some time after it was made, so that the clocks it names are not now's.
        """
        if not 1 <= len(request.records) <= MOST_RECORDS:
            return Denied("bad_request", f"records holds {len(request.records)}, not 1 to {MOST_RECORDS}")
        for name, text in (("ledger", request.ledger), ("hub", request.hub)):
            if not plain(text):
                return Denied("bad_request", f"{name} is not 1 to 64 printable ASCII characters")
        batch = [_read(LedgerId(request.ledger), record) for record in request.records]
        sending = None if carried else _clocks(request.reading)

        def take(unit: Unit, *, alone: bool) -> RecordsAnswer:
            unit.links.take_turn(alone=alone)
            return self._take(unit, caller, request, batch, sending)

        facts = [fact for _, _, fact in batch]
        alone = changes_links(facts) or makes_events(facts)
        try:
            return self.database.write(lambda unit: take(unit, alone=alone))
        except _NotAloneError:  # two that waited for each other to leave before they go on would wait for ever
            return self.database.write(lambda unit: take(unit, alone=True))

    def _take(
        self, unit: Unit, caller: Caller, request: RecordsRequest, batch: list[_Read], sending: ClockReading | None
    ) -> RecordsAnswer:
        ledger = unit.ledgers.open(LedgerId(request.ledger), caller.kiosk, request.hub)
        if ledger.kiosk != caller.kiosk:
            unit.kiosks.count(caller.kiosk, duplicates=0, refused=len(batch))
            return _all_refused(request)
        batch = _without_the_forgotten(unit, request, batch)
        wrong_hub = request.hub != ledger.hub or ledger.hub not in unit.kiosks.hubs_of(caller.kiosk)
        new_events = not wrong_hub and self._make_events(unit, ledger, batch)
        judgements = self._judge(unit, ledger, batch, Hold.WRONG_HUB if wrong_hub else None)
        self._keep(unit, batch, judgements)
        judgements = self._reconsider(unit, ledger, sending, batch, judgements)
        if new_events:
            read_again(unit, self.now_us())
        _count(unit, caller, judgements)
        settled = [read[0].seq for read, judgement in zip(batch, judgements, strict=True) if judgement.verdict.settles]
        highest = _cover(unit, ledger, settled, self.now_us())
        gaps = unit.ledgers.missing(ledger.id, most=MOST_GAPS)
        return RecordsAnswer(
            verdicts=[_verdict(*pair) for pair in zip(request.records, judgements, strict=True)],
            complete_through=gaps[0].first - 1 if gaps else highest,
            gaps=[Gap(first=gap.first, last=gap.last) for gap in gaps],
        )

    def _make_events(self, unit: Unit, ledger: Ledger, batch: list[_Read]) -> bool:
        """Make the events that the batch tells of; return whether any is new. A record whose id is taken makes none."""
        if not unit.links.alone or not makes_events(fact for _, _, fact in batch):
            return False
        known = unit.records.known(ledger.id, ledger.highest, [each for each, _, fact in batch if makes_events([fact])])
        said = [(each.id, fact) for each, refusal, fact in batch if refusal is None and each.id not in known.content]
        return make_events(unit, ledger.hub, said)

    def _judge(self, unit: Unit, ledger: Ledger, batch: list[_Read], wrong: Hold | None) -> list[Judgement]:
        known = unit.records.known(
            ledger.id, ledger.highest, [incoming for incoming, refusal, _ in batch if refusal is None]
        )
        events = unit.events.known(event for _, _, fact in batch if (event := event_named(fact)) is not None)
        return [
            Judgement(Verdict.REFUSED, Keep.NOTHING, refusal)
            if refusal is not None
            else judge(incoming, known, wrong or hold_of(fact, events))
            for incoming, refusal, fact in batch
        ]

    def _reconsider(
        self,
        unit: Unit,
        ledger: Ledger,
        sending: ClockReading | None,
        batch: list[_Read],
        judgements: list[Judgement],
    ) -> list[Judgement]:
        """Let what came in bear on what was there, and the other way round; return what that makes of the batch."""
        kept = [
            (incoming, fact)
            for (incoming, _, fact), judgement in zip(batch, judgements, strict=True)
            if judgement.keep is Keep.RECORD
        ]
        held = {
            read[0].id
            for read, each in zip(batch, judgements, strict=True)
            if each.keep is Keep.RECORD and isinstance(each.reason, Hold)
        }
        now_us = self.now_us()
        joined = note_same_cards(unit, (fact for _, fact in kept), now_us)
        if joined and not unit.links.alone:
            raise _NotAloneError
        held |= to_consider(unit, ledger.id, [incoming for incoming, _ in kept], sending, now_us)
        date_events(unit, ledger.id, kept)
        results = Reconsider(unit, now_us).arrived(ledger.hub, kept, held, joined)
        return [
            _reconsidered(judgement, results.get(read[0].id)) for read, judgement in zip(batch, judgements, strict=True)
        ]

    def _keep(self, unit: Unit, batch: list[_Read], judgements: list[Judgement]) -> None:
        now_us = self.now_us()
        pairs = [(read[0], judgement) for read, judgement in zip(batch, judgements, strict=True)]
        unit.records.add(
            (
                (incoming, judgement.verdict, judgement.reason if isinstance(judgement.reason, Hold) else None)
                for incoming, judgement in pairs
                if judgement.keep is Keep.RECORD
            ),
            now_us,
        )
        unit.records.add_forks((incoming for incoming, judgement in pairs if judgement.keep is Keep.FORK), now_us)


def _reconsidered(judgement: Judgement, result: Result | None) -> Judgement:
    if result is None or judgement.keep is not Keep.RECORD:
        return judgement
    if result.standing is Standing.ACCEPTED:
        return Judgement(Verdict.ACCEPTED, Keep.RECORD)
    return Judgement(Verdict.HELD, Keep.RECORD, result.reason)


def _without_the_forgotten(unit: Unit, request: RecordsRequest, batch: list[_Read]) -> list[_Read]:
    """Return the batch as it may be kept: what a forgotten person did before comes in with nobody as its subject."""
    left = arriving_late(unit, [incoming for incoming, _, _ in batch])
    if not left:
        return batch
    ledger = LedgerId(request.ledger)
    return [
        _read(ledger, msgspec.structs.replace(wire, body=msgspec.Raw(left[place]))) if place in left else read
        for place, (wire, read) in enumerate(zip(request.records, batch, strict=True))
    ]


def _read(ledger: LedgerId, wire: WireRecord) -> _Read:
    body = bytes(wire.body)
    taken = _clocks(wire.taken)
    content: dict[str, object] | str
    record = None
    try:
        content = _decode_object(body)
        record = Record(RecordId(wire.id), ledger, wire.seq, wire.kind, taken, content)
    except (msgspec.MsgspecError, RecursionError):
        content = body.decode("utf-8", "replace")  # held as malformed, its bytes kept
    if record is not None and record.body.get(REDACTED) is True:
        digest = BLANKED
    else:
        clocks = (taken.wall_us, taken.synchronised, taken.boot, taken.boottime_us)
        digest = hashlib.sha256(_canonical((ledger, wire.seq, wire.kind, *clocks, content))).digest()
    incoming = Incoming(RecordId(wire.id), ledger, wire.seq, wire.kind, taken, digest, body, record)
    return incoming, unstorable(incoming), stated(record)


def _clocks(told: Reading) -> ClockReading:
    return ClockReading(told.wall_us, told.synchronised, BootId(told.boot), told.boottime_us)


def _all_refused(request: RecordsRequest) -> RecordsAnswer:
    """Answer for a ledger that another kiosk began: nothing of it is told or changed."""
    verdicts = [
        RecordVerdict(id=record.id, verdict="refused", reason=Refusal.OTHER_KIOSK.value) for record in request.records
    ]
    return RecordsAnswer(verdicts=verdicts, complete_through=0, gaps=[])


def _verdict(record: WireRecord, judgement: Judgement) -> RecordVerdict:
    reason = None if judgement.reason is None else judgement.reason.value
    return RecordVerdict(id=record.id, verdict=judgement.verdict.value, reason=reason)


def _count(unit: Unit, caller: Caller, judgements: Sequence[Judgement]) -> None:
    words = Counter(judgement.verdict for judgement in judgements)
    if words[Verdict.DUPLICATE] or words[Verdict.REFUSED]:
        unit.kiosks.count(caller.kiosk, duplicates=words[Verdict.DUPLICATE], refused=words[Verdict.REFUSED])


def _cover(unit: Unit, ledger: Ledger, settled: list[int], now_us: int) -> int:
    """Note which numbers are there now; return the highest."""
    if not settled:
        return ledger.highest
    before = Coverage(ledger.highest, unit.ledgers.missing(ledger.id, min(settled), max(settled)))
    after = covering(before, settled)
    unit.ledgers.update(ledger.id, before, after, now_us)
    return after.highest
