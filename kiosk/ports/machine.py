"""What the machine gives: clocks, new ids, and whoever starts the daemon again."""

from typing import Protocol

from kiosk.domain.clock import ClockReading
from kiosk.domain.clock_fixes import HardwareMark
from kiosk.domain.ids import EventId, LedgerId, MemberRef, RecordId, StaffRef


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


class BatteryClock(Protocol):
    """A clock with a battery, and what is remembered of it while the kiosk is off."""

    def read_us(self) -> int | None:
        """Return what it says, microseconds since 1970 UTC to the second; None where there is none."""

    def mark(self) -> HardwareMark | None:
        """Return what was kept last."""

    def keep(self, mark: HardwareMark) -> None:
        """Keep ``mark`` instead of the one before.

        Raises:
            OSError: the disk refused.

        """


class ClockSetter(Protocol):
    """Whoever may set the system's clock. The daemon may not."""

    def ask(self, wall_us: int, boottime_us: int) -> bool:
        """Ask for the clock to be set: at ``boottime_us`` of CLOCK_BOOTTIME it was ``wall_us``. Returns at once.

        False: nobody here can do that.
        """


class IdSource(Protocol):
    """Where new ids come from."""

    def record_id(self) -> RecordId:
        """Mint a UUIDv7."""

    def ledger_id(self) -> LedgerId:
        """Mint a random ledger id."""

    def member_ref(self) -> MemberRef:
        """Mint a random reference to someone new: ``m-`` and 16 hex digits."""

    def event_id(self) -> EventId:
        """Mint a random id of an event that is made on the spot."""

    def staff_ref(self) -> StaffRef:
        """Mint a random reference to someone of the team."""
