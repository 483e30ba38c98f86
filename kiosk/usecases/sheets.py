"""Who came, as staff see it: derived from records and what is known of people. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import Now
from kiosk.domain.derive import (
    Book,
    Counted,
    Reckoning,
    Ruling,
    Sign,
    Stay,
    derive,
    reckon,
    signs,
    that_count,
    voided,
)
from kiosk.domain.ends import Occasion
from kiosk.domain.events import Event
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.lost_cards import waiting_taps
from kiosk.domain.outcomes import HelpReason
from kiosk.domain.records import Record, StaffIn, StaffOut, Tap, readable_fact, readable_facts
from kiosk.ports import CardEntry, MemberEntry
from kiosk.usecases.situation import Situation

_SHOWN_DIGITS = 4
_PRESENCE = frozenset(kind.kind for kind in (Tap, StaffIn, StaffOut))


class By(StrEnum):
    """How someone was checked in."""

    CARD = "card"
    STAFF = "staff"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One stay. ``name``: empty where the person shows none, or nobody here knows it."""

    stay: Stay
    name: str
    by: By

    @property
    def member(self) -> MemberRef | None:
        """Whose stay it is, None for a card that nobody is known by."""
        return self.stay.subject if isinstance(self.stay.subject, MemberRef) else None

    @property
    def here(self) -> bool:
        """Whether they have not left yet."""
        return self.stay.left_us is None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An arrival that staff took back. ``by``: what took it back; ``newer``: how many of the others came after it."""

    arrival: Arrival
    by: RecordId
    newer: int


@dataclass(frozen=True, slots=True)
class CardFact:
    """A card that nobody is known by. ``tap``: its last tap; ``times``: how many there are. ``digits``: the token's.

    ``reason``: a value of ``kiosk.domain.outcomes.HelpReason``; only an ``unknown_card`` can be linked.
    """

    tap: RecordId
    at_us: int
    digits: str
    reason: str
    times: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What an event came to. ``people``: named or not, each once; of them ``here`` have not left.

    ``by_staff``, ``from_paper``, ``unlinked``: of the people, how many. ``heads``: people without names.
    """

    people: int
    here: int
    by_staff: int
    from_paper: int
    unlinked: int
    heads: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One event, of drop-in one day of it. ``arrivals``, ``heads`` and ``undone`` arrivals: newest first."""

    event: Event
    day: date | None
    arrivals: tuple[Arrival, ...]
    heads: tuple[Counted, ...]
    undone: tuple[TakenBack, ...] = ()

    @property
    def totals(self) -> Totals:
        """What it came to."""
        first = {each.stay.subject: each for each in self.arrivals}  # the earliest comes last
        return Totals(
            people=len(first),
            here=len({each.stay.subject for each in self.arrivals if each.here}),
            by_staff=sum(each.by is By.STAFF for each in first.values()),
            from_paper=sum(each.by is By.PAPER for each in first.values()),
            unlinked=sum(each.member is None for each in first.values()),
            heads=sum(each.count for each in that_count(self.heads)),
        )


@dataclass(frozen=True, slots=True)
class People:
    """What is known of cards and members, as far as the records name them."""

    cards: Mapping[CardToken, CardEntry]
    members: Mapping[MemberRef, MemberEntry]


@dataclass(frozen=True, slots=True)
class Derived:
    """Everything that follows from the records at one moment.

    ``waiting``: taps of cards that were lost by then. Like at the centre, where they wait for a person, they count in
    no figure; but somebody came with the card. ``strays``: who that may be besides those who came.
    """

    situation: Situation
    people: People
    records: Mapping[RecordId, Record]
    book: Book
    reckoned: Reckoning
    strays: tuple[Stay, ...] = ()
    waiting: frozenset[RecordId] = frozenset()

    @property
    def stays(self) -> tuple[Stay, ...]:
        """Every stay, in the order of arrival."""
        return self.reckoned.stays

    def sheet(self, event: Event, day: date | None) -> Sheet:
        """Return what came of ``event``; ``day`` for drop-in, else None."""
        mine = [stay for stay in self.stays if (stay.event, stay.day) == (event.id, day)]
        heads = [each for each in self.reckoned.counted if (each.event, each.day) == (event.id, day)]
        arrivals = tuple(self._arrival(stay) for stay in reversed(mine))
        return Sheet(event, day, arrivals, tuple(reversed(heads)), self._undone(mine, event, day))

    def occasions(self) -> tuple[Occasion, ...]:
        """Return at which events, and days of drop-in, anybody came or was counted, in no order."""
        came = {(stay.event, stay.day): None for stay in self.stays}
        return tuple(came | {(each.event, each.day): None for each in self.reckoned.counted})

    def here(self, now: Now) -> tuple[Arrival, ...]:
        """Return who is here now, at whichever event: each one once, the newest first.

        Who came to an event that counts no departures is here until it ends, by its window or because staff ended it;
        to drop-in, until the local day ends.
        """
        found: dict[object, Arrival] = {}
        for stay in reversed(self.stays):
            if stay.left_us is None and not self._over(stay, now):
                found.setdefault(stay.subject, self._arrival(stay))
        return tuple(found.values())

    def lost_here(self, now: Now) -> int:
        """Return with how many cards somebody came after they were reported lost, who may be here now.

        A second tap is no goodbye: nobody was told so.
        """
        return len({stay.subject for stay in self.strays if not self._over(stay, now)})

    def cards(self) -> tuple[CardFact, ...]:
        """Return the cards that nobody is known by, each once, the newest first."""
        facts = list(readable_facts(self.records.values()))
        gone = voided(facts)
        taps = [(record, fact) for record, fact in facts if isinstance(fact, Tap) and record.id not in gone]
        taps.sort(key=lambda tap: (self.book.clocks.at_us(tap[0].taken), tap[0].id))
        found: dict[str, CardFact] = {}
        for record, tap in taps:
            reason = self._why(record, tap)
            if reason is not None:
                key = min(tap.tokens).value if tap.tokens else record.id
                times = found[key].times + 1 if key in found else 1
                found.pop(key, None)
                digits = key[-_SHOWN_DIGITS:] if tap.tokens else ""
                found[key] = CardFact(record.id, self.book.clocks.at_us(record.taken), digits, reason, times)
        return tuple(reversed(found.values()))

    def signs_of(self, arrivals: Collection[RecordId]) -> tuple[RecordId, ...]:
        """Return the records of all signs of the stays that began with ``arrivals``."""
        begun: dict[tuple[object, Occasion], list[Stay]] = {}
        for stay in self.stays:
            begun.setdefault((stay.subject, (stay.event, stay.day)), []).append(stay)
        found = []
        for sign in signs(_but(self.records, self.waiting), self.book):
            mine = _stay_of(sign, begun.get((sign.subject, (sign.event, sign.day)), ()))
            if mine is not None and mine.arrival in arrivals:
                found.append(sign.record)
        return tuple(found)

    def heads_of(self, arrivals: Collection[RecordId]) -> tuple[RecordId, ...]:
        """Return the headcounts of each occasion at which ``arrivals`` are everyone's."""
        going = {(stay.event, stay.day) for stay in self.stays if stay.arrival in arrivals}
        going -= {(stay.event, stay.day) for stay in self.stays if stay.arrival not in arrivals}
        return tuple(each.record for each in self.reckoned.counted if (each.event, each.day) in going)

    def _arrival(self, stay: Stay) -> Arrival:
        known = self.people.members.get(stay.subject) if isinstance(stay.subject, MemberRef) else None
        name = None if known is None else known.shown_name
        return Arrival(stay, name or "", _by(self.records[stay.arrival]))

    def _undone(self, stays: Sequence[Stay], event: Event, day: date | None) -> tuple[TakenBack, ...]:
        mine = [each for each in self.reckoned.undone if (each.stay.event, each.stay.day) == (event.id, day)]
        return tuple(
            TakenBack(self._arrival(each.stay), each.by, sum(stay.arrived_us > each.stay.arrived_us for stay in stays))
            for each in reversed(mine)
        )

    def _over(self, stay: Stay, now: Now) -> bool:
        """On a doubtful clock what staff opened goes on."""
        if not self.reckoned.is_over(stay, self.book, now.at_us):
            return False
        return self.book.events[stay.event].drop_in or self.situation.held(now) != stay.event

    def _why(self, record: Record, tap: Tap) -> str | None:
        """Return why nobody is known by the card of ``tap``, or None where somebody is."""
        if not tap.tokens:
            return tap.reason if tap.reason == HelpReason.CANNOT_IDENTIFY else None
        known = [self.people.cards[token] for token in tap.tokens if token in self.people.cards]
        if not known:
            return HelpReason.UNKNOWN_CARD
        match known[0].standing:
            case CardStanding.LOST:
                return HelpReason.CARD_LOST if record.id in self.waiting else None
            case CardStanding.CONTESTED:
                return HelpReason.CONTESTED
            case CardStanding.LINKED | CardStanding.STAFF:
                return None


