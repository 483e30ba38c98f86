"""Snapshots that were never taken: one for every page that the daemon asks for. All names are made up."""

from collections.abc import Mapping

from msgspec.structs import replace

from kiosk.local_api.messages import ResultKind, ScreenSnapshot, ShownResult

_HALF_PAST_THREE_US = 1_772_033_400_000_000
"""25 February 2026, 15:30 UTC."""

IDLE = ScreenSnapshot(
    number=1,
    enrolled=True,
    hub_name="Wisbech Library",
    zone="Europe/London",
    event_title="Lego Club",
    reader="ready",
    clock_us=_HALF_PAST_THREE_US,
    result=None,
)


def shown(
    kind: ResultKind, *, name: str | None = None, opens: str | None = None, language: str | None = None, serial: int = 1
) -> ShownResult:
    """Return a fresh result."""
    return ShownResult(serial=serial, kind=kind, name=name, opens=opens, language=language, age_ms=0, shown_ms=4_000)


def result(kind: ResultKind, *, name: str | None = None, opens: str | None = None, serial: int = 1) -> ScreenSnapshot:
    """Return a snapshot with a fresh result."""
    return with_result(shown(kind, name=name, opens=opens, serial=serial))


def with_result(its: ShownResult | None, *, reader_missing: bool = False) -> ScreenSnapshot:
    """Return a snapshot at the hub's event with this result."""
    return replace(IDLE, number=IDLE.number + 1, result=its, reader="missing" if reader_missing else "ready")


def idle_at(event_title: str) -> ScreenSnapshot:
    """Return a snapshot at another event."""
    return replace(IDLE, event_title=event_title)


PAGES: Mapping[str, ScreenSnapshot] = {
    "idle": IDLE,
    "arrived": result("arrived", name="Amina"),
    "arrived-no-name": result("arrived"),
    "already-here": result("already_here", name="Amina"),
    "left": result("left", name="Amina"),
    "help": result("help"),
    "misread": result("misread"),
    "take-card": result("take_card"),
    "not-open": result("not_open", opens="16:00"),
    "not-saved": result("not_saved"),
    "staff": result("staff"),
    "reader-missing": with_result(None, reader_missing=True),
    "setting-up": replace(IDLE, enrolled=False, hub_name=None, zone=None, event_title=None, clock_us=None),
}
"""Every page that the daemon asks for, by name."""
