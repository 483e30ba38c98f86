"""From records to who came, when, and for how long: the one place, used alike by the kiosk and the centre."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo

from kiosk.domain.clock import UNFIXED, Clocks
from kiosk.domain.ends import Occasion, Span, Word, closed, end_us, is_on, on_again
from kiosk.domain.events import Event, EventMode, day_of, local_day
from kiosk.domain.ids import CardToken, EventId, MemberRef, RecordId, Subject
from kiosk.domain.records import (
    ClockFixed,
    EventClosed,
    EventOpened,
    Fact,
    Headcount,
    Moved,
    Record,
    StaffIn,
    StaffOut,
    Tap,
    Voided,
    readable_facts,
)

_US_PER_S = 1_000_000
_PRESENCE = (Tap, StaffIn, StaffOut)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the centre says of one record, where it isn't None: another event, another time, whose card it was then."""

    event: EventId | None = None
    at_us: int | None = None
    member: MemberRef | None = None


_NO_RULING = Ruling()


@dataclass(frozen=True, slots=True)
class Book:
    """What a derivation needs to know besides the records.

    ``clocks``: fixes of boots that are known already; one among the records says it better.
    ``staff``: tokens of staff cards: their taps make no stay, also those from before the card was one.
    ``rulings``: they overrule what the records say, ``moved`` ones included.
    ``same_cards``: of cards that are nobody's, one token for all that the card has under the region's keys.
    """

    events: Mapping[EventId, Event]
    members: Mapping[CardToken, MemberRef]
    zone: tzinfo
    clocks: Clocks = UNFIXED
    staff: frozenset[CardToken] = frozenset()
    rulings: Mapping[RecordId, Ruling] = field(default_factory=dict)
    same_cards: Mapping[CardToken, CardToken] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stay:
    """One person at one occurrence, from an arrival to a departure.

    ``day`` is the hub's local day for drop-in, None for a dated event. ``left_us`` is None while the person is there;
    ``left_inferred`` marks a departure that nobody tapped: it was put at the event's end, which is when staff ended it,
    or else the end of its window, of drop-in and of what staff opened after its window the end of the local day.
    ``again_us``: when they were seen last at drop-in since they arrived. It is taken up again after staff ended it, so
    an earlier end was not theirs.
    """

    subject: Subject
    event: EventId
    day: date | None
    arrival: RecordId
    arrived_us: int
    last_us: int
    left_us: int | None = None
    left_inferred: bool = False
    again_us: int | None = None

    @property
    def seen_us(self) -> int:
        """When they were seen last, but for a goodbye."""
        return self.arrived_us if self.again_us is None else self.again_us


@dataclass(frozen=True, slots=True)
class Undone:
    """A stay that staff took back with its arrival. ``by``: what took it back; voiding that lets it count again."""

    stay: Stay
    by: RecordId


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people without names, at one occurrence; ``day`` as in ``Stay``. ``label``: whose heads."""

    record: RecordId
    event: EventId
    day: date | None
    at_us: int
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of presence: whose, at which event and day of it (as in ``Stay``), when, and whether staff said which way.

    ``at_us``: of what staff copied from paper, the time that the paper says.
    """

    record: RecordId
    subject: Subject
    event: EventId
    day: date | None
    at_us: int
    direction: type[StaffIn | StaffOut] | None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that records prove at once. ``ended``: when staff ended what they did not open again.

    ``again``: when dated events were on after their windows because staff opened them then.
    """

    stays: tuple[Stay, ...]
    undone: tuple[Undone, ...]
    counted: tuple[Counted, ...]
    ended: Mapping[Occasion, int]
    again: Mapping[EventId, tuple[Span, ...]]

    def is_over(self, stay: Stay, book: Book, now_us: int) -> bool:
        """Tell whether nobody who began ``stay`` can still be there, said they goodbye or not."""
        closed_us = self.ended.get((stay.event, stay.day))
        if closed_us is not None and closed_us >= stay.seen_us:
            return True
        event = book.events[stay.event]
        if event.drop_in:
            return stay.day != day_of(event, now_us, book.zone)
        return not is_on(event, self.again.get(event.id, ()), now_us)


def derive(records: Iterable[Record], book: Book, *, until_us: int | None = None) -> tuple[Stay, ...]:
    """Return every stay that ``records`` prove, whatever the order in which they came.

    Times are effective times in microseconds UTC. With ``until_us``, departures are inferred where departures count and
    the event had ended by then. Records of unknown kinds and malformed bodies count for nothing here; the centre holds
    them.
    """
    said = _Said.by(records, book)
    return _all_stays(said, book, _Ends.of(said, book), until_us)


def headcounts(records: Iterable[Record], book: Book) -> tuple[Counted, ...]:
    """Return every headcount that ``records`` prove and that wasn't voided, in time order."""
    return _counted(_Said.by(records, book), book)


def closings(records: Iterable[Record], book: Book) -> Mapping[Occasion, int]:
    """Return when staff ended what they did not open again."""
    return _Ends.of(_Said.by(records, book), book).closed


