"""Between daemon and touchscreen, once someone of the team has unlocked it: what the staff screens show.

While they are locked, ``StaffSnapshot`` holds nothing of any person, and every message of ``staff_acts`` but
``PinEntered``, ``RescueCode`` and those of the first boot is answered ``locked``.

People, records and events are named by the ids under which the daemon knows them; no card token ever comes here. A
card is named by a tap of it, or by its place among its member's cards. Local times are ``HH:MM`` of the hub's zone;
``day`` is ``YYYY-MM-DD``.
"""

from typing import Literal

from kiosk.local_api.messages.basics import Count, Message
from kiosk.local_api.messages.staff_pages import EventRow, RoleWord, SetupPage, Shape, StaffPageShown


class Lock(Shape, frozen=True, kw_only=True):
    """How the lock stands.

    ``unset``: nobody of the team has a PIN yet. ``checking``: a PIN is being checked. ``waiting``: too many were wrong;
    ``wait_ms`` tells how long nobody may try. ``wrong``: the last one was. ``tries_left``: before one has to wait.
    When ``open``: ``staff`` (a reference), ``name``, ``role``, ``may`` (words of ``kiosk.domain.staff.Permission``),
    and ``locks_in_ms``, which a finger on the screen puts off. ``restarted``: it is locked because the daemon began
    anew, not because of time or a person: a draft may be kept for whoever unlocks it again.
    """

    state: Literal["unset", "locked", "checking", "waiting", "open"]
    wait_ms: Count = 0
    wrong: bool = False
    tries_left: Count = 0
    staff: str | None = None
    name: str | None = None
    role: RoleWord | None = None
    may: tuple[str, ...] = ()
    locks_in_ms: Count = 0
    restarted: bool = False


class StatusBar(Shape, frozen=True, kw_only=True):
    """What staff see at a glance.

    ``event``: what takes taps now, None where nothing does. ``opened_by_staff``: it is on because staff opened it.
    ``waiting``: records that were not sent yet; ``last_sent``: local time, None for never; ``late``: for more than five
    minutes. ``network``: a state of ``sync.network_state`` and its ``network_detail`` in known words.
    ``reader_cause``: what is wrong with the readers, a code of ``kiosk.ports.ReaderCause``, empty where one is ready.
    ``clock``: local time, None while it is in doubt; then staff may confirm it. ``guess``: date and time as far as the
    kiosk can tell, ``YYYY-MM-DDTHH:MM``.
    ``unlinked``: taps of cards that nobody is known by, since this event began.
    ``help_wanted``: how many asked for a team member and were not yet seen to. ``over_capacity``: more than fit are in.
    ``paper``: the last tap could not be saved: use paper.
    """

    event: EventRow | None
    opened_by_staff: bool
    headcount: Count
    waiting: Count
    last_sent: str | None
    late: bool
    network: str
    network_detail: str
    reader: Literal["ready", "missing"]
    reader_cause: str
    clock: str | None
    guess: str | None = None
    unlinked: Count
    help_wanted: Count
    over_capacity: bool
    paper: bool


class StaffNotice(Shape, frozen=True, kw_only=True):
    """One line for staff while they are at work: a visitor's tap, or someone who wants a team member.

    ``serial`` grows with each. ``kind``: as in ``ShownResult``, or ``wanted`` for "No card?".
    """

    serial: Count
    kind: str
    name: str
    age_ms: Count


class UndoOffer(Shape, frozen=True, kw_only=True):
    """What was done last and can be undone at once. ``did``: a word of ``kiosk.domain.audit.Act``.

    ``record``: what Undo voids. ``left_ms``: how long the bar stays.
    """

    serial: Count
    did: str
    name: str
    record: str
    left_ms: Count


class AwaitedCard(Shape, frozen=True, kw_only=True):
    """The next card that is tapped is for this. ``whose``: a name. ``left_ms``: how long that holds.

    ``outcome``: None as long as it is awaited; then for some seconds what it came to: ``done``, ``taken`` (it is
    someone else's card), ``tapped_lately`` (by a visitor, so it becomes no staff card), ``staff_card``,
    ``cannot_identify``, ``too_late``, ``not_saved``.
    """

    why: Literal["replace", "link", "staff"]
    whose: str
    left_ms: Count
    outcome: str | None = None


class StaffSnapshot(Message, frozen=True, kw_only=True):
    """All that the staff screens show; each one replaces the one before. Only ``lock`` while they are locked.

    ``page``: what ``ShowPage`` asked for last; None for Staff home. ``setup``: the first boot, as long as it lasts.
    """

    number: Count
    lock: Lock
    bar: StatusBar | None = None
    page: StaffPageShown | None = None
    notice: StaffNotice | None = None
    undo: UndoOffer | None = None
    awaited: AwaitedCard | None = None
    setup: SetupPage | None = None


AnswerCode = Literal[
    "done",
    "locked",
    "not_allowed",
    "not_saved",
    "gone",
    "duplicate",
    "weak_pin",
    "pin_taken",
    "too_many_pins",
    "waiting",
    "wrong",
    "last_lead",
    "bad_time",
    "no_stick",
    "nothing_open",
    "no_worker",
]


class StaffAnswer(Message, frozen=True, kw_only=True):
    """What became of one message of ``staff_acts``, by its ``request``. The new snapshot comes before it.

    ``not_saved``: the database refused. ``gone``: what it named is not there any more. ``duplicate``: someone of that
    name is here already; say it again with ``although``. ``wrong``: a PIN or a code is. ``too_many_pins``: they tried
    as many new PINs today as one may. ``waiting``: too many PINs were wrong; none may be set for ``detail`` seconds.
    ``detail``: for ``bad_time`` why, for ``done`` the record that was made, if any.
    """

    request: Count
    code: AnswerCode
    detail: str | None = None
