"""What identifies a card, and what must never be seen of one."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.cards import CardSeen, RegionKey, Technology, identifies, token

KEY = RegionKey("k1", b"made-up secret of the region")
UIDS = st.sampled_from([4, 7, 10]).flatmap(lambda size: st.binary(min_size=size, max_size=size))
CARDS = st.builds(CardSeen, st.sampled_from(Technology), UIDS)


@given(one=CARDS, other=CARDS)
def test_two_cards_share_a_token_only_if_they_are_the_same_card(one: CardSeen, other: CardSeen) -> None:
    same = (one.technology, one.uid) == (other.technology, other.uid)
    assert (token(one, KEY) == token(other, KEY)) == same


@given(card=CARDS)
def test_another_key_gives_another_token(card: CardSeen) -> None:
    assert token(card, KEY) != token(card, RegionKey("k1", b"another secret of the region"))


def test_a_token_is_the_key_id_and_128_bits() -> None:
    key_id, _, digits = token(CardSeen(Technology.ISO14443A, bytes(7)), KEY).value.partition(":")
    assert (key_id, len(bytes.fromhex(digits))) == ("k1", 16)


@given(card=CARDS)
def test_no_text_made_of_a_card_or_its_token_tells_the_card(card: CardSeen) -> None:
    made = token(card, KEY)
    for text in (repr(card), str(card), f"{card}", repr(made), f"{made}", repr(KEY)):
        assert card.uid.hex() not in text
        assert made.value not in text
        assert "secret" not in text


def test_random_ids_and_book_tags_identify_nobody() -> None:
    phone = CardSeen(Technology.ISO14443A, bytes.fromhex("08c0ffee"))
    random_desfire = CardSeen(Technology.ISO14443A, bytes.fromhex("80c0ffee"), sak=0x20)
    classic_that_begins_with_80 = CardSeen(Technology.ISO14443A, bytes.fromhex("80c0ffee"), sak=0x08)
    book = CardSeen(Technology.ISO15693, bytes.fromhex("e004010050c0ffee"))
    ultralight_that_begins_with_08 = CardSeen(Technology.ISO14443A, bytes.fromhex("08a1b2c3d4e5f6"))
    assert not identifies(phone)
    assert not identifies(random_desfire)
    assert not identifies(book)
    assert identifies(classic_that_begins_with_80)
    assert identifies(ultralight_that_begins_with_08)
