"""Library card numbers read from a barcode: which library a number belongs to, by the patterns in the settings.

A pattern is a library's name and the form of its numbers, ``"york: Y#{8}"``; words after it say more of the form:

``#`` a digit · ``@`` a letter · ``*`` a digit or letter · ``0``-``9``, ``A``-``Z`` that very character ·
``?`` a digit or letter that isn't part of the number · ``{8}`` eight of what stands before it ·
``luhn`` the last digit is the check digit of those before it ·
``codabar`` the start and stop letters A to D may stand around the number, and aren't part of it.

Every pattern has one length, so two patterns either fit no number in common or are refused together. A number is text:
its zeros and letters count. It lives in memory for a moment only.
"""

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.cards import OF_NO_LIBRARY, CardSeen, Technology
from kiosk.domain.typed_uids import Unclear

_DIGITS = frozenset(string.digits)
_LETTERS = frozenset(string.ascii_uppercase)
_OPEN = {"#": _DIGITS, "@": _LETTERS, "*": _DIGITS | _LETTERS}
_IGNORED = "?"
_CODABAR_ENDS = frozenset("ABCD")
_WORDS = frozenset({"luhn", "codabar"})
_LIBRARY = re.compile(r"[a-z0-9-]{1,32}", re.ASCII)
_PIECE = re.compile(r"([#@*?0-9A-Z])(?:\{([0-9]{1,2})\})?", re.ASCII)
_FEWEST_OPEN = 4
_MOST_CHARACTERS = 32
_LONGEST_READ = 64


@dataclass(frozen=True, slots=True)
class _Place:
    """One character of a number: what it may be, and whether it is part of the number."""

    allowed: frozenset[str]
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Pattern:
    """The form of one library's numbers. ``forms``: without and, where it is Codabar, with start and stop letters."""

    text: str
    library: str
    forms: tuple[tuple[_Place, ...], ...]
    luhn: bool

    def number_in(self, compact: str) -> str | None:
        """Return the number in ``compact``, or None if this pattern doesn't fit."""
        for form in self.forms:
            if _fits(form, compact):
                return "".join(char for place, char in zip(form, compact, strict=True) if place.kept)
        return None


class BadPatternError(ValueError):
    """A pattern that can't be used; the text says why, as a clause that follows "it"."""


@dataclass(frozen=True, slots=True)
class LibraryNumbers:
    """The patterns of all libraries whose cards this kiosk reads by barcode."""

    patterns: tuple[Pattern, ...] = ()

    def card_of(self, text: str) -> CardSeen | Unclear:
        """Return the card on whose barcode ``text`` was read; spaces don't count, nor does the case of letters.

        A number of no library, such as a book's, is a card that identifies nobody.
        """
        compact = _compact(text)
        if not _FEWEST_OPEN <= len(compact) <= _LONGEST_READ or not (_DIGITS | _LETTERS).issuperset(compact):
            return Unclear.SPELLING
        for pattern in self.patterns:
            number = pattern.number_in(compact)
            if number is not None:
                right = not pattern.luhn or passes_luhn(number)
                return barcode_card(pattern.library, number) if right else Unclear.CHECK_DIGIT
        return CardSeen(Technology.BARCODE, OF_NO_LIBRARY + compact.encode("ascii"))


def read_patterns(texts: Iterable[str]) -> LibraryNumbers:
    """Return the patterns written in ``texts``.

    Raises:
        BadPatternError: one can't be read, or two fit the same numbers.

    """
    patterns: list[Pattern] = []
    for text in texts:
        new = _pattern(text)
        for other in patterns:
            if any(_overlap(one, two) for one in new.forms for two in other.forms):
                message = f'has two patterns that fit the same numbers: "{other.text}" and "{text}"'
                raise BadPatternError(message)
        patterns.append(new)
    return LibraryNumbers(tuple(patterns))


