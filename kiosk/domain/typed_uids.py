"""Card UIDs as readers type them that act as keyboards: each in its own spelling, all leading to the same card."""

from enum import Enum, StrEnum

from kiosk.domain.cards import CardSeen, Technology

_DECIMAL_UID_BYTES = 4
_DECIMAL_DIGITS = range(8, 11)
_DECIMALS = frozenset("0123456789")
_HEX_DIGITS = frozenset("0123456789ABCDEF")
_TYPE_A_BYTES = frozenset({4, 7, 10})
_LONG_BYTES = 8
_ISO15693_FIRST_BYTE = 0xE0
_CASCADE_TAG = 0x88


class UidSpelling(StrEnum):
    """How a reader spells a UID. ``decimal`` is of four bytes; reversed means that the last byte counts first."""

    HEX = "hex"
    HEX_REVERSED = "hex-reversed"
    DECIMAL = "decimal"
    DECIMAL_REVERSED = "decimal-reversed"


class Unclear(Enum):
    """Why typed text is no card."""

    SPELLING = "spelling"
    """A character or a length that no such number has."""
    CUT_SHORT = "cut short"
    """Four bytes that begin with 88: the first three bytes of a longer UID, which many cards share."""
    CHECK_DIGIT = "check digit"
    """A barcode whose check digit is wrong."""


def card_of(text: str, spelling: UidSpelling, *, padded: bool = False) -> CardSeen | Unclear:
    """Return the card whose UID is spelled by ``text``, which may hold spaces and small letters.

    ``padded``: a decimal always has all its ten digits, so that fewer mean that some are missing.

    Readers don't tell the air interface: it follows from the length. A type B card passes for type A.
    """
    compact = text.replace(" ", "").upper() if text.isascii() else text  # some foreign letters' capitals are ASCII
    if spelling in {UidSpelling.HEX, UidSpelling.HEX_REVERSED}:
        uid = _of_hex(compact)
    else:
        uid = _of_decimal(compact, _DECIMAL_DIGITS[-1:] if padded else _DECIMAL_DIGITS)
    if uid is None:
        return Unclear.SPELLING
    if spelling in {UidSpelling.HEX_REVERSED, UidSpelling.DECIMAL_REVERSED}:
        uid = uid[::-1]
    return _card(uid)


def _of_hex(text: str) -> bytes | None:
    known_length = len(text) in {2 * size for size in {*_TYPE_A_BYTES, _LONG_BYTES}}
    return bytes.fromhex(text) if known_length and _HEX_DIGITS.issuperset(text) else None


def _of_decimal(text: str, lengths: range) -> bytes | None:
    if len(text) not in lengths or not _DECIMALS.issuperset(text):
        return None
    number = int(text)
    return number.to_bytes(_DECIMAL_UID_BYTES, "big") if number < 1 << 8 * _DECIMAL_UID_BYTES else None


def _card(uid: bytes) -> CardSeen | Unclear:
    if len(uid) != _LONG_BYTES:
        cut_short = len(uid) == min(_TYPE_A_BYTES) and uid[0] == _CASCADE_TAG
        return Unclear.CUT_SHORT if cut_short else CardSeen(Technology.ISO14443A, uid)
    if uid[0] == _ISO15693_FIRST_BYTE:
        return CardSeen(Technology.ISO15693, uid)
    if uid[-1] == _ISO15693_FIRST_BYTE:
        return CardSeen(Technology.ISO15693, uid[::-1])
    return CardSeen(Technology.FELICA, uid)
