import gzip
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.answers import Answered, Portal, Problem, Sign, Timing, classify, retry_after, unzipped

TIMING = Timing(1, 3)
OURS = {"Hubtap-Service": "1.0", "Hubtap-Nonce": "n1"}
JSON = {"Content-Type": "application/json; charset=utf-8"}
PROBLEM = {"Content-Type": "application/problem+json"}
DATE = "Sun, 01 Nov 2026 12:00:00 GMT"


def test_json_from_the_service_is_an_answer_with_its_nonce() -> None:
    assert classify(200, OURS | JSON, b"{}", TIMING) == Answered(200, b"{}", "1.0", "n1", None, TIMING)


def test_nothing_changed_needs_no_body() -> None:
    assert classify(304, OURS, b"", TIMING) == Answered(304, b"", "1.0", "n1", None, TIMING)


def test_a_problem_document_is_a_problem_with_its_wait() -> None:
    body = json.dumps({"code": "busy", "title": "Busy", "status": 503, "instance": "/x"}).encode()
    assert classify(503, OURS | PROBLEM | {"Retry-After": "7"}, body, TIMING) == Problem(503, "busy", "1.0", "n1", 7.0)


@pytest.mark.parametrize(
    ("status", "headers", "body", "sign"),
    [
        (200, JSON, b"{}", Sign.UNNAMED),
        (403, PROBLEM, b'{"code":"kiosk_revoked","title":"","status":403}', Sign.UNNAMED),
        (502, {"Content-Type": "text/html"}, b"<html>", Sign.UNNAMED),
        (200, OURS | {"Content-Type": "text/html"}, b"<html>", Sign.UNREADABLE),
        (204, OURS, b"", Sign.UNREADABLE),
        (301, OURS | JSON, b"{}", Sign.REDIRECT),
        (302, OURS, b"", Sign.REDIRECT),
        (307, OURS, b"", Sign.REDIRECT),
        (403, OURS | PROBLEM, b"<html>", Sign.UNREADABLE),
        (403, OURS | JSON, b'{"code":"x","title":"","status":403}', Sign.UNREADABLE),
        (500, OURS | PROBLEM, b'{"title":"no code","status":500}', Sign.UNREADABLE),
    ],
)
def test_whatever_is_not_wholly_ours_is_a_portal(status: int, headers: dict[str, str], body: bytes, sign: Sign) -> None:
    assert classify(status, headers, body, TIMING) == Portal(sign)


@given(st.integers(min_value=0, max_value=10**30))
def test_seconds_are_clamped_to_a_quarter_of_an_hour(seconds: int) -> None:
    assert retry_after(str(seconds), date=None) == min(max(float(seconds), 1.0), 900.0)


@given(st.timedeltas(timedelta(days=-400), timedelta(days=4000)))
def test_a_date_counts_from_the_answers_own_date_whatever_the_kiosks_clock_says(ahead: timedelta) -> None:
    now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    until = (now + ahead).replace(microsecond=0)
    wanted = min(max((until - now).total_seconds(), 1.0), 900.0)
    assert retry_after(format_datetime(until, usegmt=True), date=DATE) == wanted


@given(st.text(max_size=60), st.one_of(st.none(), st.just(DATE), st.text(max_size=40)))
def test_any_text_gives_a_bounded_wait_or_none(value: str, date: str | None) -> None:
    wait_s = retry_after(value, date=date)
    assert wait_s is None or 1.0 <= wait_s <= 900.0


def test_a_date_without_the_answers_own_date_says_nothing() -> None:
    assert retry_after(DATE, date=None) is None


def test_gzip_is_undone_up_to_the_limit_and_no_further() -> None:
    assert unzipped(gzip.compress(b"x" * 1000), most=1000) == b"x" * 1000
    assert unzipped(gzip.compress(bytes(50_000_000)), most=1000) is None


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=40))
def test_damaged_gzip_is_told_apart(plain: bytes, cut: int) -> None:
    zipped = gzip.compress(plain)
    shortened = zipped[: len(zipped) - cut]
    assert unzipped(shortened, most=1000) == (plain if cut == 0 else None)


@given(st.binary(max_size=100))
def test_any_bytes_can_be_met(body: bytes) -> None:
    assert unzipped(body, most=1000) is None or body[:2] == b"\x1f\x8b"
