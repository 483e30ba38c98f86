import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.cards import Technology
from kiosk.readers.pcsc_atr import CardType, card_type

A, B = Technology.ISO14443A, Technology.ISO14443B


@pytest.mark.parametrize(
    ("atr", "expected"),
    [
        pytest.param("3B8F8001804F0CA000000306030001000000006A", CardType(A, 0x08), id="MIFARE Classic 1K"),
        pytest.param("3B8F8001804F0CA0000003060300020000000069", CardType(A, 0x18), id="MIFARE Classic 4K"),
        pytest.param("3B8F8001804F0CA0000003060300030000000068", CardType(A, 0x00), id="MIFARE Ultralight"),
        pytest.param("3B8F8001804F0CA00000030603FF28000000 00BC", CardType(A, 0x28), id="only the SAK is known"),
        pytest.param("3B8F8001804F0CA00000030603F00400000000 9F", CardType(A, None), id="Topaz"),
        pytest.param(
            "3B8F8001804F0CA00000030603F011000000008A", CardType(Technology.FELICA, None), id="FeliCa ACR122U"
        ),
        pytest.param("3B8F8001804F0CA00000030611003B0000000042", CardType(Technology.FELICA, None), id="FeliCa"),
        pytest.param("3B8F8001804F0CA0000003060B00140000000077", CardType(Technology.ISO15693, None), id="ICODE SLI"),
        pytest.param("3B8F8001804F0CA0000003060700070000000068", CardType(B, None), id="storage card of type B"),
        pytest.param("3B8180018080", CardType(A, 0x20), id="DESFire"),
        pytest.param("3B80800101", CardType(A, 0x20), id="phone without historical bytes"),
        pytest.param("3B888001000000009171710098", CardType(A, 0x20, perhaps_b=True), id="8 bytes: A or B"),
    ],
)
def test_a_card_is_known_by_its_atr(atr: str, expected: CardType) -> None:
    assert card_type(bytes.fromhex(atr)) == expected


@pytest.mark.parametrize("atr", ["", "3B", "3B00", "3F6525084204 6C9000", "3B8F8001804F0CA000000306"])
def test_what_is_no_contactless_card_is_nothing(atr: str) -> None:
    assert card_type(bytes.fromhex(atr)) is None


@given(st.binary(max_size=33))
def test_any_bytes_are_survived(atr: bytes) -> None:
    found = card_type(atr)
    assert found is None or found.sak is None or 0 <= found.sak <= 0xFF


@given(st.binary(max_size=28))
def test_any_storage_card_is_survived(rest: bytes) -> None:
    assert card_type(bytes.fromhex("3B8F8001804F0CA000000306") + rest) == card_type(
        bytes.fromhex("3B8F8001804F0CA000000306") + rest[:3]
    )
