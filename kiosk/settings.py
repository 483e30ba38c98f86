"""The daemon's settings: ``[daemon]`` in the kiosk's settings file."""

import pwd
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.card_readers import barcodes_fault, lacks_barcodes, readers_fault
from kiosk.display import ResultTimes
from kiosk.domain.configuration import read_table
from kiosk.domain.errors import SettingsError
from kiosk.domain.retention import LEAST_DAYS
from kiosk.feedback.gpio_setting import pin_fault, taken_twice
from kiosk.feedback.voice import LANGUAGES

KNOWN_TABLES = frozenset({"daemon", "sync", "screen", "service"})

_PIN = {"check": pin_fault}
_RESULT_TIME = {"at_least": 2.0, "at_most": 40.0}
_MS_PER_S = 1_000


@dataclass(frozen=True, slots=True)
class DaemonSettings:
    """Where the daemon keeps its data, who may talk to it, and how long results are shown.

    ``screen_user``, ``worker_user``, ``administrator_user``: the system users that may use each socket besides the
    daemon's own and root; empty where all run as one. ``clock_socket``: where systemd starts the program that may set
    the system's clock. ``stick_socket``: where it starts the one that may look at a USB stick.

    ``readers``: the kinds of readers, and for some which and how; see ``kiosk/card_readers.py``. ``barcodes``: how each
    library's card numbers look; see ``kiosk/domain/barcodes.py``. ``volume``: of sounds and voice, from 0.1 to 1.
    ``spoken``: the language in which a voice says each answer after its sound, unless the member has their own; empty
    for no voice. ``green_lamp``, ``amber_lamp``, ``buzzer``: the pins that they are wired to, such as
    ``/dev/gpiochip0 17``; empty where there is none.
    """

    state_dir: Path = Path("/var/lib/hubtap")
    run_dir: Path = Path("/run/hubtap")
    clock_socket: Path = Path("/run/hubtap-clock.sock")
    stick_socket: Path = Path("/run/hubtap-stick.sock")
    screen_user: str = ""
    worker_user: str = ""
    administrator_user: str = ""
    readers: tuple[str, ...] = field(default=("pcsc",), metadata={"check": readers_fault})
    barcodes: tuple[str, ...] = field(default=(), metadata={"check": barcodes_fault})
    sounds: bool = True
    volume: float = field(default=1.0, metadata={"at_least": 0.1, "at_most": 1.0})
    spoken: str = field(default="", metadata={"one_of": ("", *LANGUAGES)})
    green_lamp: str = field(default="", metadata=_PIN)
    amber_lamp: str = field(default="", metadata=_PIN)
    buzzer: str = field(default="", metadata=_PIN)
    log_level: str = field(default="info", metadata={"one_of": ("debug", "info", "warning", "error")})
    arrived_s: float = field(default=4.0, metadata=_RESULT_TIME)
    already_here_s: float = field(default=4.5, metadata=_RESULT_TIME)
    left_s: float = field(default=4.0, metadata=_RESULT_TIME)
    help_s: float = field(default=8.0, metadata=_RESULT_TIME)
    misread_s: float = field(default=2.5, metadata=_RESULT_TIME)
    keep_days: int = field(default=LEAST_DAYS, metadata={"at_least": LEAST_DAYS, "at_most": 3_660})
    keep_copies: int = field(default=7, metadata={"at_least": 1, "at_most": 60})
    not_open_s: float = field(default=5.0, metadata=_RESULT_TIME)

    def result_times(self) -> ResultTimes:
        """Return how long each result is shown."""
        return ResultTimes(
            arrived_ms=round(self.arrived_s * _MS_PER_S),
            already_here_ms=round(self.already_here_s * _MS_PER_S),
            left_ms=round(self.left_s * _MS_PER_S),
            help_ms=round(self.help_s * _MS_PER_S),
            misread_ms=round(self.misread_s * _MS_PER_S),
            not_open_ms=round(self.not_open_s * _MS_PER_S),
        )


def read_settings(path: Path) -> DaemonSettings:
    """Return the settings in ``path``.

    Raises:
        SettingsError: with every problem at once, or because the file can't be read.

    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise SettingsError((f"{path} can't be read: {error.strerror}",)) from error
    settings = read_table(text, "daemon", DaemonSettings, source=str(path), known_tables=KNOWN_TABLES)
    if lacks_barcodes(settings.readers, settings.barcodes):
        problem = "[daemon] readers has a barcode scanner, but barcodes has no library's numbers"
        raise SettingsError((f"{path}: {problem}",))
    if pin := taken_twice((settings.green_lamp, settings.amber_lamp, settings.buzzer)):
        raise SettingsError((f"{path}: [daemon] two of green_lamp, amber_lamp and buzzer are {pin}",))
    return settings


def require_users(settings: DaemonSettings, source: Path) -> None:
    """Make sure that the system users whom ``settings``, read from ``source``, name exist on this machine.

    Raises:
        SettingsError: with every one that doesn't.

    """
    named = {name: getattr(settings, name) for name in ("screen_user", "worker_user", "administrator_user")}
    missing = [(name, user) for name, user in named.items() if user and not _exists(user)]
    if missing:
        raise SettingsError(
            tuple(f"{source}: [daemon] {name}: there is no system user {user!r}" for name, user in missing)
        )


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
