"""When stored records were taken, as far as the fixes of their boots' clocks prove it."""

from collections.abc import Collection

from badge_service.domain.links import FOREVER_US, Span
from badge_service.store.held import Stored
from badge_service.store.unit import Unit
from kiosk.domain.clock import time_line
from kiosk.domain.ids import RecordId
from kiosk.domain.records import ClockFixed, fact_of


def spans(unit: Unit, stored: Collection[Stored]) -> dict[RecordId, Span]:
    """Return when each was taken; without a fix of its boot: any time before it was received."""
    fixes = [fact_of(record) for record in unit.held.fixes({each.taken.boot for each in stored})]
    line = time_line(fact.fix for fact in fixes if isinstance(fact, ClockFixed))
    found = {}
    for each in stored:
        known = each.taken.synchronised or each.taken.boot in line.fixes
        at_us = line.at_us(each.taken)
        found[each.id] = Span(at_us, at_us) if known else Span(-FOREVER_US, each.received_us)
    return found
