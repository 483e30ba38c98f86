"""Card readers on USB, as the kernel shows them below /sys; and which programs have them open."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.doctor.facts import UsbReader

_SMART_CARD_CLASS = "0b"
_KNOWN: Mapping[str, str] = {
    "072f:2200": "ACS ACR122U",
    "04e6:5591": "SCM SCL3711",
    "04e6:5593": "SCM SCL3712",
    "04cc:2533": "NXP PN533",
    "04cc:0531": "NXP PN531",
    "054c:0193": "Sony PN531",
    "054c:02e1": "Sony RC-S330",
    "054c:06c1": "Sony RC-S380",
    "054c:06c3": "Sony RC-S380",
}
"""Readers that don't all say of themselves that they are one."""
_USERS_OWN = "usbfs"
"""The kernel's name for a program that drives a device by itself, as pcscd does."""


def usb_readers(sys: Path, proc: Path) -> tuple[UsbReader, ...] | None:
    """Return the card readers among the devices below ``sys``; None where there is no USB at all."""
    folder = sys / "bus/usb/devices"
    if not folder.is_dir():
        return None
    return tuple(_readers(folder, proc))


def _readers(folder: Path, proc: Path) -> Iterator[UsbReader]:
    for device in sorted(folder.iterdir()):
        ids = f"{_text(device / 'idVendor')}:{_text(device / 'idProduct')}"
        interfaces = sorted(folder.glob(f"{device.name}:*"))
        classes = {_text(interface / "bInterfaceClass") for interface in interfaces}
        if ids not in _KNOWN and _SMART_CARD_CLASS not in classes:
            continue
        drivers = {(interface / "driver").resolve().name for interface in interfaces if (interface / "driver").exists()}
        yield UsbReader(
            ids=ids,
            name=_KNOWN.get(ids) or f"{_text(device / 'manufacturer')} {_text(device / 'product')}".strip() or ids,
            kernel_drivers=tuple(sorted(drivers - {_USERS_OWN})),
            holders=_holders(proc, _node(device)),
            power=_text(device / "power/control") or None,
        )


def _node(device: Path) -> str:
    bus, number = (int(_text(device / name) or 0) for name in ("busnum", "devnum"))
    return f"/dev/bus/usb/{bus:03}/{number:03}"


def _holders(proc: Path, node: str) -> tuple[str, ...] | None:
    """Return the programs that have ``node`` open; None where nothing was found and not all could be looked at."""
    found: set[str] = set()
    hidden = False
    for process in proc.glob("[0-9]*"):
        try:
            if any(str(link.readlink()) == node for link in (process / "fd").iterdir()):
                found.add(_text(process / "comm"))
        except PermissionError:
            hidden = True
        except OSError:  # it ended meanwhile
            continue
    return None if hidden and not found else tuple(sorted(found))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
