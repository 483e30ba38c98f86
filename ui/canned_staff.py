"""Staff snapshots that were never taken: one for every staff page and state. All names are made up."""

from collections.abc import Mapping

from msgspec.structs import replace

from kiosk.local_api.messages import AwaitedCard, Lock, StaffNotice, UndoOffer
from ui.canned_event import EVENT
from ui.canned_people import PEOPLE
from ui.canned_team import TEAM
from ui.canned_work import HELPER, LEAD, LEGO, LOCKED, Canned, at_work, bar_with
from ui.viewmodels.staff_pages import StaffPage

_NOTICE = StaffNotice(serial=1, kind="arrived", name="Amina", age_ms=0)
_UNDO = UndoOffer(serial=1, did="added_person", name="Callum B", record="r9", left_ms=10_000)
_AWAITED = AwaitedCard(why="replace", whose="Oliwia", left_ms=14_000)
_OFFLINE = bar_with(waiting=12, last_sent="15:40", network="offline", clock="15:43")

_FRAME: Mapping[str, Canned] = {
    "pin": Canned(LOCKED, at_pin=True),
    "pin-wrong": Canned(replace(LOCKED, lock=Lock(state="locked", wrong=True, tries_left=3)), at_pin=True),
    "pin-wait": Canned(replace(LOCKED, lock=Lock(state="waiting", wait_ms=15_000)), at_pin=True),
    "pin-checking": Canned(replace(LOCKED, lock=Lock(state="checking")), at_pin=True),
    "pin-unset": Canned(replace(LOCKED, lock=Lock(state="unset")), at_pin=True),
    "home": Canned(at_work()),
    "home-helper": Canned(at_work(lock=HELPER)),
    "home-nothing-open": Canned(at_work(bar=bar_with(event=None, opened_by_staff=False, headcount=0, unlinked=0))),
    "home-offline": Canned(at_work(bar=_OFFLINE)),
    "home-late": Canned(at_work(bar=replace(_OFFLINE, late=True, clock="15:47"))),
    "home-reader-missing": Canned(at_work(bar=bar_with(reader="missing", reader_cause="unplugged"))),
    "home-clock": Canned(at_work(bar=bar_with(clock=None))),
    "home-paper": Canned(at_work(bar=bar_with(paper=True))),
    "home-help-wanted": Canned(at_work(bar=bar_with(help_wanted=2))),
    "home-over-capacity": Canned(at_work(bar=bar_with(event=replace(LEGO, here=31), over_capacity=True))),
    "home-notice": Canned(replace(at_work(), notice=_NOTICE)),
    "home-undo": Canned(replace(at_work(), undo=_UNDO, notice=_NOTICE)),
    "home-warning": Canned(at_work(lock=replace(LEAD, locks_in_ms=12_000))),
    "awaited": Canned(replace(at_work(), awaited=_AWAITED)),
    "awaited-done": Canned(replace(at_work(), awaited=replace(_AWAITED, left_ms=0, outcome="done"))),
    "more": Canned(at_work(), (StaffPage.MORE,)),
    "queue": Canned(at_work(bar=_OFFLINE), (StaffPage.QUEUE,)),
}

STAFF_PAGES: Mapping[str, Canned] = {**_FRAME, **EVENT, **PEOPLE, **TEAM}
"""Every staff page and state, by name. Pages with many states have a module of their own, which is put in here."""