def reckon(records: Iterable[Record], book: Book, *, until_us: int | None = None) -> Reckoning:
    """Return what ``derive`` and ``headcounts`` return and when events were ended, having read the records once."""
    said = _Said.by(records, book)
    ends = _Ends.of(said, book)
    stays = _all_stays(said, book, ends, until_us)
    return Reckoning(stays, _undone(said, book), _counted(said, book), ends.closed, ends.again)


def signs(records: Iterable[Record], book: Book) -> tuple[Sign, ...]:
    """Return every sign of presence that counts, in time order."""
    return tuple(_signs(_Said.by(records, book), book))


def that_count(counted: Iterable[Counted]) -> tuple[Counted, ...]:
    """Return the headcounts that count: at each occurrence the last of each label."""
    last = {(each.event, each.day, each.label): each for each in sorted(counted, key=lambda it: (it.at_us, it.record))}
    return tuple(last.values())


@dataclass(frozen=True, slots=True)
class _Said:
    """What the records say, each once, by which clocks, and which of them don't count."""

    facts: list[tuple[Record, Fact]]
    line: Clocks
    gone: frozenset[RecordId]

    @classmethod
    def by(cls, records: Iterable[Record], book: Book) -> "_Said":
        facts = _facts(records)
        line = book.clocks.with_fixes(fact.fix for _, fact in facts if isinstance(fact, ClockFixed))
        return cls(facts, line, voided(facts))


