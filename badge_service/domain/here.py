"""Who is in now, by what the centre has: the same as a kiosk's list of who is here, for every kiosk of a hub."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.derive import Book, Stay, reckon
from kiosk.domain.ids import KioskId, LedgerId, MemberRef, RecordId
from kiosk.domain.records import EventClosed, EventOpened, Record

_OF_EVENTS = frozenset((EventOpened.kind, EventClosed.kind))


@dataclass(frozen=True, slots=True)
class InNow:
    """Who came in at one kiosk and is still in. ``unnamed``: cards that nobody is known by."""

    members: tuple[MemberRef, ...] = ()
    unnamed: int = 0


def in_now(
    records: Iterable[Record], book: Book, now_us: int, whose: Mapping[LedgerId, KioskId]
) -> Mapping[KioskId, InNow]:
    """Return who is in, by the kiosk at which they arrived; everyone once, where they came last.

    Who came to an event that counts no departures is in until it ends, by its window or because staff ended it; to
    drop-in, until the local day ends. What staff say of an event at one kiosk, no other hears: there it goes on.
    ``whose``: the kiosk of each ledger.
    """
    known = {record.id: record for record in records}
    here = {stay.subject: stay for stay in sorted(_still_in(known, book, now_us, whose), key=_order)}
    arrived: dict[KioskId, list[Stay]] = defaultdict(list)
    for stay in here.values():
        arrived[whose[known[stay.arrival].ledger]].append(stay)
    return {kiosk: _told(some) for kiosk, some in arrived.items()}


def _still_in(
    known: Mapping[RecordId, Record], book: Book, now_us: int, whose: Mapping[LedgerId, KioskId]
) -> Iterable[Stay]:
    """Yield the stays that go on by what was said at the kiosk where they began."""
    said_at = {each.id: whose[each.ledger] for each in known.values() if each.kind in _OF_EVENTS}
    speaking = frozenset(said_at.values())
    for kiosk in (*speaking, None):  # None: all where nothing was said
        found = reckon((each for each in known.values() if said_at.get(each.id, kiosk) == kiosk), book, until_us=now_us)
        for stay in found.stays:
            began = whose[known[stay.arrival].ledger]
            heard = began == kiosk or (kiosk is None and began not in speaking)
            if heard and stay.left_us is None and not found.is_over(stay, book, now_us):
                yield stay


def _order(stay: Stay) -> tuple[int, RecordId]:
    return stay.arrived_us, stay.arrival


def _told(stays: Iterable[Stay]) -> InNow:
    subjects = [stay.subject for stay in stays]
    members = sorted(subject for subject in subjects if isinstance(subject, MemberRef))
    return InNow(tuple(members), len(subjects) - len(members))
