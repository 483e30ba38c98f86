"""The attendance daemon's composition root: ``python -m kiosk.main --settings FILE``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.card_readers import card_readers, reader_lights
from kiosk.domain.errors import HubtapError, SettingsError
from kiosk.feedback.several import SeveralSignals
from kiosk.running import run_daemon, signals_of, start_log
from kiosk.settings import read_settings, require_users


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the daemon with the readers in its settings; return the exit code (2: settings, 1: anything else)."""
    parser = argparse.ArgumentParser(prog="hubtap daemon", description="Take taps and record attendance.")
    parser.add_argument("--settings", type=Path, default=Path("/etc/hubtap/hubtap.toml"), metavar="FILE")
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(chosen.settings)
        require_users(settings, chosen.settings)
        start_log(settings.log_level)
        with (
            signals_of(settings) as sounds,
            reader_lights(settings.readers, buzzer=settings.sounds) as lights,
        ):
            signals = sounds if lights is None else SeveralSignals((sounds, lights))
            run_daemon(settings, card_readers(settings.readers, settings.barcodes, lights), signals)
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201  the only way to tell whoever started it
        return 2
    except HubtapError as error:
        print(f"{error.code}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
