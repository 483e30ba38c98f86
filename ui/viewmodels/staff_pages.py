"""The pages of the staff screens: what each asks of the daemon, and who may open it. No Qt."""

from dataclasses import dataclass
from enum import Enum

from kiosk.domain.staff import Permission
from kiosk.local_api.messages import PageWord


class StaffPage(Enum):
    """Every page; one is shown."""

    HOME = 0
    MORE = 1
    QUEUE = 2
    ARRIVALS = 3
    ADD_PERSON = 4
    CARD_LOST = 5
    HERE = 6
    HEADCOUNT = 7
    EVENT = 8
    END = 9
    CARDS = 10
    PAST = 11
    PAPER = 12
    TEAM = 13
    STICK = 14
    DIAGNOSTICS = 15
    CLOCK = 16
    READER = 17
    NEW_EVENT = 18
    EVENT_KIND = 19
    MOVE = 20
    MOVE_WHICH = 21
    LINK = 22
    PAPER_LINE = 23


@dataclass(frozen=True, slots=True)
class Needs:
    """``word``: the data that the daemon sends. ``permission``: None where whoever unlocked may open it."""

    word: PageWord
    permission: Permission | None = None


NEEDS = {
    StaffPage.HOME: Needs("home"),
    StaffPage.MORE: Needs("home"),
    StaffPage.QUEUE: Needs("home"),
    StaffPage.ARRIVALS: Needs("arrivals", Permission.SEE_PEOPLE),
    StaffPage.ADD_PERSON: Needs("home", Permission.CHECK_IN),
    StaffPage.CARD_LOST: Needs("members", Permission.SEE_PEOPLE),
    StaffPage.HERE: Needs("here", Permission.SEE_PEOPLE),
    StaffPage.HEADCOUNT: Needs("headcount", Permission.CHECK_IN),
    StaffPage.EVENT: Needs("chooser", Permission.OPEN_EVENT),
    StaffPage.END: Needs("end", Permission.END_EVENT),
    StaffPage.CARDS: Needs("cards", Permission.CARDS),
    StaffPage.PAST: Needs("past", Permission.CORRECT_PAST),
    StaffPage.PAPER: Needs("arrivals", Permission.CORRECT_PAST),
    StaffPage.TEAM: Needs("staff"),
    StaffPage.STICK: Needs("stick", Permission.KIOSK),
    StaffPage.DIAGNOSTICS: Needs("diagnostics", Permission.KIOSK),
    StaffPage.CLOCK: Needs("home", Permission.KIOSK),
    StaffPage.READER: Needs("home"),
    StaffPage.NEW_EVENT: Needs("home", Permission.OPEN_EVENT),
    StaffPage.EVENT_KIND: Needs("home", Permission.OPEN_EVENT),
    StaffPage.MOVE: Needs("chooser", Permission.CHECK_IN),
    StaffPage.MOVE_WHICH: Needs("arrivals", Permission.CHECK_IN),
    StaffPage.LINK: Needs("members", Permission.CARDS),
    StaffPage.PAPER_LINE: Needs("members", Permission.CORRECT_PAST),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on the way from Staff home, and what it showed there."""

    page: StaffPage
    event: str | None = None
    query: str = ""


Trail = tuple[Stop, ...]
"""The pages from Staff home to the one that is shown; empty at Staff home."""


def shown(trail: Trail) -> Stop:
    """Return the page at the trail's end."""
    return trail[-1] if trail else Stop(StaffPage.HOME)


def onward(trail: Trail, stop: Stop) -> Trail:
    """Return the trail to ``stop``; one that was passed already is gone back to, and Staff home begins anew."""
    if stop.page is StaffPage.HOME:
        return ()
    pages = [each.page for each in trail]
    before = pages.index(stop.page) if stop.page in pages else len(trail)
    return (*trail[:before], stop)


def back(trail: Trail) -> Trail:
    """Return the trail one page before."""
    return trail[:-1]


def allowed(may: tuple[str, ...]) -> frozenset[StaffPage]:
    """Return the pages for someone with these permissions."""
    return frozenset(page for page, needs in NEEDS.items() if needs.permission is None or needs.permission in may)
