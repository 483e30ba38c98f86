"""Between daemon and worker: what changed at the centre."""

from typing import Literal

import msgspec

from kiosk.local_api.messages.basics import Count, Message, Moment


class WireEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``kiosk.domain.events.Event``; ``opens_us`` and ``closes_us`` are both None for drop-in."""

    id: str
    hub: str
    title: str
    programme: str | None
    opens_us: Moment | None
    closes_us: Moment | None
    mode: Literal["arrivals_only", "arrive_and_leave"]
    leave_gap_s: Count

    def __post_init__(self) -> None:
        """Refuse half a window: without one the event would pass for drop-in."""
        if (self.opens_us is None) != (self.closes_us is None):
            message = "opens_us and closes_us: both or neither"
            raise ValueError(message)


class WireMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A member as far as this hub may know one."""

    ref: str
    shown_name: str | None
    language: str | None


class WireCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the scheme says of a token. A ``staff`` card has no member."""

    token: str
    standing: Literal["linked", "lost", "contested", "staff"]
    member: str | None


class ApplyChanges(Message, frozen=True, kw_only=True):
    """One page of changes, checked by the worker. ``last``: the last page of this pull. ``gone``: ids removed."""

    cursor: str
    generation: Count
    last: bool
    events: list[WireEvent]
    members: list[WireMember]
    cards: list[WireCard]
    gone_events: list[str]
    gone_members: list[str]
    gone_cards: list[str]


class StartOver(Message, frozen=True, kw_only=True):
    """The centre no longer knows the cursor: begin a new generation. Answered ``ChangesApplied`` with no cursor."""


class ChangesApplied(Message, frozen=True, kw_only=True):
    """Where the next pull goes on."""

    cursor: str | None
    generation: int
