"""Events as staff choose them, and the references by which the screen names one, or a past day of drop-in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.domain.clock import Now
from kiosk.domain.events import Event, day_of, local_day
from kiosk.domain.ids import EventId
from kiosk.local_api.messages import EventRow
from kiosk.staff_room.local_times import day_word, hour_and_minute
from kiosk.usecases.sheets import Derived, Sheet
from kiosk.usecases.situation import Situation

_OF_DAY = "@"


@dataclass(frozen=True, slots=True)
class Place:
    """An event, of drop-in one day of it."""

    event: Event
    day: date | None


def place_now(situation: Situation, now: Now) -> Place | None:
    """Return what is on."""
    event = situation.agenda(now).current
    return None if event is None else Place(event, day_of(event, now.at_us, situation.zone))


def reference(place: Place, situation: Situation, now: Now) -> str:
    """Return how the screen names it."""
    if place.day in (None, local_day(now.at_us, situation.zone)):
        return place.event.id
    return f"{place.event.id}{_OF_DAY}{place.day}"


def event_in(said: str) -> EventId:
    """Return the event of a reference."""
    return EventId(said.partition(_OF_DAY)[0])


def place_of(said: str, situation: Situation, now: Now) -> Place | None:
    """Return what a reference names, or None where it is not there any more."""
    event = next((each for each in situation.dated if each.id == event_in(said)), None)
    if event is None:
        return None
    if not event.drop_in:
        return Place(event, None)
    _, _, day = said.partition(_OF_DAY)
    try:
        return Place(event, date.fromisoformat(day) if day else local_day(now.at_us, situation.zone))
    except ValueError:
        return None


def row(place: Place, derived: Derived, now: Now, *, likely: bool = False) -> EventRow:
    """Return an event with how many came."""
    return row_of(derived.sheet(place.event, place.day), derived.situation, now, likely=likely)


def row_of(sheet: Sheet, situation: Situation, now: Now, *, likely: bool = False) -> EventRow:
    """Return the event of a sheet that is at hand."""
    event, place, totals = sheet.event, Place(sheet.event, sheet.day), sheet.totals
    window, zone = event.window, situation.zone
    day = sheet.day.isoformat() if sheet.day is not None else None
    return EventRow(
        event=reference(place, situation, now),
        title=event.title,
        mode=event.mode.value,
        drop_in=event.drop_in,
        day=day if window is None else day_word(window.opens_us, zone),
        opens=None if window is None else hour_and_minute(window.opens_us, zone),
        closes=None if window is None else hour_and_minute(window.closes_us, zone),
        state=_state(place, situation, now),
        likely=likely,
        made=event.id in situation.openings.made,
        here=totals.here,
        arrived=totals.people,
        heads=totals.heads,
        capacity=event.capacity,
    )


def todays(situation: Situation, now: Now) -> list[Event]:
    """Return the events to choose from, in the order of their time, drop-in last; all where nobody knows the day."""
    dated = [event for event in situation.dated if event.window is not None and _may_be_today(event, situation, now)]
    dated.sort(key=lambda event: (0 if event.window is None else event.window.opens_us, event.id))
    return [*dated, *(event for event in situation.dated if event.drop_in)]


def likeliest(events: Iterable[Event], situation: Situation, now: Now) -> EventId | None:
    """Return what staff most likely want to open: what is on or next by time, drop-in where nothing is."""
    known = list(events)
    current = situation.agenda(now).current
    if current is not None and not current.drop_in:
        return current.id
    ahead = [each for each in known if each.window is not None and now.at_us < each.window.closes_us]
    wanted = [each for each in ahead if each.id not in situation.openings.closed] if now.trusted else []
    return next((each.id for each in [*wanted, *(each for each in known if each.drop_in)]), None)


def _may_be_today(event: Event, situation: Situation, now: Now) -> bool:
    window, zone = event.window, situation.zone
    if window is None or not now.trusted:
        return True
    return local_day(window.opens_us, zone) <= local_day(now.at_us, zone) <= local_day(window.closes_us - 1, zone)


def is_of_today(place: Place, situation: Situation, now: Now) -> bool:
    """Tell whether it is of the hub's local day; where nobody knows the day, any dated event may be."""
    if place.day is not None:
        return place.day == local_day(now.at_us, situation.zone)
    return _may_be_today(place.event, situation, now)


def _state(place: Place, situation: Situation, now: Now) -> Literal["on", "coming", "over", "closed"]:
    if place == place_now(situation, now):
        return "on"
    window = place.event.window
    if window is None:
        return "over" if place.day != local_day(now.at_us, situation.zone) else "coming"
    if place.event.id in situation.openings.closed:
        return "closed"
    return "over" if now.trusted and window.closes_us <= now.at_us else "coming"
