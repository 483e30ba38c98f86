"""What the daemon and the program that may look at a stick say to each other: lines, some with a file's bytes after."""

from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.ports.sticks import StickTrouble
from kiosk.stick.folder import MOST_BYTES

MOST_LINE = 16_384
Name = Annotated[str, Meta(min_length=1, max_length=160)]
Size = Annotated[int, Meta(ge=0, le=MOST_BYTES)]


class Word(msgspec.Struct, tag_field="do", tag=str.lower, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A wish of the daemon's."""


class Open(Word, frozen=True, kw_only=True):
    """Mount the stick; it stays so until ``Close`` or the end of the connection."""

    write: bool


class Write(Word, frozen=True, kw_only=True):
    """Write a new file; ``size`` bytes follow."""

    name: Name
    size: Size


class Answers(Word, frozen=True, kw_only=True):
    """Name the service's answers."""


class Read(Word, frozen=True, kw_only=True):
    """Read one."""

    name: Name


class Close(Word, frozen=True, kw_only=True):
    """Unmount: all that was written is on the stick then."""


Wish = Open | Write | Answers | Read | Close


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The answer to each wish; ``size`` bytes follow. ``trouble``: why not, None where it was done."""

    trouble: StickTrouble | None = None
    names: list[str] = msgspec.field(default_factory=list)
    size: Size = 0


def line(message: Word | Said) -> bytes:
    """Return one line."""
    return msgspec.json.encode(message) + b"\n"
