"""Gives the signals whose names come on standard input, one a line, on lines 17, 27 and 22; its log goes to standard
error. Each name is answered at once with how long giving it took, in seconds. ``gpio_program.py [quiet] [by-name]``"""

import logging
import sys
import time

from kiosk.feedback.gpio import GpioSignals
from kiosk.feedback.gpio_patterns import Output
from kiosk.feedback.gpio_setting import Pin
from kiosk.ports import Signal


def main() -> None:
    logging.basicConfig(level="INFO", format="%(levelname)s %(message)s")
    prefix = "GPIO" if "by-name" in sys.argv else ""
    wired = {Output.GREEN: 17, Output.AMBER: 27, Output.BUZZER: 22}
    pins = {output: Pin("/dev/gpiochip0", f"{prefix}{line}") for output, line in wired.items()}
    signals = GpioSignals(pins, buzzer="quiet" not in sys.argv)
    signals.start()
    for line in sys.stdin:
        began_s = time.monotonic()
        signals.give(Signal(line.strip()))
        print(time.monotonic() - began_s, flush=True)  # noqa: T201  that is its output
    signals.stop()


if __name__ == "__main__":
    main()
