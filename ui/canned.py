"""Snapshots that were never taken: one for every page, for the gallery and the tests. All names are made up."""

from collections.abc import Mapping

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


def result(kind: ResultKind, *, name: str | None = None, opens: str | None = None, serial: int = 1) -> ScreenSnapshot:
    """Return a snapshot with a fresh result."""
    return with_result(ShownResult(serial=serial, kind=kind, name=name, opens=opens, age_ms=0, shown_ms=4_000))


def with_result(shown: ShownResult | None, *, reader_missing: bool = False) -> ScreenSnapshot:
    """Return a snapshot at the hub's event with ``shown``."""
    return ScreenSnapshot(
        number=IDLE.number + 1,
        enrolled=True,
        hub_name=IDLE.hub_name,
        zone=IDLE.zone,
        event_title=IDLE.event_title,
        reader="missing" if reader_missing else "ready",
        clock_us=IDLE.clock_us,
        result=shown,
    )


PAGES: Mapping[str, ScreenSnapshot | None] = {
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
    "reader-missing": with_result(None, reader_missing=True),
    "setting-up": ScreenSnapshot(
        number=1,
        enrolled=False,
        hub_name=None,
        zone=None,
        event_title=None,
        reader="ready",
        clock_us=None,
        result=None,
    ),
    "starting": None,
}
"""Every page by name; None stands for a daemon that has said nothing yet."""
