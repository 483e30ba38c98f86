"""The readers that the settings ask for are the readers that there are."""

import pytest

from kiosk.card_readers import card_readers
from kiosk.readers.pcsc import PcscReaders
from kiosk.readers.wedge import WedgeReader

BARCODES = ("york: Y#{8}",)


def test_each_entry_is_a_reader() -> None:
    pcsc, wedge = card_readers(("pcsc", "wedge:05fe:1010 barcode"), BARCODES)
    assert (type(pcsc), type(wedge)) == (PcscReaders, WedgeReader)


@pytest.mark.parametrize(
    ("readers", "names"),
    [
        (("wedge:05fe:1010 barcode",), ["barcode scanner"]),
        (
            ("wedge:05fe:1010 barcode", "wedge:08ff:0009 hex", "wedge:/dev/input/by-id/usb-Made_up_0042 barcode"),
            ["barcode scanner", "keyboard card reader", "barcode scanner 2"],
        ),
    ],
)
def test_names_tell_readers_apart_without_serial_numbers(readers: tuple[str, ...], names: list[str]) -> None:
    assert [reader.name for reader in card_readers(readers, BARCODES)] == names
