"""How a lamp or buzzer on the machine's own pins is written in the settings: ``/dev/gpiochip0 17``. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PIN = re.compile(r"(?P<chip>/dev/[A-Za-z0-9._/-]+) +(?P<line>[A-Za-z0-9._:+-]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pin:
    """One line of a GPIO chip: ``chip`` is the device's path, ``line`` a number or the name that the kernel knows."""

    chip: str
    line: str

    def __str__(self) -> str:
        """Return it as people call it."""
        return f"line {self.line} of {self.chip}"


def read_pin(text: str) -> Pin | None:
    """Return the pin that ``text`` describes, which has been checked; None where it is empty."""
    found = _PIN.fullmatch(text)
    return None if found is None else Pin(found["chip"], _plain(found["line"]))


def pin_fault(text: str) -> str | None:
    """Return what is wrong with a setting that names a pin, as a clause that follows "it"."""
    if text and read_pin(text) is None:
        return 'should be a GPIO chip and a line, such as "/dev/gpiochip0 17" or "/dev/gpiochip0 GPIO17"'
    return None


def taken_twice(pins: Iterable[str]) -> Pin | None:
    """Return a pin that two of these settings name."""
    seen: set[Pin] = set()
    for pin in map(read_pin, pins):
        if pin in seen:
            return pin
        if pin is not None:
            seen.add(pin)
    return None


def _plain(line: str) -> str:
    return str(int(line)) if line.isdecimal() else line
