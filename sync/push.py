"""Pending records go to the service; its verdicts go to the daemon. Nothing is settled that no verdict names."""

import gzip
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from kiosk.domain.delivery import Verdict
from kiosk.domain.records import EventOpened, StaffIn, StaffOut
from kiosk.local_api.messages import LocalRecord, PendingPage, Settle, Settled, WireReading, WireVerdict
from sync import verdicts
from sync.answers import Answered, Problem
from sync.network_state import UNREADABLE, Failed, NetworkState, State, Trouble, failed, fault
from sync.pending_pages import PendingPages
from sync.ports import Daemon, Service
from sync.protocol import RECORDS_PATH, Reading, RecordsAnswer, RecordsRequest
from sync.refusals import Refusals
from sync.wire import wire_reading, wire_record

MOST_RECORDS = 100
_WORTH_ZIPPING_BYTES = 1_024
_ZIP_LEVEL = 1
_TOO_LARGE = 413
_US_PER_S = 1_000_000
_START = (0, 0)
_MENTIONING = frozenset(fact.kind for fact in (StaffIn, StaffOut, EventOpened))
_LATER = NetworkState(State.SERVICE_DOWN, "The service asks the kiosk to send its records later.")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one step came. ``drained``: nothing is pending after it; ``left``: but some before it still is.

    ``wait_s``: how long the service asked us to leave those alone, if it did. ``mentions``: among what was sent are
    records of staff, which may mention what people typed a name for.
    """

    drained: bool
    left: bool = False
    wait_s: float | None = None
    mentions: bool = False


class Pusher:
    """Walks through what is pending, a batch a step. Its place is a cursor; the daemon keeps no state for it."""

    def __init__(
        self, daemon: Daemon, service: Service, *, now_s: Callable[[], float], most: int = MOST_RECORDS
    ) -> None:
        """Begin before the first record. ``now_s`` is CLOCK_BOOTTIME, as the daemon reads it."""
        self._daemon = daemon
        self._pages = PendingPages(daemon)
        self._now_s = now_s
        self._service = service
        self._most = self._size = most
        self._zips = True
        self._cursor = _START
        self._refusals = Refusals()
        self._taken_by = ""
        self._left = False
        self._wait_s: float | None = None
        self._confirm: Callable[[], Settled] | None = None

    def step(self, *, from_start: bool = False) -> Progress | Failed:
        """Send the next batch. ``from_start``: offer again whatever was left on the way here.

        A batch that failed is smaller the next time. One record that the service fails at by itself is left, so that
        it keeps none behind it back.
        """
        if from_start:
            self._cursor, self._left, self._wait_s = _START, False, None
        page = self._pages.after(self._cursor, self._size)
        if not page.records:
            self._confirmed()
            return Progress(drained=True, left=self._left or bool(self._refusals.held), wait_s=self._wait_s)
        place = (page.ledger_number, page.records[-1].seq)
        if len(page.records) == self._size:
            self._pages.ask_ahead(place, self._next_size)
        self._taken_by = ""
        failure = self._deliver(page, page.records)
        if failure is not None:
            self._size = max(1, self._size // 2)
            if failure.isolated and len(page.records) == 1:
                self._cursor, self._left = place, True
            return failure
        if self._taken_by:
            self._settle(self._believed(), self._taken_by)
        self._cursor, self._size = place, self._next_size
        return Progress(drained=False, mentions=any(each.kind in _MENTIONING for each in page.records))

    @property
    def _next_size(self) -> int:
        return min(self._most, self._size * 2)

    def _deliver(self, page: PendingPage, records: Sequence[LocalRecord]) -> Failed | None:
        """Send ``records`` as one request, or in halves where the service can't take them together."""
        body, gzipped = self._encoded(page, records)
        result = self._service.call("POST", RECORDS_PATH, body, gzipped=gzipped)
        match result:
            case Answered(status=200):
                return self._apply(result, records)
            case Problem(status=415) if gzipped:
                self._zips = False
                return self._deliver(page, records)
            case Problem(status=400 | 413 | 422) if len(records) > 1:
                return self._deliver_halves(page, records, too_large=result.status == _TOO_LARGE)
            case Problem(status=400 | 413 | 422):
                return self._refuse(page, records[0], result.code)
            case _:
                return failed(result)

    def _deliver_halves(self, page: PendingPage, records: Sequence[LocalRecord], *, too_large: bool) -> Failed | None:
        half = len(records) // 2
        if too_large:
            self._size = half
        return self._deliver(page, records[:half]) or self._deliver(page, records[half:])

    def _encoded(self, page: PendingPage, records: Sequence[LocalRecord]) -> tuple[bytes, bool]:
        wire = [wire_record(each) for each in records]
        request = RecordsRequest(ledger=page.ledger, hub=page.hub, reading=self._now(page.reading), records=wire)
        body = _encode(request)
        if self._zips and len(body) >= _WORTH_ZIPPING_BYTES:
            return gzip.compress(body, _ZIP_LEVEL, mtime=0), True
        return body, False

    def _apply(self, answered: Answered, records: Sequence[LocalRecord]) -> Failed | None:
        """Settle what the answer names of ``records``; whatever it doesn't name stays pending."""
        try:
            answer = _decode(answered.body)
        except msgspec.DecodeError:
            return failed(UNREADABLE)
        named = verdicts.of_sent((each.id for each in records), answer.verdicts)
        if not named:
            return _at_fault("The service answered for none of the records that it was sent.")
        words = {Verdict(each.verdict) for each in named.values()}
        settling = [WireVerdict(id=each.id, verdict=each.verdict, reason=each.reason) for each in named.values()]
        if any(word.settles for word in words):
            self._taken_by = answered.service
            settling += self._believed()
        self._settle(settling, answered.service)
        if words == {Verdict.LATER}:
            return Failed(Trouble(_LATER, answered.retry_after_s), isolated=True)
        if Verdict.LATER in words or len(named) < len(records):
            self._left, self._wait_s = True, answered.retry_after_s
        return None

    def _refuse(self, page: PendingPage, record: LocalRecord, reason: str) -> Failed | None:
        """Note a refusal. It is believed once the service has taken another record; until then all stays pending."""
        self._refusals = self._refusals.another(record.id, reason)
        if not self._refusals.faulty:
            return None
        self._refusals, self._left = Refusals(), True
        self._cursor = (page.ledger_number, record.seq)  # so that the next try meets other records
        return _at_fault("The service refuses every record.")

    def _believed(self) -> list[WireVerdict]:
        """Return the refusals held back so far as verdicts, now that the service has shown that it works."""
        held, self._refusals = self._refusals.held, Refusals()
        return [WireVerdict(id=each, verdict="refused", reason=reason) for each, reason in held.items()]

    def _settle(self, settling: list[WireVerdict], service: str) -> None:
        if not settling:
            return
        self._confirmed()
        self._confirm = self._daemon.ask_ahead(Settle(verdicts=settling, service=service), Settled)

    def _confirmed(self) -> None:
        """Wait until the daemon has settled what it was last given: meanwhile the next batch was under way."""
        if self._confirm is None:
            return
        confirm, self._confirm = self._confirm, None
        done = confirm()
        _log.debug("event=settled records=%d unknown=%d waiting=%d", done.settled, done.ignored, done.waiting)

    def _now(self, reading: WireReading) -> Reading:
        """Return the kiosk's clocks at this moment; the page may be older."""
        since_us = max(int(self._now_s() * _US_PER_S) - reading.boottime_us, 0)
        now = msgspec.structs.replace(
            reading, wall_us=reading.wall_us + since_us, boottime_us=reading.boottime_us + since_us
        )
        return wire_reading(now)


def _at_fault(words: str) -> Failed:
    return Failed(fault(words), isolated=True)


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(RecordsAnswer).decode
