"""Library card numbers: text that belongs to one library or to none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.card_readers import barcodes_fault
from kiosk.domain.barcodes import BadPatternError, LibraryNumbers, barcode_card, passes_luhn, read_patterns
from kiosk.domain.cards import CardSeen, RegionKey, Technology, identifies, token
from kiosk.domain.typed_uids import Unclear

KEY = RegionKey("k1", b"made-up secret of the region")
LIBRARIES = read_patterns(
    (
        "cambridgeshire: DD#{12}",
        "cambridgeshire: DD#{12}??",
        "york: Y#{8}",
        "warwickshire: #######*",
        "leeds: 27183#{9} codabar luhn",
    )
)
NUMBERS = st.text("ABCXYZ0123456789", min_size=4, max_size=32)
NAMES = st.text("abcxyz0123456789-", min_size=1, max_size=32)
PIECES = st.tuples(st.sampled_from("#@*?D7"), st.integers(1, 6)).map(lambda piece: f"{piece[0]}{{{piece[1]}}}")
PATTERNS = st.tuples(NAMES, st.lists(PIECES, min_size=1, max_size=5)).map(
    lambda parts: f"{parts[0]}: {''.join(parts[1])}"
)


def card(text: str, libraries: LibraryNumbers = LIBRARIES) -> CardSeen:
    seen = libraries.card_of(text)
    assert isinstance(seen, CardSeen)
    return seen


@pytest.mark.parametrize(
    ("scanned", "library", "number"),
    [
        ("DD001234567890", "cambridgeshire", "DD001234567890"),
        ("dd00 1234 567890", "cambridgeshire", "DD001234567890"),
        ("DD00123456789007", "cambridgeshire", "DD001234567890"),
        ("Y00012345", "york", "Y00012345"),
        ("1234567X", "warwickshire", "1234567X"),
        ("00123456", "warwickshire", "00123456"),
        ("27183000012347", "leeds", "27183000012347"),
        ("A27183000012347B", "leeds", "27183000012347"),
        ("c27183000012347d", "leeds", "27183000012347"),
    ],
)
def test_a_number_belongs_to_the_library_whose_pattern_it_fits(scanned: str, library: str, number: str) -> None:
    assert card(scanned) == barcode_card(library, number)
    assert identifies(card(scanned))


def test_zeros_in_front_are_part_of_the_number() -> None:
    assert card("00123456") != card("10123456")
    assert LIBRARIES.card_of("123456") != card("00123456")


@pytest.mark.parametrize("scanned", ["9780140328721", "DD00123456789", "Y0001234X", "E27183000012347B", "A00123456B"])
def test_a_number_of_no_library_identifies_nobody(scanned: str) -> None:
    assert not identifies(card(scanned))


def test_two_foreign_numbers_are_told_apart_so_that_each_is_answered() -> None:
    assert token(card("9780140328721"), KEY) != token(card("9780140328722"), KEY)


def test_a_wrong_check_digit_is_no_card() -> None:
    assert LIBRARIES.card_of("27183000012348") is Unclear.CHECK_DIGIT


@pytest.mark.parametrize(
    "scanned",
    ["", " ", "5", "DD-001234567890", "DD\u0660\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668", "x" * 65, "\n"],
)
def test_what_cannot_be_a_number_is_no_card(scanned: str) -> None:
    assert LIBRARIES.card_of(scanned) is Unclear.SPELLING


@pytest.mark.parametrize(
    ("patterns", "words"),
    [
        (["york"], 'the pattern "york", which should look like'),
        (["york:"], "which should look like"),
        (["York: Y#{8}"], "which should look like"),
        (["york: Y#{8}!"], 'has "!" in the pattern'),
        (["york: {8}"], 'has "{"'),
        (["york: y#{8}"], 'has "y"'),
        (["york: Y###"], "at least 4 open"),
        (["york: Y????????"], "at least 4 open"),
        (["york: #{33}"], "at most 32"),
        (["york: #{8} mod11"], 'has the word "mod11"'),
        (["york: #{8}X luhn"], "whose last character need not be a digit"),
        (["york: Y#{8} codabar"], "Codabar has none"),
        (["york: #{8}", "leeds: 27#{6}"], "two patterns that fit the same numbers"),
        (["york: #{8}", "york: *{8}"], "two patterns that fit the same numbers"),
        (["york: #{8} codabar", "leeds: A#{8}B"], "two patterns that fit the same numbers"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_told(patterns: list[str], words: str) -> None:
    with pytest.raises(BadPatternError) as refused:
        read_patterns(patterns)
    assert words in str(refused.value)


@given(st.text(max_size=80))
def test_any_text_is_a_card_or_is_not_and_nothing_else_happens(text: str) -> None:
    assert isinstance(LIBRARIES.card_of(text), CardSeen | Unclear)


@given(st.lists(st.text(max_size=20), max_size=3))
def test_any_pattern_is_read_or_refused_in_words(patterns: list[str]) -> None:
    assert (fault := barcodes_fault(patterns)) is None or fault.startswith("has ")


@given(st.lists(PATTERNS, min_size=2, max_size=4), st.data())
def test_no_number_ever_fits_two_patterns(patterns: list[str], data: st.DataObject) -> None:
    if barcodes_fault(patterns) is None:
        libraries = read_patterns(patterns)
        form = data.draw(st.sampled_from([form for pattern in libraries.patterns for form in pattern.forms]))
        number = "".join(data.draw(st.sampled_from(sorted(place.allowed))) for place in form)
        assert len([each for each in libraries.patterns if each.number_in(number) is not None]) == 1


@given(NAMES, NUMBERS, NAMES, NUMBERS)
def test_two_barcodes_share_a_token_only_if_library_and_number_are_the_same(
    one: str, number: str, other: str, other_number: str
) -> None:
    same = (one, number) == (other, other_number)
    assert (token(barcode_card(one, number), KEY) == token(barcode_card(other, other_number), KEY)) == same


@given(NAMES, NUMBERS, st.sampled_from([kind for kind in Technology if kind is not Technology.BARCODE]))
def test_no_chip_has_the_token_of_a_barcode(library: str, number: str, technology: Technology) -> None:
    """Not even one whose UID were the very same bytes."""
    barcode = barcode_card(library, number)
    assert token(barcode, KEY) != token(CardSeen(technology, barcode.uid), KEY)


@given(NUMBERS)
def test_no_text_made_of_a_barcode_tells_the_number(number: str) -> None:
    assert number not in repr(barcode_card("york", number)).replace("barcode", "")


@pytest.mark.parametrize(("library", "number"), [("York", "12345"), ("", "12345"), ("york", "123"), ("york", "12-345")])
def test_a_card_is_made_of_a_proper_library_and_number_only(library: str, number: str) -> None:
    with pytest.raises(ValueError, match="library"):
        barcode_card(library, number)


@pytest.mark.parametrize("number", ["79927398713", "4539578763621486", "D79927398713"])
def test_luhn_examples_pass(number: str) -> None:
    assert passes_luhn(number)


@given(st.text("0123456789", min_size=2, max_size=20), st.data())
def test_luhn_finds_every_single_wrong_digit(digits: str, data: st.DataObject) -> None:
    number = next(digits + check for check in "0123456789" if passes_luhn(digits + check))
    place = data.draw(st.integers(0, len(digits)))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert not passes_luhn(number[:place] + wrong + number[place + 1 :])
