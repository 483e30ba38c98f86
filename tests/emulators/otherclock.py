"""The clocks of another machine, for real programs: they may be wrong by years, and start again with a boot."""

import shutil
import struct
import subprocess
import time
import uuid
from collections.abc import Mapping
from pathlib import Path

_SOURCE = Path(__file__).with_name("otherclock.c")
_NUMBERS = struct.Struct("3q")
_NS_PER_US = 1_000
_FIRST_US = 20_000_000


class OtherClock:
    """One machine's clocks. Programs with ``environment`` go by them, also while they run."""

    def __init__(self, folder: Path, name: str, *, wall_us: int) -> None:
        """Begin with a boot at which the wall clock says ``wall_us``, and nobody vouches for it."""
        self._file = folder / f"{name}.clock"
        self._file.write_bytes(_NUMBERS.pack(0, 0, 0))
        self._library = _build(folder / "otherclock.so")
        self.boot = ""
        self.reboot(wall_us=wall_us)

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program needs to go by these clocks; it belongs to the present boot."""
        return {"LD_PRELOAD": str(self._library), "OTHER_CLOCK": str(self._file), "HUBTAP_BOOT_ID": self.boot}

    @property
    def wall_us(self) -> int:
        """What the wall clock says."""
        return time.time_ns() // _NS_PER_US + self._numbers()[0] // _NS_PER_US

    def reboot(self, *, wall_us: int) -> None:
        """Begin another boot, some seconds old; ``wall_us``: what its wall clock says."""
        self.boot = str(uuid.uuid4())
        boot_ns = _FIRST_US * _NS_PER_US - time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        self._write(wall_us * _NS_PER_US - time.time_ns(), boot_ns, synchronised=False)

    def set_wall(self, wall_us: int, *, synchronised: bool = False) -> None:
        """Set the wall clock; ``synchronised``: as a time server does it."""
        self._write(wall_us * _NS_PER_US - time.time_ns(), self._numbers()[1], synchronised=synchronised)

    def pass_us(self, microseconds: int) -> None:
        """Let time go by at once."""
        wall_ns, boot_ns, synchronised = self._numbers()
        passed_ns = microseconds * _NS_PER_US
        self._write(wall_ns + passed_ns, boot_ns + passed_ns, synchronised=bool(synchronised))

    def _numbers(self) -> tuple[int, int, int]:
        wall_ns, boot_ns, synchronised = _NUMBERS.unpack(self._file.read_bytes())
        return wall_ns, boot_ns, synchronised

    def _write(self, wall_ns: int, boot_ns: int, *, synchronised: bool) -> None:
        with self._file.open("r+b") as file:
            file.write(_NUMBERS.pack(wall_ns, boot_ns, synchronised))


def _build(library: Path) -> Path:
    if shutil.which("gcc") is None:
        message = "install gcc: it builds the clocks of another machine"
        raise RuntimeError(message)
    if not library.exists():
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, _SOURCE, "-ldl"], check=True)
    return library
