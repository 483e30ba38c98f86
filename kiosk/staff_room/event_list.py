"""One event's list as a file for the team: nothing that staff didn't see on the screen. Pure."""

from kiosk.domain.clock import Now
from kiosk.domain.derive import that_count
from kiosk.domain.event_report import Attended, Heads, as_csv, rows
from kiosk.domain.events import local_day
from kiosk.staff_room.event_rows import Place
from kiosk.staff_room.stick import StickFile
from kiosk.usecases.sheets import Derived


def event_list(derived: Derived, place: Place, now: Now) -> StickFile:
    """Return everyone who came, and the headcounts that count."""
    sheet, zone = derived.sheet(place.event, place.day), derived.situation.zone
    attended = [
        Attended(
            name=each.name,
            known=each.member is not None,
            arrived_us=each.stay.arrived_us,
            left_us=each.stay.left_us,
            left_inferred=each.stay.left_inferred,
            how=each.by.value,
        )
        for each in sheet.arrivals
    ]
    heads = [Heads(each.label, each.at_us, each.count) for each in that_count(sheet.heads)]
    window = place.event.window
    day = place.day or local_day(now.at_us if window is None else window.opens_us, zone)
    return StickFile(f"list-{day}-{_plain(place.event.id)}.csv", as_csv(rows(attended, heads, zone)))


def _plain(event: str) -> str:
    return "".join(each for each in event if each.isascii() and each.isalnum())[-24:]
