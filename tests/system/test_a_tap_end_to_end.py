"""One tap through the whole house: card, pcscd, daemon, SQLite, worker, HTTP, badge service, touchscreen."""

import time
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.emulators import cards
from tests.system.house import MEMBERS, TEAM_CARD, House
from tests.system.program import until

ARRIVED = "result-000001-arrived"


@pytest.fixture(scope="module")
def house(house: House) -> House:
    house.touchscreen.start()
    return house


def colours(picture: Path) -> Counter[int]:
    """Return how often each colour is seen in ``picture``, at every fourth point."""
    image = QImage(str(picture))
    assert (image.width(), image.height()) >= (800, 450)
    return Counter(image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))


def test_a_tap_is_seen_on_the_touchscreen_and_at_the_centre_as_it_was_answered(house: House) -> None:
    shown = house.tap(MEMBERS[0].card)
    assert (shown.kind, shown.name) == ("arrived", MEMBERS[0].name)
    assert len(colours(house.picture(ARRIVED))) > 10
    house.until_settled()
    (tap,) = house.received()
    assert tap.verdict == "accepted"
    assert tap.body["outcome"] == "arrived"
    assert tap.body["event"] == "drop-in-cambridge"


def test_the_same_card_again_is_no_second_tap(house: House) -> None:
    before = len(house.received())
    again = house.screen.serial
    house.lay_and_take_away(MEMBERS[0].card)
    assert house.tap(MEMBERS[1].card).serial == again + 1
    house.until_settled()
    assert len(house.received()) == before + 1


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        pytest.param(cards.ultralight("04C0FFEE010203"), "unknown_card", id="unlinked card"),
        pytest.param(cards.desfire("08C0FFEE"), "cannot_identify", id="phone with a random UID"),
        pytest.param(cards.desfire("80C0FFEE"), "cannot_identify", id="DESFire EV1 with a random UID"),
        pytest.param(cards.book_tag("E004015000C0FFEE"), "cannot_identify", id="library book"),
        pytest.param(cards.type_b("C0FFEE04"), "unknown_card", id="type B"),
        pytest.param(cards.ten_bytes("88C0FFEE010203040506"), "unknown_card", id="UID of ten bytes"),
    ],
)
def test_whoever_cannot_be_known_is_sent_to_a_team_member_and_counted(
    house: House, card: cards.Card, reason: str
) -> None:
    before = len(house.received())
    shown = house.tap(card)
    assert (shown.kind, shown.name) == ("help", None)
    help_picture, arrived_picture = house.picture(f"result-{shown.serial:06}-help"), house.picture(ARRIVED)
    assert colours(help_picture).most_common(1)[0][0] != colours(arrived_picture).most_common(1)[0][0]
    house.until_settled()
    *_, tap = house.received()[before:]
    assert (tap.body["outcome"], tap.body["reason"]) == ("help", reason)
    assert bool(tap.body["tokens"]) == (reason == "unknown_card")


def test_a_staff_card_is_answered_and_leaves_database_and_centre_untouched(house: House) -> None:
    house.until_settled()
    on_disk, received = house.on_disk(), house.received()
    shown = house.tap(TEAM_CARD)
    assert (shown.kind, shown.name) == ("staff", None)
    assert len(colours(house.picture(f"result-{shown.serial:06}-staff"))) > 2
    assert house.on_disk() == on_disk
    house.tap(MEMBERS[4].card)
    house.until_settled()
    (new,) = house.received()[len(received) :]
    assert (new.seq, new.body["outcome"]) == (received[-1].seq + 1, "arrived")


def test_a_tap_reaches_the_centre_within_a_second(house: House) -> None:
    before = len(house.received())
    house.tap(MEMBERS[2].card)
    answered_s = time.monotonic()
    until(lambda: len(house.received()) > before, "the tap is at the centre")
    assert time.monotonic() - answered_s < 1.0


def test_no_uid_is_written_down_anywhere(house: House) -> None:
    house.tap(MEMBERS[3].card)
    house.until_settled()
    house.hang_up()
    for program in (house.worker, house.daemon, house.service, house.touchscreen):
        assert program.stop() == 0
    uid = MEMBERS[3].card.uid
    written = [path for path in house.folder.rglob("*") if path.is_file() and path.name != "cards.json"]
    assert house.database in written
    for path in written:
        content = path.read_bytes()
        assert uid not in content, path
        assert uid.hex().encode() not in content.lower(), path
