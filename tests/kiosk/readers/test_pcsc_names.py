import pytest

from kiosk.readers.pcsc_names import shown_name, takes_cards


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ACS ACR122U PICC Interface 00 00", True),
        ("ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00", True),
        ("ACS ACR1252 Dual Reader [ACR1252 Dual Reader SAM] 01 00", False),
        ("SAMSUNG Reader 00 00", True),
    ],
)
def test_a_slot_inside_the_reader_takes_no_cards(name: str, *, expected: bool) -> None:
    assert takes_cards(name) is expected


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Made Up Reader (0123ABCD) 00 00", "Made Up Reader 00 00"),
        ("Made Up Reader [CL (5)] (0123ABCD) 01 00", "Made Up Reader [CL (5)] 01 00"),
        ("Virtual PCD 00 01", "Virtual PCD 00 01"),
    ],
)
def test_no_serial_number_is_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown
