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


class ReaderCause(StrEnum):
    """Why a card reader is as it is: words for IT, and a ``code`` for the screen, which has words of its own."""

    READY = "Ready."
    NO_READER = "No card reader was found. Check its cable, or plug it into another USB socket."
    UNPLUGGED = "The card reader was unplugged. Plug it in again."
    BUSY = "Another program has the card reader to itself. Close that program."
    STUCK = "The card reader's driver does not come back. The kiosk starts again by itself within a minute."

    NO_SERVICE = "The smart card service (pcscd) does not answer. It is asked again every second."
    SERVICE_DENIES = "The smart card service does not let this program in. Ask IT to install Hubtap's polkit rule."
    PN533_HOLDS = (
        "Linux's own driver pn533_usb holds the card reader. "
        "Ask IT to install Hubtap's modprobe file, and start the kiosk again."
    )
    PORT100_HOLDS = (
        "Linux's own driver port100 holds the card reader. "
        "Ask IT to install Hubtap's modprobe file, and start the kiosk again."
    )
    NO_DRIVER = (
        "A card reader is plugged in, but the smart card service can't use it. "
        "Plug it in again; if that doesn't help, ask IT to install its driver."
    )

    NFC_SILENT = "The NFC reader does not answer. Check its cable, or switch it off and on."
    NFC_NOT_THERE = "The NFC reader was not found. Check its cable, or plug it into another USB socket."
    NFC_BUSY = "Another program has the NFC reader: the smart card service, a kernel driver or a serial console."
    NFC_NO_DRIVER = "The NFC reader's driver, nfcpy, is not installed on this kiosk. Ask IT to install it."
    NFC_DENIED = "This program may not use the NFC reader's port. Ask IT to give it the right to."

    WEDGE_NOT_FOUND = "The reader was not found. Check its cable, or the settings if it is a new one."
    WEDGE_DENIED = "The system does not let this program use the reader. Ask IT for the reader's udev rule."
    WEDGE_NO_KEYBOARD = "What the settings name is no keyboard-like device. Correct the settings."
    NO_NUMBER = (
        "Ready, but the last number can't be one. The reader should act as a US or UK keyboard, "
        "and send Enter after each number or be set to no-enter."
    )
    SPELLING = "Ready, but the last number is not spelled as the settings say. Compare the reader's settings."
    CUT_SHORT = (
        "Ready, but the reader cuts long card numbers short, and so mixes cards up. Set it to send all seven bytes."
    )
    CHECK_DIGIT = "Ready, but the check digit of the last number was wrong. Scan it again."

    @property
    def code(self) -> str:
        """The stable word that travels to the screen."""
        return self.name.lower()


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
    """A reader's health changed."""

    reader: str
    health: ReaderHealth
    cause: ReaderCause


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
