"""Names as people type them and look for them. Pure."""

import unicodedata

MOST_CHARACTERS = 40
_STROKES = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
"""Letters whose stroke or shape no decomposition takes apart."""
_MARKS = range(0x300, 0xE00)
"""Where the accents and vowel signs of the languages stand that are spoken here."""
_PLAIN: dict[int, str | None] = {mark: None for mark in _MARKS if unicodedata.combining(chr(mark))}
_PLAIN |= {ord(letter): plain for letter, plain in _STROKES.items()}


def tidied(typed: str) -> str | None:
    """Return the name without needless spaces and invisible characters, or None where nothing is left of it."""
    visible = "".join(" " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each for each in typed)
    name = " ".join(unicodedata.normalize("NFC", visible).split())[:MOST_CHARACTERS].rstrip()
    return name or None


def folded(name: str) -> str:
    """Return what two names have in common that differ in capitals and accents only."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFKD", name.casefold()).translate(_PLAIN)


def begins(name: str, beginning: str) -> bool:
    """Tell whether a word of ``name`` begins with ``beginning``; both folded."""
    return name.startswith(beginning) or f" {beginning}" in name
