"""Staff send by USB stick at the touchscreen; a folder stands for the stick. Real daemon, worker and service."""

import asyncio
from collections.abc import Iterator

import pytest

from kiosk.demo import team
from kiosk.local_api.messages import ShowPage, StaffSnapshot, StickPage, UseStick
from tests.system.house import MEMBERS, TEAM_CARD
from tests.system.local import waiting
from tests.system.simulated_house import SimulatedHouse


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedHouse]:
    with SimulatedHouse(tmp_path_factory.mktemp("stick")) as house:
        house.move_in()

        async def lay() -> None:
            house.brush(TEAM_CARD)

        asyncio.run(team.bring_in(house.run_dir, lay))
        yield house


def done_with(house: SimulatedHouse, wish: UseStick) -> StickPage:
    """Return the page once the wish was met, or could not be."""
    house.screen.done(wish)

    def is_over(now: StaffSnapshot) -> bool:
        return isinstance(now.page, StickPage) and now.page.state not in {"idle", "writing", "reading"}

    page = house.screen.until_staff(is_over, "what came of the stick").page
    assert isinstance(page, StickPage)
    return page


def test_records_go_out_and_the_answer_comes_back_without_a_network(house: SimulatedHouse) -> None:
    house.until_settled()
    house.service.kill()
    for member in MEMBERS[:3]:
        house.tap(member.card)
    screen = house.screen
    screen.unlock(team.LEAD.pin)
    page = screen.page(ShowPage(request=0, page="stick"))
    assert isinstance(page, StickPage)
    assert (page.found, screen.do(UseStick(request=0, what="write"))) == (False, "no_stick")

    house.stick.mkdir()
    written = done_with(house, UseStick(request=0, what="write"))
    assert (written.state, written.done >= 3, written.of) == ("written", True, written.done)
    empty = done_with(house, UseStick(request=0, what="read"))
    assert (empty.state, empty.detail) == ("failed", "no_answer")

    answer = house.stick / "answer-of-the-service.hubtap"
    house.ask_service("bundle", str(house.stick / written.detail), "--answer", str(answer))
    read = done_with(house, UseStick(request=0, what="read"))
    assert (read.state, read.done) == ("read", written.done)
    assert (waiting(house.run_dir) or 0) <= 4, "only what staff did with the stick itself still waits"
    assert sum(each.verdict == "accepted" for each in house.received()) == 3
