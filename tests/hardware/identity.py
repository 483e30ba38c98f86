"""Is the reader that is plugged in the one that its owner means? Nothing else is done to it before that is clear."""

from pathlib import Path

from kiosk.card_readers import readers_fault
from kiosk.domain.errors import HubtapError
from kiosk.readers.nfc_device import opened
from kiosk.readers.nfc_setting import PREFIX as NFC
from kiosk.readers.nfc_setting import read_nfc
from kiosk.readers.pcsc_names import shown_name
from kiosk.readers.pcsc_service import connected
from kiosk.readers.wedge_nodes import nodes_of
from kiosk.readers.wedge_setting import read_wedge

_SYS_INPUT = Path("/sys/class/input")


class WrongReaderError(Exception):
    """It isn't the reader that is meant, or that can't be told."""


def require(entry: str, expected: str) -> str:
    """Return what the reader of ``entry``, as in the settings, calls itself.

    Raises:
        WrongReaderError: unless that contains ``expected``, which must be given.

    """
    if fault := readers_fault((entry,)):
        message = f"the reader {fault}"
        raise WrongReaderError(message)
    try:
        called = _called(entry)
    except HubtapError as error:
        message = f"the reader can't be asked who it is: {error}"
        raise WrongReaderError(message) from error
    if not expected or expected.casefold() not in called.casefold():
        message = f"the reader calls itself {called!r}, and {expected!r} was expected"
        raise WrongReaderError(message)
    return called


def _called(entry: str) -> str:
    if entry.startswith(NFC):
        return _nfc(read_nfc(entry))
    return _pcsc() if entry == "pcsc" else _wedge(entry)


def _pcsc() -> str:
    """Return the name by which pcscd knows the reader: its maker's and model's."""
    with connected() as service:
        names = [shown_name(name) for name in service.readers()]
    if len(names) != 1:
        message = f"pcscd should know one reader and knows {len(names)}: {', '.join(names) or 'none'}"
        raise WrongReaderError(message)
    return names[0]


def _nfc(path: str) -> str:
    """Return maker, model, chip and the chip's firmware version."""
    with opened(path) as antenna:
        device = antenna._frontend.device
        return " ".join(part for part in (device.vendor_name, device.product_name, device.chipset_name) if part)


def _wedge(entry: str) -> str:
    """Return the name that the kernel knows the keyboard by."""
    nodes = nodes_of(read_wedge(entry).device)
    if len(nodes) != 1:
        message = f"there should be one such keyboard and there are {len(nodes)}"
        raise WrongReaderError(message)
    name = _SYS_INPUT / nodes[0].resolve().name / "device" / "name"
    return name.read_text(encoding="utf-8").strip()
