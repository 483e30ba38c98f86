"""A kiosk changes its own key; the region's keys follow one another."""

import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.signing import VerifyKey

from badge_service import commands, key_commands
from badge_service.store.people import Card, Member
from badge_service.usecases.board import Board
from kiosk.domain.attendance import CardStanding
from kiosk.domain.errors import SettingsError
from kiosk.domain.ids import CardToken, HubId, MemberRef
from kiosk.domain.letters import KeyLetter, keys_statement
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Json, PaperKiosk, as_bytes, as_text, record, tap

AMIRA = MemberRef("m-amira")
OLD, NEW = "r1:" + "a1" * 16, "r2:" + "a2" * 16
YEAR_S = 365 * 86_400


def both(seq: int, *tokens: str, wall_us: int = 0) -> Json:
    body = {"tokens": list(tokens), "event": "drop-in-cambridge", "outcome": "arrived", "reason": None}
    return record(seq, "tap", body, wall_us=wall_us)


def link(house: House, token: str = OLD, standing: CardStanding = CardStanding.LINKED) -> None:
    """Have the scheme know the card, which is Amira's."""
    member = AMIRA if standing is CardStanding.LINKED else None
    house.database.write(lambda unit: unit.people.add_member(Member(AMIRA, "Amira")))
    house.database.write(lambda unit: unit.people.add_to_hub(AMIRA, HubId("cambridge")))
    house.database.write(lambda unit: unit.people.add_card(Card(CardToken(token), standing, member)))


def card(house: House, token: str) -> Card | None:
    return house.database.read(lambda unit: unit.people.card(CardToken(token)))


def pulled(kiosk: PaperKiosk, cursor: str | None = None) -> tuple[Json, str]:
    """Return the last page after ``cursor`` that says anything, and the new cursor."""
    page: Json = {}
    while (answer := kiosk.pull(cursor)).status == 200:
        page, cursor = answer.json, answer.json["cursor"]
        if not page["more"]:
            break
    assert cursor is not None
    return page, cursor


def new_key(house: House) -> str:
    house.clock.forward(1)
    return key_commands.new_region_key(house.database, house.clock, secrets.token_bytes)


def retire(house: House, key_id: str, *, anyway: bool = False) -> int:
    return key_commands.retire_region_key(house.database, key_id, house.clock, secrets.token_bytes, anyway=anyway).cards


# ----------------------------------------------------------------- the kiosk's own key


def test_a_new_key_is_registered_with_the_old_one_and_replaces_it_when_first_used(kiosk: PaperKiosk) -> None:
    old, new = kiosk.key, Ed25519PrivateKey.generate()

    assert kiosk.register(new).json == {"state": "registered"}
    assert kiosk.push([tap(1)]).status == 200, "the old key holds until the new one was used"
    kiosk.key = new
    assert kiosk.register(new).json == {"state": "current"}

    assert kiosk.push([tap(2)]).status == 200
    kiosk.key = old
    assert kiosk.push([tap(3)]).code == "bad_signature"


def test_registering_again_changes_nothing_and_another_wish_replaces_the_first(kiosk: PaperKiosk) -> None:
    first, second = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    assert kiosk.register(first).json == kiosk.register(first).json == {"state": "registered"}
    kiosk.register(second)

    kiosk.key = first
    assert kiosk.push([tap(1)]).code == "bad_signature"
    kiosk.key = second
    assert kiosk.push([tap(1)]).status == 200


def test_only_a_key_that_the_kiosk_holds_can_be_registered(house: House, kiosk: PaperKiosk) -> None:
    new = Ed25519PrivateKey.generate()
    other = house.kiosk()

    for proof in ("", "?", as_text(bytes(64)), as_text(new.sign(b"something else"))):
        assert kiosk.register(new, proof=proof).code == "bad_request"
    assert kiosk.register(other.key).code == "bad_request"
    assert other.push([tap(1)]).status == 200


