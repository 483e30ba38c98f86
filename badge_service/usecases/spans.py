"""When stored records were taken, as far as it can be proved."""

from collections.abc import Collection

from badge_service.domain.links import Span
from badge_service.store.held import Stored
from badge_service.store.unit import Unit
from badge_service.usecases.times import history_of, paper_us
from kiosk.domain.clock_bounds import Anchor, BootSeen, Bounds, History, history
from kiosk.domain.ids import RecordId

_EXACT_US = 20_000_000
"""Bounds this close are taken for a moment: order within a boot is surer than they are."""


def spans(unit: Unit, stored: Collection[Stored]) -> dict[RecordId, Span]:
    """Return when each was taken, at the widest any time before it was received."""
    told = history_of(unit, {(each.ledger, each.taken.boot) for each in stored})
    return {each.id: _on_paper(each) or _span(_bounds(told, each)) for each in stored}


def _on_paper(stored: Stored) -> Span | None:
    at_us = paper_us(stored)
    return None if at_us is None else Span(at_us, at_us)


def _bounds(told: History, stored: Stored) -> Bounds:
    """Return when one was taken; a second history's boots are not among those of the first."""
    if stored.taken.boot in told.boots:
        return told.bounds(stored.taken)
    at_us = stored.taken.boottime_us
    received = Anchor(at_us, latest_us=stored.received_us)
    return history([BootSeen(stored.taken.boot, at_us, stored.taken, (), (received,))]).bounds(stored.taken)


def _span(bounds: Bounds) -> Span:
    if bounds.width_us <= _EXACT_US:
        return Span(bounds.at_us, bounds.at_us)
    return Span(bounds.earliest_us, bounds.latest_us)
