"""Between touchscreen and daemon: what someone of the team does. Each is answered ``StaffAnswer`` with its ``request``.

The daemon checks the lock and the permission of every one of them; the screen only hides what would be refused.
"""

from typing import Annotated, Literal

from msgspec import Meta

from kiosk.local_api.messages.basics import Count, Message
from kiosk.local_api.messages.staff_pages import HeadWord, ModeWord, RoleWord

Pin = Annotated[str, Meta(pattern=r"^[0-9]{6}\Z")]
Code = Annotated[str, Meta(min_length=1, max_length=64)]
Ref = Annotated[str, Meta(min_length=1, max_length=64)]
Typed = Annotated[str, Meta(max_length=40)]
"""What people type: a name, a title."""
LocalTime = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")]
"""The hub's local time."""
PageWord = Literal[
    "home",
    "arrivals",
    "here",
    "chooser",
    "cards",
    "members",
    "headcount",
    "end",
    "past",
    "staff",
    "diagnostics",
    "stick",
]


class Act(Message, frozen=True, kw_only=True):
    """What all of them have: a number of the screen's own."""

    request: Count


class StaffTouched(Message, frozen=True, kw_only=True):
    """A finger is on a staff screen, which puts off the lock. At most one a second; not answered."""


class PinEntered(Act, frozen=True, kw_only=True):
    """Unlock. Nobody says who they are: the PIN does."""

    pin: Pin


class RescueCode(Act, frozen=True, kw_only=True):
    """A code from IT, and a new PIN for the lead who forgot theirs, or for the first lead, whose ``name`` it is."""

    code: Code
    pin: Pin
    name: Typed


class LockStaff(Act, frozen=True, kw_only=True):
    """Lock now."""


class ShowPage(Act, frozen=True, kw_only=True):
    """Show a page. ``event``: whose ``arrivals``, ``end`` or ``headcount``; None for the one that is on.

    ``query``: for ``members``.
    """

    page: PageWord
    event: Ref | None = None
    query: Typed = ""


class OpenEvent(Act, frozen=True, kw_only=True):
    """Open one of today's events, or one that was ended by mistake."""

    event: Ref


class MakeEvent(Act, frozen=True, kw_only=True):
    """Make an event on the spot, and open it. It ends by itself at the end of the local day."""

    title: Typed
    mode: ModeWord


class EndEvent(Act, frozen=True, kw_only=True):
    """End the event that is on; the staff screens lock."""

    event: Ref


class MoveArrivals(Act, frozen=True, kw_only=True):
    """These arrivals were at another event: "wrong event"."""

    records: Annotated[list[Ref], Meta(min_length=1, max_length=500)]
    event: Ref


class CheckIn(Act, frozen=True, kw_only=True):
    """Check a member in who has no card with them, at the event that is on."""

    member: Ref


class CheckOut(Act, frozen=True, kw_only=True):
    """Say goodbye for a member."""

    member: Ref


class AddPerson(Act, frozen=True, kw_only=True):
    """Someone new: a first name and perhaps an initial. They are in. ``although``: someone of that name is here."""

    name: Typed
    although: bool = False


class Undo(Act, frozen=True, kw_only=True):
    """What this record says doesn't count; undoing an undo brings it back."""

    record: Ref


class ReportLost(Act, frozen=True, kw_only=True):
    """A member's card is lost: ``place`` of ``MemberCard``."""

    member: Ref
    place: Count


class AwaitCard(Act, frozen=True, kw_only=True):
    """The next card tapped within 20 s is for this: a new card for a ``member``, or a card of one's own for ``staff``.

    ``why``: ``replace`` after a loss, ``link`` for a first card, ``staff``.
    """

    why: Literal["replace", "link", "staff"]
    member: Ref | None = None
    staff: Ref | None = None


class StopAwaiting(Act, frozen=True, kw_only=True):
    """No card is to be waited for any more."""


class LinkCard(Act, frozen=True, kw_only=True):
    """The card of this tap is this member's: their earlier taps count."""

    tap: Ref
    member: Ref


class CountHeads(Act, frozen=True, kw_only=True):
    """A number of people without names, at the event that is on."""

    count: Annotated[int, Meta(ge=0, le=9_999)]
    label: HeadWord


class HelpSeen(Act, frozen=True, kw_only=True):
    """Whoever asked for a team member was seen to."""


class CopyFromPaper(Act, frozen=True, kw_only=True):
    """One line of a paper register, of a member or of someone new: they came to ``event`` at ``at``."""

    event: Ref
    member: Ref | None = None
    name: Typed | None = None
    at: LocalTime
    left: LocalTime | None = None


class ConfirmDate(Act, frozen=True, kw_only=True):
    """It is ``at`` now, which sets the clock."""

    at: LocalTime


class AddStaff(Act, frozen=True, kw_only=True):
    """Someone new on the team."""

    name: Typed
    role: RoleWord
    pin: Pin


class ChangePin(Act, frozen=True, kw_only=True):
    """Another PIN: one's own with the ``old`` one, or as a lead someone else's without."""

    staff: Ref
    pin: Pin
    old: Pin | None = None


class RemoveStaff(Act, frozen=True, kw_only=True):
    """Someone left the team; their PIN and cards open nothing any more."""

    staff: Ref


class RemoveStaffCards(Act, frozen=True, kw_only=True):
    """Someone's staff cards open nothing any more."""

    staff: Ref


class UseStick(Act, frozen=True, kw_only=True):
    """Write what waits to the USB stick, or read the answer from it, or write one event's list as CSV."""

    what: Literal["write", "read", "report"]
    event: Ref | None = None


class TryOut(Act, frozen=True, kw_only=True):
    """Give a signal, as a test."""

    signal: Literal["in", "already", "goodbye", "help", "misread", "not_saved"]


class EnterEnrolmentCode(Act, frozen=True, kw_only=True):
    """First boot: the code that the centre gave for this kiosk."""

    code: Code


class FirstLead(Act, frozen=True, kw_only=True):
    """First boot: the first lead's name and PIN."""

    name: Typed
    pin: Pin


class SetupDone(Act, frozen=True, kw_only=True):
    """First boot: reader and sound were tried."""
