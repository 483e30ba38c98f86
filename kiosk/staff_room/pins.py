"""PINs as argon2id; the one module that knows argon2-cffi. Each call takes a noticeable time: never on the loop.

Six digits are soon tried out by whoever holds the database: the hash buys time, the lock-out at the kiosk the rest.
"""

from collections.abc import Iterable, Mapping

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHash, VerificationError

from kiosk.domain.ids import StaffRef

MEMORY_KIB = 19_456
PASSES = 2
LANES = 1
"""What OWASP's password storage cheat sheet asks of argon2id at least. With one lane a Pi's other cores are left to the
rest; 19 MiB is little beside what the unit may use. See docs/adr/0027-pins-and-the-lock.md for what it takes."""


class Pins:
    """Hashes PINs, and finds out whose one is."""

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        """Hash at this cost; what was hashed at another is still recognised."""
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=LANES)

    def hashed(self, pin: str) -> str:
        """Return what ``pin`` is checked against from now on."""
        return self._hasher.hash(pin)

    def whose(self, pin: str, hashes: Mapping[StaffRef, str]) -> StaffRef | None:
        """Return whose PIN it is, or None. Every hash is tried, so that the time tells nothing."""
        fitting = [staff for staff, kept in hashes.items() if self._fits(pin, kept)]
        return fitting[0] if fitting else None

    def new(self, pin: str, others: Iterable[str]) -> str | None:
        """Return the hash of a new PIN, or None where one of ``others`` is of the same."""
        taken = [self._fits(pin, kept) for kept in others]
        return None if any(taken) else self.hashed(pin)

    def _fits(self, pin: str, kept: str) -> bool:
        try:
            return self._hasher.verify(kept, pin)
        except (VerificationError, InvalidHash):  # a hash that a failing disk garbled fits nothing
            return False
