"""Enrolment codes, nonces and cursors survive people, time and strangers."""

from hypothesis import given
from hypothesis import strategies as st

from badge_service.domain import codes, cursors, nonces
from badge_service.domain.cursors import Cursor
from kiosk.domain.ids import HubId

SECRET = b"s" * 32
times_us = st.integers(min_value=0, max_value=2**53)


@given(st.binary(min_size=16, max_size=16))
def test_a_code_is_ten_letters_that_nobody_confuses(random_bytes: bytes) -> None:
    code = codes.spelled(random_bytes)

    assert len(code) == 11
    assert set(code) <= set(codes.ALPHABET) | {"-"}
    assert not set("01OILU") & set(code)


@given(st.binary(min_size=16, max_size=16))
def test_how_it_is_typed_does_not_matter(random_bytes: bytes) -> None:
    code = codes.spelled(random_bytes)

    assert codes.digest(f" {code.lower()}") == codes.digest(code.replace("-", "")) == codes.digest(code)


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_two_codes_never_share_a_digest(one: bytes, other: bytes) -> None:
    same = codes.spelled(one) == codes.spelled(other)

    assert (codes.digest(codes.spelled(one)) == codes.digest(codes.spelled(other))) == same


@given(times_us, st.integers(min_value=0, max_value=nonces.LIFE_US))
def test_a_nonce_is_fresh_for_five_minutes(now_us: int, later_us: int) -> None:
    nonce = nonces.mint(SECRET, now_us)

    assert nonces.fresh(SECRET, nonce, now_us + later_us)
    assert not nonces.fresh(SECRET, nonce, now_us + nonces.LIFE_US + 1 + later_us)
    assert not nonces.fresh(b"t" * 32, nonce, now_us)


@given(st.text())
def test_no_text_is_a_nonce(text: str) -> None:
    assert not nonces.fresh(SECRET, text, 1)


@given(
    st.text(alphabet="0123456789abcdef", min_size=1), st.text(alphabet="abc-", min_size=1), times_us, st.integers(1, 9)
)
def test_a_cursor_reads_as_it_was_written(generation: str, hub: str, position: int, level: int) -> None:
    cursor = Cursor(generation, HubId(hub), position, level)

    assert cursors.read(cursors.written(cursor)) == cursor


@given(st.text())
def test_any_text_may_be_sent_as_a_cursor(text: str) -> None:
    assert cursors.read(text) is None or isinstance(cursors.read(text), Cursor)
