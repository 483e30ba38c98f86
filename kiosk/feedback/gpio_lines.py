"""A line of a GPIO chip that this program switches, typed. The only module that knows gpiod.

gpiod is loaded when a line is opened: a kiosk without lamps needs none. Only what both gpiod 2.2 (Debian 13) and later
ones have is used.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.domain.errors import HubtapError
from kiosk.feedback.gpio_setting import Pin

if TYPE_CHECKING:
    import gpiod

_CONSUMER = "hubtap"
_NO_CHIP = "there is no such chip, or it was unplugged"
_NO_LINE = "the chip has no such line"
_NO_OUTPUT = "the line can't be an output"
_NO_LIBRARY = "gpiod is not installed on this kiosk; ask IT to install python3-libgpiod"
_DENIED = "this program may not use the chip; its system user must be in the group gpio"
_WORDS = {
    errno.EBUSY: "another program or driver of the kernel has it",
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOENT: _NO_CHIP,
    errno.ENODEV: _NO_CHIP,
    errno.ENXIO: _NO_CHIP,
    errno.ENOTTY: "this is no GPIO chip",
    errno.ENOPKG: _NO_LIBRARY,
}


class LineError(HubtapError):
    """A line can't be had or is gone: only opening it anew helps. Its text says why, in words that IT can act on."""

    code = "gpio_line"


class Line:
    """An output that is switched off at first and belongs to this program alone until it is closed."""

    def __init__(self, request: "gpiod.LineRequest", offset: int) -> None:
        """Take over an open ``request``."""
        self._request = request
        self._offset = offset

    def switch(self, *, on: bool) -> None:
        """Set the line; raises LineError."""
        from gpiod.line import Value  # noqa: PLC0415  see above

        with _translated():
            self._request.set_value(self._offset, Value.ACTIVE if on else Value.INACTIVE)

    def close(self) -> None:
        """Leave the line to others."""
        self._request.release()


def open_line(pin: Pin) -> Line:
    """Return the line at ``pin``, which is then an output and off.

    Raises:
        LineError: there is no such chip or line, it is taken, or may not be used; or gpiod isn't installed.

    """
    try:
        import gpiod  # noqa: PLC0415  see above
        from gpiod.line import Direction, Value  # noqa: PLC0415
    except ImportError:
        raise LineError(_NO_LIBRARY) from None
    off = gpiod.LineSettings(direction=Direction.OUTPUT, output_value=Value.INACTIVE)
    with _translated(), gpiod.Chip(pin.chip) as chip:
        offset = _offset(chip, pin.line)
        return Line(chip.request_lines({offset: off}, consumer=_CONSUMER), offset)


def _offset(chip: "gpiod.Chip", line: str) -> int:
    try:
        return chip.line_offset_from_id(int(line) if line.isdecimal() else line)
    except ValueError:
        raise LineError(_NO_LINE) from None
    except OSError as error:
        if error.errno == errno.ENOENT:
            raise LineError(_NO_LINE) from None
        raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        number = error.errno or 0
        raise LineError(_WORDS.get(number) or os.strerror(number)) from None
    except ValueError:  # what gpiod makes of EINVAL
        raise LineError(_NO_OUTPUT) from None
