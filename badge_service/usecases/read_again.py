"""After an upgrade or new events: held records are read again, and those that can be are accepted."""

from dataclasses import dataclass

from badge_service.domain.intake import READ_AGAIN, event_named, hold_of, stated
from badge_service.store.engine import Database
from badge_service.store.unit import Unit
from kiosk.domain.delivery import Verdict


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Reads again what an older program, or one that knew fewer events, held."""

    database: Database

    def __call__(self) -> int:
        """Return how many held records are accepted now."""
        return self.database.write(self._read)

    def _read(self, unit: Unit) -> int:
        accepted = 0
        found = [(record_id, stated(record)) for record, record_id in unit.records.held(READ_AGAIN)]
        events = unit.events.known(event for _, fact in found if (event := event_named(fact)) is not None)
        for record_id, fact in found:
            hold = hold_of(fact, events)
            accepted += hold is None
            unit.records.resolve(record_id, Verdict.ACCEPTED if hold is None else Verdict.HELD, hold)
        return accepted
