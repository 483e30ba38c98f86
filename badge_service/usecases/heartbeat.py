"""A kiosk says how it is, and hears what the service lacks of its ledgers."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from badge_service.domain.intake import plain
from badge_service.domain.ledgers import Coverage, lacking
from badge_service.store.engine import Database
from badge_service.store.heartbeats import Heartbeat
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.ingest import MOST_GAPS
from badge_service.usecases.kiosk_keys import letter_for, should_change_key
from badge_service.usecases.others import Others
from kiosk.domain.ids import LedgerId
from sync.protocol import (
    LETTER_LEVEL,
    LEVEL,
    NAMES_LEVEL,
    Gap,
    HeartbeatAnswer,
    HeartbeatRequest,
    LedgerAnswer,
    LedgerHealth,
)

MOST_LEDGERS = 100


@dataclass(frozen=True, slots=True)
class HearHeartbeat:
    """Keeps each kiosk's latest heartbeat. ``key_life_us``: after that time a kiosk should change its own key.

    ``others``: tells of the hub's other kiosks.
    """

    database: Database
    now_us: Callable[[], int]
    key_life_us: int
    others: Others

    def __call__(
        self, caller: Caller, request: HeartbeatRequest, level: int = LEVEL, keys: str = ""
    ) -> HeartbeatAnswer | Denied:
        """Keep the heartbeat; answer what is there and what is missing of each ledger that it names.

        ``level``: what the kiosk understands. ``keys``: ids of the region's keys that it says it holds, with commas
        between; where they are not the active ones, the answer brings those.
        """
        if len(request.ledgers) > MOST_LEDGERS:
            return Denied("bad_request", f"ledgers holds {len(request.ledgers)}, not at most {MOST_LEDGERS}")
        if not all(plain(ledger.ledger) for ledger in request.ledgers):
            return Denied("bad_request", "a ledger is not 1 to 64 printable ASCII characters")
        beat = Heartbeat(caller.kiosk, self.now_us(), msgspec.json.encode(request))
        answer = self.database.write(
            lambda unit: self._take(unit, caller, request, beat, keys if level >= LETTER_LEVEL else None)
        )
        return msgspec.structs.replace(answer, others=self.others(caller)) if level >= NAMES_LEVEL else answer

    def _take(
        self, unit: Unit, caller: Caller, request: HeartbeatRequest, beat: Heartbeat, keys: str | None
    ) -> HeartbeatAnswer:
        unit.heartbeats.put(beat)
        answers = (_answer(unit, caller, ledger) for ledger in request.ledgers)
        told = [answer for answer in answers if answer is not None]
        answer = HeartbeatAnswer(ledgers=told, service_time_us=beat.received_us)
        kiosk = unit.kiosks.get(caller.kiosk)
        if keys is None or kiosk is None:
            return answer
        return msgspec.structs.replace(
            answer,
            letter=letter_for(unit, kiosk, keys, beat.received_us),
            rotate_key=should_change_key(kiosk, beat.received_us, self.key_life_us),
        )


def _answer(unit: Unit, caller: Caller, told: LedgerHealth) -> LedgerAnswer | None:
    """Answer for one ledger; None for another kiosk's, of which nothing is told.

    A kiosk that enrolled anew under another key still has its earlier self's ledger: if that were called missing, it
    would send it all again, only to have it refused.
    """
    ledger = unit.ledgers.find(LedgerId(told.ledger))
    if ledger is not None and ledger.kiosk != caller.kiosk:
        return None
    coverage = Coverage()
    if ledger is not None:
        coverage = Coverage(ledger.highest, unit.ledgers.missing(ledger.id, most=MOST_GAPS))
    gaps = [Gap(first=gap.first, last=gap.last) for gap in lacking(coverage, told.highest)[:MOST_GAPS]]
    return LedgerAnswer(ledger=told.ledger, complete_through=coverage.complete_through, gaps=gaps)
