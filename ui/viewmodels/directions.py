"""A name in a sentence that is read in the other direction. Pure."""

import unicodedata

from ui.languages import known

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_TO_THE_RIGHT, _TO_THE_LEFT = frozenset({"L"}), frozenset({"R", "AL"})
_STEERING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def apart(name: str, language: str) -> str:
    """Return ``name`` so that a sentence in ``language`` keeps its order around it.

    What would steer the direction of the words around it is left out. A name in the sentence's own direction stays as
    it is.
    """
    plain = "".join(letter for letter in name if unicodedata.bidirectional(letter) not in _STEERING)
    foreign = _TO_THE_RIGHT if known(language).right_to_left else _TO_THE_LEFT
    if not any(unicodedata.bidirectional(letter) in foreign for letter in plain):
        return plain
    return isolated(plain)


def isolated(words: str) -> str:
    """Return ``words`` so that what stands around them doesn't change their order, nor they its."""
    return f"{_FIRST_STRONG_ISOLATE}{words}{_POP_ISOLATE}"
