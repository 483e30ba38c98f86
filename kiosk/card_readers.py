"""Which card readers the settings ask for. A reader's driver is loaded only where it is asked for.

``pcsc``: every reader that the card service (pcscd) knows.
``nfc:tty:PORT``, ``nfc:usb``: an NFC chip read without pcscd; see ``kiosk/readers/nfc_setting.py``.
``wedge:DEVICE SPELLING [no-enter]``: one that acts as a keyboard; see ``kiosk/readers/wedge_setting.py``.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from kiosk.domain.barcodes import BadPatternError, LibraryNumbers, read_patterns
from kiosk.domain.cards import CardSeen
from kiosk.domain.typed_uids import UidSpelling, Unclear, card_of
from kiosk.ports import CardReader
from kiosk.readers.nfc_setting import PREFIX as NFC
from kiosk.readers.nfc_setting import BadNfcError, read_nfc
from kiosk.readers.wedge_setting import PREFIX, BadWedgeError, WedgeSetting, read_wedge

if TYPE_CHECKING:
    from kiosk.readers.pcsc_lights import ReaderLights

PCSC = "pcsc"


def card_readers(
    readers: Sequence[str], barcodes: Sequence[str], lights: "ReaderLights | None" = None
) -> list[CardReader]:
    """Return the readers in the settings, which have been checked; nothing is opened yet."""
    libraries = read_patterns(barcodes)
    wedges = [read_wedge(entry) for entry in readers if entry.startswith(PREFIX)]
    nfc_paths = [read_nfc(entry) for entry in readers if entry.startswith(NFC)]
    return [*(_pcsc(lights) for entry in readers if entry == PCSC), *_nfc(nfc_paths), *_wedges(wedges, libraries)]


def reader_lights(readers: Sequence[str], *, buzzer: bool) -> "AbstractContextManager[ReaderLights | None]":
    """Return the lights of the readers in the settings, for ``card_readers`` and for signals; None where none has any.

    ``buzzer``: let them sound, too.
    """
    if PCSC not in readers:
        return nullcontext()
    from kiosk.readers.pcsc_lights import ReaderLights  # noqa: PLC0415  a demo or a test needs no driver

    return ReaderLights(buzzer=buzzer)


def readers_fault(readers: Sequence[str]) -> str | None:
    """Return what is wrong with the setting ``readers``, as a clause that follows "it"."""
    if not readers:
        return 'should name at least one reader, such as "pcsc"'
    if len(set(readers)) < len(readers):
        return "has a reader twice"
    try:
        for entry in readers:
            if entry.startswith(PREFIX):
                read_wedge(entry)
            elif entry.startswith(NFC):
                read_nfc(entry)
            elif entry != PCSC:
                return f'has "{entry}", which should be pcsc or begin with nfc: or wedge:'
    except (BadWedgeError, BadNfcError) as error:
        return str(error)
    return None


def barcodes_fault(barcodes: Sequence[str]) -> str | None:
    """Return what is wrong with the setting ``barcodes``, as a clause that follows "it"."""
    try:
        read_patterns(barcodes)
    except BadPatternError as error:
        return str(error)
    return None


def lacks_barcodes(readers: Sequence[str], barcodes: Sequence[str]) -> bool:
    """Tell whether there is a barcode scanner, but no library whose numbers it could read."""
    scanners = [entry for entry in readers if entry.startswith(PREFIX) and read_wedge(entry).spelling is None]
    return bool(scanners) and not barcodes


def _pcsc(lights: "ReaderLights | None") -> CardReader:
    from kiosk.readers.pcsc import PcscReaders  # noqa: PLC0415  a demo or a test needs no driver

    return PcscReaders(attendant=lights)


def _nfc(paths: Sequence[str]) -> list[CardReader]:
    """Return a reader for each path, with names that tell them apart but no serial number."""
    if not paths:
        return []
    from kiosk.readers.nfc import NfcReader  # noqa: PLC0415  a kiosk without such a reader needs no nfcpy

    names = ["NFC reader", *(f"NFC reader {number}" for number in range(2, len(paths) + 1))]
    return [NfcReader(path, name) for path, name in zip(paths, names, strict=True)]


def _wedges(settings: Sequence[WedgeSetting], libraries: LibraryNumbers) -> list[CardReader]:
    """Return a reader for each setting, with names that tell them apart but no serial number."""
    readers: list[CardReader] = []
    for setting in settings:
        kind = "barcode scanner" if setting.spelling is None else "keyboard card reader"
        alike = sum(reader.name.startswith(kind) for reader in readers)
        readers.append(_wedge(f"{kind} {alike + 1}" if alike else kind, setting, libraries))
    return readers


def _wedge(name: str, setting: WedgeSetting, libraries: LibraryNumbers) -> CardReader:
    from kiosk.readers.wedge import WedgeReader  # noqa: PLC0415  a kiosk without such a reader needs no evdev

    understand = _understanding(setting, libraries)
    return WedgeReader(name, setting.device, understand, sends_enter=setting.sends_enter)


def _understanding(setting: WedgeSetting, libraries: LibraryNumbers) -> Callable[[str], CardSeen | Unclear]:
    spelling: UidSpelling | None = setting.spelling
    if spelling is None:
        return libraries.card_of
    padded = not setting.sends_enter  # without an Enter, fewer digits may mean that some are still to come
    return lambda text: card_of(text, spelling, padded=padded)
