"""Enrolling with a one-time code: once, by its kiosk, not by guessing."""

from datetime import timedelta

import pytest

from badge_service import commands
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, tap


def test_a_code_enrols_a_kiosk_at_its_hub(house: House) -> None:
    kiosk = house.stranger()

    answer = kiosk.enrol(house.code("St Ives"))

    assert answer.status == 201
    told = answer.json
    assert (told["hub"], told["hub_name"], told["zone"]) == ("st-ives", "St Ives", "Europe/London")
    assert told["service_time_us"] == house.clock.now_us
    assert told["service_key"]["crv"] == "Ed25519"


def test_region_keys_can_only_be_opened_with_the_daemons_key(house: House) -> None:
    kiosk = house.stranger()

    sealed = kiosk.enrol(house.code()).json["sealed_keys"]

    (key,) = kiosk.opened(sealed)
    assert set(key) == {"key_id", "secret"}
    assert key["secret"] not in sealed


def test_however_a_person_types_the_code(house: House) -> None:
    code = house.code()

    assert house.stranger().enrol(f"  {code.lower().replace('-', ' ')} ").status == 201


def test_the_same_code_and_key_again_give_the_same_answer(house: House) -> None:
    kiosk, code = house.stranger(), house.code()
    first = kiosk.enrol(code).json
    house.clock.forward(timedelta(days=2).total_seconds())

    again = kiosk.enrol(code).json

    assert (again["kiosk"], again["hub"]) == (first["kiosk"], first["hub"])
    assert kiosk.opened(again["sealed_keys"]) == kiosk.opened(first["sealed_keys"])


def test_a_used_code_is_of_no_use_to_another_kiosk(house: House) -> None:
    code = house.code()
    house.stranger().enrol(code)

    answer = house.stranger().enrol(code)

    assert (answer.status, answer.code) == (403, "code_used")


def test_an_expired_code_is_told_apart(house: House) -> None:
    code = house.code(hours=1)
    house.clock.forward(3_600)

    answer = house.stranger().enrol(code)

    assert (answer.status, answer.code) == (403, "code_expired")


def test_guessing_ends_after_ten_tries_and_may_go_on_after_ten_minutes(house: House) -> None:
    kiosk, code = house.stranger(), house.code()
    for _ in range(10):
        assert kiosk.enrol("23456-789AB").code == "code_unknown"

    answer = kiosk.enrol(code)

    assert (answer.status, answer.code) == (429, "too_many_tries")
    assert answer.headers["retry-after"] == "600"
    house.clock.forward(601)
    assert kiosk.enrol(code).status == 201


def test_a_revoked_kiosk_is_turned_away_until_it_gets_a_new_code(house: House) -> None:
    kiosk, code = house.stranger(), house.code()
    kiosk.enrol(code)
    commands.revoke(house.database, kiosk.id, house.clock)

    pushed, repeated = kiosk.push([tap(1)]), kiosk.enrol(code)

    assert (pushed.status, pushed.code) == (repeated.status, repeated.code) == (403, "kiosk_revoked")
    known = kiosk.id
    assert kiosk.enrol(house.code("Ely")).json["kiosk"] == known
    assert kiosk.push([tap(1)]).status == 200


@pytest.mark.parametrize("sealing_key", ["", "short", "not base64!", "A" * 44])
def test_a_sealing_key_that_nothing_can_be_sealed_to_is_told(house: House, sealing_key: str) -> None:
    kiosk = house.stranger()

    answer = kiosk.post("/api/v1/enrolments", _request(kiosk, house.code()) | {"sealing_key": sealing_key})

    assert (answer.status, answer.code) == (400, "bad_request")
    assert "sealing_key" in answer.json["detail"]


def test_the_key_that_is_registered_must_have_signed(house: House) -> None:
    kiosk, other = house.stranger(), house.stranger()

    answer = kiosk.post("/api/v1/enrolments", _request(other, house.code()))

    assert (answer.status, answer.code) == (401, "bad_signature")


def _request(kiosk: PaperKiosk, code: str) -> dict[str, object]:
    return {
        "code": code,
        "key": {"kty": "OKP", "crv": "Ed25519", "x": kiosk.public_key},
        "sealing_key": "A" * 43,
        "model": "paper",
        "version": "1",
    }
