"""How the machine itself is: its model, its temperature, and whether it gets enough voltage."""

from dataclasses import dataclass
from pathlib import Path

_MILLI = 1_000
_CPU_ZONE = "cpu-thermal"
_PI_VOLTAGE = "rpi_volt"


@dataclass(frozen=True, slots=True)
class MachineHealth:
    """``None`` where the machine can't tell."""

    temperature_c: float | None
    undervoltage: bool | None


def machine_health(sys: Path = Path("/sys")) -> MachineHealth:
    """Read the kernel's sensors below ``sys``."""
    return MachineHealth(_temperature_c(sys / "class/thermal"), _undervoltage(sys / "class/hwmon"))


def machine_model(sys: Path = Path("/sys")) -> str:
    """Return what the board calls itself, such as ``Raspberry Pi 4 Model B Rev 1.5``, or ``unknown``."""
    for path in ("firmware/devicetree/base/model", "class/dmi/id/product_name"):
        model = "".join(filter(str.isprintable, _text(sys / path) or ""))
        if model:
            return model[:120]
    return "unknown"


def _temperature_c(zones: Path) -> float | None:
    found = {_text(zone / "type"): _number(zone / "temp") for zone in sorted(zones.glob("thermal_zone*"))}
    readings = [found[_CPU_ZONE]] if found.get(_CPU_ZONE) is not None else list(found.values())
    return next((reading / _MILLI for reading in readings if reading is not None), None)


def _undervoltage(monitors: Path) -> bool | None:
    for monitor in sorted(monitors.glob("hwmon*")):
        if _text(monitor / "name") == _PI_VOLTAGE:
            alarm = _number(monitor / "in0_lcrit_alarm")
            return None if alarm is None else alarm != 0
    return None


def _number(path: Path) -> int | None:
    try:
        return int(_text(path) or "")
    except ValueError:
        return None


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None
