"""An NFC chip in the settings: what is understood, and what a mistake is told."""

import pytest

from kiosk.card_readers import card_readers, readers_fault
from kiosk.readers.nfc_setting import BadNfcError, read_nfc


@pytest.mark.parametrize(
    "path",
    ["tty:/dev/ttyAMA0", "tty:/dev/hubtap-reader", "tty:/dev/serial/by-id/usb-FTDI_0001-if00", "usb", "usb:072f:2200"],
)
def test_a_reader_is_named_by_port_or_usb(path: str) -> None:
    assert read_nfc(f"nfc:{path}") == path
    assert readers_fault(("pcsc", f"nfc:{path}")) is None


@pytest.mark.parametrize(
    "entry", ["nfc:", "nfc:tty", "nfc:tty:ttyAMA0", "nfc:tty:/dev/a b", "nfc:tty:/dev/a;b", "nfc:usb:1", "nfc:udp"]
)
def test_a_mistake_is_told_with_what_it_should_be_like(entry: str) -> None:
    with pytest.raises(BadNfcError, match=r"nfc:tty:/dev/ttyAMA0"):
        read_nfc(entry)
    assert entry in str(readers_fault((entry,)))


def test_readers_have_names_that_tell_them_apart() -> None:
    readers = card_readers(("nfc:tty:/dev/serial/by-id/usb-0001", "nfc:usb"), ())
    assert [reader.name for reader in readers] == ["NFC reader", "NFC reader 2"]
