"""The demo's made-up members and their cards. Nobody here exists."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_UID_MAKER = 0x04
_UID_BYTES = 7
_RANDOM_UID_MAKER = 0x08
_ISO_DEP_SAK = 0x20


class PartKind(StrEnum):
    """What a part plays."""

    MEMBER = "member"
    UNLINKED = "unlinked"
    PHONE = "phone"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Part:
    """One card of the tray: ``name`` is what one types, ``title`` what one reads."""

    name: str
    title: str
    kind: PartKind

    @property
    def sak(self) -> int:
        """The select acknowledge that its chip answers."""
        return _ISO_DEP_SAK if self.kind is PartKind.PHONE else 0

    def uid(self) -> bytes:
        """Return the UID that its chip shows: always the same, but a phone's is new each time."""
        if self.kind is PartKind.PHONE:
            return bytes([_RANDOM_UID_MAKER]) + secrets.token_bytes(3)
        digest = hashlib.sha256(b"hubtap demo card " + self.name.encode()).digest()
        return bytes([_UID_MAKER]) + digest[: _UID_BYTES - 1]


def _member(title: str) -> Part:
    return Part(title.lower(), title, PartKind.MEMBER)


CAST: tuple[Part, ...] = (
    _member("Amina"),
    _member("Callum"),
    _member("Ioana"),
    _member("Kwame"),
    _member("Mei"),
    _member("Oliwia"),
    _member("Priya"),
    _member("Rokas"),
    Part("new-card", "A card nobody has linked", PartKind.UNLINKED),
    Part("spare-card", "A new card, for whoever lost theirs", PartKind.UNLINKED),
    Part("team-card", "A team member's card", PartKind.STAFF),
    Part("phone", "A phone, with a new number each time", PartKind.PHONE),
)

_AT_HOME = ("Ana", "Beatriz", "Daria", "Emil", "Farah", "Harpreet", "Noah", "Olena", "Yusuf", "Zofia")
WITHOUT_CARD: tuple[Part, ...] = tuple(_member(title) for title in _AT_HOME)
"""Members who never have their card with them: staff find them by name."""


def crowd(size: int) -> Sequence[Part]:
    """Return ``size`` members with a card each, for measuring."""
    return tuple(Part(f"member-{number}", f"Member {number}", PartKind.MEMBER) for number in range(1, size + 1))
