"""Who is in now, by what the centre has: the same as a kiosk's list of who is here, for every kiosk of a hub."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.domain.derive import Book, Occasion, Stay, reckon
from kiosk.domain.events import day_of
from kiosk.domain.ids import LedgerId, MemberRef
from kiosk.domain.records import Record


@dataclass(frozen=True, slots=True)
class InNow:
    """Who came in at one kiosk and is still in. ``unnamed``: cards that nobody is known by."""

    members: tuple[MemberRef, ...] = ()
    unnamed: int = 0


def in_now(records: Iterable[Record], book: Book, now_us: int) -> Mapping[LedgerId, InNow]:
    """Return who is in, by the ledger in which they arrived; everyone once.

    Who came to an event that counts no departures is in until it ends, by its window or because staff ended it; to
    drop-in, until the local day ends.
    """
    known = {record.id: record for record in records}
    found = reckon(known.values(), book, until_us=now_us)
    still = (stay for stay in found.stays if stay.left_us is None and not _over(stay, book, found.ended, now_us))
    here = {stay.subject: stay for stay in still}
    arrived: dict[LedgerId, list[Stay]] = defaultdict(list)
    for stay in here.values():
        arrived[known[stay.arrival].ledger].append(stay)
    return {ledger: _told(some) for ledger, some in arrived.items()}


def _told(stays: Iterable[Stay]) -> InNow:
    subjects = [stay.subject for stay in stays]
    members = sorted(subject for subject in subjects if isinstance(subject, MemberRef))
    return InNow(tuple(members), len(subjects) - len(members))


def _over(stay: Stay, book: Book, ended: Mapping[Occasion, int], now_us: int) -> bool:
    closed_us = ended.get((stay.event, stay.day))
    if closed_us is not None and closed_us >= stay.arrived_us:
        return True
    event = book.events[stay.event]
    if event.window is None:
        return stay.day != day_of(event, now_us, book.zone)
    return now_us >= event.window.closes_us
