"""Distinct id types. Whatever could point at a person prints masked."""

from dataclasses import dataclass
from typing import NewType

RecordId = NewType("RecordId", str)
"""UUIDv7 as 36 lower-case characters, minted once: the idempotency key everywhere."""
LedgerId = NewType("LedgerId", str)
KioskId = NewType("KioskId", str)
HubId = NewType("HubId", str)
EventId = NewType("EventId", str)
ProgrammeId = NewType("ProgrammeId", str)
StaffRef = NewType("StaffRef", str)
"""A random reference to someone of the team at one kiosk; names and PINs are kept elsewhere."""
BootId = NewType("BootId", str)
"""The kernel's random id of one boot (``/proc/sys/kernel/random/boot_id``)."""


@dataclass(frozen=True, slots=True, order=True)
class CardToken:
    """The keyed hash that stands for a card: ``key id:32 hex digits``."""

    value: str

    def __repr__(self) -> str:
        """Return the key id and the last four digits only."""
        key_id, _, digits = self.value.partition(":")
        return f"CardToken({key_id}:…{digits[-4:]})"

    __str__ = __repr__


@dataclass(frozen=True, slots=True, order=True)
class MemberRef:
    """A random reference to a young person known to the scheme."""

    value: str

    def __repr__(self) -> str:
        """Return the last four characters only."""
        return f"MemberRef(…{self.value[-4:]})"

    __str__ = __repr__


Subject = CardToken | MemberRef
"""Whose attendance it is: a member where the card is linked, else the bare token."""
