"""Between daemon and worker: what changed at the centre."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.local_api.messages.basics import Count, Message, Moment

Name = Annotated[str, Meta(min_length=1, max_length=64)]
"""An id or a reference."""
Words = Annotated[str, Meta(max_length=200)]
"""What people read."""
Token = Annotated[str, Meta(pattern=r"^[!-9;-~]{1,32}:[0-9a-f]{32}\Z")]
"""A card token: key id, colon, 32 hex digits."""
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Cursor = Annotated[str, Meta(min_length=1, max_length=500)]
"""Longer ones the service would not take back."""


class WireEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``kiosk.domain.events.Event``; ``opens_us`` and ``closes_us`` are both None for drop-in."""

    id: Name
    hub: Name
    title: Words
    programme: Name | None
    opens_us: Moment | None
    closes_us: Moment | None
    mode: Literal["arrivals_only", "arrive_and_leave"]
    leave_gap_s: Count
    capacity: Count | None = None

    def __post_init__(self) -> None:
        """Refuse half a window, without which the event would pass for drop-in, and one that ends before it begins."""
        if (self.opens_us is None) != (self.closes_us is None):
            message = "opens_us and closes_us: both or neither"
            raise ValueError(message)
        if self.opens_us is not None and self.closes_us is not None and self.closes_us < self.opens_us:
            message = "closes_us is before opens_us"
            raise ValueError(message)


class WireMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A member as far as this hub may know one."""

    ref: Name
    shown_name: Words | None
    language: Name | None


class WireCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the scheme says of a token. A ``staff`` card has no member."""

    token: Token
    standing: Literal["linked", "lost", "contested", "staff"]
    member: Name | None


class WireRedaction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A person to be forgotten: ``kiosk.domain.redaction.Redaction``."""

    id: Name
    at_us: Moment
    subjects: list[Digest]


class ApplyChanges(Message, frozen=True, kw_only=True):
    """One page of changes, checked by the worker. ``last``: the last page of this pull. ``gone``: ids removed.

    A large page comes in parts, so that no tap waits for all of it. ``cursor`` is None in all but the last: only with
    that one the page counts as pulled. After a power cut in between, the page is pulled again, which does no harm.
    """

    cursor: Cursor | None
    generation: Count
    last: bool
    events: list[WireEvent]
    members: list[WireMember]
    cards: list[WireCard]
    gone_events: list[Name]
    gone_members: list[Name]
    gone_cards: list[Token]
    redactions: tuple[WireRedaction, ...] = ()


class StartOver(Message, frozen=True, kw_only=True):
    """The centre no longer knows the cursor: begin a new generation. Answered ``ChangesApplied`` with no cursor."""


class ChangesApplied(Message, frozen=True, kw_only=True):
    """Where the next pull goes on."""

    cursor: str | None
    generation: int
