"""The staff screens' pages as the daemon tells them. Names, times and ids as ``staff`` says."""

from typing import Literal

import msgspec

from kiosk.local_api.messages.basics import Count


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a message."""


RoleWord = Literal["helper", "lead"]
ModeWord = Literal["arrivals_only", "arrive_and_leave"]
HeadWord = Literal["visitors", "adults", "children", "helpers"]
"""Whose heads were counted."""


class EventRow(Shape, frozen=True, kw_only=True):
    """An event to choose, or a past day of drop-in: ``event`` names either.

    ``opens``, ``closes``: None for drop-in. ``here``: how many are in. ``heads``: how many were counted
    without names. ``made``: on the spot.

    ``state``: ``on`` takes taps now, ``closed`` was ended by staff. ``likely``: the one that staff most likely want.
    """

    event: str
    title: str
    mode: ModeWord
    drop_in: bool
    day: str | None
    opens: str | None
    closes: str | None
    state: Literal["on", "coming", "over", "closed"]
    likely: bool
    made: bool
    here: Count
    arrived: Count
    heads: Count = 0
    capacity: Count | None


class ArrivalRow(Shape, frozen=True, kw_only=True):
    """One arrival, newest first.

    ``record``: what Undo voids; empty, as ``at`` is, for whoever came in at another kiosk.

    ``name``: empty where the person shows none. ``by``: a card, a member of the team, or a paper register.
    ``left``: local time of the goodbye; ``left_inferred``: nobody said it. ``known``: False for a card that nobody is
    known by. ``member``: None for such a card.
    """

    record: str
    member: str | None
    name: str
    at: str
    by: Literal["card", "staff", "paper"]
    left: str | None
    left_inferred: bool
    known: bool


class UndoneRow(Shape, frozen=True, kw_only=True):
    """An arrival that was undone. ``by``: what Undo voids to bring it back. ``newer``: how many rows stand above it."""

    row: ArrivalRow
    by: str
    newer: Count


class ArrivalsPage(Shape, frozen=True, kw_only=True, tag="arrivals"):
    """Everyone who came to an event, also an earlier one: newest first. ``undone`` ones don't count."""

    event: EventRow
    rows: list[ArrivalRow]
    undone: list[UndoneRow] = []


class HerePage(Shape, frozen=True, kw_only=True, tag="here"):
    """The evacuation list: who is here now, in the order of their names.

    ``unnamed``: how many more are in whose names this kiosk doesn't know. ``headcount``: people without names.
    ``lost``: with how many cards somebody came here after they were reported lost. They count in no figure, and may be
    on the list by another card or by hand; but they may be in the house.
    ``covers``: this hub's kiosks that the list covers, and the local time as of which; ``missing``: those it doesn't.
    """

    event: EventRow | None
    rows: list[ArrivalRow]
    unnamed: Count
    lost: Count = 0
    headcount: Count
    covers: list[tuple[str, str]]
    missing: list[str]


class ChooserPage(Shape, frozen=True, kw_only=True, tag="chooser"):
    """Today's events."""

    events: list[EventRow]


class CardRow(Shape, frozen=True, kw_only=True):
    """A tap of a card that nobody is known by. ``tap``: its record. ``digits``: the token's last four, never the UID's.

    ``reason``: ``unknown_card``, ``card_lost``, ``contested`` or ``cannot_identify``; only the first can be linked.
    """

    tap: str
    at: str
    day: str
    digits: str
    reason: str
    times: Count


class CardsPage(Shape, frozen=True, kw_only=True, tag="cards"):
    """Unlinked cards, newest first, each once."""

    rows: list[CardRow]


class MemberCard(Shape, frozen=True, kw_only=True):
    """One of a member's cards: ``place`` names it, ``digits`` are its token's last four."""

    place: Count
    digits: str
    lost: bool


class MemberRow(Shape, frozen=True, kw_only=True):
    """Someone whom this hub knows. ``passport``: the code on their passport, None where they have none."""

    member: str
    name: str
    passport: str | None
    here: bool
    cards: list[MemberCard]


