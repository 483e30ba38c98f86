"""Everybody is answered alike, whoever they are and however often they came: by screen, light, sound and voice."""

from pathlib import Path

import msgspec
import pytest

from kiosk.domain.staff import Role
from kiosk.local_api.messages import ShownResult
from kiosk.ports import Saying, Signal
from kiosk.store.unit_of_work import SqliteStore
from tests.kiosk.process import members
from tests.kiosk.staff_room.at_work import AtWork, at_work

DAY_S = 86_400
FIRST_TIME, REGULAR, IN_POLISH, WITHOUT_A_NAME, ON_THE_TEAM = 1, 2, 3, 4, 5


@pytest.fixture
def kiosk(store: SqliteStore, tmp_path: Path) -> AtWork:
    """Give a kiosk to which one of five people came on each of the last days, and others never."""
    kiosk = at_work(store, tmp_path)
    told = members(5)
    told = msgspec.structs.replace(
        told,
        cursor="c2",
        members=[
            *told.members[:2],
            msgspec.structs.replace(told.members[2], language="pl"),
            msgspec.structs.replace(told.members[3], shown_name=None),
            told.members[4],
        ],
    )
    kiosk.tell(told)
    kiosk.hire(name=told.members[4].shown_name or "", role=Role.HELPER, pin="604193")
    for _ in range(5):
        kiosk.lay(REGULAR)
        kiosk.clock.pass_us(DAY_S * 1_000_000)
    return kiosk


def answered(kiosk: AtWork, card: int) -> tuple[ShownResult, Signal, str]:
    """Return all that a card gets, without what is somebody's own by the rules: name and language."""
    kiosk.lay(card)
    result, saying = kiosk.public.result, kiosk.signals.sayings[-1]
    assert result is not None
    assert isinstance(saying, Saying)
    told = msgspec.structs.replace(result, serial=0, name=None, language=None)
    return told, kiosk.signals.given[-1], saying.phrase


@pytest.mark.parametrize("somebody", [REGULAR, IN_POLISH, WITHOUT_A_NAME, ON_THE_TEAM])
def test_whoever_comes_is_answered_as_who_comes_for_the_first_time(kiosk: AtWork, somebody: int) -> None:
    for kind in ("arrived", "already_here"):
        first = answered(kiosk, FIRST_TIME)
        assert first[0].kind == kind
        kiosk.wait(10)
        assert answered(kiosk, somebody) == first
        kiosk.wait(10)
