"""One tap through the whole house: card, pcscd, daemon, SQLite, worker, HTTP, badge service, touchscreen."""

from tests.system.house import MEMBERS, House


def test_a_tap_reaches_the_centre_as_it_was_answered(house: House) -> None:
    shown = house.tap(MEMBERS[0].card)
    assert (shown.kind, shown.name) == ("arrived", MEMBERS[0].name)
    house.until_settled()
    (tap,) = house.received()
    assert tap.verdict == "accepted"
    assert tap.body["outcome"] == "arrived"
    assert tap.body["event"] == "drop-in-cambridge"
    assert MEMBERS[0].card.uid.hex() not in str(tap.body)
