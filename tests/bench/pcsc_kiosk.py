"""The real daemon with PC/SC readers, as a process: ``python -m tests.bench.pcsc_kiosk SETTINGS``.

Prints one line for each answered tap: microseconds from the reader's report to durable and answered.
"""

import sys
from pathlib import Path

from kiosk.card_readers import PCSC, card_readers, reader_lights
from kiosk.feedback.silent import SilentSignals
from kiosk.intake import Answered
from kiosk.running import run_daemon
from kiosk.settings import read_settings


def _answered(answered: Answered) -> None:
    sys.stdout.write(f"{answered.took_us}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    settings = read_settings(Path(sys.argv[1]))
    with reader_lights([PCSC], buzzer=False) as lights:
        run_daemon(settings, card_readers([PCSC], [], lights), lights or SilentSignals(), answered=_answered)
