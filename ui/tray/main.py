"""The demo's window: ``python -m ui.tray.main --settings FILE --control SOCKET``."""

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.domain.errors import SettingsError
from ui.collecting import Collecting
from ui.heartbeat import Heartbeat
from ui.kiosk_screen import KioskScreen
from ui.lines import Lines
from ui.scene import application
from ui.settings import ScreenSettings, read_settings
from ui.termination import Termination
from ui.tray.card_tray import CardTray
from ui.tray.control import Control

_BAD_SETTINGS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window until it is closed or told to end; return the exit code (2: settings)."""
    parser = argparse.ArgumentParser(prog="ui.tray", description="Show the touchscreen with a card tray beside it.")
    parser.add_argument("--settings", type=Path, required=True, metavar="FILE")
    parser.add_argument("--control", type=Path, required=True, metavar="SOCKET", help="the demo's control socket")
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings(chosen.settings)
    except (SettingsError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201  the only way to tell whoever started it
        return _BAD_SETTINGS
    logging.basicConfig(level=settings.log_level.upper(), format="level=%(levelname)s logger=%(name)s %(message)s")
    return _run(replace(settings, full_screen=False), chosen.control)


def _run(settings: ScreenSettings, control_socket: Path) -> int:
    app = application(["hubtap"])
    termination = Termination()
    termination.wanted.connect(app.quit)
    tray = CardTray()
    lines = Lines(str(control_socket))
    control = Control(lines)
    control.answered.connect(tray.hear)
    control.closed.connect(tray.lose)
    tray.asked.connect(control.ask)
    heartbeat = Heartbeat()
    screen = KioskScreen(app, settings, window=("HubtapTray", "TrayMain"), more={"tray": tray})
    screen.frames.drawn_first.connect(heartbeat.ready)
    screen.start()
    lines.start()
    collecting = Collecting()
    collecting.begin()
    status = app.exec()
    collecting.end()
    heartbeat.ending()
    lines.stop()
    screen.close()
    termination.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
