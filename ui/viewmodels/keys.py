"""Typing on the staff keyboard: which keys there are, and what each does to a text. No Qt."""

from string import ascii_uppercase

LETTERS = tuple(ascii_uppercase)
SIGNS = (*"1234567890", "-", "'", ".", ",", "&", "/", "(", ")", ":", "+", "*", "~", "$", "=")
"""The second layer; the last four may end a passport code."""
_VARIANTS = {
    "A": "ĄĂÂÃÁÀĀÄÅ",
    "C": "ĆČÇ",
    "D": "Ď",
    "E": "ĘĖÉÊĒÈËĚ",
    "G": "ĢĞ",
    "I": "ĮÎÍĪÌÏİ",
    "K": "Ķ",
    "L": "ŁĻ",
    "N": "ŃŅÑŇ",
    "O": "ÓÔÕÒÖŌØ",
    "R": "Ř",
    "S": "ŚŠȘŞẞ",
    "T": "ȚŤ",
    "U": "ŲŪÚÙÜŮ",
    "Y": "ÝŸ",
    "Z": "ŹŻŽ",
}
_PLAIN = {variant: plain for plain, variants in _VARIANTS.items() for variant in variants}
_BETWEEN_WORDS = frozenset(" -'(/")


def starts_word(text: str) -> bool:
    """Tell whether the next letter begins a word, and so is a capital."""
    return not text or text[-1] in _BETWEEN_WORDS


def variants(text: str) -> tuple[str, ...]:
    """Return what the last letter of ``text`` may also be, in its case; none where there is no such letter."""
    last = text[-1:]
    upper = last.upper()
    plain = _PLAIN.get(upper, upper)
    others = (*_VARIANTS.get(plain, ""), plain) if plain in _VARIANTS else ()
    return tuple(_in_case(other, last) for other in others if other != upper)


def _in_case(letter: str, like: str) -> str:
    return letter if like.isupper() else letter.lower()


def typed(text: str, key: str, most: int) -> str:
    """Return ``text`` after ``key``, at most ``most`` characters; no space comes first or after another."""
    if len(text) >= most or (key == " " and (not text or text.endswith(" "))):
        return text
    return text + (key if starts_word(text) else key.lower())


def varied(text: str, variant: str) -> str:
    """Return ``text`` with another last letter."""
    return text[:-1] + variant


def erased(text: str) -> str:
    """Return ``text`` without its last character."""
    return text[:-1]
