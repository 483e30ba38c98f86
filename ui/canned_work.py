"""What canned staff snapshots are made of: an event, a status, who unlocked. All names are made up."""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.domain.staff import Permission
from kiosk.local_api.messages import (
    EventRow,
    Lock,
    StaffPageShown,
    StaffSnapshot,
    StatusBar,
)
from ui.viewmodels.staff_models import StaffModels
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
    heads=5,
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


def nothing_more(models: StaffModels) -> None:
    """Stand for a page that needs no finger to be in its state."""


@dataclass(frozen=True, slots=True)
class Canned:
    """A staff page in a state: ``snapshot`` as the daemon tells it, after ``trail`` was opened from Staff home.

    ``at_pin``: the PIN page was asked for. ``then``: what a finger did on it until it was in that state.
    """

    snapshot: StaffSnapshot
    trail: tuple[StaffPage, ...] = ()
    at_pin: bool = False
    then: Callable[[StaffModels], None] = nothing_more
