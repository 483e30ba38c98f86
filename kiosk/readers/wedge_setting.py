"""How a reader that acts as a keyboard is written in the settings: ``wedge:DEVICE SPELLING [no-enter]``. Pure."""

import re
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.typed_uids import UidSpelling

PREFIX = "wedge:"
BARCODE = "barcode"
_NO_ENTER = "no-enter"
_USB_ID = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UsbId:
    """A USB device's vendor and product, each four small hexadecimal digits: every reader of that make."""

    vendor: str
    product: str


@dataclass(frozen=True, slots=True)
class WedgeSetting:
    """One reader. ``spelling`` is None for a barcode scanner. ``sends_enter``: it sends Enter after each number."""

    device: Path | UsbId
    spelling: UidSpelling | None
    sends_enter: bool = True


class BadWedgeError(ValueError):
    """An entry that can't be used; the text says why, as a clause that follows "it"."""


def read_wedge(entry: str) -> WedgeSetting:
    """Return the reader that ``entry`` describes.

    Raises:
        BadWedgeError: if it doesn't.

    """
    device, *words = entry.removeprefix(PREFIX).split() or [""]
    sends_enter = _NO_ENTER not in words
    spelled = [word for word in words if word != _NO_ENTER]
    known = (*UidSpelling, BARCODE)
    if len(spelled) != 1 or spelled[0] not in known:
        message = f'has "{entry}", which should name after the device one of {", ".join(known)}'
        raise BadWedgeError(message)
    spelling = None if spelled[0] == BARCODE else UidSpelling(spelled[0])
    return WedgeSetting(_device(device, entry), spelling, sends_enter)


def _device(text: str, entry: str) -> Path | UsbId:
    if usb := _USB_ID.fullmatch(text):
        return UsbId(usb[1].lower(), usb[2].lower())
    if text.startswith("/dev/input/"):
        return Path(text)
    message = f'has "{entry}", whose device should be a path under /dev/input/by-id/ or vendor:product like 05fe:1010'
    raise BadWedgeError(message)
