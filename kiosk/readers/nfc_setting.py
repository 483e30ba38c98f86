"""How an NFC chip that is read without pcscd is written in the settings: ``nfc:tty:PORT`` or ``nfc:usb``. Pure."""

import re

PREFIX = "nfc:"
_PORT = re.compile(r"tty:/dev/[A-Za-z0-9._:+/-]+", re.ASCII)
_USB = re.compile(r"usb(:[0-9a-fA-F]{4}:[0-9a-fA-F]{4})?", re.ASCII)


class BadNfcError(ValueError):
    """An entry that can't be used; the text says why, as a clause that follows "it"."""


def read_nfc(entry: str) -> str:
    """Return the path of the reader that ``entry`` describes, as ``kiosk.readers.nfc_device.opened`` takes it.

    Raises:
        BadNfcError: if it doesn't describe one.

    """
    path = entry.removeprefix(PREFIX)
    if _PORT.fullmatch(path) or _USB.fullmatch(path):
        return path
    message = f'has "{entry}", which should be like nfc:tty:/dev/ttyAMA0, nfc:usb or nfc:usb:072f:2200'
    raise BadNfcError(message)