class MembersPage(Shape, frozen=True, kw_only=True, tag="members"):
    """Members found by ``query``: the beginning of a name, or a whole passport code. ``more``: not all are here.

    ``code``: the query is a passport code; ``rows`` then holds whom it names, though this hub may know no name.
    """

    query: str
    rows: list[MemberRow]
    more: bool
    code: bool


class HeadRow(Shape, frozen=True, kw_only=True):
    """One headcount; ``record`` is what Undo voids."""

    record: str
    at: str
    count: Count
    label: HeadWord


class HeadcountPage(Shape, frozen=True, kw_only=True, tag="headcount"):
    """Headcounts of the event, newest first. The last of each label counts."""

    rows: list[HeadRow]
    total: Count


class EndPage(Shape, frozen=True, kw_only=True, tag="end"):
    """What an event came to. ``people``: named or not, each once. ``still_here``: will be inferred to leave at its end.

    ``from_paper``, ``by_staff``, ``unlinked``: of those, how many.
    """

    event: EventRow
    people: Count
    still_here: Count
    by_staff: Count
    from_paper: Count
    unlinked: Count
    headcount: Count
    waiting: Count


class PastPage(Shape, frozen=True, kw_only=True, tag="past"):
    """Events of the last days, newest first; ``arrivals`` shows one."""

    events: list[EventRow]


class StaffRow(Shape, frozen=True, kw_only=True):
    """Someone of the team. ``cards``: how many staff cards of theirs this kiosk knows."""

    staff: str
    name: str
    role: RoleWord
    cards: Count
    me: bool


class StaffPage(Shape, frozen=True, kw_only=True, tag="staff"):
    """The team."""

    rows: list[StaffRow]


class ReaderRow(Shape, frozen=True, kw_only=True):
    """One reader and how it is. ``cause``: a code of ``kiosk.ports.ReaderCause``."""

    name: str
    health: str
    cause: str


class DiagnosticsPage(Shape, frozen=True, kw_only=True, tag="diagnostics"):
    """How the kiosk is. ``temperature_c``, ``undervoltage``: None where the machine can't tell.

    ``log``: the latest lines, without names. ``languages``: each with who reviewed its words, None for nobody yet.
    """

    version: str
    kiosk: str | None
    hub: str | None
    readers: list[ReaderRow]
    waiting: Count
    refused: Count
    disk_free_bytes: Count
    storage: str
    temperature_c: float | None
    undervoltage: bool | None
    clock_source: str | None
    database: str
    log: list[str]


class StickPage(Shape, frozen=True, kw_only=True, tag="stick"):
    """Sending by USB stick. ``found``: a stick is in.

    ``written``: ``done`` of ``of`` records are in the file, whose name is ``detail``; both 0 for an event's list.
    ``read``: the answer settled ``done`` of ``of`` records. ``nothing``: it held nothing new. ``failed``: ``detail`` is
    ``no_stick``, ``full``, ``read_only``, ``unreadable`` (no FAT or exFAT on it), ``pulled_out``, ``no_answer``,
    ``other_kiosk`` (the answers on it are for others), ``unavailable`` (nobody here may look at a stick),
    ``no_worker``, ``not_enrolled``, ``not_our_service``, ``damaged``, ``newer_service`` or ``fault``.
    """

    found: bool
    state: Literal["idle", "writing", "written", "reading", "read", "nothing", "failed"]
    done: Count
    of: Count
    detail: str


class SetupPage(Shape, frozen=True, kw_only=True, tag="setup"):
    """The first boot, and how far it is. Shown without a PIN, as long as there is none.

    ``step``: what is to be done next. ``network``: as in ``StatusBar``. ``code_refused``: why the service didn't take
    the enrolment code. ``trusted_here``: the code was typed here, so that the first PIN may be set here; else IT's code
    is needed.
    """

    step: Literal["enrol", "enrolling", "pin", "test", "done"]
    network: str
    network_detail: str
    code_refused: str | None
    trusted_here: bool
    reader: Literal["ready", "missing"]


StaffPageShown = (
    ArrivalsPage
    | HerePage
    | ChooserPage
    | CardsPage
    | MembersPage
    | HeadcountPage
    | EndPage
    | PastPage
    | StaffPage
    | DiagnosticsPage
    | StickPage
    | SetupPage
)
