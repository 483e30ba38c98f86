"""The real daemon with a simulated reader, as a process: ``python -m tests.bench.simulated_kiosk SETTINGS``.

Prints one line for each answered tap: microseconds from the reader's report to durable and answered.
"""

import sys
from pathlib import Path

from kiosk.feedback.silent import SilentSignals
from kiosk.intake import Answered
from kiosk.readers.simulated import SimulatedReader
from kiosk.running import run_daemon
from kiosk.settings import read_settings


def _answered(answered: Answered) -> None:
    sys.stdout.write(f"{answered.took_us}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    settings = read_settings(Path(sys.argv[1]))
    run_daemon(settings, [SimulatedReader(settings.run_dir / "reader.sock")], SilentSignals(), answered=_answered)
