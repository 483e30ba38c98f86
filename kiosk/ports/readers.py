"""A card reader, and what it reports."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event as StopFlag
from typing import Protocol

from kiosk.domain.cards import CardSeen


class ReaderHealth(StrEnum):
    """How a card reader is, the best first."""

    READY = "ready"
    BUSY = "busy"
    """Another program has it to itself."""
    DENIED = "denied"
    """The smart card service, or the system, doesn't let this program in."""
    BLOCKED = "blocked"
    """It is plugged in, but lacks its driver, or a driver of the kernel took it."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class CardPresent:
    """A card lies in the field. ``seen_us``: CLOCK_BOOTTIME in microseconds when the reader reported it."""

    reader: str
    card: CardSeen
    seen_us: int


@dataclass(frozen=True, slots=True)
class CardGone:
    """The field of ``reader`` is empty."""

    reader: str
    seen_us: int


@dataclass(frozen=True, slots=True)
class Misread:
    """Something was there, but it left before it could be read."""

    reader: str
    seen_us: int


@dataclass(frozen=True, slots=True)
class ReaderChanged:
    """A reader's health changed; ``cause`` is words that staff or IT can act on."""

    reader: str
    health: ReaderHealth
    cause: str


ReaderReport = CardPresent | CardGone | Misread | ReaderChanged


class CardReader(Protocol):
    """A source of cards. ``run`` blocks in a thread of its own, heals by itself, and returns soon after ``stop``.

    From that thread it asks ``stop.is_set()`` at least every two seconds, whatever happens: that is its sign of life.
    """

    @property
    def name(self) -> str:
        """A name for logs and staff; no serial number."""

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        """Report what happens until ``stop`` is set. ``report`` may be called from any thread."""
