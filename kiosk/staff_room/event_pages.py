"""Pages about events: which to open, what one came to, which are over. Pure."""

from kiosk.domain.clock import Now
from kiosk.domain.events import day_of
from kiosk.local_api.messages import ChooserPage, EndPage, HeadcountPage, HeadRow, HeadWord, PastPage
from kiosk.staff_room.event_rows import Place, likeliest, place_now, row, row_of, todays
from kiosk.staff_room.local_times import hour_and_minute
from kiosk.usecases.sheets import Derived

_EMPTY_ONES_US = 7 * 24 * 3_600 * 1_000_000
"""How far back an event is told of at which nobody was."""
_LABELS: dict[str, HeadWord] = {each: each for each in ("visitors", "adults", "children", "helpers")}


def chooser(derived: Derived, now: Now) -> ChooserPage:
    """Return today's events."""
    situation = derived.situation
    events = todays(situation, now)
    wanted = likeliest(events, situation, now)
    places = [Place(event, day_of(event, now.at_us, situation.zone)) for event in events]
    return ChooserPage(events=[row(place, derived, now, likely=place.event.id == wanted) for place in places])


def headcount(derived: Derived, place: Place | None) -> HeadcountPage:
    """Return the headcounts at one event."""
    if place is None:
        return HeadcountPage(rows=[], total=0)
    sheet = derived.sheet(place.event, place.day)
    zone = derived.situation.zone
    rows = [
        HeadRow(
            record=each.record,
            at=hour_and_minute(each.at_us, zone),
            count=each.count,
            label=_LABELS.get(each.label, "visitors"),
        )
        for each in sheet.heads
    ]
    return HeadcountPage(rows=rows, total=sheet.totals.heads)


def end(derived: Derived, place: Place, now: Now, waiting: int) -> EndPage:
    """Return what an event came to."""
    sheet = derived.sheet(place.event, place.day)
    totals = sheet.totals
    return EndPage(
        event=row_of(sheet, derived.situation, now),
        people=totals.people,
        still_here=totals.here,
        by_staff=totals.by_staff,
        from_paper=totals.from_paper,
        unlinked=totals.unlinked,
        headcount=totals.heads,
        waiting=waiting,
    )


def past(derived: Derived, now: Now) -> PastPage:
    """Return the events of the last days at which anybody was, and today's that are over; newest first."""
    current = place_now(derived.situation, now)
    places = [Place(derived.book.events[event], day) for event, day in derived.occasions()]
    known = set(places)
    places += [
        place
        for event in derived.situation.dated
        if event.window is not None
        and event.window.closes_us <= now.at_us
        and event.window.opens_us >= now.at_us - _EMPTY_ONES_US
        and (place := Place(event, None)) not in known
    ]
    rows = [row(place, derived, now) for place in places if place != current]
    return PastPage(events=sorted(rows, key=lambda each: (each.day or "", each.opens or ""), reverse=True))
