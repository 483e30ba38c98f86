"""What the machine gives: clocks, new ids, and whoever starts the daemon again."""

from typing import Protocol

from kiosk.domain.clock import ClockReading
from kiosk.domain.ids import LedgerId, RecordId


class Supervisor(Protocol):
    """Whoever starts the daemon again when it hangs or ends."""

    def ready(self) -> None:
        """Say that cards are read and sockets are open."""

    def alive(self) -> None:
        """Say that the loop turns."""

    def stopping(self) -> None:
        """Say that the end has begun."""


class Clock(Protocol):
    """The kiosk's clocks."""

    def read(self) -> ClockReading:
        """Return the raw evidence of this moment."""

    def boottime_us(self) -> int:
        """Return CLOCK_BOOTTIME in microseconds: for every interval, never for a date."""


class IdSource(Protocol):
    """Where new ids come from."""

    def record_id(self) -> RecordId:
        """Mint a UUIDv7."""

    def ledger_id(self) -> LedgerId:
        """Mint a random ledger id."""
