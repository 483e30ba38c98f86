"""What the daemon tells of its own health, to worker and administrator."""

import msgspec

from kiosk.local_api.messages.basics import Message, WireReading


class HealthWanted(Message, frozen=True, kw_only=True):
    """Ask for what a heartbeat carries."""


class ReaderStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One reader: its name, ``ready``, ``missing``, ``busy`` or ``denied``, and the cause in words."""

    name: str
    health: str
    cause: str


class LedgerStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One ledger: its highest seq, how many wait, how many were refused."""

    ledger: str
    highest: int
    waiting: int
    refused: int


class Health(Message, frozen=True, kw_only=True):
    """What the daemon knows of itself. ``oldest_waiting_us``: wall time of the oldest pending record."""

    version: str
    readers: list[ReaderStatus]
    ledgers: list[LedgerStatus]
    oldest_waiting_us: int | None
    clock_trusted: bool
    disk_free_bytes: int
    reading: WireReading