def derived(records: Mapping[RecordId, Record], people: People, situation: Situation, now_us: int) -> Derived:
    """Return what follows from ``records`` at ``now_us``."""
    lost = {token: entry.member for token, entry in people.cards.items() if entry.standing is CardStanding.LOST}
    waiting = waiting_taps(records.values(), lost, situation.line)
    book = Book(
        events={event.id: event for event in situation.dated},
        members={
            token: entry.member
            for token, entry in people.cards.items()
            if entry.standing is CardStanding.LINKED and entry.member is not None
        },
        zone=situation.zone,
        clocks=situation.line,
        staff=frozenset(token for token, entry in people.cards.items() if entry.standing is CardStanding.STAFF),
        rulings=_from_before_the_loss(records.values(), lost, waiting),
    )
    reckoned = reckon(_but(records, waiting), book, until_us=now_us)
    strays = _strays(records, waiting, book, reckoned) if waiting else ()
    return Derived(situation, people, records, book, reckoned, strays, waiting)


def _but(records: Mapping[RecordId, Record], waiting: Collection[RecordId]) -> Collection[Record]:
    """Return all records but those."""
    return [each for each in records.values() if each.id not in waiting] if waiting else records.values()


def _strays(
    records: Mapping[RecordId, Record], waiting: Collection[RecordId], book: Book, reckoned: Reckoning
) -> tuple[Stay, ...]:
    """Return the stays of lost cards; of one that is its owner's again, only where the owner did not come."""
    came = {(stay.subject, stay.event, stay.day) for stay in reckoned.stays}
    of_these = (each for each in records.values() if each.id in waiting or each.kind not in _PRESENCE)
    return tuple(stay for stay in derive(of_these, book) if (stay.subject, stay.event, stay.day) not in came)


def _from_before_the_loss(
    records: Iterable[Record], lost: Mapping[CardToken, MemberRef | None], waiting: Collection[RecordId]
) -> Mapping[RecordId, Ruling]:
    """Let a card's taps from before it was lost speak for its member, also those from before it was linked."""
    if not lost:
        return {}
    rulings = {}
    for record in records:
        fact = readable_fact(record) if record.kind == Tap.kind else None
        if isinstance(fact, Tap) and record.id not in waiting:
            member = next((each for token in fact.tokens if (each := lost.get(token)) is not None), None)
            if member is not None:
                rulings[record.id] = Ruling(member=member)
    return rulings


def _stay_of(sign: Sign, stays: Sequence[Stay]) -> Stay | None:
    """Return which of the stays of one person at one occasion, in time order, ``sign`` belongs to."""
    return next((stay for stay in reversed(stays) if stay.arrived_us <= sign.at_us), None)


def _by(record: Record) -> By:
    fact = readable_fact(record)
    if not isinstance(fact, StaffIn):
        return By.CARD
    return By.STAFF if fact.paper_us is None else By.PAPER
