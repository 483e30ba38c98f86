"""What a reader saw: canonical card ids, and which cards cannot identify anyone."""

import hmac
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.ids import CardToken

_TOKEN_BYTES = 16
_RANDOM_FIRST_BYTE = 0x08
_RANDOM_DESFIRE_FIRST_BYTE = 0x80
_RANDOM_UID_BYTES = 4
_ISO_DEP_BIT = 0x20
OF_NO_LIBRARY = b":"
"""How the ``uid`` of a barcode begins that is no library's. A library's name stands before the colon."""


class Technology(StrEnum):
    """How a card is read: its air interface, or its printed barcode. It is part of the card's identity."""

    ISO14443A = "14443A"
    ISO14443B = "14443B"
    FELICA = "felica"
    ISO15693 = "15693"
    BARCODE = "barcode"


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card in a reader's field: its full UID in transmission order. It lives in memory for that moment only.

    ``uid`` is empty where the reader found that the card makes up a new one each time.
    ``sak``: the card's select acknowledge where the reader tells it, else None. A barcode's ``uid`` is what
    ``kiosk.domain.barcodes`` makes of library and number.
    """

    technology: Technology
    uid: bytes
    sak: int | None = None

    def __repr__(self) -> str:
        """Return the technology and the length; never the UID."""
        return f"CardSeen({self.technology.value}, {len(self.uid)} bytes)"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class RegionKey:
    """A key under which the region's card tokens are made; at least 16 bytes of secret.

    ``begun``: what all tokens under it begin with, since taking up a key costs more than the rest of a token.
    """

    key_id: str
    secret: bytes
    begun: hmac.HMAC = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take up the key."""
        object.__setattr__(self, "begun", hmac.new(self.secret, b"hubtap card v1\0", "sha256"))

    def __repr__(self) -> str:
        """Return the key's id; never the secret."""
        return f"RegionKey({self.key_id})"

    __str__ = __repr__


def identifies(card: CardSeen) -> bool:
    """Tell whether the UID stays with the card: random UIDs, book tags and foreign barcodes cannot identify anyone."""
    if not card.uid or card.technology is Technology.ISO15693:
        return False
    if card.technology is Technology.BARCODE:
        return not card.uid.startswith(OF_NO_LIBRARY)
    if card.technology is not Technology.ISO14443A or len(card.uid) != _RANDOM_UID_BYTES:
        return True
    if card.uid[0] == _RANDOM_FIRST_BYTE:
        return False
    iso_dep = card.sak is None or bool(card.sak & _ISO_DEP_BIT)
    return not (card.uid[0] == _RANDOM_DESFIRE_FIRST_BYTE and iso_dep)


def canonical(card: CardSeen) -> bytes:
    """Return the canonical card id: technology, length and full UID, which no two technologies share."""
    name = card.technology.value.encode("ascii")
    return bytes([len(name)]) + name + bytes([len(card.uid)]) + card.uid


def token(card: CardSeen, key: RegionKey) -> CardToken:
    """Return HMAC-SHA-256 of the canonical card id under ``key``, truncated to 128 bits."""
    keyed = key.begun.copy()
    keyed.update(canonical(card))
    return CardToken(f"{key.key_id}:{keyed.digest()[:_TOKEN_BYTES].hex()}")
