"""How a keyboard-like reader is written in the settings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.card_readers import readers_fault
from kiosk.domain.typed_uids import UidSpelling
from kiosk.readers.wedge_setting import BadWedgeError, UsbId, WedgeSetting, read_wedge


@pytest.mark.parametrize(
    ("entry", "setting"),
    [
        (
            "wedge:/dev/input/by-id/usb-Scanner-event-kbd barcode",
            WedgeSetting(Path("/dev/input/by-id/usb-Scanner-event-kbd"), None),
        ),
        ("wedge:08FF:0009 hex-reversed", WedgeSetting(UsbId("08ff", "0009"), UidSpelling.HEX_REVERSED)),
        (
            "wedge:08ff:0009 decimal no-enter",
            WedgeSetting(UsbId("08ff", "0009"), UidSpelling.DECIMAL, sends_enter=False),
        ),
    ],
)
def test_a_reader_is_read(entry: str, setting: WedgeSetting) -> None:
    assert read_wedge(entry) == setting


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("wedge:", "one of hex, hex-reversed, decimal, decimal-reversed, barcode"),
        ("wedge:08ff:0009", "one of hex"),
        ("wedge:08ff:0009 hexx", "one of hex"),
        ("wedge:08ff:0009 hex barcode", "one of hex"),
        ("wedge:8ff:9 hex", "vendor:product like 05fe:1010"),
        ("wedge:event3 hex", "a path under /dev/input/"),
        ("wedge:/dev/sda barcode", "a path under /dev/input/"),
    ],
)
def test_what_is_no_reader_is_told(entry: str, words: str) -> None:
    with pytest.raises(BadWedgeError) as refused:
        read_wedge(entry)
    assert words in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_is_a_reader_or_is_refused_in_words(text: str) -> None:
    assert (fault := readers_fault([f"wedge:{text}"])) is None or fault.startswith("has ")
