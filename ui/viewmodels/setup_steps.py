"""The steps of the first boot: the screen's own, then those that the daemon tells. No Qt."""

from dataclasses import dataclass
from enum import Enum

from kiosk.local_api.messages import SetupPage


class SetupStep(Enum):
    """What is asked for."""

    LANGUAGE = 0
    FINGER = 1
    UPRIGHT = 2
    CODE = 3
    ENROLLING = 4
    NAME = 5
    PIN = 6
    TEST = 7


_OWN = (SetupStep.LANGUAGE, SetupStep.FINGER, SetupStep.UPRIGHT)
_DAEMONS = {"enrol": SetupStep.CODE, "enrolling": SetupStep.ENROLLING, "test": SetupStep.TEST, "done": SetupStep.TEST}


@dataclass(frozen=True, slots=True)
class SetupWay:
    """How far it is here. ``own``: how many of the screen's own steps are done. ``has_name``: it was typed."""

    own: int = 0
    has_name: bool = False


def step_of(page: SetupPage, way: SetupWay) -> SetupStep:
    """Return what is asked for now."""
    if way.own < len(_OWN):
        return _OWN[way.own]
    if page.step != "pin":
        return _DAEMONS[page.step]
    return SetupStep.PIN if way.has_name else SetupStep.NAME


def quarters_from_corner(x: float, y: float) -> int:
    """Return how many quarter turns clockwise the upper left corner is from where a finger was seen, as parts."""
    left, upper = x < 1 / 2, y < 1 / 2
    if upper:
        return 0 if left else 1
    return 3 if left else 2
