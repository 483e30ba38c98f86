"""What a staff room in a test is given: quick PINs, jobs done at once, a machine that says nothing of itself."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.staff_room.furnish import StaffMeans
from kiosk.staff_room.one_thread import SideJobs
from kiosk.staff_room.open_note import OpenNote
from kiosk.staff_room.pins import Pins
from tests.fakes.jobs import JobsAtOnce

QUICK_PINS = Pins(memory_kib=8, passes=1)


@dataclass(frozen=True)
class SilentMachine:
    """A machine without sensors."""

    temperature_c: float | None = None
    undervoltage: bool | None = None


def staff_means(folder: Path, jobs: SideJobs | None = None) -> StaffMeans:
    return StaffMeans(
        pins=QUICK_PINS,
        jobs=jobs or JobsAtOnce(),
        note=OpenNote(folder),
        machine=SilentMachine,
        log_lines=lambda: ("a line",),
    )
