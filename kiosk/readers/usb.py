"""Why a card reader that is plugged in can't be used: what the kernel tells of its USB devices. Reads sysfs."""

from pathlib import Path

from kiosk.ports import ReaderCause

_SYSFS = Path("/sys/bus/usb")
_GRABBERS = {"pn533_usb": ReaderCause.PN533_HOLDS, "port100": ReaderCause.PORT100_HOLDS}
"""The kernel's own NFC drivers: the reader that one of them holds is lost to every program."""
_SMART_CARD_CLASS = "0b"


def trouble(sysfs: Path = _SYSFS) -> ReaderCause | None:
    """Return what keeps a reader from the smart card service; None where nothing does.

    To be asked when the service knows no reader: it doesn't tell why.
    """
    for driver, cause in _GRABBERS.items():
        if any((sysfs / "drivers" / driver).glob("*:*")):
            return cause
    if any(_interface_class(path) == _SMART_CARD_CLASS for path in sysfs.glob("devices/*/bInterfaceClass")):
        return ReaderCause.NO_DRIVER
    return None


def _interface_class(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:  # it was unplugged while we looked
        return ""
