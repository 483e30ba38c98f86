"""The machine's clocks and the random source of ids."""

import ctypes
import os
import secrets
import time
from pathlib import Path

from kiosk.domain.clock import ClockReading
from kiosk.domain.ids import BootId, EventId, LedgerId, MemberRef, RecordId, StaffRef

_NS_PER_US = 1_000
_NS_PER_MS = 1_000_000
_STA_UNSYNC = 0x0040
_KERNEL_SAID_US = 500_000
_TIMEX_BYTES = 256
_STATUS_OFFSET = 40
"""Where ``struct timex`` of a 64-bit Linux keeps ``status`` (after modes, offset, freq, maxerror, esterror)."""


class SystemClock:
    """``kiosk.ports.Clock`` on Linux. Reading takes some microseconds and never blocks."""

    def __init__(self, boot: BootId) -> None:
        """Name the boot; see ``boot_id``."""
        self._boot = boot
        self._is_synchronised = False
        self._asked_us = -_KERNEL_SAID_US - 1
        self._adjtimex = ctypes.CDLL(None).adjtimex
        self._timex = ctypes.create_string_buffer(_TIMEX_BYTES)
        self._modes = ctypes.c_int.from_buffer(self._timex)
        self._status = ctypes.c_int.from_buffer(self._timex, _STATUS_OFFSET)

    def read(self) -> ClockReading:
        """Return the raw evidence of this moment; what the kernel says of its clock is at most half a second old."""
        boottime_us = self.boottime_us()
        if boottime_us - self._asked_us > _KERNEL_SAID_US:
            self._is_synchronised, self._asked_us = self._synchronised(), boottime_us
        return ClockReading(time.time_ns() // _NS_PER_US, self._is_synchronised, self._boot, boottime_us)

    def boottime_us(self) -> int:
        """Return CLOCK_BOOTTIME in microseconds."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_PER_US

    def _synchronised(self) -> bool:
        """Ask the kernel (adjtimex with nothing to set), which says what its time service told it."""
        self._modes.value = 0
        return self._adjtimex(self._timex) >= 0 and not self._status.value & _STA_UNSYNC


def boot_id() -> BootId:
    """Return the kernel's id of this boot; a unit whose /proc is hidden hands it in as ``HUBTAP_BOOT_ID``."""
    given = os.environ.get("HUBTAP_BOOT_ID")
    return BootId(given or Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())


_RANDOM_BYTES = 10
"""74 random bits, rounded up."""
_REF_BYTES = 8


class RandomIds:
    """``kiosk.ports.IdSource``: UUIDv7 for records (RFC 9562: 48 bits of milliseconds, then random), random ledgers."""

    def record_id(self) -> RecordId:
        """Mint a UUIDv7. Its time part only spreads the keys; nothing reads a time from it."""
        moment = f"{time.time_ns() // _NS_PER_MS & (1 << 48) - 1:012x}"
        random = os.urandom(_RANDOM_BYTES)
        digits = random.hex()
        variant = "89ab"[random[-1] & 3]
        return RecordId(f"{moment[:8]}-{moment[8:]}-7{digits[:3]}-{variant}{digits[3:6]}-{digits[6:18]}")

    def ledger_id(self) -> LedgerId:
        """Mint a random ledger id."""
        return LedgerId(secrets.token_hex(16))

    def member_ref(self) -> MemberRef:
        """Mint a random reference to someone new."""
        return MemberRef(f"m-{secrets.token_hex(_REF_BYTES)}")

    def event_id(self) -> EventId:
        """Mint a random id of an event that is made on the spot."""
        return EventId(f"e-{secrets.token_hex(_REF_BYTES)}")

    def staff_ref(self) -> StaffRef:
        """Mint a random reference to someone of the team."""
        return StaffRef(f"s-{secrets.token_hex(_REF_BYTES)}")
