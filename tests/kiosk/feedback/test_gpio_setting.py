"""Pins in the settings: what is understood, and what a mistake is told."""

import pytest

from kiosk.feedback.gpio_setting import Pin, pin_fault, read_pin, taken_twice


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("/dev/gpiochip0 17", Pin("/dev/gpiochip0", "17")),
        ("/dev/gpiochip0 017", Pin("/dev/gpiochip0", "17")),
        ("/dev/gpiochip4  GPIO17", Pin("/dev/gpiochip4", "GPIO17")),
        ("", None),
    ],
)
def test_a_pin_is_a_chip_and_a_line_by_number_or_name(text: str, pin: Pin | None) -> None:
    assert pin_fault(text) is None
    assert read_pin(text) == pin


@pytest.mark.parametrize("text", ["17", "gpiochip0 17", "/dev/gpiochip0", "/dev/gpiochip0 17 18", " ", "/dev/a;b 1"])
def test_a_mistake_is_told_with_what_it_should_be_like(text: str) -> None:
    assert "/dev/gpiochip0 17" in str(pin_fault(text))


def test_two_wires_on_one_pin_are_found() -> None:
    assert taken_twice(["/dev/gpiochip0 17", "", "/dev/gpiochip0 017"]) == Pin("/dev/gpiochip0", "17")
    assert taken_twice(["", "", "/dev/gpiochip0 17"]) is None
