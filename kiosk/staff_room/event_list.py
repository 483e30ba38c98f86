"""One event's list as a file for the team: nothing that staff didn't see on the screen. Pure."""

import csv
import io

from kiosk.domain.clock import Now
from kiosk.staff_room.event_rows import Place
from kiosk.staff_room.people_pages import arrivals
from kiosk.staff_room.stick import StickFile
from kiosk.usecases.sheets import Derived

_HEADINGS = ("name", "arrived", "left", "left_inferred", "checked_in_by")
_FORMULA = ("=", "+", "-", "@", "\t")
"""With these a spreadsheet takes what was typed for a formula."""


def event_list(derived: Derived, place: Place, now: Now) -> StickFile:
    """Return everyone who came, the first one first; who shows no name has none here either."""
    page = arrivals(derived, place, now)
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(_HEADINGS)
    for row in reversed(page.rows):
        lines.writerow([_harmless(row.name), row.at, row.left or "", "yes" if row.left_inferred else "", row.by])
    lines.writerow([])
    lines.writerow(["people without names", derived.sheet(place.event, place.day).totals.heads])
    day = page.event.day or "today"
    return StickFile(f"list-{day}-{_plain(place.event.id)}.csv", text.getvalue().encode("utf-8-sig"))


def _harmless(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA) else name


def _plain(event: str) -> str:
    return "".join(each for each in event if each.isascii() and each.isalnum())[-24:]
