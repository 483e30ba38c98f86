"""Between which moments something happened: every record's effective time with bounds, from all that is known.

A fix of a boot bounds every reading of that boot. A boot that nobody ever told the time is bounded by its neighbours in
the ledger, since what has a lower number happened before, and by when the centre received something of it. The wall
clock is a hint within these bounds, never evidence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.clock import FURTHEST_US, OLDEST_US, ClockFix, ClockReading, drift_us, error_us, rank
from kiosk.domain.ids import BootId


@dataclass(frozen=True, slots=True)
class Bounds:
    """When something happened, microseconds UTC: most likely at ``at_us``, surely not outside of the two others."""

    earliest_us: int
    at_us: int
    latest_us: int

    @property
    def width_us(self) -> int:
        """How much is not known."""
        return self.latest_us - self.earliest_us


@dataclass(frozen=True, slots=True)
class Anchor:
    """When boot time ``boottime_us`` of a boot was: not before ``earliest_us``, not after ``latest_us``."""

    boottime_us: int
    earliest_us: int = OLDEST_US
    latest_us: int = FURTHEST_US

    def at(self, boottime_us: int) -> "Anchor":
        """Return what this anchor tells of another moment of the same boot; drift widens it."""
        elapsed_us = boottime_us - self.boottime_us
        drifted_us = drift_us(elapsed_us)
        return Anchor(
            boottime_us,
            _possible(self.earliest_us + elapsed_us - drifted_us),
            _possible(self.latest_us + elapsed_us + drifted_us),
        )


@dataclass(frozen=True, slots=True)
class BootSeen:
    """What one ledger shows of one boot.

    ``last_us``: the highest boot time of which anything is known. ``hint``: a reading of this boot whose wall clock
    counts where there is no fix, if it can be right. ``fixes``: all that were recorded. ``heard``: what the centre
    knows by receiving, the surest first.
    """

    boot: BootId
    last_us: int
    hint: ClockReading
    fixes: tuple[ClockFix, ...] = ()
    heard: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class BootTimes:
    """All that is known of the times of one boot: ``anchors`` that agree with each other, and the likeliest time."""

    anchors: tuple[Anchor, ...]
    likeliest: Anchor

    def bounds(self, boottime_us: int) -> Bounds:
        """Return when ``boottime_us`` of this boot was."""
        within = _meet(self.anchors, boottime_us)
        likely_us = self.likeliest.earliest_us + boottime_us - self.likeliest.boottime_us
        at_us = min(max(likely_us, within.earliest_us), within.latest_us)
        return Bounds(within.earliest_us, at_us, within.latest_us)


@dataclass(frozen=True, slots=True)
class History:
    """The times of all boots of some ledgers; implements ``kiosk.domain.clock.Clocks``."""

    boots: Mapping[BootId, BootTimes]

    def bounds(self, reading: ClockReading) -> Bounds:
        """Return between which moments ``reading`` was taken."""
        times = self.boots.get(reading.boot)
        if times is None:
            return Bounds(OLDEST_US, _possible(reading.wall_us), FURTHEST_US)
        return times.bounds(reading.boottime_us)

    def at_us(self, reading: ClockReading) -> int:
        """Return the effective time in microseconds since 1970 UTC."""
        return self.bounds(reading).at_us

    def with_fixes(self, _: Iterable[ClockFix]) -> "History":
        """Return this history: it was made from every fix there is."""
        return self

    def also(self, other: "History") -> "History":
        """Return both; a boot that both know is bounded by both."""
        boots = dict(self.boots)
        for boot, times in other.boots.items():
            known = boots.get(boot)
            boots[boot] = times if known is None else replace(known, anchors=_agreed(known.anchors, times.anchors))
        return History(boots)


def history(boots: Sequence[BootSeen]) -> History:
    """Return the times of the boots of one ledger, which come in the order of their numbers.

    Evidence that contradicts stronger evidence counts for nothing: a fix of a strong source goes before one of a weak
    source, a later one before an earlier one, and all of them before what the neighbours tell.
    """
    anchors = [_agreed((), _anchors(boot)) for boot in boots]
    for place in range(1, len(boots)):
        before = _meet(anchors[place - 1], boots[place - 1].last_us)
        anchors[place] = _agreed(anchors[place], [Anchor(0, earliest_us=before.earliest_us)])
    for place in reversed(range(len(boots) - 1)):
        start = _meet(anchors[place + 1], 0)
        anchors[place] = _agreed(anchors[place], [Anchor(boots[place].last_us, latest_us=start.latest_us)])
    times: dict[BootId, BootTimes] = {}
    not_before_us = OLDEST_US
    for boot, agreed in zip(boots, anchors, strict=True):
        found = BootTimes(agreed, _likeliest(boot, agreed, not_before_us))
        not_before_us = found.bounds(boot.last_us).at_us
        times[boot.boot] = found
    return History(times)


def has_evidence(boot: BootSeen) -> bool:
    """Tell whether something else than its neighbours says when a boot was at the earliest."""
    return bool(boot.fixes) or any(anchor.earliest_us > OLDEST_US for anchor in boot.heard)


def ends_before(one: BootSeen, other: BootSeen, between_us: int) -> bool:
    """Tell whether two boots' own evidence says that ``one`` ended more than ``between_us`` before ``other`` began.

    If all that is between them is boots without evidence that ran no longer together, neither tells anything of the
    other: what lies beyond ``one`` changes nothing from ``other`` on, and the other way round.
    """
    end = _meet(_agreed((), _anchors(one)), one.last_us)
    start = _meet(_agreed((), _anchors(other)), 0)
    return end.latest_us + between_us + drift_us(other.last_us) < start.earliest_us


def _anchors(boot: BootSeen) -> list[Anchor]:
    """Return all that is known of a boot by itself, the surest first."""
    fixes = sorted(boot.fixes, key=rank, reverse=True)
    return [*(_of_fix(fix) for fix in fixes), *boot.heard]


def _of_fix(fix: ClockFix) -> Anchor:
    off_us = error_us(fix)
    return Anchor(fix.boottime_us, _possible(fix.wall_us - off_us), _possible(fix.wall_us + off_us))


def _possible(at_us: int) -> int:
    return min(max(at_us, OLDEST_US), FURTHEST_US)


def _agreed(anchors: tuple[Anchor, ...], more: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Return ``anchors`` and those of ``more`` that don't contradict the ones before them."""
    agreed = anchors
    for anchor in more:
        known = _meet(agreed, anchor.boottime_us)
        if max(known.earliest_us, anchor.earliest_us) <= min(known.latest_us, anchor.latest_us):
            agreed = (*agreed, anchor)
    return agreed


def _meet(anchors: Iterable[Anchor], boottime_us: int) -> Anchor:
    """Return what all anchors together tell of a moment. At the edge of what is possible it may be that alone."""
    told = [anchor.at(boottime_us) for anchor in anchors]
    earliest_us = max((each.earliest_us for each in told), default=OLDEST_US)
    latest_us = min((each.latest_us for each in told), default=FURTHEST_US)
    return Anchor(boottime_us, earliest_us, max(earliest_us, latest_us))


def _likeliest(boot: BootSeen, agreed: tuple[Anchor, ...], not_before_us: int) -> Anchor:
    """Return one moment of the boot and when it most likely was: by the best fix, else by the wall clock if it can be.

    ``not_before_us``: when the last thing before this boot most likely was; the boot began after that.
    """
    best = max(boot.fixes, key=rank, default=None)
    if best is not None:
        boottime_us, wall_us = best.boottime_us, best.wall_us
    else:
        boottime_us, wall_us = boot.hint.boottime_us, boot.hint.wall_us
    within = _meet(agreed, boottime_us)
    at_us = min(max(wall_us, within.earliest_us), within.latest_us)
    at_us = max(at_us, not_before_us + boottime_us)
    return Anchor(boottime_us, at_us, at_us)
