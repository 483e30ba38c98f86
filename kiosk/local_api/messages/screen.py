"""Between daemon and touchscreen."""

from typing import Literal

from kiosk.local_api.messages.basics import Message

ResultKind = Literal[
    "arrived", "already_here", "left", "help", "misread", "take_card", "not_open", "not_saved", "staff"
]


class ShownResult(Message, frozen=True, kw_only=True):
    """What the last tap came to, for the public screen.

    ``serial`` grows with each result. ``kind``: the outcome's code, or ``misread``, ``take_card``, ``not_saved``,
    ``staff`` (a team member's card, which is never recorded).
    ``age_ms``: how long ago, when this snapshot was made. ``shown_ms``: how long to show it. ``opens``: the next
    opening as local ``HH:MM``, for ``not_open``.
    """

    serial: int
    kind: ResultKind
    name: str | None = None
    language: str | None = None
    opens: str | None = None
    age_ms: int
    shown_ms: int


class ScreenSnapshot(Message, frozen=True, kw_only=True):
    """All that the public screen needs; each one replaces the one before.

    ``clock_us``: effective wall time in microseconds UTC, or None while the clock is doubtful.
    ``zone``: IANA name of the hub's local time; without it no clock is shown.
    ``reader``: whether any reader can take cards.
    """

    number: int
    enrolled: bool
    hub_name: str | None
    zone: str | None
    event_title: str | None
    reader: Literal["ready", "missing"]
    clock_us: int | None
    result: ShownResult | None


class Judging(Message, frozen=True, kw_only=True):
    """A tap is being judged and saved; the snapshot with what it came to follows, and nothing goes between.

    Sent before the daemon is busy with it: on a slow disk the screen can say that it takes a while.
    """


class HelpAsked(Message, frozen=True, kw_only=True):
    """Someone touched "No card?": the daemon rings a team member and shows the help result."""


class FrameShown(Message, frozen=True, kw_only=True):
    """The screen drew the result with this serial (for the log and the benchmarks)."""

    serial: int
