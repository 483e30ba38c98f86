"""Who may call, and what every answer carries."""

import gzip
import json
import shutil
import zlib
from pathlib import Path

import jwt
import pytest

from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, reading, tap

RECORDS = "/api/v1/records"


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Use SQLite alone: what is asked here hardly reaches the database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}"


def batch(kiosk: PaperKiosk) -> bytes:
    content = {"ledger": kiosk.ledger, "hub": kiosk.hub, "reading": reading(0), "records": [tap(1)]}
    return json.dumps(content).encode()


def test_an_unsigned_request_is_told_to_sign(house: House) -> None:
    answer = house.stranger().send("GET", "/api/v1/changes?level=1")

    assert (answer.status, answer.code) == (401, "use_nonce")
    assert answer.headers["hubtap-nonce"]


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("kiosk", "kiosk-0000000000"),
        ("htm", "GET"),
        ("htu", "/api/v1/heartbeats"),
        ("digest", "AAAA"),
        ("htu", "\ud800"),
    ],
)
def test_a_signature_speaks_for_one_request_only(kiosk: PaperKiosk, claim: str, value: str) -> None:
    body = batch(kiosk)
    token = kiosk.token("POST", RECORDS, body, **{claim: value})

    answer = kiosk.send("POST", RECORDS, body, {"Authorization": f"Hubtap {token}"})

    assert (answer.status, answer.code) == (401, "bad_signature")


def test_the_digest_is_of_the_body_as_sent(kiosk: PaperKiosk) -> None:
    body = batch(kiosk)
    token = kiosk.token("POST", RECORDS, body)
    headers = {"Authorization": f"Hubtap {token}", "Content-Encoding": "gzip"}

    answer = kiosk.send("POST", RECORDS, gzip.compress(body), headers)

    assert answer.code == "bad_signature"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("", "use_nonce"),
        ("x", "bad_signature"),
        ("a.b.c", "bad_signature"),
        ("eyJhbGciOiJub25lIiwia2lkIjoiayJ9.e30.", "unknown_kiosk"),
    ],
)
def test_what_is_no_token_is_no_signature(kiosk: PaperKiosk, sent: str, code: str) -> None:
    answer = kiosk.send("POST", RECORDS, batch(kiosk), {"Authorization": f"Hubtap {sent}"})

    assert answer.code == code


def test_an_unsigned_token_of_a_known_kiosk_is_no_signature(kiosk: PaperKiosk) -> None:
    head, claims, _ = kiosk.token("POST", RECORDS, batch(kiosk)).split(".")
    unsigned = jwt.encode({}, "", algorithm="none", headers={"kid": kiosk.id}).split(".")[0]

    for forged in (f"{unsigned}.{claims}.", f"{head}.{claims}."):
        answer = kiosk.send("POST", RECORDS, batch(kiosk), {"Authorization": f"Hubtap {forged}"})
        assert answer.code == "bad_signature"


def test_another_kiosks_key_is_no_signature(house: House, kiosk: PaperKiosk) -> None:
    other = house.kiosk()
    other.id = kiosk.id

    assert other.push([tap(1)]).code == "bad_signature"


def test_a_kiosk_that_nobody_enrolled_is_unknown(house: House) -> None:
    stranger = house.stranger()
    stranger.id = "kiosk-0000000000"

    answer = stranger.push([tap(1)])

    assert (answer.status, answer.code) == (403, "unknown_kiosk")


def test_a_nonce_is_good_for_five_minutes(house: House, kiosk: PaperKiosk) -> None:
    house.clock.forward(301)
    body = batch(kiosk)

    answer = kiosk.send("POST", RECORDS, body, {"Authorization": f"Hubtap {kiosk.token('POST', RECORDS, body)}"})

    assert (answer.status, answer.code) == (401, "use_nonce")
    assert kiosk.push([tap(1)]).status == 200


