"""The daemon may restart at any time: touchscreen and worker find it again by themselves."""

from tests.emulators import cards
from tests.system.house import MEMBERS, House


def test_the_touchscreen_shows_taps_again_after_the_daemon_restarted(empty_house: House) -> None:
    house = empty_house.move_in()
    house.touchscreen.start()
    house.tap(MEMBERS[0].card)
    house.picture("result-000001-arrived")
    house.daemon.kill()
    house.restart_daemon()
    house.tap(cards.ultralight("04C0FFEE010203"))
    house.picture("result-000001-help")


def test_programs_started_in_the_wrong_order_find_each_other(empty_house: House) -> None:
    house = empty_house
    house.set_up_service()
    house.touchscreen.start()
    house.worker.start()
    house.daemon.start()
    house.service.start()
    house.worker.hurry()
    house.until_at_home()
    assert house.tap(MEMBERS[0].card).kind == "arrived"
    house.picture("result-000001-arrived")
    house.until_settled()
    assert len(house.received()) == 1
