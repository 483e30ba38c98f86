"""Canned states of Diagnostics and of Date and time."""

from collections.abc import Mapping

from msgspec.structs import replace

from kiosk.local_api.messages import DiagnosticsPage, ReaderRow
from ui.canned_work import Canned, at_work, bar_with
from ui.viewmodels.diagnostics import Diagnostics
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_pages import StaffPage

WELL = DiagnosticsPage(
    version="0.4.0",
    kiosk="k-7",
    hub="Wisbech Library",
    readers=[ReaderRow(name="ACR122U", health="ready", cause="")],
    waiting=0,
    refused=0,
    disk_free_bytes=9_000_000_000,
    storage="laid",
    temperature_c=51.2,
    undervoltage=False,
    clock_source="kernel",
    database="SQLite 3.40.1",
    log=[
        "15:28:40 UTC info the worker connected",
        "15:29:02 UTC warning the reader went away: name=ACR122U, it is looked for until it is back again",
    ],
)
ILL = replace(
    WELL,
    readers=[ReaderRow(name="ACR122U", health="missing", cause="unplugged")],
    refused=2,
    disk_free_bytes=50_000_000,
    temperature_c=None,
    undervoltage=True,
    clock_source=None,
)


def _open(step: Diagnostics.Step, models: StaffModels) -> None:
    models.tasks.tests.open(step.value)


def _signals(models: StaffModels) -> None:
    _open(Diagnostics.Step.SIGNALS, models)


def _touch(models: StaffModels) -> None:
    _open(Diagnostics.Step.TOUCH, models)


def _missed(models: StaffModels) -> None:
    _touch(models)
    models.tasks.tests.touch(300.0, 300.0, 800.0, 450.0)


def _log(models: StaffModels) -> None:
    _open(Diagnostics.Step.LOG, models)


def _languages(models: StaffModels) -> None:
    _open(Diagnostics.Step.LANGUAGES, models)


_AT_TESTS = (StaffPage.MORE, StaffPage.DIAGNOSTICS)
_AT_CLOCK = (StaffPage.MORE, StaffPage.CLOCK)
_DOUBTFUL = at_work(bar=bar_with(clock=None, guess="2026-02-25T15:30"))

KIOSK: Mapping[str, Canned] = {
    "diagnostics": Canned(at_work(WELL), _AT_TESTS),
    "diagnostics-ill": Canned(at_work(ILL), _AT_TESTS),
    "diagnostics-signals": Canned(at_work(WELL), _AT_TESTS, then=_signals),
    "diagnostics-touch": Canned(at_work(WELL), _AT_TESTS, then=_touch),
    "diagnostics-touch-missed": Canned(at_work(WELL), _AT_TESTS, then=_missed),
    "diagnostics-log": Canned(at_work(WELL), _AT_TESTS, then=_log),
    "diagnostics-languages": Canned(at_work(WELL), _AT_TESTS, then=_languages),
    "clock": Canned(_DOUBTFUL, _AT_CLOCK),
    "clock-sure": Canned(at_work(bar=bar_with(guess="2026-02-25T15:30")), _AT_CLOCK),
}
"""Diagnostics, and Date and time, in all their states."""
