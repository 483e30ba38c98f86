"""Staff snapshots that were never taken: one for every staff page and state. All names are made up."""

from collections.abc import Mapping

from ui.canned_event import EVENT
from ui.canned_frame import FRAME
from ui.canned_kiosk import KIOSK
from ui.canned_past import PAST
from ui.canned_people import PEOPLE
from ui.canned_setup import SETUP
from ui.canned_team import TEAM
from ui.canned_work import Canned

STAFF_PAGES: Mapping[str, Canned] = {**FRAME, **EVENT, **PEOPLE, **TEAM, **PAST, **KIOSK, **SETUP}
"""Every staff page and state, by name. Pages with many states have a module of their own, which is put in here."""
