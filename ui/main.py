"""The touchscreen's composition root: ``python -m ui.main --settings FILE``."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.domain.errors import SettingsError
from ui.collecting import Collecting
from ui.heartbeat import Heartbeat
from ui.kiosk_screen import KioskScreen
from ui.scene import application
from ui.settings import ScreenSettings, read_settings
from ui.termination import Termination

_BAD_SETTINGS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the public screen until told to end; return the exit code (2: settings)."""
    parser = argparse.ArgumentParser(prog="hubtap ui", description="Show the public screen.")
    parser.add_argument("--settings", type=Path, default=Path("/etc/hubtap/hubtap.toml"), metavar="FILE")
    parser.add_argument("--save-frames", type=Path, metavar="DIR", help="save a picture of each result there")
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(chosen.settings)
    except (SettingsError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201  the only way to tell whoever started it
        return _BAD_SETTINGS
    logging.basicConfig(level=settings.log_level.upper(), format="level=%(levelname)s logger=%(name)s %(message)s")
    return _run(settings, chosen.save_frames)


def _run(settings: ScreenSettings, save_frames: Path | None) -> int:
    if save_frames is not None:
        save_frames.mkdir(parents=True, exist_ok=True)
    app = application(["hubtap"])
    termination = Termination()
    termination.wanted.connect(app.quit)
    heartbeat = Heartbeat()
    screen = KioskScreen(app, settings, save_frames=save_frames)
    screen.frames.drawn_first.connect(heartbeat.ready)
    screen.start()
    collecting = Collecting()
    collecting.begin()
    status = app.exec()
    collecting.end()
    heartbeat.ending()
    screen.close()
    termination.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
