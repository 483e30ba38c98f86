"""The hardware clock: a chip with a battery that goes on running while the kiosk is off."""

import json
import os
from pathlib import Path

from kiosk.domain.clock_fixes import HardwareMark

_US_PER_S = 1_000_000


class BatteryClock:
    """``kiosk.ports.BatteryClock`` on Linux: read where the kernel shows it, marked in a file of the daemon's."""

    def __init__(self, mark_file: Path, *, sys: Path = Path("/sys")) -> None:
        """Nothing is read before it is asked for. ``sys``: where the kernel's view of the machine is."""
        self._file = mark_file
        self._clocks = sys / "class/rtc"

    def read_us(self) -> int | None:
        """Return what it says, in whole seconds as microseconds since 1970 UTC; None where there is none."""
        for clock in sorted(self._clocks.glob("rtc*"), key=_preferred):
            seconds = _number(clock / "since_epoch")
            if seconds is not None:
                return seconds * _US_PER_S
        return None

    def mark(self) -> HardwareMark | None:
        """Return what was kept last; None before the first time, or where a power cut garbled it."""
        try:
            kept = json.loads(self._file.read_text(encoding="ascii"))
            return HardwareMark(int(kept["wall_us"]), int(kept["hardware_us"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, mark: HardwareMark) -> None:
        """Keep ``mark`` over a power cut.

        Raises:
            OSError: the disk refused; what was kept before is still there.

        """
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps({"wall_us": mark.wall_us, "hardware_us": mark.hardware_us}), encoding="ascii")
        os.replace(new, self._file)  # noqa: PTH105  the same, and what it does is in its name


def _preferred(clock: Path) -> tuple[bool, str]:
    """Sort the one first that the kernel set the system's clock from."""
    return _number(clock / "hctosys") != 1, clock.name


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
