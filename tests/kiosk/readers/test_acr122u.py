import pytest

from kiosk.ports import Signal
from kiosk.readers.acr122u import PATTERNS, POLL_OFTEN, QUIET, SETTINGS, Lamp, is_acr122u, shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ACS ACR122U PICC Interface 00 00", True),
        ("ACS ACR122U 01 00", True),
        ("ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00", False),
        ("Virtual PCD 00 00", False),
    ],
)
def test_it_is_known_by_its_name(name: str, *, expected: bool) -> None:
    assert is_acr122u(name) is expected


def test_it_is_silenced_and_looks_four_times_a_second() -> None:
    assert (QUIET.hex(), POLL_OFTEN.hex()) == ("ff00520000", "ff0051ff00")
    assert POLL_OFTEN[3] & 0x20, "bit 5: every 250 ms"
    assert SETTINGS == (QUIET, POLL_OFTEN), "the beep first: the next person may come"


def test_every_signal_has_a_pattern_that_tells_itself_from_the_others_without_colour() -> None:
    assert set(PATTERNS) == set(Signal)
    rhythms = {(pattern.on, pattern.off, pattern.times) for pattern in PATTERNS.values()}
    assert len(rhythms) == len(Signal)


def test_only_what_was_not_saved_is_red() -> None:
    assert [signal for signal, pattern in PATTERNS.items() if pattern.lamp is Lamp.RED] == [Signal.NOT_SAVED]


def test_the_reader_is_never_deaf_for_long() -> None:
    assert all(pattern.length_s < 1 for pattern in PATTERNS.values())
    assert PATTERNS[Signal.IN].length_s <= 0.2, "the next person stands there already"


@pytest.mark.parametrize("signal", Signal)
def test_a_command_begins_lit_blinks_and_leaves_the_lamps_as_they_were(signal: Signal) -> None:
    command, pattern = shown(signal, buzzer=True), PATTERNS[signal]
    assert command[:3] + command[4:5] == bytes.fromhex("FF004004")
    lamps = command[3]
    assert lamps & 0x0F == 0
    assert lamps >> 4 & 0x03 == lamps >> 6 == pattern.lamp
    assert tuple(command[5:]) == (pattern.on, pattern.off, pattern.times, 1)
    assert shown(signal, buzzer=False) == command[:-1] + b"\x00"