@dataclass(frozen=True, slots=True)
class _Ends:
    """When staff ended events, and opened them after their windows."""

    closed: Mapping[Occasion, int] = field(default_factory=dict)
    again: Mapping[EventId, tuple[Span, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: _Said, book: Book) -> "_Ends":
        words = _words(said, book)
        return cls(closed(words, book.zone), on_again(words, book.zone))

    def end_us(self, stay: Stay, book: Book) -> int:
        event, closed_us = book.events[stay.event], self.closed.get((stay.event, stay.day))
        return end_us(event, stay.seen_us, book.zone, closed_us=closed_us, spans=self.again.get(event.id, ()))


def _facts(records: Iterable[Record]) -> list[tuple[Record, Fact]]:
    return list(readable_facts({record.id: record for record in records}.values()))


def voided(facts: Iterable[tuple[Record, Fact]]) -> frozenset[RecordId]:
    """Return the ids that don't count. A void that is itself voided has no effect; a cycle voids nothing."""
    voids_of: dict[RecordId, list[RecordId]] = defaultdict(list)
    for record, fact in facts:
        if isinstance(fact, Voided):
            voids_of[fact.record].append(record.id)
    known: dict[RecordId, bool] = {}

    def gone(start: RecordId) -> bool:
        path = [start]
        while path:
            current = path[-1]
            known.setdefault(current, False)
            unseen = [void for void in voids_of[current] if void not in known]
            if unseen:
                path.append(unseen[0])
                continue
            known[current] = any(not known[void] for void in voids_of[current] if void not in path)
            path.pop()
        return known[start]

    return frozenset(target for target in list(voids_of) if gone(target))


def _all_stays(said: _Said, book: Book, ends: _Ends, until_us: int | None) -> tuple[Stay, ...]:
    groups: dict[tuple[Subject, Occasion], list[Sign]] = defaultdict(list)
    for sign in _signs(said, book):
        groups[sign.subject, (sign.event, sign.day)].append(sign)
    stays = [stay for group in groups.values() for stay in _stays(group, book, ends, until_us)]
    return tuple(sorted(stays, key=lambda stay: (stay.arrived_us, stay.arrival)))


def _undone(said: _Said, book: Book) -> tuple[Undone, ...]:
    """Return what would be stays of what staff took back, in the order of arrival."""
    taken = [(each, fact) for each, fact in said.facts if each.id in said.gone and isinstance(fact, _PRESENCE)]
    if not taken:
        return ()
    moves = [(each, fact) for each, fact in said.facts if isinstance(fact, Moved)]
    voids = {fact.record: each.id for each, fact in said.facts if isinstance(fact, Voided) and each.id not in said.gone}
    counting = said.gone - {each.id for each, _ in taken}
    stays = _all_stays(_Said([*taken, *moves], said.line, counting), book, _Ends(), None)
    return tuple(Undone(stay, voids[stay.arrival]) for stay in stays)


def _counted(said: _Said, book: Book) -> tuple[Counted, ...]:
    counted = [
        Counted(record.id, event.id, day_of(event, at_us, book.zone), at_us, fact.count, fact.label)
        for record, fact, event, at_us in _placed(said, book)
        if isinstance(fact, Headcount)
    ]
    return tuple(sorted(counted, key=lambda each: (each.at_us, each.record)))


def _signs(said: _Said, book: Book) -> list[Sign]:
    """Return the signs in time order; of those of one moment, a goodbye comes last."""
    found = []
    for record, fact, event, at_us in _placed(said, book):
        if isinstance(fact, Headcount):
            continue
        subject = _subject(record.id, fact, book)
        if subject is not None:
            direction = None if isinstance(fact, Tap) else type(fact)
            found.append(Sign(record.id, subject, event.id, day_of(event, at_us, book.zone), at_us, direction))
    return sorted(found, key=lambda sign: (sign.at_us, sign.direction is StaffOut, sign.record))


def _words(said: _Said, book: Book) -> list[Word]:
    """Return what staff said of known events, in time order."""
    found = [
        (_said_us(record, said.line, book), record.id, fact)
        for record, fact in said.facts
        if isinstance(fact, EventOpened | EventClosed) and record.id not in said.gone and fact.event in book.events
    ]
    found.sort(key=lambda each: each[:2])
    return [Word(at_us, book.events[fact.event], isinstance(fact, EventOpened)) for at_us, _, fact in found]


def _said_us(record: Record, line: Clocks, book: Book) -> int:
    ruled = book.rulings.get(record.id, _NO_RULING).at_us
    return line.at_us(record.taken) if ruled is None else ruled


def _placed(said: _Said, book: Book) -> Iterable[tuple[Record, Tap | StaffIn | StaffOut | Headcount, Event, int]]:
    """Yield what counts of the facts about people, each at its event and its effective time."""
    moves = [(record, fact) for record, fact in said.facts if isinstance(fact, Moved) and record.id not in said.gone]
    moves.sort(key=lambda move: (said.line.at_us(move[0].taken), move[0].id))
    moved_to = {move.record: move.event for _, move in moves}
    for record, fact in said.facts:
        if record.id in said.gone or not isinstance(fact, Tap | StaffIn | StaffOut | Headcount):
            continue
        ruling = book.rulings.get(record.id, _NO_RULING)
        event = book.events.get(ruling.event or moved_to.get(record.id) or fact.event or EventId(""))
        if event is not None:
            yield record, fact, event, _at_us(record, fact, ruling, said.line)


def _at_us(record: Record, fact: Tap | StaffIn | StaffOut | Headcount, ruling: Ruling, line: Clocks) -> int:
    if ruling.at_us is not None:
        return ruling.at_us
    paper_us = fact.paper_us if isinstance(fact, StaffIn | StaffOut) else None
    return line.at_us(record.taken) if paper_us is None else paper_us


def _subject(record: RecordId, fact: Tap | StaffIn | StaffOut, book: Book) -> Subject | None:
    if not isinstance(fact, Tap):
        return fact.member
    if not book.staff.isdisjoint(fact.tokens):
        return None
    ruled = book.rulings.get(record, _NO_RULING).member
    if ruled is not None:
        return ruled
    linked = (book.members.get(token) for token in fact.tokens)
    stranger = min((book.same_cards.get(token, token) for token in fact.tokens), default=None)
    return next((member for member in linked if member is not None), stranger)


def _stays(signs: list[Sign], book: Book, ends: _Ends, until_us: int | None) -> Iterable[Stay]:
    """Walk one person's signs at one occurrence, in time order."""
    event = book.events[signs[0].event]
    closed_us = ends.closed.get((event.id, signs[0].day))
    gap_us = event.leave_gap_s * _US_PER_S
    current: Stay | None = None
    last_left_us: int | None = None
    for sign in signs:
        if current is not None and forgot_goodbye(current, event, sign.at_us, book.zone, closed_us=closed_us):
            yield _inferred(current, ends.end_us(current, book))
            current, last_left_us = None, None
        if current is None:
            lingering = last_left_us is not None and sign.at_us - last_left_us < gap_us and sign.direction is None
            if sign.direction is not StaffOut and not lingering:
                current = Stay(sign.subject, event.id, sign.day, sign.record, sign.at_us, sign.at_us)
        elif _leaves(sign, event, since_us=sign.at_us - current.last_us, gap_us=gap_us):
            yield replace(current, last_us=sign.at_us, left_us=sign.at_us)
            current, last_left_us = None, sign.at_us
        elif event.drop_in:
            current = replace(current, again_us=sign.at_us)
    if current is not None:
        yield _close(current, book, ends, until_us)


def forgot_goodbye(stay: Stay, event: Event, at_us: int, zone: tzinfo, *, closed_us: int | None = None) -> bool:
    """Tell whether a sign at ``at_us`` can't be the goodbye of ``stay``: its event ended on an earlier local day."""
    if event.mode is not EventMode.ARRIVE_AND_LEAVE:
        return False
    ended_us = end_us(event, stay.seen_us, zone, closed_us=closed_us)
    return ended_us <= at_us and local_day(ended_us, zone) < local_day(at_us, zone)


def _leaves(sign: Sign, event: Event, *, since_us: int, gap_us: int) -> bool:
    if sign.direction is not None:
        return sign.direction is StaffOut
    return event.mode is EventMode.ARRIVE_AND_LEAVE and since_us >= gap_us


def _close(stay: Stay, book: Book, ends: _Ends, until_us: int | None) -> Stay:
    """Infer a forgotten departure at the event's end, once that has passed."""
    if until_us is None or book.events[stay.event].mode is not EventMode.ARRIVE_AND_LEAVE:
        return stay
    ended_us = ends.end_us(stay, book)
    return stay if until_us < ended_us else _inferred(stay, ended_us)


def _inferred(stay: Stay, ended_us: int) -> Stay:
    return replace(stay, left_us=ended_us, left_inferred=True)
