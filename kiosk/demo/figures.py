"""What a measured demo came to: counts and times, and whether anything is missing or doubled. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from kiosk.demo.told import STAFF, TapTold
from kiosk.local_api.messages import Status

_US_PER_MS = 1_000


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """The median and the time that 99 of 100 stayed within, in milliseconds; None without a measurement."""

    p50: float | None
    p99: float | None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The report of a measured demo. ``duplicates``: repeats that the service recognised as such.

    ``tap_to_service_ms`` is over every tap that the service has, also those of earlier runs in the same folder.
    """

    taps: int
    records_stored: int
    records_at_service: int
    duplicates: int
    held: int
    refused: int
    missing: int
    doubled: int
    event_to_durable_ms: Spread
    tap_to_service_ms: Spread

    @property
    def is_clean(self) -> bool:
        """Whether nothing is missing and nothing doubled."""
        return self.missing == 0 and self.doubled == 0


class ServiceCount(msgspec.Struct, frozen=True, kw_only=True):
    """What ``badge_service.main audit --json`` counts, as far as it is needed here."""

    records: int
    distinct_ids: int
    duplicates: int
    held: int
    receive_lag_p50_ms: float | None
    receive_lag_p99_ms: float | None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far kiosk and service are at one moment. ``stored``: records that the kiosk ever made."""

    stored: int
    refused: int
    service: ServiceCount


def reached(status: Status, service: ServiceCount) -> Reached:
    """Return how far both sides are."""
    ledgers = status.health.ledgers
    return Reached(sum(each.highest for each in ledgers), sum(each.refused for each in ledgers), service)


def compare(before: Reached, after: Reached, taps: int, told: Sequence[TapTold]) -> Figures:
    """Return what ``taps`` taps came to. ``told``: what the daemon said of them; each should be told once.

    Nothing is missing where a staff card left no record.
    """
    stored = after.stored - before.stored
    at_service = after.service.distinct_ids - before.service.distinct_ids
    saved = sum(each.saved for each in told)
    due = taps - sum(each.code == STAFF for each in told)
    copies = (after.service.records - after.service.distinct_ids) - (
        before.service.records - before.service.distinct_ids
    )
    return Figures(
        taps=taps,
        records_stored=stored,
        records_at_service=at_service,
        duplicates=after.service.duplicates - before.service.duplicates,
        held=after.service.held - before.service.held,
        refused=after.refused - before.refused,
        missing=max(0, stored - at_service) + max(0, due - min(saved, stored)),
        doubled=max(0, copies) + max(0, len(told) - taps),
        event_to_durable_ms=_spread([each.took_us for each in told if each.saved]),
        tap_to_service_ms=Spread(p50=after.service.receive_lag_p50_ms, p99=after.service.receive_lag_p99_ms),
    )


def _spread(times_us: Sequence[int]) -> Spread:
    """Return the nearest-rank percentiles of ``times_us``."""
    ordered = sorted(times_us)

    def within(share: float) -> float | None:
        return ordered[math.ceil(share * len(ordered)) - 1] / _US_PER_MS if ordered else None

    return Spread(p50=within(0.50), p99=within(0.99))
