"""An NFC chip without pcscd: a PN532 on a serial port or USB, or a USB reader that nfcpy can drive."""

import errno
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event as StopFlag
from time import monotonic
from typing import Protocol

from kiosk.domain.cards import CardSeen
from kiosk.ports import CardGone, CardPresent, Misread, ReaderCause, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers.boottime import now_us
from kiosk.readers.nfc_device import DeviceError, opened
from kiosk.readers.nfc_field import Look, NoCard, news, settled

_log = logging.getLogger(__name__)

_FIRST_BACK_OFF_S = 0.2
_LONGEST_BACK_OFF_S = 1.0
_SHORTEST_SEARCH_S = 0.005
"""A chip searches an empty field for longer than that by itself. One that doesn't would keep a core busy."""
_BETWEEN_LOOKS_AT_A_CARD_S = 0.05
"""A card that lies there answers at once, so the chip makes no pause of its own."""


_HEALTH = {
    errno.EBUSY: (ReaderHealth.BUSY, ReaderCause.NFC_BUSY),
    errno.EAGAIN: (ReaderHealth.BUSY, ReaderCause.NFC_BUSY),
    errno.EACCES: (ReaderHealth.DENIED, ReaderCause.NFC_DENIED),
    errno.EPERM: (ReaderHealth.DENIED, ReaderCause.NFC_DENIED),
    errno.ENOPKG: (ReaderHealth.BLOCKED, ReaderCause.NFC_NO_DRIVER),
    errno.ENOENT: (ReaderHealth.MISSING, ReaderCause.NFC_NOT_THERE),
    errno.ENXIO: (ReaderHealth.MISSING, ReaderCause.NFC_NOT_THERE),
    errno.ENODEV: (ReaderHealth.MISSING, ReaderCause.NFC_NOT_THERE),
}


class Field(Protocol):
    """What can be looked at."""

    def look(self) -> Look:
        """Return what lies there, or raise DeviceError."""


class NfcReader:
    """One NFC chip as a ``CardReader``.

    It stays open as long as the process runs, since some readers open only once after they are plugged in. One that
    falls silent or is unplugged is opened anew, and then reports what lies in its field.
    """

    def __init__(
        self, path: str, name: str = "NFC reader", open_: Callable[[str], AbstractContextManager[Field]] = opened
    ) -> None:
        """``path``: as ``kiosk.readers.nfc_device.opened`` takes it; nothing is opened before ``run``."""
        self._path = path
        self._name = name
        self._open = open_

    @property
    def name(self) -> str:
        """The name it was given; paths may hold serial numbers."""
        return self._name

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        """Report until ``stop`` is set; ``report`` is called from this thread."""
        told: ReaderChanged | None = None
        back_off_s = _FIRST_BACK_OFF_S

        def say(health: ReaderHealth, cause: ReaderCause) -> bool:
            nonlocal told
            before, told = told, ReaderChanged(self._name, health, cause)
            if told != before:
                report(told)
            return told != before

        while not stop.is_set():
            try:
                with self._open(self._path) as field:
                    look = field.look()
                    say(ReaderHealth.READY, ReaderCause.READY)
                    back_off_s = _FIRST_BACK_OFF_S
                    self._watch(field, look, report, stop)
            except DeviceError as error:
                if say(*_HEALTH.get(error.errno, (ReaderHealth.MISSING, ReaderCause.NFC_SILENT))):
                    _log.warning("%s: %s", self._name, error)
                stop.wait(back_off_s)
                back_off_s = min(2 * back_off_s, _LONGEST_BACK_OFF_S)

    def _watch(self, field: Field, first: Look, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        lying: Look | None = None
        now = first
        while True:
            seen_us = now_us()
            before, lying = lying, settled(lying, now)
            for look in news(before, lying):
                report(self._as_report(look, seen_us))
            if lying is not NoCard.EMPTY:
                stop.wait(_BETWEEN_LOOKS_AT_A_CARD_S)
            if stop.is_set():
                return
            began_s = monotonic()
            now = field.look()
            if now is NoCard.EMPTY and (too_soon_s := began_s + _SHORTEST_SEARCH_S - monotonic()) > 0:
                stop.wait(too_soon_s)

    def _as_report(self, look: Look, seen_us: int) -> ReaderReport:
        match look:
            case CardSeen():
                return CardPresent(self._name, look, seen_us)
            case NoCard.EMPTY:
                return CardGone(self._name, seen_us)
            case NoCard.UNREADABLE:
                return Misread(self._name, seen_us)
