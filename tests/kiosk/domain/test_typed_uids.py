"""Every spelling of a UID leads to the same card as the chip itself; what is cut short leads to none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.cards import CardSeen, RegionKey, Technology, canonical, identifies, token
from kiosk.domain.typed_uids import UidSpelling, Unclear, card_of

KEY = RegionKey("k1", b"made-up secret of the region")
FOUR = st.binary(min_size=4, max_size=4).filter(lambda uid: uid[0] != 0x88)
HEX_UIDS = st.one_of(FOUR, *(st.binary(min_size=size, max_size=size) for size in (7, 10)))


def spelled(uid: bytes, spelling: UidSpelling, digits: int = 10) -> str:
    match spelling:
        case UidSpelling.HEX:
            return uid.hex()
        case UidSpelling.HEX_REVERSED:
            return uid[::-1].hex().upper()
        case UidSpelling.DECIMAL:
            return str(int.from_bytes(uid, "big")).zfill(digits)
        case UidSpelling.DECIMAL_REVERSED:
            return str(int.from_bytes(uid, "little")).zfill(digits)


@given(FOUR, st.sampled_from(UidSpelling), st.integers(8, 10))
def test_a_card_is_the_same_on_every_reader(uid: bytes, spelling: UidSpelling, digits: int) -> None:
    """The chip's own UID, as PC/SC tells it, and every spelling of it: one canonical id, one token."""
    on_pcsc = CardSeen(Technology.ISO14443A, uid, 0x08)
    typed = card_of(spelled(uid, spelling, digits), spelling)
    assert isinstance(typed, CardSeen)
    assert canonical(typed) == canonical(on_pcsc)
    assert token(typed, KEY) == token(on_pcsc, KEY)


@given(HEX_UIDS, st.sampled_from([UidSpelling.HEX, UidSpelling.HEX_REVERSED]))
def test_long_uids_are_spelled_in_hexadecimal(uid: bytes, spelling: UidSpelling) -> None:
    assert card_of(spelled(uid, spelling), spelling) == CardSeen(Technology.ISO14443A, uid)


def test_the_published_example_of_a_reversed_decimal() -> None:
    typed = card_of("3220338716", UidSpelling.DECIMAL_REVERSED)
    assert typed == CardSeen(Technology.ISO14443A, bytes.fromhex("1C78F2BF"))


@given(st.binary(min_size=3, max_size=3), st.sampled_from(UidSpelling))
def test_a_long_uid_cut_to_88_and_three_bytes_is_no_card(rest: bytes, spelling: UidSpelling) -> None:
    assert card_of(spelled(b"\x88" + rest, spelling), spelling) is Unclear.CUT_SHORT


@pytest.mark.parametrize("text", ["E0040150C0FFEE01", "01EEFFC0500104E0"])
def test_a_book_tag_is_known_in_either_byte_order_and_identifies_nobody(text: str) -> None:
    tag = card_of(text, UidSpelling.HEX)
    assert tag == CardSeen(Technology.ISO15693, bytes.fromhex("E0040150C0FFEE01"))
    assert not identifies(tag)


def test_eight_other_bytes_are_felica() -> None:
    assert card_of("012E4CC0FFEE0102", UidSpelling.HEX) == CardSeen(
        Technology.FELICA, bytes.fromhex("012E4CC0FFEE0102")
    )


def test_a_random_uid_identifies_nobody() -> None:
    phone = card_of("08C0FFEE", UidSpelling.HEX)
    assert isinstance(phone, CardSeen)
    assert not identifies(phone)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("", UidSpelling.HEX),
        ("04C0FFEE0102", UidSpelling.HEX),
        ("04C0FFEG", UidSpelling.HEX),
        ("+4C0FFEE", UidSpelling.HEX),
        ("1234567", UidSpelling.DECIMAL),
        ("12345678901", UidSpelling.DECIMAL),
        ("4294967296", UidSpelling.DECIMAL),
        ("12345678A", UidSpelling.DECIMAL),
        ("-12345678", UidSpelling.DECIMAL),
        ("1_234_567_8", UidSpelling.DECIMAL),
        ("١٢٣٤٥٦٧٨", UidSpelling.DECIMAL),
    ],
)
def test_text_that_is_not_spelled_so_is_no_card(text: str, spelling: UidSpelling) -> None:
    assert card_of(text, spelling) is Unclear.SPELLING


@pytest.mark.parametrize("text", ["12345678", "123456789"])
def test_where_all_ten_digits_are_always_sent_fewer_are_a_cut_number(text: str) -> None:
    assert card_of(text, UidSpelling.DECIMAL, padded=True) is Unclear.SPELLING
    assert isinstance(card_of(text.zfill(10), UidSpelling.DECIMAL, padded=True), CardSeen)


@pytest.mark.parametrize("padded", [True, False])
@given(text=st.text(max_size=40), spelling=st.sampled_from(UidSpelling))
def test_any_text_is_a_card_or_is_not(text: str, spelling: UidSpelling, *, padded: bool) -> None:
    assert isinstance(card_of(text, spelling, padded=padded), CardSeen | Unclear)


@given(st.text("0123456789ABCDEFabcdef ", max_size=24), st.sampled_from(UidSpelling))
def test_no_card_is_made_that_a_chip_could_not_have(text: str, spelling: UidSpelling) -> None:
    typed = card_of(text, spelling)
    if isinstance(typed, CardSeen):
        assert len(typed.uid) in {4, 7, 8, 10}
        assert not (len(typed.uid) == 4 and typed.uid[0] == 0x88)
