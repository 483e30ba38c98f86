"""Canned states of the staff screens' frame: the way in, Staff home, and what comes and goes over every page."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from kiosk.local_api.messages import AwaitedCard, Lock, StaffNotice, UndoOffer
from ui.canned_work import HELPER, LEAD, LEGO, LOCKED, Canned, at_work, bar_with
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_pages import StaffPage

_NOTICE = StaffNotice(serial=1, kind="arrived", name="Amina", age_ms=0)
_UNDO = UndoOffer(serial=1, did="added_person", name="Callum B", record="r9", left_ms=10_000)
_AWAITED = AwaitedCard(why="replace", whose="Oliwia", left_ms=14_000)
_OFFLINE = bar_with(waiting=12, last_sent="15:40", network="offline", clock="15:43")
_NO_READER = bar_with(reader="missing", reader_cause="no_reader")


def _rescued(code: str = "", digits: str = "") -> Callable[[StaffModels], None]:
    """Return what a finger does with a code from IT and a new PIN."""

    def then(models: StaffModels) -> None:
        models.frame.rescue()
        for key in code:
            models.rescuing.said_code.strike(key)
        models.rescuing.next()
        for digit in digits:
            models.rescuing.digits.press(digit)

    return then


FRAME: Mapping[str, Canned] = {
    "pin": Canned(LOCKED, at_pin=True),
    "pin-wrong": Canned(replace(LOCKED, lock=Lock(state="locked", wrong=True, tries_left=3)), at_pin=True),
    "pin-wait": Canned(replace(LOCKED, lock=Lock(state="waiting", wait_ms=15_000)), at_pin=True),
    "pin-checking": Canned(replace(LOCKED, lock=Lock(state="checking")), at_pin=True),
    "pin-unset": Canned(replace(LOCKED, lock=Lock(state="unset")), at_pin=True),
    "rescue-code": Canned(LOCKED, at_pin=True, then=_rescued()),
    "rescue-pin": Canned(LOCKED, at_pin=True, then=_rescued("TEN2CHARS")),
    "rescue-weak": Canned(LOCKED, at_pin=True, then=_rescued("TEN2CHARS", "111111")),
    "rescue-name": Canned(LOCKED, at_pin=True, then=_rescued("TEN2CHARS", "482915" * 2)),
    "home": Canned(at_work()),
    "home-helper": Canned(at_work(lock=HELPER)),
    "home-nothing-open": Canned(at_work(bar=bar_with(event=None, opened_by_staff=False, headcount=0, unlinked=0))),
    "home-offline": Canned(at_work(bar=_OFFLINE)),
    "home-late": Canned(at_work(bar=replace(_OFFLINE, late=True, clock="15:47"))),
    "home-reader-missing": Canned(at_work(bar=_NO_READER)),
    "home-clock": Canned(at_work(bar=bar_with(clock=None))),
    "home-paper": Canned(at_work(bar=bar_with(paper=True))),
    "home-help-wanted": Canned(at_work(bar=bar_with(help_wanted=2))),
    "home-over-capacity": Canned(at_work(bar=bar_with(event=replace(LEGO, here=31), over_capacity=True))),
    "home-notice": Canned(replace(at_work(), notice=_NOTICE)),
    "home-undo": Canned(replace(at_work(), undo=_UNDO, notice=_NOTICE)),
    "home-warning": Canned(at_work(lock=replace(LEAD, locks_in_ms=12_000))),
    "awaited": Canned(replace(at_work(), awaited=_AWAITED)),
    "awaited-lately": Canned(
        replace(at_work(), awaited=replace(_AWAITED, why="staff", left_ms=0, outcome="tapped_lately"))
    ),
    "awaited-done": Canned(replace(at_work(), awaited=replace(_AWAITED, left_ms=0, outcome="done"))),
    "more": Canned(at_work(), (StaffPage.MORE,)),
    "reader": Canned(at_work(), (StaffPage.READER,)),
    "reader-missing-cause": Canned(at_work(bar=_NO_READER), (StaffPage.READER,)),
    "queue": Canned(at_work(bar=_OFFLINE), (StaffPage.QUEUE,)),
}
