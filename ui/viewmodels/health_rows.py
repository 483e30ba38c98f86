"""How the kiosk is, line by line. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.local_api.messages import DiagnosticsPage

_MIB = 1024 * 1024
_LITTLE_MIB = 200
"""With less room on the disk than this, it is time to tell IT."""
_HOT_C = 80.0
"""From here on a Raspberry Pi slows itself down."""


@dataclass(frozen=True, slots=True)
class HealthRow:
    """A line. ``kind``: what it is of. ``name``: of a reader. ``value``: a word, a number or nothing.

    ``amiss``: it needs someone. ``cause``: why, a code.
    """

    key: str
    kind: str
    name: str = ""
    value: str = ""
    amiss: bool = False
    cause: str = ""


def health_rows(page: DiagnosticsPage) -> tuple[HealthRow, ...]:
    """Return the lines: readers, what is kept, the machine, what runs. What is amiss comes first."""
    rows = [*_readers(page), *_kept(page), *_machine(page), *_versions(page)]
    return tuple(sorted(rows, key=lambda row: not row.amiss))


def _readers(page: DiagnosticsPage) -> Iterable[HealthRow]:
    if not page.readers:
        yield HealthRow("reader", "reader", value="missing", amiss=True)
    for number, each in enumerate(page.readers):
        amiss = each.health != "ready"
        yield HealthRow(f"reader{number}", "reader", each.name, each.health, amiss, each.cause if amiss else "")


def _kept(page: DiagnosticsPage) -> Iterable[HealthRow]:
    free_mib = page.disk_free_bytes // _MIB
    yield HealthRow("waiting", "waiting", value=str(page.waiting))
    yield HealthRow("refused", "refused", value=str(page.refused), amiss=page.refused > 0)
    yield HealthRow("disk", "disk", value=str(free_mib), amiss=free_mib < _LITTLE_MIB)
    yield HealthRow("storage", "storage", value=page.storage, amiss=page.storage not in {"laid", "none"})


def _machine(page: DiagnosticsPage) -> Iterable[HealthRow]:
    warmth = page.temperature_c
    value = "" if warmth is None else f"{warmth:.0f}"
    yield HealthRow("temperature", "temperature", value=value, amiss=warmth is not None and warmth >= _HOT_C)
    power = {None: "", True: "low", False: "good"}[page.undervoltage]
    yield HealthRow("power", "power", value=power, amiss=page.undervoltage is True)
    yield HealthRow("clock", "clock", value=page.clock_source or "", amiss=page.clock_source is None)


def _versions(page: DiagnosticsPage) -> Iterable[HealthRow]:
    yield HealthRow("version", "version", value=page.version)
    yield HealthRow("database", "database", value=page.database)
    yield HealthRow("kiosk", "kiosk", value=page.kiosk or "")
    yield HealthRow("hub", "hub", value=page.hub or "")
