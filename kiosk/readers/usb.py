"""Why a card reader that is plugged in can't be used: what the kernel tells of its USB devices. Reads sysfs."""

from pathlib import Path

_SYSFS = Path("/sys/bus/usb")
_GRABBERS = ("pn533_usb", "port100")
"""The kernel's own NFC drivers: the reader that one of them holds is lost to every program."""
_SMART_CARD_CLASS = "0b"


def trouble(sysfs: Path = _SYSFS) -> str | None:
    """Return what keeps a reader from the smart card service, in words that IT can act on; None where nothing does.

    To be asked when the service knows no reader: it doesn't tell why.
    """
    for driver in _GRABBERS:
        if any((sysfs / "drivers" / driver).glob("*:*")):
            return (
                f"Linux's own driver {driver} holds the card reader. "
                "Ask IT to install Hubtap's modprobe file, and start the kiosk again."
            )
    if any(_interface_class(path) == _SMART_CARD_CLASS for path in sysfs.glob("devices/*/bInterfaceClass")):
        return (
            "A card reader is plugged in, but the smart card service can't use it. "
            "Plug it in again; if that doesn't help, ask IT to install its driver."
        )
    return None


def _interface_class(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:  # it was unplugged while we looked
        return ""
