"""Canned states of the first boot. All names are made up."""

from collections.abc import Mapping
from typing import Literal

from msgspec.structs import replace

from kiosk.local_api.messages import Lock, SetupPage, StaffNotice, StaffSnapshot
from ui.canned_work import LEAD, LOCKED, Canned
from ui.viewmodels.staff_models import StaffModels

_PAGE = SetupPage(
    step="enrol", network="not_enrolled", network_detail="", code_refused=None, trusted_here=False, reader="ready"
)
NEW = replace(LOCKED, lock=Lock(state="unset"), setup=_PAGE)


def setup(step: Literal["enrol", "enrolling", "pin", "test", "done"], **parts: object) -> StaffSnapshot:
    """Return a snapshot of the first boot at a step; ``parts`` of its page that differ."""
    lock = LEAD if step == "test" else Lock(state="unset")
    return replace(LOCKED, lock=lock, setup=replace(_PAGE, step=step, **parts))


_REFUSED = setup("enrol", code_refused="code_expired")
_OFFLINE = setup("enrol", network="offline")
_LEAD = setup("pin", trusted_here=True)
_TEST = setup("test")
_NO_READER = setup("test", reader="missing")
_TAPPED = replace(_TEST, notice=StaffNotice(serial=3, kind="help", name="", age_ms=0))


def _language(models: StaffModels) -> None:
    models.setup.skip(0)


def _finger(models: StaffModels) -> None:
    models.setup.skip(1)


def _upright(models: StaffModels) -> None:
    models.setup.skip(2)


def _panel_done(models: StaffModels) -> None:
    models.setup.skip(3)


def _named(models: StaffModels) -> None:
    _panel_done(models)
    models.setup.typed_name.put("Ros")
    models.setup.name_done()


def _tapped(models: StaffModels) -> None:
    _panel_done(models)
    models.frame.hear(_TAPPED)


SETUP: Mapping[str, Canned] = {
    "setup-language": Canned(NEW, then=_language),
    "setup-corner": Canned(NEW, then=_finger),
    "setup-upright": Canned(NEW, then=_upright),
    "setup-code": Canned(NEW, then=_panel_done),
    "setup-code-refused": Canned(_REFUSED, then=_panel_done),
    "setup-code-offline": Canned(_OFFLINE, then=_panel_done),
    "setup-enrolling": Canned(setup("enrolling"), then=_panel_done),
    "setup-name": Canned(_LEAD, then=_panel_done),
    "setup-pin": Canned(_LEAD, then=_named),
    "setup-test": Canned(_TEST, then=_panel_done),
    "setup-test-no-reader": Canned(_NO_READER, then=_panel_done),
    "setup-test-seen": Canned(_TEST, then=_tapped),
}
"""The first boot, in all its states."""
