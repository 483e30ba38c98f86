"""Figures for the operators' page, derived from records as the kiosk derives them."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from kiosk.domain.derive import Book, derive
from kiosk.domain.records import Record

_US_PER_S = 1_000_000
_REACH = timedelta(hours=36)


def day_start_us(now_us: int, zone: tzinfo) -> int:
    """Return when the hub's local day began, microseconds UTC."""
    today = datetime.fromtimestamp(now_us / _US_PER_S, UTC).astimezone(zone).date()
    return int(datetime.combine(today, time.min, zone).timestamp()) * _US_PER_S


def reach_us(now_us: int, zone: tzinfo) -> int:
    """Return from when records must have been received to know all of today's arrivals.

    Nothing that happened today came in before today; a day and a half more shows who had been there already.
    """
    return day_start_us(now_us, zone) - int(_REACH.total_seconds()) * _US_PER_S


def arrivals_today(records: Iterable[Record], book: Book, now_us: int) -> int:
    """Count the stays that began on the hub's present day, over all its kiosks."""
    since_us = day_start_us(now_us, book.zone)
    return sum(1 for stay in derive(records, book) if stay.arrived_us >= since_us)
