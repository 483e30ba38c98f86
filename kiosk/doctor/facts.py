"""What the doctor gathers before it judges. Plain facts: None means that this machine doesn't tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kiosk.local_api.messages import Status


class Pcscd(Enum):
    """How the smart card service answered."""

    ANSWERS = "answers"
    DENIES = "denies"
    SILENT = "silent"
    STUCK = "stuck"
    NO_LIBRARY = "no library"


@dataclass(frozen=True, slots=True)
class CardService:
    """pcscd: how it answers this user, and the readers that it lists."""

    state: Pcscd
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UsbReader:
    """A card reader on a USB socket.

    ``ids``: ``072f:2200``. ``kernel_drivers``: modules of the kernel that took it. ``holders``: programs that have it
    open, None where that can't be seen. ``power``: ``on``, or ``auto`` where the kernel may send it to sleep.
    """

    ids: str
    name: str
    kernel_drivers: tuple[str, ...] = ()
    holders: tuple[str, ...] | None = None
    power: str | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """All that has to do with card readers. ``modules``: the kernel's loaded modules. ``versions``: by package.

    ``pcscd_wanted``: the settings ask for readers of the smart card service.
    """

    service: CardService
    usb: tuple[UsbReader, ...] | None
    modules: frozenset[str] | None
    versions: Mapping[str, str] | None
    pcscd_wanted: bool = True


@dataclass(frozen=True, slots=True)
class Polkit:
    """``asked``: pcscd asks polkit. ``rule``: Hubtap's rule is there. ``hidden_processes``: /proc hides processes."""

    asked: bool
    installed: bool | None
    rule: bool | None
    hidden_processes: bool


@dataclass(frozen=True, slots=True)
class ClockState:
    """``synchronised``: the kernel's word. ``battery``: there is a hardware clock. ``year``: of the wall clock."""

    synchronised: bool
    battery: bool
    year: int


@dataclass(frozen=True, slots=True)
class Disk:
    """Where the database lies. ``folder`` may not exist yet: then its closest parent was looked at."""

    folder: str
    free_bytes: int
    read_only: bool


@dataclass(frozen=True, slots=True)
class NoDaemon:
    """The daemon didn't tell its state. ``refusal``: its own code where it refused."""

    reason: str
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What came of trying to reach the badge service. ``state``: a stable word, see ``docs/it.md``."""

    address: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class NotTried:
    """The badge service was not tried."""

    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. ``settings_problems``: empty where the settings file is right."""

    settings_file: str
    settings_problems: tuple[str, ...]
    readers: Readers
    polkit: Polkit
    clock: ClockState
    disk: Disk | None
    daemon: Status | NoDaemon
    service: Service | NotTried
