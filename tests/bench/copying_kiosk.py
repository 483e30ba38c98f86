"""``simulated_kiosk`` that copies its database as soon as it runs: ``python -m tests.bench.copying_kiosk SETTINGS``."""

import sys
from pathlib import Path

from kiosk.feedback.silent import SilentSignals
from kiosk.intake import Answered
from kiosk.readers.simulated import SimulatedReader
from kiosk.running import run_daemon
from kiosk.settings import read_settings
from kiosk.upkeep import Pace


def _answered(answered: Answered) -> None:
    sys.stdout.write(f"{answered.took_us}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    settings = read_settings(Path(sys.argv[1]))
    run_daemon(
        settings,
        [SimulatedReader(settings.run_dir / "reader.sock")],
        SilentSignals(),
        answered=_answered,
        pace=Pace(trouble_s=0.2, look_s=0.2, first_copy_s=0.5),
    )