@pytest.mark.parametrize("nonce", ["", "x", "ü", "A" * 32, "A" * 500])
def test_a_made_up_nonce_is_answered_with_a_real_one(kiosk: PaperKiosk, nonce: str) -> None:
    body = batch(kiosk)
    token = kiosk.token("POST", RECORDS, body, nonce=nonce)

    answer = kiosk.send("POST", RECORDS, body, {"Authorization": f"Hubtap {token}"})

    assert answer.code == "use_nonce"
    assert (
        kiosk.send("POST", RECORDS, body, {"Authorization": f"Hubtap {kiosk.token('POST', RECORDS, body)}"}).status
        == 200
    )


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/healthz", 200),
        ("GET", "/nothing-here", 404),
        ("DELETE", RECORDS, 405),
        ("GET", "/schema/openapi.json", 200),
        ("GET", "/operators", 200),
        ("POST", RECORDS, 401),
    ],
)
def test_every_answer_says_whose_it_is(house: House, method: str, target: str, status: int) -> None:
    answer = house.stranger().send(method, target)

    assert answer.status == status
    assert answer.headers["hubtap-service"] == "9.9"
    assert answer.headers["hubtap-nonce"]
    assert answer.headers["date"].endswith("GMT")
    if status >= 400:
        assert answer.code


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"records": [tap(1) | {"seq": "1"}]}, "`$.records[0].seq`"),
        ({"records": [tap(1), {"id": "x"}]}, "`$.records[1]`"),
        ({"records": [tap(1) | {"extra": 1}]}, "`extra`"),
        ({"records": []}, "records"),
        ({"records": [tap(1)] * 501}, "records"),
        ({"records": [tap(1)], "ledger": "a\0b"}, "ledger"),
        ({"records": [tap(1)], "hub": "x" * 65}, "hub"),
    ],
)
def test_a_bad_batch_is_told_with_its_place(kiosk: PaperKiosk, body: dict[str, object], place: str) -> None:
    content = {"ledger": kiosk.ledger, "hub": kiosk.hub, "reading": reading(0)} | body

    answer = kiosk.post(RECORDS, content)

    assert (answer.status, answer.code) == (400, "bad_request")
    assert place in answer.json["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'{"a":"\xff"}', b"[" * 100_000])
def test_garbage_is_a_bad_request(kiosk: PaperKiosk, body: bytes) -> None:
    answer = kiosk.signed("POST", RECORDS, body)

    assert (answer.status, answer.code) == (400, "bad_request")


def test_a_body_nested_beyond_reason_is_held_or_told(kiosk: PaperKiosk) -> None:
    body = batch(kiosk).replace(b'"outcome"', b'"deep": ' + b"[" * 3_000 + b"]" * 3_000 + b', "outcome"')

    answer = kiosk.signed("POST", RECORDS, body)

    assert answer.status in {200, 400}
    assert kiosk.push([tap(2)]).status == 200


def test_a_large_body_is_told_so_even_while_it_is_still_being_sent(kiosk: PaperKiosk) -> None:
    answer = kiosk.signed("POST", RECORDS, b" " * 4_000_000)

    assert (answer.status, answer.code) == (413, "too_large")


def test_a_body_that_unpacks_beyond_the_bound_is_too_large(kiosk: PaperKiosk) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    answer = kiosk.signed("POST", RECORDS, bomb, {"Content-Encoding": "gzip"})

    assert (answer.status, answer.code) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [b"not gzip", gzip.compress(b"{}")[:-3], gzip.compress(b"{}") + b"more"],
    ids=["not gzip", "cut short", "more behind it"],
)
def test_broken_gzip_is_a_bad_request(kiosk: PaperKiosk, body: bytes) -> None:
    assert kiosk.signed("POST", RECORDS, body, {"Content-Encoding": "gzip"}).code == "bad_request"


def test_other_encodings_are_not_spoken(kiosk: PaperKiosk) -> None:
    answer = kiosk.signed("POST", RECORDS, zlib.compress(batch(kiosk)), {"Content-Encoding": "deflate"})

    assert (answer.status, answer.code) == (415, "unsupported_encoding")


def test_a_database_that_refuses_is_busy_not_a_fault(house: House, kiosk: PaperKiosk) -> None:
    house.database.change(lambda connection: connection.exec_driver_sql("ALTER TABLE kiosks RENAME TO away"))

    answer = kiosk.push([tap(1)])

    assert (answer.status, answer.code) == (503, "busy")
    assert int(answer.headers["retry-after"]) > 0


def test_the_description_lists_every_call(house: House) -> None:
    paths = house.stranger().send("GET", "/schema/openapi.json").json["paths"]

    calls = {(path, method) for path, methods in paths.items() for method in methods}
    assert calls == {
        ("/api/v1/enrolments", "post"),
        ("/api/v1/records", "post"),
        ("/api/v1/changes", "get"),
        ("/api/v1/heartbeats", "post"),
        ("/api/v1/keys", "post"),
        ("/api/v1/names", "post"),
        ("/healthz", "get"),
        ("/livez", "get"),
    }