def barcode_card(library: str, number: str) -> CardSeen:
    """Return the card with ``number`` of ``library``: never the same as any card with a chip.

    Raises:
        ValueError: ``library`` isn't small letters, digits and hyphens, or ``number`` not digits and letters.

    """
    compact = _compact(number)
    if not _LIBRARY.fullmatch(library):
        message = "a library's name is up to 32 small letters, digits and hyphens"
        raise ValueError(message)
    if not _FEWEST_OPEN <= len(compact) <= _MOST_CHARACTERS or not (_DIGITS | _LETTERS).issuperset(compact):
        message = f"a library card's number is {_FEWEST_OPEN} to {_MOST_CHARACTERS} digits and letters"
        raise ValueError(message)
    return CardSeen(Technology.BARCODE, f"{library}:{compact}".encode("ascii"))


def passes_luhn(number: str) -> bool:
    """Tell whether the last digit of ``number`` is the Luhn check digit of the digits before; letters don't count."""
    digits = [int(char) for char in number if char in _DIGITS]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[::-2]) + sum(doubled)) % 10 == 0


def _compact(text: str) -> str:
    return text.replace(" ", "").upper() if text.isascii() else text  # some foreign letters' capitals are ASCII


def _pattern(text: str) -> Pattern:
    library, colon, rest = (part.strip() for part in text.partition(":"))
    form_text, *words = rest.split() or [""]
    if not colon or not _LIBRARY.fullmatch(library) or not form_text:
        message = f'has the pattern "{text}", which should look like "york: Y#{{8}}"'
        raise BadPatternError(message)
    if unknown := [word for word in words if word not in _WORDS]:
        message = f'has the word "{unknown[0]}" in the pattern "{text}"; the words are luhn and codabar'
        raise BadPatternError(message)
    form = _form(form_text, text)
    if "luhn" in words and not [place for place in form if place.kept][-1].allowed <= _DIGITS:
        message = f'has luhn in the pattern "{text}", whose last character need not be a digit'
        raise BadPatternError(message)
    if "codabar" not in words:
        return Pattern(text, library, (form,), "luhn" in words)
    if any(place.kept and place.allowed & _LETTERS for place in form):
        message = f'has letters in the pattern "{text}", but Codabar has none'
        raise BadPatternError(message)
    end = _Place(_CODABAR_ENDS, kept=False)
    return Pattern(text, library, (form, (end, *form, end)), "luhn" in words)


def _form(form_text: str, text: str) -> tuple[_Place, ...]:
    form: list[_Place] = []
    at = 0
    while piece := _PIECE.match(form_text, at):
        form += [_place(piece[1])] * int(piece[2] or 1)
        at = piece.end()
    if at < len(form_text):
        message = (
            f'has "{form_text[at]}" in the pattern "{text}", which may hold # @ * ? digits, capital letters, {{8}}'
        )
        raise BadPatternError(message)
    kept = [place for place in form if place.kept]
    if len(form) > _MOST_CHARACTERS or sum(len(place.allowed) > 1 for place in kept) < _FEWEST_OPEN:
        message = (
            f'has the pattern "{text}", which should fit at most {_MOST_CHARACTERS} characters '
            f"and leave at least {_FEWEST_OPEN} open with # @ or *"
        )
        raise BadPatternError(message)
    return tuple(form)


def _place(symbol: str) -> _Place:
    if symbol == _IGNORED:
        return _Place(_DIGITS | _LETTERS, kept=False)
    return _Place(_OPEN.get(symbol, frozenset(symbol)))


def _fits(form: tuple[_Place, ...], text: str) -> bool:
    return len(form) == len(text) and all(char in place.allowed for place, char in zip(form, text, strict=True))


def _overlap(one: tuple[_Place, ...], other: tuple[_Place, ...]) -> bool:
    return len(one) == len(other) and all(a.allowed & b.allowed for a, b in zip(one, other, strict=True))
