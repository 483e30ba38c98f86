"""Each time the clock becomes trustworthy, the fix is recorded and sent."""

from dataclasses import replace

from kiosk.domain.clock import ClockFix, ClockReading
from kiosk.domain.clock_fixes import (
    Confirmed,
    HardwareMark,
    Unconfirmed,
    confirm,
    hardware_fix,
    kernel_fix,
    service_fix,
)
from kiosk.domain.records import ClockFixed, lookup_key
from kiosk.ports import IdSource, Store
from kiosk.usecases.situation import Situation, append


def note_kernel_time(store: Store, ids: IdSource, situation: Situation, reading: ClockReading) -> Situation:
    """Record a fix if the kernel calls its clock synchronised and that is news."""
    fix = kernel_fix(situation.line, reading)
    return situation if fix is None else _record(store, ids, situation, fix, reading)


def note_service_time(
    store: Store, ids: IdSource, situation: Situation, reading: ClockReading, told: ClockFix
) -> Situation:
    """Record a fix if the service's verified time is better than what the kiosk has."""
    fix = service_fix(situation.line, reading, told=told)
    return situation if fix is None else _record(store, ids, situation, fix, reading)


def note_hardware_time(  # noqa: PLR0913  two clocks meet here
    store: Store,
    ids: IdSource,
    situation: Situation,
    reading: ClockReading,
    *,
    mark: HardwareMark | None,
    hardware_us: int,
) -> Situation:
    """Record a fix if a clock with a battery, read together with ``reading``, knows the time and nobody else does."""
    fix = hardware_fix(situation.line, reading, mark=mark, hardware_us=hardware_us)
    return situation if fix is None else _record(store, ids, situation, fix, reading)


def confirm_time(
    store: Store, ids: IdSource, situation: Situation, reading: ClockReading, wall_us: int
) -> tuple[Situation, Confirmed | Unconfirmed]:
    """Take a person's word that it is ``wall_us``, if that can be, and record the fix.

    Raises:
        StoreError: nothing was recorded.

    """
    verdict = confirm(situation.line, reading, wall_us)
    if isinstance(verdict, Confirmed) and verdict.fix is not None:
        situation = _record(store, ids, situation, verdict.fix, reading)
    return situation, verdict


def _record(store: Store, ids: IdSource, situation: Situation, fix: ClockFix, reading: ClockReading) -> Situation:
    with store.transaction() as transaction:
        lookup = lookup_key(fix.boot)
        situation, _ = append(transaction, situation, ids, ClockFixed(fix), taken=reading, lookup=lookup)
    return replace(situation, line=situation.line.with_fixes([fix]))
