"""What the daemon tells of its own health, to worker and administrator."""

from typing import Literal

import msgspec

from kiosk.local_api.messages.basics import Count, Message, WireReading


class HealthWanted(Message, frozen=True, kw_only=True):
    """Ask for what a heartbeat carries."""


class ReaderStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One reader: its name, ``ready``, ``missing``, ``busy`` or ``denied``, and the cause in words."""

    name: str
    health: str
    cause: str


class LedgerStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One ledger: its highest seq, how many wait, how many were refused.

    ``began``: why, a word of ``kiosk.domain.ledger_starts.Began``. ``lost``: first and last of the numbers that are
    known to be lost here. ``purged``: what was no longer needed of the numbers up to this one was removed.
    """

    ledger: str
    highest: int
    waiting: int
    refused: int
    closed: bool = False
    began: str = "enrolled"
    lost: list[tuple[int, int]] = []
    purged: int = 0


class SetAsideStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A damaged database: ``folder`` in the daemon's ``set-aside``, or ``copies`` where it was gone altogether.

    ``at_us``: when, by the wall clock. ``done``: all that could be read was carried over: so many ``records``;
    ``lost``: so many numbers are known to be lost.
    """

    folder: str
    at_us: int
    done: bool
    records: int
    lost: int


class StorageStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How records are kept. ``trouble``: why the database refuses at present, None where it doesn't.

    ``reserve``: room kept for taps: ``laid``, ``spent`` (the disk is full), or ``none``. ``last_copy_us``: when the
    newest copy was made, None where there is none; ``last_copy_trusted``: whether the clock was right then.
    ``remains``: what an older program deleted may still be in the file, for there was no room to write it anew.
    """

    trouble: str | None = None
    reserve: Literal["laid", "spent", "none"] = "none"
    copies: int = 0
    last_copy_us: int | None = None
    last_copy_trusted: bool = False
    set_aside: list[SetAsideStatus] = []
    remains: bool = False


class WireClock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How an enrolled kiosk's clock stands. Times in microseconds UTC.

    ``at_us``: what the time is, as far as the kiosk can know; ``wall_us``: what the system's clock says. ``zone``: IANA
    name of the hub's local time. ``source``: who told the time since the kiosk was switched on, None if nobody did;
    ``error_us``: how far off ``at_us`` may be then. ``steps``: how often the system's clock was set while the daemon
    ran; ``step_us``: by how much at the last time.
    """

    at_us: int
    wall_us: int
    zone: str
    source: Literal["kernel", "service", "hardware", "staff"] | None
    error_us: int | None
    steps: Count
    step_us: int


class Health(Message, frozen=True, kw_only=True):
    """What the daemon knows of itself. ``oldest_waiting_us``: wall time of the oldest pending record.

    ``clock``: None before enrolment. ``ledgers`` is empty while the database can't be read: see ``storage``.
    """

    version: str
    readers: list[ReaderStatus]
    ledgers: list[LedgerStatus]
    oldest_waiting_us: int | None
    clock_trusted: bool
    disk_free_bytes: int
    reading: WireReading
    clock: WireClock | None = None
    storage: StorageStatus = StorageStatus()
