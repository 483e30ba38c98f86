"""Between daemon and worker: names that people typed here, which travel apart from records."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.local_api.messages.basics import MOST_RECORDS, Count, Message
from kiosk.local_api.messages.changes import Name, Words


class WireName(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``kiosk.ports.SideName``; it prints without the name."""

    kind: Literal["member", "event"]
    subject: Name
    text: Words
    revision: Count

    def __repr__(self) -> str:
        """Return what it is the name of."""
        return f"WireName({self.kind} …{self.subject[-4:]}, revision {self.revision})"


class FetchNames(Message, frozen=True, kw_only=True):
    """Ask for names that the centre doesn't have as they are now, by subject, behind ``after``. A pure read."""

    after: Annotated[str, Meta(max_length=64)] = ""
    most: Annotated[int, Meta(ge=1, le=MOST_RECORDS)]


class NamesPage(Message, frozen=True, kw_only=True):
    """Names that are to be sent."""

    names: list[WireName]


class NamesKept(Message, frozen=True, kw_only=True):
    """Which revisions the centre has, by subject. Answered ``Noted``; repeating it changes nothing."""

    revisions: dict[Name, Count]
