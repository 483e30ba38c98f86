"""Pages about people: who came, who is here, cards that nobody is known by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.clock import Now
from kiosk.domain.events import local_day
from kiosk.domain.ids import MemberRef, RecordId
from kiosk.domain.shown_names import folded
from kiosk.local_api.messages import ArrivalRow, ArrivalsPage, CardRow, CardsPage, HerePage, OtherKiosk, UndoneRow
from kiosk.staff_room.event_rows import Place, place_now, row_of
from kiosk.staff_room.local_times import day_word, hour_and_minute
from kiosk.usecases.sheets import Arrival, Derived


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The hub's other kiosks, and what is known here of the people who are in there."""

    kiosks: Sequence[OtherKiosk]
    names: Mapping[MemberRef, str]


def arrivals(derived: Derived, place: Place, now: Now) -> ArrivalsPage:
    """Return everyone who came to one event."""
    sheet = derived.sheet(place.event, place.day)
    rows = [_row(each, derived) for each in sheet.arrivals]
    undone = [UndoneRow(row=_row(each.arrival, derived), by=each.by, newer=each.newer) for each in sheet.undone]
    return ArrivalsPage(event=row_of(sheet, derived.situation, now), rows=rows, undone=undone)


def here(derived: Derived, now: Now, elsewhere: Elsewhere) -> HerePage:
    """Return who is here now, by name: of this kiosk, and of the hub's others as far as the centre told."""
    situation, place = derived.situation, place_now(derived.situation, now)
    found = derived.here(now)
    known = {each.member for each in found}
    rows = [_row(each, derived) for each in found if each.name]
    others = {MemberRef(each) for kiosk in elsewhere.kiosks for each in kiosk.members} - known
    rows += [_row_elsewhere(each, elsewhere.names[each]) for each in others if elsewhere.names.get(each)]
    unnamed = len(found) + len(others) - len(rows) + sum(kiosk.unnamed for kiosk in elsewhere.kiosks)
    heard = [(each.name, each.as_of_us) for each in elsewhere.kiosks if each.as_of_us is not None]
    own = situation.enrolment.kiosk, now.at_us
    sheet = None if place is None else derived.sheet(place.event, place.day)
    return HerePage(
        event=None if sheet is None else row_of(sheet, situation, now),
        rows=sorted(rows, key=lambda each: folded(each.name)),
        unnamed=unnamed,
        lost=derived.lost_here(now),
        headcount=0 if sheet is None else sheet.totals.heads,
        covers=[(name, hour_and_minute(at_us, situation.zone)) for name, at_us in [own, *heard]],
        missing=[each.name for each in elsewhere.kiosks if each.as_of_us is None],
    )


def unlinked(derived: Derived) -> CardsPage:
    """Return the cards that nobody is known by."""
    zone = derived.situation.zone
    return CardsPage(
        rows=[
            CardRow(
                tap=each.tap,
                at=hour_and_minute(each.at_us, zone),
                day=day_word(each.at_us, zone),
                digits=each.digits,
                reason=each.reason,
                times=each.times,
            )
            for each in derived.cards()
        ]
    )


def unlinked_since(derived: Derived, place: Place | None) -> int:
    """Return how many cards that nobody is known by were tapped since the event began."""
    if place is None:
        return 0
    window, zone = place.event.window, derived.situation.zone
    if window is None:
        return sum(local_day(each.at_us, zone) == place.day for each in derived.cards())
    return sum(each.at_us >= window.opens_us for each in derived.cards())


def name_at(derived: Derived, record: RecordId) -> str:
    """Return the name of whoever's stay began with ``record``, or was taken back by it; empty where it tells none."""
    begun = [stay for stay in derived.stays if stay.arrival == record]
    begun += [undone.stay for undone in derived.reckoned.undone if undone.by == record]
    return next((name_of(derived, stay.subject) for stay in begun if isinstance(stay.subject, MemberRef)), "")


def name_of(derived: Derived, member: MemberRef) -> str:
    """Return what someone is called, empty where the roster doesn't know."""
    known = derived.people.members.get(member)
    return "" if known is None else known.shown_name or ""


def names_here(found: Iterable[Arrival]) -> list[str]:
    """Return the names of those who are in."""
    return [each.name for each in found if each.name]


def _row(arrival: Arrival, derived: Derived) -> ArrivalRow:
    stay, zone = arrival.stay, derived.situation.zone
    return ArrivalRow(
        record=stay.arrival,
        member=None if arrival.member is None else arrival.member.value,
        name=arrival.name,
        at=hour_and_minute(stay.arrived_us, zone),
        by=arrival.by.value,
        left=None if stay.left_us is None else hour_and_minute(stay.left_us, zone),
        left_inferred=stay.left_inferred,
        known=arrival.member is not None,
    )


def _row_elsewhere(member: MemberRef, name: str) -> ArrivalRow:
    """Return someone who came in at another kiosk: there is nothing here that could be undone."""
    return ArrivalRow(
        record="", member=member.value, name=name, at="", by="card", left=None, left_inferred=False, known=True
    )
