"""Which permission each of the screen's messages and pages needs. Pure."""

from collections.abc import Mapping

from kiosk.domain.ids import EventId
from kiosk.domain.records import (
    CardLinked,
    CardLost,
    EventClosed,
    EventOpened,
    Record,
    StaffActed,
)
from kiosk.domain.staff import Permission
from kiosk.local_api import messages
from kiosk.local_api.messages import PageWord

NEEDED: Mapping[type[messages.Act], Permission] = {
    messages.OpenEvent: Permission.OPEN_EVENT,
    messages.MakeEvent: Permission.OPEN_EVENT,
    messages.EndEvent: Permission.END_EVENT,
    messages.MoveArrivals: Permission.CHECK_IN,
    messages.CheckIn: Permission.CHECK_IN,
    messages.CheckOut: Permission.CHECK_IN,
    messages.AddPerson: Permission.CHECK_IN,
    messages.Undo: Permission.CHECK_IN,
    messages.CountHeads: Permission.CHECK_IN,
    messages.ReportLost: Permission.CARDS,
    messages.LinkCard: Permission.CARDS,
    messages.CopyFromPaper: Permission.CORRECT_PAST,
    messages.ConfirmDate: Permission.KIOSK,
    messages.AddStaff: Permission.STAFF,
    messages.RemoveStaff: Permission.STAFF,
    messages.RemoveStaffCards: Permission.STAFF,
    messages.UseStick: Permission.KIOSK,
    messages.TryOut: Permission.KIOSK,
    messages.SetupDone: Permission.KIOSK,
}
"""Of what is not here, anyone of the team may ask; some of it needs more, depending on what it is about."""

_PAGES: Mapping[PageWord, Permission] = {
    "arrivals": Permission.SEE_PEOPLE,
    "here": Permission.SEE_PEOPLE,
    "members": Permission.SEE_PEOPLE,
    "chooser": Permission.OPEN_EVENT,
    "cards": Permission.CARDS,
    "headcount": Permission.CHECK_IN,
    "end": Permission.END_EVENT,
    "past": Permission.CORRECT_PAST,
    "diagnostics": Permission.KIOSK,
    "stick": Permission.KIOSK,
}
_OF_KIND: Mapping[str, Permission] = {
    CardLinked.kind: Permission.CARDS,
    CardLost.kind: Permission.CARDS,
    EventOpened.kind: Permission.OPEN_EVENT,
    EventClosed.kind: Permission.END_EVENT,
    StaffActed.kind: Permission.STAFF,
}


def to_show(page: PageWord, event: EventId | None, on: EventId | None) -> Permission | None:
    """Return what ``page`` of ``event`` needs while ``on`` is on; None where everyone of the team may see it."""
    if page in ("arrivals", "headcount") and event not in (None, on):
        return Permission.CORRECT_PAST
    return _PAGES.get(page)


def to_move(*, is_today: bool) -> Permission:
    """Return what it takes to move arrivals; ``is_today``: the events that they are at and come to are of today."""
    return Permission.CHECK_IN if is_today else Permission.CORRECT_PAST


def to_undo(record: Record, *, is_past: bool, was_last: bool) -> Permission:
    """Return what it takes to undo ``record``. ``is_past``: it counts at an event that is over.

    ``was_last``: it is the last thing that they did themselves; else undoing an opening ends the event.
    """
    if is_past:
        return Permission.CORRECT_PAST
    if record.kind == EventOpened.kind and not was_last:
        return Permission.END_EVENT
    return _OF_KIND.get(record.kind, Permission.CHECK_IN)


def to_await(why: str) -> Permission:
    """Return what it takes to await a card."""
    return Permission.STAFF if why == "staff" else Permission.CARDS
