"""The touchscreen's settings: ``[screen]`` of the settings file."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain.configuration import read_table
from ui.languages import BY_CODE

KNOWN_TABLES = frozenset({"daemon", "sync", "screen", "service"})


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """What can be set.

    ``run_dir`` holds the daemon's ``screen.sock``, ``state_dir`` what was chosen at the first boot: it goes before
    ``rotate_degrees`` and ``language``. ``rotate_degrees`` turns the picture clockwise, for panels that are
    mounted upright. ``reader_side``: where the reader is, seen from the screen. ``language``: the kiosk's own, unless
    someone chooses another. ``dim_after_min``: after so many minutes without anybody the screen goes dark; 0: never.
    """

    run_dir: Path = Path("/run/hubtap")
    state_dir: Path = Path("/var/lib/hubtap-screen")
    full_screen: bool = True
    rotate_degrees: int = field(default=0, metadata={"one_of": (0, 90, 180, 270)})
    reader_side: str = field(default="below", metadata={"one_of": ("below", "above", "left", "right")})
    language: str = field(default="en", metadata={"one_of": tuple(BY_CODE)})
    dim_after_min: int = field(default=10, metadata={"at_least": 0, "at_most": 240})
    high_contrast: bool = False
    large_text: bool = False
    log_level: str = field(default="info", metadata={"one_of": ("debug", "info", "warning", "error")})


def read_settings(path: Path) -> ScreenSettings:
    """Read ``[screen]`` of the file at ``path``.

    Raises:
        SettingsError: with every problem.
        OSError: the file can't be read.

    """
    return read_table(path.read_bytes(), "screen", ScreenSettings, source=str(path), known_tables=KNOWN_TABLES)