def test_a_stale_nonce_does_not_switch_to_the_new_key(house: House, kiosk: PaperKiosk) -> None:
    old, new = kiosk.key, Ed25519PrivateKey.generate()
    kiosk.register(new)
    kiosk.key, stale = new, kiosk.nonce
    house.clock.forward(301)
    body = b""
    headers = {"Authorization": f"Hubtap {kiosk.token('GET', '/api/v1/changes?level=2', body, nonce=stale)}"}
    assert kiosk.send("GET", "/api/v1/changes?level=2", headers=headers).code == "use_nonce"

    kiosk.key = old
    assert kiosk.push([tap(1)]).status == 200


def test_a_kiosk_revoked_in_the_middle_comes_back_with_either_key(house: House) -> None:
    for which in ("old", "new"):
        kiosk, new = house.kiosk(), Ed25519PrivateKey.generate()
        known = kiosk.id
        kiosk.register(new)
        commands.revoke(house.database, kiosk.id, house.clock)
        old, kiosk.key = kiosk.key, new
        assert kiosk.register(new).code == "kiosk_revoked"
        kiosk.key = old if which == "old" else new

        assert kiosk.enrol(house.code()).json["kiosk"] == known
        assert kiosk.push([tap(1)]).status == 200


def test_an_operator_or_age_asks_for_another_key_until_there_is_one(house: House, kiosk: PaperKiosk) -> None:
    assert "rotate_key" not in kiosk.beat({}).json
    key_commands.rotate(house.database, kiosk.id, house.clock)
    for then_s in (0, YEAR_S):
        house.clock.forward(then_s)
        assert kiosk.beat({}).json["rotate_key"]
        assert kiosk.beat({}).json["rotate_key"]
        new = Ed25519PrivateKey.generate()
        kiosk.register(new)
        kiosk.key = new
        assert "rotate_key" not in kiosk.beat({}).json


def test_an_unknown_kiosk_cannot_be_asked(house: House, kiosk: PaperKiosk) -> None:
    with pytest.raises(SettingsError, match=kiosk.id):
        key_commands.rotate(house.database, "kiosk-0", house.clock)


# ----------------------------------------------------------------- the region's keys


def test_a_second_key_reaches_each_kiosk_sealed_to_its_daemon_and_signed(house: House, kiosk: PaperKiosk) -> None:
    assert "letter" not in kiosk.beat({}).json
    assert new_key(house) == "r2"

    told = kiosk.beat({}).json["letter"]

    assert [key["key_id"] for key in kiosk.opened(told["sealed_keys"])] == ["r2", "r1"]
    letter = KeyLetter(told["sealed_keys"], told["issued_us"], None, None)
    sealing_key = as_text(bytes(kiosk.daemon_key.public_key))
    statement = keys_statement(letter, sealing_key=sealing_key)
    VerifyKey(as_bytes(told["service_key"])).verify(statement, as_bytes(told["proof"]))
    assert "letter" not in kiosk.beat({}, keys="r2,r1").json
    assert "letter" in kiosk.beat({}, keys="").json


def test_what_holds_for_a_card_under_the_old_key_holds_under_the_new(house: House, kiosk: PaperKiosk) -> None:
    link(house)
    new_key(house)
    _, cursor = pulled(kiosk)

    kiosk.push([both(1, NEW, OLD)])

    assert card(house, NEW) == Card(CardToken(NEW), CardStanding.LINKED, AMIRA)
    page, _ = pulled(kiosk, cursor)
    assert page["cards"] == [{"token": NEW, "standing": "linked", "member": AMIRA.value}]


def test_a_team_card_stays_one_under_the_new_key(house: House, kiosk: PaperKiosk) -> None:
    link(house, standing=CardStanding.STAFF)
    new_key(house)
    kiosk.push([both(1, NEW, OLD)])
    found = card(house, NEW)
    assert found is not None
    assert found.standing is CardStanding.STAFF


