"""An NFC chip that nfcpy drives, typed. With ``nfc_serial``, the only modules that know nfcpy.

nfcpy is loaded when a device is opened, and not before: it starts a compiler to look for a library. It writes UIDs into
its debug log, so its loggers are silenced; what went wrong is in ``DeviceError``.
"""

import contextlib
import errno
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kiosk.domain.cards import CardSeen, Technology
from kiosk.domain.errors import ReaderError
from kiosk.readers.nfc_field import Look, NoCard
from kiosk.readers.nfc_serial import open_serial, shut

_UID_BYTES = {4, 7, 10}
_CASCADE_TAG = 0x88
"""A 4-byte UID never begins with it: here a longer one was cut off."""
_ATQB = 0x50
_ATQB_BYTES = 12
_TYPE_1 = 4
_TRIES = 0x05
"""The item of RFConfiguration that says how often the chip itself tries before it gives up."""
_MANY_TRIES = b"\x01\x00\x13"
_ONE_TRY = b"\x01\x00\x00"


class DeviceError(ReaderError):
    """The device failed, went away or could not be opened: only opening it anew helps. ``errno``: the cause, or 0."""

    def __init__(self, error: Exception) -> None:
        """Keep the kind of ``error``, but not its words, which may hold what a card said."""
        number = error.errno if isinstance(error, OSError) and error.errno else 0
        super().__init__(os.strerror(number) if number else type(error).__name__)
        self.errno = number


class Antenna:
    """The field of an open device. Used from one thread."""

    def __init__(self, frontend: Any, target: Callable[[str], Any]) -> None:  # noqa: ANN401  nfcpy has no types
        """Take over nfcpy's open front end; ``target`` makes what it is asked for."""
        self._frontend = frontend
        self._target = target
        chipset = getattr(frontend.device, "chipset", None)
        self._chipset = chipset if hasattr(chipset, "rf_configuration") else None
        self._ear = None if self._chipset is None else _Ear(self._chipset)

    def look(self) -> Look:
        """Return what lies there now. Where nothing does, the chip searches by itself for some 100 ms first.

        Each look switches the field off and on.

        Raises:
            DeviceError: the device failed or is gone.

        """
        with _translated():
            found = self._sense("106A", _MANY_TRIES)
            if found is NoCard.EMPTY:
                return self._look_for_b()
            return self._once_more() if found is NoCard.UNREADABLE else found

    def _once_more(self) -> Look:
        """Try again to read what answered badly: a card that is still arriving often answers to the second try."""
        again = self._sense("106A", _ONE_TRY)
        return again if isinstance(again, CardSeen) else NoCard.UNREADABLE

    def _look_for_b(self) -> Look:
        """Look twice: a number that changes when the card was switched off and on is made up, and is no card's."""
        first = self._sense("106B", _ONE_TRY)
        if not isinstance(first, CardSeen):
            return first
        second = self._sense("106B", _ONE_TRY)
        if not isinstance(second, CardSeen):
            return NoCard.UNREADABLE
        return first if first == second else CardSeen(Technology.ISO14443B, b"")

    def _sense(self, kind: str, tries: bytes) -> Look:
        if self._chipset is not None and self._ear is not None:
            self._chipset.rf_configuration(_TRIES, tries)
            self._ear.heard = False
        target = self._frontend.sense(self._target(kind), iterations=1)
        if target is None:
            return NoCard.UNREADABLE if self._ear is not None and self._ear.heard else NoCard.EMPTY
        return _type_a(target) if kind == "106A" else _type_b(target)


class _Ear:
    """Hears that something answered, even where nfcpy makes nothing of it."""

    def __init__(self, chipset: Any) -> None:  # noqa: ANN401  nfcpy has no types
        self.heard = False
        self._list = chipset.in_list_passive_target
        chipset.in_list_passive_target = self._listen
        chipset.in_list_passive_target_brty_range = range(_TYPE_1 + 1)

    def _listen(self, most: int, kind: int, data: bytes) -> bytearray | None:
        """Search for nfcpy, which asks for a type 1 tag where a card answered and was gone: no library card is one."""
        found = None if kind == _TYPE_1 else self._list(most, kind, data)
        self.heard = self.heard or kind == _TYPE_1 or found is not None
        return found


@contextmanager
def opened(path: str) -> Iterator[Antenna]:
    """Open the device at ``path``: ``tty:PORT``, ``usb``, ``usb:VENDOR:PRODUCT``, or nfcpy's ``udp:HOST:PORT``.

    Raises:
        DeviceError: it isn't there, is taken, doesn't answer, or may not be used; or nfcpy isn't installed (ENOPKG).

    """
    try:
        from nfc import clf  # noqa: PLC0415  see above
    except ImportError:
        raise DeviceError(OSError(errno.ENOPKG, os.strerror(errno.ENOPKG))) from None
    logging.getLogger("nfc").setLevel(logging.CRITICAL + 1)
    frontend = clf.ContactlessFrontend()
    try:
        with _translated():
            _open(frontend, path)
        yield Antenna(frontend, clf.RemoteTarget)
    finally:
        _close(frontend)


def _open(frontend: Any, path: str) -> None:  # noqa: ANN401  nfcpy has no types
    bus, _, rest = path.partition(":")
    if bus == "tty":
        frontend.device = open_serial(rest)
    elif bus == "usb":
        _open_usb(frontend, path)
    elif not frontend.open(path):
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))


def _open_usb(frontend: Any, path: str) -> None:  # noqa: ANN401  nfcpy has no types
    """Open the first reader that can be; nfcpy, left to search by itself, would hide why it can't open any."""
    from nfc.clf import device, transport  # noqa: PLC0415  see above

    trouble = OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    for vendor, product, bus, address in transport.USB.find(path) or ():
        if (vendor, product) in device.usb_device_map:
            try:
                frontend.open(f"usb:{bus:03}:{address:03}")
            except OSError as error:
                trouble = error
            else:
                if frontend.device is not None:
                    return
    raise trouble


def _close(frontend: Any) -> None:  # noqa: ANN401  nfcpy has no types
    """Leave the chip as the next program expects it, as far as it still answers; never raise."""
    chipset = getattr(frontend.device, "chipset", None)
    line = getattr(chipset, "transport", None)
    with contextlib.suppress(DeviceError), _translated():
        frontend.close()
    if line is not None and line.TYPE == "TTY":
        shut(line)
    elif line is not None:
        with contextlib.suppress(DeviceError), _translated():
            line.close()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001  nfcpy names few of its errors: it stumbles over whatever a sick device says
        raise DeviceError(error) from None


def _type_a(target: Any) -> Look:  # noqa: ANN401  nfcpy has no types
    uid, sak = bytes(target.sdd_res or b""), bytes(target.sel_res or b"")
    if len(uid) not in _UID_BYTES or not sak or (len(uid) == min(_UID_BYTES) and uid[0] == _CASCADE_TAG):
        return NoCard.UNREADABLE
    return CardSeen(Technology.ISO14443A, uid, sak[0])


def _type_b(target: Any) -> Look:  # noqa: ANN401  nfcpy has no types
    answer = bytes(target.sensb_res or b"")
    if len(answer) < _ATQB_BYTES or answer[0] != _ATQB:
        return NoCard.UNREADABLE
    return CardSeen(Technology.ISO14443B, answer[1:5])
