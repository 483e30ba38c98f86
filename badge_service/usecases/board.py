"""What operators see at a glance: hubs, kiosks, arrivals today, trouble. No personal data."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from badge_service.domain.arrivals import arrivals_today, day_start_us, reach_us
from badge_service.store.engine import Database
from badge_service.store.heartbeats import Heartbeat
from badge_service.store.hubs import Hub
from badge_service.store.kiosks import Kiosk
from badge_service.store.tally import HeldCount
from badge_service.store.unit import Unit
from badge_service.usecases.attendance import evidence
from badge_service.usecases.ledger_lines import LedgerLine, ledger_lines
from kiosk.domain.ids import HubId, KioskId
from sync.protocol import HeartbeatRequest, ReaderHealth

QUIET_AFTER_US = 5 * 60 * 1_000_000
_READY = "ready"
_REST_US = 1_000_000
_REST_FACTOR = 10
"""Counted arrivals serve again for a second, or ten times as long as counting took if that is longer: while a backlog
comes in, looking on must not slow it down."""


class Presence(StrEnum):
    """Whether a kiosk is heard of."""

    ONLINE = "online"
    QUIET = "quiet"
    NEVER = "never"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class KioskLine:
    """One kiosk. What it said of itself is None as long as it never did."""

    id: str
    model: str
    presence: Presence
    heard_ago_us: int | None
    said: HeartbeatRequest | None

    @property
    def reader_troubles(self) -> tuple[ReaderHealth, ...]:
        """The readers that can't take cards."""
        return () if self.said is None else tuple(each for each in self.said.readers if each.health != _READY)

    @property
    def telling(self) -> bool:
        """Whether what the kiosk last said of itself is worth showing."""
        return self.said is not None and self.presence is not Presence.REVOKED


@dataclass(frozen=True, slots=True)
class HubLine:
    """One hub with its kiosks."""

    id: str
    name: str
    arrivals: int
    held: tuple[HeldCount, ...]
    kiosks: tuple[KioskLine, ...]


@dataclass(frozen=True, slots=True)
class BoardState:
    """Everything at one moment."""

    now_us: int
    hubs: tuple[HubLine, ...]
    ledgers: tuple[LedgerLine, ...]

    @property
    def kiosks(self) -> tuple[KioskLine, ...]:
        """Every kiosk that may send records."""
        return tuple(kiosk for hub in self.hubs for kiosk in hub.kiosks if kiosk.presence is not Presence.REVOKED)

    @property
    def online(self) -> int:
        """How many kiosks were heard of lately."""
        return sum(1 for kiosk in self.kiosks if kiosk.presence is Presence.ONLINE)

    @property
    def arrivals(self) -> int:
        """Arrivals today, over all hubs."""
        return sum(hub.arrivals for hub in self.hubs)

    @property
    def waiting(self) -> int:
        """Records that wait at kiosks, as far as those said."""
        return sum(kiosk.said.waiting for kiosk in self.kiosks if kiosk.said is not None)

    @property
    def held(self) -> int:
        """Records that a person must decide about."""
        return sum(each.count for hub in self.hubs for each in hub.held)


class Board:
    """Makes the operators' figures. Safe to call from many threads."""

    def __init__(self, database: Database, now_us: Callable[[], int]) -> None:
        """Take the database and the service's clock."""
        self._database = database
        self._now_us = now_us
        self._lock = threading.Lock()
        self._counted: _Counted | None = None

    def __call__(self) -> BoardState:
        """Return what is true now."""
        return self._database.read(self._look)

    def _look(self, unit: Unit) -> BoardState:
        now_us = self._now_us()
        hubs = unit.hubs.all()
        arrivals = self._arrivals(unit, hubs, now_us)
        beats = unit.heartbeats.all()
        kiosks: dict[str, list[KioskLine]] = defaultdict(list)
        said: dict[KioskId, HeartbeatRequest] = {}
        for kiosk in unit.kiosks.all():
            line = _kiosk_line(kiosk, beats.get(kiosk.id), now_us)
            kiosks[kiosk.hub].append(line)
            if line.said is not None:
                said[kiosk.id] = line.said
        held: dict[str, list[HeldCount]] = defaultdict(list)
        for each in unit.tally.held():
            held[each.hub].append(each)
        lines = tuple(
            HubLine(hub.id, hub.name, arrivals[hub.id], tuple(held[hub.id]), tuple(kiosks[hub.id])) for hub in hubs
        )
        return BoardState(now_us, lines, ledger_lines(unit, said, now_us))

    def _arrivals(self, unit: Unit, hubs: Iterable[Hub], now_us: int) -> dict[HubId, int]:
        with self._lock:
            changes = tuple(unit.feed.last(hub.id) for hub in hubs)
            newest = _Newest(unit.tally.newest_us(), changes, unit.decisions.last(), len(unit.merges.in_force()))
            known = self._counted
            if known is None or not known.serves(newest, now_us, hubs):
                arrivals = _count(unit, hubs, now_us)
                rest_us = max(_REST_US, _REST_FACTOR * (self._now_us() - now_us))
                known = _Counted(newest, now_us + rest_us, _days(hubs, now_us), arrivals)
                self._counted = known
            return known.arrivals


@dataclass(frozen=True, slots=True)
class _Newest:
    """When the newest record came, each hub's newest change, the newest decision, and how many events are merged."""

    record_us: int
    changes: tuple[int, ...]
    decision: int
    merges: int


@dataclass(frozen=True, slots=True)
class _Counted:
    """Arrivals as counted when ``newest`` was the newest; they serve until ``rest_until_us`` anyhow."""

    newest: _Newest
    rest_until_us: int
    days: dict[HubId, int]
    arrivals: dict[HubId, int]

    def serves(self, newest: _Newest, now_us: int, hubs: Iterable[Hub]) -> bool:
        unchanged = newest == self.newest or now_us < self.rest_until_us
        return unchanged and self.days == _days(hubs, now_us)


def _days(hubs: Iterable[Hub], now_us: int) -> dict[HubId, int]:
    return {hub.id: day_start_us(now_us, ZoneInfo(hub.zone)) for hub in hubs}


def _count(unit: Unit, hubs: Iterable[Hub], now_us: int) -> dict[HubId, int]:
    return {hub.id: _count_at(unit, hub, now_us) for hub in hubs}


def _count_at(unit: Unit, hub: Hub, now_us: int) -> int:
    known = evidence(unit, hub, reach_us(now_us, ZoneInfo(hub.zone)))
    return arrivals_today(known.records, known.book, now_us)


def _kiosk_line(kiosk: Kiosk, beat: Heartbeat | None, now_us: int) -> KioskLine:
    if beat is None:
        presence = Presence.NEVER if kiosk.revoked_us is None else Presence.REVOKED
        return KioskLine(kiosk.id, kiosk.model, presence, None, None)
    ago_us = max(0, now_us - beat.received_us)
    presence = Presence.ONLINE if ago_us < QUIET_AFTER_US else Presence.QUIET
    if kiosk.revoked_us is not None:
        presence = Presence.REVOKED
    said = msgspec.json.decode(beat.body, type=HeartbeatRequest)
    return KioskLine(kiosk.id, kiosk.model, presence, ago_us, said)
