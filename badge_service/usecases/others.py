"""Who is in at a hub's other kiosks, for the list that staff need in an evacuation."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import msgspec

from badge_service.domain.arrivals import reach_us
from badge_service.domain.here import InNow, in_now
from badge_service.store.engine import Database
from badge_service.store.heartbeats import Heartbeat
from badge_service.store.kiosks import Kiosk
from badge_service.store.unit import Unit
from badge_service.usecases.attendance import evidence
from badge_service.usecases.caller import Caller
from kiosk.domain.ids import HubId, KioskId
from sync.protocol import MOST_OTHER_KIOSKS, MOST_PEOPLE_HERE, HeartbeatRequest, OtherKiosk

_REST_US = 10_000_000
_REST_FACTOR = 20
"""What was worked out serves for ten seconds, or twenty times as long as it took: a backlog must not be slowed down."""
_NOBODY = InNow()


@dataclass(frozen=True, slots=True)
class _Known:
    people: dict[KioskId, InNow]
    until_us: int


class Others:
    """Tells a kiosk of the others at its hub. Safe to call from many threads."""

    def __init__(self, database: Database, now_us: Callable[[], int]) -> None:
        """Take the database and the service's clock."""
        self._database = database
        self._now_us = now_us
        self._lock = threading.Lock()
        self._known: dict[HubId, _Known] = {}

    def __call__(self, caller: Caller) -> list[OtherKiosk]:
        """Return the hub's other kiosks, the ones heard of last first."""
        return self._database.read(lambda unit: self._look(unit, caller))

    def _look(self, unit: Unit, caller: Caller) -> list[OtherKiosk]:
        kiosks = [each for each in unit.kiosks.all() if each.hub == caller.hub and each.id != caller.kiosk]
        kiosks = [each for each in kiosks if each.revoked_us is None]
        if not kiosks:
            return []
        beats = unit.heartbeats.all()
        people = self._people(unit, caller.hub)
        told = [_told(each, beats.get(each.id), people.get(each.id, _NOBODY)) for each in kiosks]
        return sorted(told, key=lambda each: (-(each.as_of_us or 0), each.kiosk))[:MOST_OTHER_KIOSKS]

    def _people(self, unit: Unit, hub: HubId) -> dict[KioskId, InNow]:
        now_us = self._now_us()
        with self._lock:
            known = self._known.get(hub)
        if known is not None and now_us < known.until_us:
            return known.people
        people = _in_now(unit, hub, now_us)
        rest_us = max(_REST_US, _REST_FACTOR * (self._now_us() - now_us))
        with self._lock:
            self._known[hub] = _Known(people, now_us + rest_us)
        return people


def _in_now(unit: Unit, hub: HubId, now_us: int) -> dict[KioskId, InNow]:
    place = unit.hubs.get(hub)
    known = evidence(unit, place, reach_us(now_us, ZoneInfo(place.zone)))
    whose = {ledger.id: ledger.kiosk for ledger in unit.ledgers.all()}
    return dict(in_now(known.records, known.book, now_us, whose))


def _told(kiosk: Kiosk, beat: Heartbeat | None, people: InNow) -> OtherKiosk:
    named = [member.value for member in people.members[:MOST_PEOPLE_HERE]]
    unnamed = people.unnamed + len(people.members) - len(named)
    return OtherKiosk(kiosk=kiosk.id, name=kiosk.id, as_of_us=_as_of_us(beat), members=named, unnamed=unnamed)


def _as_of_us(beat: Heartbeat | None) -> int | None:
    """Return up to when everything of a kiosk is here, as far as its last heartbeat tells."""
    if beat is None:
        return None
    said = msgspec.json.decode(beat.body, type=HeartbeatRequest)
    if not said.waiting or said.oldest_waiting_us is None:
        return beat.received_us
    return max(0, min(beat.received_us, said.oldest_waiting_us))
