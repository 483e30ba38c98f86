"""Staff snapshots that were never taken: one for every staff page and state. All names are made up."""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.domain.staff import Permission
from kiosk.local_api.messages import (
    AwaitedCard,
    EventRow,
    Lock,
    StaffNotice,
    StaffPageShown,
    StaffSnapshot,
    StatusBar,
    UndoOffer,
)
from ui.viewmodels.staff_pages import StaffPage

LEGO = EventRow(
    event="lego",
    title="Lego Club",
    mode="arrivals_only",
    drop_in=False,
    day="2026-02-25",
    opens="15:00",
    closes="17:00",
    state="on",
    likely=True,
    made=False,
    here=23,
    arrived=25,
    capacity=30,
)

BAR = StatusBar(
    event=LEGO,
    opened_by_staff=True,
    headcount=5,
    waiting=0,
    last_sent="15:29",
    late=False,
    network="online",
    network_detail="",
    reader="ready",
    reader_cause="",
    clock="15:30",
    unlinked=2,
    help_wanted=0,
    over_capacity=False,
    paper=False,
)

LOCKED = StaffSnapshot(number=1, lock=Lock(state="locked", tries_left=5))
LEAD = Lock(
    state="open", staff="s1", name="Ros", role="lead", may=tuple(each.value for each in Permission), locks_in_ms=60_000
)
HELPER = Lock(
    state="open",
    staff="s2",
    name="Idris",
    role="helper",
    may=("see_people", "check_in", "cards", "open_event"),
    locks_in_ms=60_000,
)


def at_work(
    page: StaffPageShown | None = None, *, bar: StatusBar = BAR, lock: Lock = LEAD, number: int = 2
) -> StaffSnapshot:
    """Return a snapshot while staff are at work."""
    return StaffSnapshot(number=number, lock=lock, bar=bar, page=page)


def bar_with(**parts: object) -> StatusBar:
    """Return the status with other parts."""
    return replace(BAR, **parts)


@dataclass(frozen=True, slots=True)
class Canned:
    """A staff page in a state: ``snapshot`` as the daemon tells it, after ``trail`` was opened from Staff home.

    ``at_pin``: the PIN page was asked for.
    """

    snapshot: StaffSnapshot
    trail: tuple[StaffPage, ...] = ()
    at_pin: bool = False


_NOTICE = StaffNotice(serial=1, kind="arrived", name="Amina", age_ms=0)
_UNDO = UndoOffer(serial=1, did="added_person", name="Callum B", record="r9", left_ms=10_000)
_AWAITED = AwaitedCard(why="replace", whose="Oliwia", left_ms=14_000)
_OFFLINE = bar_with(waiting=12, last_sent="15:40", network="offline", clock="15:43")

STAFF_PAGES: Mapping[str, Canned] = {
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
"""Every staff page and state, by name."""
