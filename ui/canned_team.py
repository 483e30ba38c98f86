"""Canned states of Staff and PINs. All names are made up."""

from collections.abc import Mapping

from kiosk.local_api.messages import StaffPage as TeamPage
from kiosk.local_api.messages import StaffRow
from ui.canned_work import HELPER, Canned, at_work
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_pages import StaffPage

ROS = StaffRow(staff="s1", name="Ros", role="lead", cards=1, me=True)
IDRIS = StaffRow(staff="s2", name="Idris", role="helper", cards=0, me=False)
MARTA = StaffRow(staff="s3", name="Marta", role="lead", cards=2, me=False)

_ALL = at_work(TeamPage(rows=[IDRIS, MARTA, ROS]))
_ONE = at_work(
    TeamPage(rows=[StaffRow(staff="s2", name="Idris", role="helper", cards=0, me=True)]),
    lock=HELPER,
)


def _mine(models: StaffModels) -> None:
    models.tasks.mates.pick("s1")


def _theirs(models: StaffModels) -> None:
    models.tasks.mates.pick("s3")


def _helper(models: StaffModels) -> None:
    models.tasks.mates.pick("s2")


def _old_pin(models: StaffModels) -> None:
    _mine(models)
    models.tasks.mates.change_pin()


def _name(models: StaffModels) -> None:
    models.tasks.mates.add()
    models.tasks.mates.typed.put("Kofi")


def _role(models: StaffModels) -> None:
    _name(models)
    models.tasks.mates.name_done()


def _pin(models: StaffModels) -> None:
    _role(models)
    models.tasks.mates.choose_role(lead=False)


def _weak_pin(models: StaffModels) -> None:
    _pin(models)
    for _ in range(6):
        models.tasks.mates.digits.press("7")


def _waits(models: StaffModels) -> None:
    _pin(models)
    models.tasks.mates.digits.refuse("waiting", "3600")


_TRAIL = (StaffPage.MORE, StaffPage.TEAM)

TEAM: Mapping[str, Canned] = {
    "team": Canned(_ALL, _TRAIL),
    "team-helper": Canned(_ONE, _TRAIL),
    "team-me": Canned(_ALL, _TRAIL, then=_mine),
    "team-mate": Canned(_ALL, _TRAIL, then=_theirs),
    "team-helper-me": Canned(_ONE, _TRAIL, then=_helper),
    "team-old-pin": Canned(_ALL, _TRAIL, then=_old_pin),
    "team-name": Canned(_ALL, _TRAIL, then=_name),
    "team-role": Canned(_ALL, _TRAIL, then=_role),
    "team-pin": Canned(_ALL, _TRAIL, then=_pin),
    "team-pin-weak": Canned(_ALL, _TRAIL, then=_weak_pin),
    "team-pin-waits": Canned(_ALL, _TRAIL, then=_waits),
}
"""Staff and PINs, in all its states."""