def test_two_tokens_that_cannot_be_one_cards_are_not_believed(house: House, kiosk: PaperKiosk) -> None:
    link(house)
    new_key(house)
    other = "r2:" + "b2" * 16

    kiosk.push([both(1, NEW, OLD), both(2, other, OLD), both(3, other, NEW), both(4, "r9:" + "c9" * 16, other)])
    kiosk.push([both(5, "r1:" + "d1" * 16, OLD), both(6, other, "r1:" + "d1" * 16, OLD)])

    assert card(house, NEW) is not None
    known = house.database.read(
        lambda unit: unit.same_cards.cards_of({CardToken("r1:" + "d1" * 16), CardToken("r9:" + "c9" * 16)})
    )
    assert not known


def test_which_of_two_cards_a_new_token_is_called_does_not_depend_on_chance(house: House, kiosk: PaperKiosk) -> None:
    new_key(house)
    olds = [f"r1:{number:016x}" + "a1" * 8 for number in range(16)]
    kiosk.push([both(seq, NEW, old) for seq, old in enumerate(reversed(olds), start=1)])
    called = house.database.read(lambda unit: unit.same_cards.cards_of({CardToken(NEW)}))
    assert called == {CardToken(NEW): CardToken(olds[0])}


def test_one_person_counts_once_whatever_key_each_kiosk_has(house: House, kiosk: PaperKiosk) -> None:
    new_key(house)
    now_us = house.clock.now_us
    old_only, new_only = house.kiosk(), house.kiosk()

    kiosk.push([both(1, NEW, OLD, wall_us=now_us)])
    old_only.push([both(1, OLD, wall_us=now_us + 60_000_000)])
    new_only.push([both(1, NEW, wall_us=now_us + 120_000_000)])

    house.clock.forward(300)
    assert Board(house.database, house.clock)().arrivals == 1


def test_retiring_tells_what_would_be_lost(house: House, kiosk: PaperKiosk) -> None:
    """The made-up members' twelve cards were never seen under another key."""
    link(house)
    new_key(house)
    kiosk.push([both(1, NEW, OLD)])

    with pytest.raises(SettingsError, match=f"12 known cards were not seen.*no other key yet: {kiosk.id}"):
        retire(house, "r1")
    kiosk.beat({}, keys="r2,r1")
    with pytest.raises(SettingsError, match="12 known cards were not seen under another key yet; wait"):
        retire(house, "r1")
    assert retire(house, "r1", anyway=True) == 12


def test_a_retired_keys_tokens_leave_the_hubs_and_late_taps_under_it_still_count(
    house: House, kiosk: PaperKiosk
) -> None:
    link(house)
    new_key(house)
    kiosk.push([both(1, NEW, OLD)])
    _, cursor = pulled(kiosk)
    house.clock.forward(60)
    retire(house, "r1", anyway=True)

    page, _ = pulled(kiosk, cursor)

    assert OLD in page["gone_cards"]
    assert NEW not in page["gone_cards"]
    everything, _ = pulled(house.kiosk())
    assert [each["token"] for each in everything["cards"]] == [NEW]
    told = kiosk.beat({}, keys="r2,r1").json["letter"]
    assert [key["key_id"] for key in kiosk.opened(told["sealed_keys"])] == ["r2"]
    kiosk.push([both(2, OLD, wall_us=house.clock.now_us)])
    assert Board(house.database, house.clock)().arrivals == 1


def test_the_last_key_and_unknown_ones_cannot_be_retired(house: House) -> None:
    with pytest.raises(SettingsError, match="only key"):
        retire(house, "r1", anyway=True)
    new_key(house)
    with pytest.raises(SettingsError, match="r2, r1"):
        retire(house, "r7", anyway=True)
    retire(house, "r1", anyway=True)
    assert new_key(house) == "r3", "a retired key's id never means another one"


def test_one_card_shown_in_several_ways_in_one_batch_is_taken_in(house: House, kiosk: PaperKiosk) -> None:
    """Its tokens came in one order before the kiosk had the newest key, and in another since."""
    link(house)
    new_key(house)

    answer = kiosk.push([both(1, OLD, NEW), both(2, NEW, OLD)])

    assert [each["verdict"] for each in answer.json["verdicts"]] == ["accepted"] * 2
    assert card(house, NEW) == Card(CardToken(NEW), CardStanding.LINKED, AMIRA)
