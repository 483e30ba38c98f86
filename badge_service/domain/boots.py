"""What the centre keeps of each boot of a kiosk, so that it can tell between which moments a record was taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from badge_service.domain.intake import Incoming
from kiosk.domain.clock import FURTHEST_US, OLDEST_US, ClockFix, ClockReading, FixSource
from kiosk.domain.clock_bounds import Anchor, BootSeen
from kiosk.domain.ids import BootId, LedgerId

_OWN_ERROR_US = 1_000_000
"""How far the service's own clock may be off."""
_LONGEST_WAY_US = 360_000_000
"""How long a request may be under way after the kiosk looked at its clocks: its nonce is good for five minutes."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A boot time of the kiosk, and when the centre heard of it."""

    boottime_us: int
    received_us: int

    @property
    def apart_us(self) -> int:
        """What grows only with the time under way."""
        return self.received_us - self.boottime_us


@dataclass(frozen=True, slots=True)
class Boot:
    """One boot in one ledger.

    ``first_seq``: the lowest number of its records. ``last``: its reading with the highest boot time. ``vouched``: its
    latest reading with a synchronised clock. ``received``: which of its records came soonest; ``sent``: the soonest
    request that it sent itself.
    """

    ledger: LedgerId
    boot: BootId
    first_seq: int
    last: ClockReading
    vouched: ClockReading | None
    received: Heard
    sent: Heard | None

    def seen(self, fixes: Iterable[ClockFix]) -> BootSeen:
        """Return what is known of its time. ``fixes``: all that were recorded for it."""
        said = list(fixes)
        if self.vouched is not None:
            said.append(ClockFix(self.boot, self.vouched.boottime_us, self.vouched.wall_us, FixSource.KERNEL))
        known = [fix for fix in said if OLDEST_US < fix.wall_us < FURTHEST_US]
        last_us = max([self.last.boottime_us, *(fix.boottime_us for fix in known)])
        received = Anchor(self.received.boottime_us, latest_us=self.received.received_us + _OWN_ERROR_US)
        if self.sent is None:
            return BootSeen(self.boot, last_us, self.last, tuple(known), (received,))
        at_us = self.sent.received_us
        sent = Anchor(self.sent.boottime_us, at_us - _LONGEST_WAY_US, at_us + _OWN_ERROR_US)
        likely = ClockReading(at_us, synchronised=False, boot=self.boot, boottime_us=self.sent.boottime_us)
        return BootSeen(self.boot, max(last_us, sent.boottime_us), likely, tuple(known), (sent, received))


def noted(
    known: Mapping[BootId, Boot], kept: Iterable[Incoming], sending: ClockReading | None, received_us: int
) -> dict[BootId, Boot]:
    """Return the boots of a batch as they are known now. ``sending``: the kiosk's clocks when it sent it itself."""
    together: dict[BootId, list[Incoming]] = defaultdict(list)
    for incoming in kept:
        together[incoming.taken.boot].append(incoming)
    boots = {boot: _of_records(boot, each, received_us) for boot, each in together.items()}
    for boot in boots.keys() & known.keys():
        boots[boot] = _both(known[boot], boots[boot])
    sender = None if sending is None else boots.get(sending.boot) or known.get(sending.boot)
    if sending is not None and sender is not None:
        heard = Heard(sending.boottime_us, received_us)
        boots[sending.boot] = replace(sender, sent=_sooner(sender.sent, heard))
    return boots


def _of_records(boot: BootId, kept: Sequence[Incoming], received_us: int) -> Boot:
    last = max((each.taken for each in kept), key=_boottime_us)
    vouched = max((each.taken for each in kept if each.taken.synchronised), key=_boottime_us, default=None)
    first_seq = min(each.seq for each in kept)
    return Boot(kept[0].ledger, boot, first_seq, last, vouched, Heard(last.boottime_us, received_us), None)


def _both(one: Boot, other: Boot) -> Boot:
    return replace(
        one,
        first_seq=min(one.first_seq, other.first_seq),
        last=max(one.last, other.last, key=_boottime_us),
        vouched=_later(one.vouched, other.vouched),
        received=min(one.received, other.received, key=lambda heard: heard.apart_us),
    )


def _boottime_us(reading: ClockReading) -> int:
    return reading.boottime_us


def _later(one: ClockReading | None, other: ClockReading | None) -> ClockReading | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=_boottime_us)


def _sooner(one: Heard | None, other: Heard) -> Heard:
    return other if one is None else min(one, other, key=lambda heard: heard.apart_us)
