"""What a PC/SC reader's ATR tells of a contactless card. Pure. After PC/SC part 3, section 3.1.3.2.3."""

from dataclasses import dataclass

from kiosk.domain.cards import Technology

_STORAGE_CARD = bytes.fromhex("804f0c a000000306")
"""Category, tag, length and the PC/SC workgroup's RID: standard and two-byte card name follow."""
_DIRECT_CONVENTION = 0x3B
_T0_AND_T1 = b"\x80\x01"
_SHORTEST = 4
_ISO_DEP_SAK = 0x20
_TYPE_B_BYTES = 8
"""Type B always gives 8 bytes: application data 4, protocol info 3, buffer length 1."""

_STANDARDS = {
    **dict.fromkeys(range(0x01, 0x05), Technology.ISO14443A),
    **dict.fromkeys(range(0x05, 0x09), Technology.ISO14443B),
    **dict.fromkeys(range(0x09, 0x0D), Technology.ISO15693),
    0x11: Technology.FELICA,
}
_FELICA_NAMES = {0x003B, 0xF011, 0xF012}
_SAKS = {
    0x0001: 0x08,  # MIFARE Classic 1K
    0x0002: 0x18,  # MIFARE Classic 4K
    0x0003: 0x00,  # MIFARE Ultralight, NTAG
    0x0026: 0x09,  # MIFARE Mini
    0x0036: 0x08,  # MIFARE Plus 2K, security level 1
    0x0037: 0x18,  # MIFARE Plus 4K, security level 1
    0x0038: 0x10,  # MIFARE Plus 2K, security level 2
    0x0039: 0x11,  # MIFARE Plus 4K, security level 2
    0x003A: 0x00,  # MIFARE Ultralight C
}
_UNNAMED = 0xFF
"""First byte of the name of a card that the reader can't name: its SAK is the second."""


@dataclass(frozen=True, slots=True)
class CardType:
    """What an ATR says. ``sak`` is None where it doesn't say; ``perhaps_b``: type A or type B, only the card knows."""

    technology: Technology
    sak: int | None
    perhaps_b: bool = False


def card_type(atr: bytes) -> CardType | None:
    """Return what lies on the reader, or None if ``atr`` is no contactless card's."""
    if len(atr) < _SHORTEST or atr[0] != _DIRECT_CONVENTION or atr[2:4] != _T0_AND_T1:
        return None
    historical = atr[4 : 4 + (atr[1] & 0x0F)]
    if historical.startswith(_STORAGE_CARD):
        return _storage_card(historical[len(_STORAGE_CARD) :])
    return CardType(Technology.ISO14443A, _ISO_DEP_SAK, perhaps_b=len(historical) == _TYPE_B_BYTES)


def _storage_card(described: bytes) -> CardType | None:
    if len(described) < 3:  # noqa: PLR2004  standard and two-byte name
        return None
    standard, name = described[0], int.from_bytes(described[1:3], "big")
    if name in _FELICA_NAMES:
        return CardType(Technology.FELICA, None)
    technology = _STANDARDS.get(standard)
    if technology is None:
        return None
    if technology is not Technology.ISO14443A:
        return CardType(technology, None)
    sak = described[2] if described[1] == _UNNAMED else _SAKS.get(name)
    return CardType(technology, sak)
