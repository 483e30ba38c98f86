"""Enrolling with a one-time code: once, by its kiosk, not by guessing."""

import secrets
from datetime import timedelta

import msgspec
import pytest
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from badge_service import commands
from badge_service.usecases.caller import Denied
from badge_service.usecases.enrol import Enrol
from kiosk.domain.letters import KeyLetter, enrolment_statement, keys_statement
from sync.protocol import EnrolmentAnswer, EnrolmentRequest
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, as_bytes, as_text, tap


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


def test_unknown_used_and_expired_codes_are_answered_alike(house: House) -> None:
    used, expired = house.code(), house.code(hours=1)
    house.stranger().enrol(used)
    house.clock.forward(3_600)

    answers = [house.stranger().enrol(code) for code in ("23456-789AB", used, expired)]

    assert {(answer.status, answer.code, answer.body) for answer in answers} == {(403, "code_unknown", answers[0].body)}


@pytest.mark.parametrize("what", ["used", "expired"])
def test_a_code_that_was_real_once_counts_as_a_wrong_guess_too(house: House, what: str) -> None:
    code, good = house.code(hours=1), house.code(hours=2)
    if what == "used":
        house.kiosk()
        house.stranger().enrol(code)
    else:
        house.clock.forward(3_600)
    kiosk = house.stranger()
    for _ in range(10):
        assert kiosk.enrol(code).code == "code_unknown"

    assert kiosk.enrol(good).code == "too_many_tries"


def test_guesses_from_many_networks_are_limited_together(house: House) -> None:
    enrol = Enrol(house.database, house.clock, secrets.token_bytes, most_wrong_anywhere=3)
    kiosk = house.stranger()
    request = msgspec.convert(_request(kiosk, "23456-789AB"), EnrolmentRequest)
    for number in range(3):
        assert enrol(request, f"192.0.2.{number}") == enrol(request, None)

    good = msgspec.structs.replace(request, code=house.code())
    denied = enrol(good, "192.0.2.99")

    assert isinstance(denied, Denied)
    assert denied.code == "too_many_tries"
    house.clock.forward(601)
    assert isinstance(enrol(good, "192.0.2.99"), EnrolmentAnswer)


def test_an_operator_who_brings_a_file_may_mistype_as_often_as_they_like(house: House) -> None:
    enrol = Enrol(house.database, house.clock, secrets.token_bytes, most_wrong_anywhere=3)
    kiosk = house.stranger()
    request = msgspec.convert(_request(kiosk, "23456-789AB"), EnrolmentRequest)
    for _ in range(11):
        assert isinstance(enrol(request, None), Denied)

    assert isinstance(enrol(msgspec.structs.replace(request, code=house.code()), None), EnrolmentAnswer)


def test_the_daemon_can_check_who_wrote_the_answer_and_that_it_is_meant_for_it(house: House) -> None:
    kiosk = house.stranger()

    told = msgspec.json.decode(kiosk.enrol(house.code("St Ives")).body, type=EnrolmentAnswer)

    letter = KeyLetter(told.sealed_keys, told.service_time_us, told.service_key.x, told.proof)
    sealing_key = as_text(bytes(kiosk.daemon_key.public_key))
    statement = enrolment_statement(told, letter, sealing_key=sealing_key)
    verify = VerifyKey(as_bytes(told.service_key.x)).verify
    verify(statement, as_bytes(told.proof or ""))
    for changed in (
        enrolment_statement(msgspec.structs.replace(told, hub="ely"), letter, sealing_key=sealing_key),
        enrolment_statement(told, letter, sealing_key=kiosk.public_key),
        keys_statement(letter, sealing_key=sealing_key),
    ):
        with pytest.raises(BadSignatureError):
            verify(changed, as_bytes(told.proof or ""))


def test_an_older_kiosk_is_told_nothing_that_it_does_not_know(house: House) -> None:
    kiosk = house.stranger()

    answer = kiosk.enrol(house.code(), level=2)

    assert "proof" not in answer.json
    assert set(kiosk.beat({}, level=2).json) == {"ledgers", "service_time_us"}


def test_a_code_for_a_kiosk_that_lost_its_key_keeps_its_records_its_own(house: House) -> None:
    lost = house.kiosk("Ely")
    lost.push([tap(1)])
    again = house.stranger()
    again.ledger = lost.ledger

    assert again.enrol(house.code("Ely", kiosk=lost.id)).json["kiosk"] == lost.id

    assert [each["verdict"] for each in again.push([tap(2)]).json["verdicts"]] == ["accepted"]
    assert lost.push([tap(3)]).code == "bad_signature"


def test_a_code_for_one_kiosk_is_of_no_use_to_another(house: House) -> None:
    lost, other = house.kiosk("Ely"), house.kiosk("March")

    assert other.enrol(house.code("Ely", kiosk=lost.id)).code == "code_unknown"


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


@pytest.mark.parametrize("sealing_key", ["", "short", "not base64!", "A" * 44, "A" * 43])
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
        "sealing_key": as_text(bytes(kiosk.daemon_key.public_key)),
        "model": "paper",
        "version": "1",
    }
