"""From key strokes to typed text. Pure: a frozen state, strokes and times handed in.

A scanner types keys, not letters. The one layout here is the American, which for letters and digits is the British too;
a scanner that is set to another must be set to one of them.
"""

from dataclasses import dataclass, field, replace

LONGEST = 64
"""Nothing on a library card is longer. Whoever prints a longer barcode gets no answer, and no memory."""
PATIENCE_US = 2_000_000
"""Text whose Enter does not come within this time is given up."""
GAP_US = 150_000
"""Where a reader sends no Enter, a pause of this length ends the text. Between two keys pass 10 ms or so."""

_DOWN, _UP = 1, 0
# Key codes as in Linux' input-event-codes.h.
_ENDS = frozenset({15, 28, 96})  # Tab, Enter, Enter of the number pad
_SHIFTS = frozenset({42, 54})
_COMMANDS = frozenset({29, 56, 97, 100, 125, 126})  # Ctrl, Alt and Meta, left and right
_SILENT = frozenset({58, 69})  # Caps Lock, Num Lock: some scanners press them first
_SPACE = {57: " "}
_LETTERS = {
    code: letter
    for first, row in ((16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
    for code, letter in enumerate(row, first)
}
_DIGITS = dict(enumerate("1234567890", 2))
_NUMBER_PAD = dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True))
_WITH_SHIFT = _LETTERS | _SPACE
_PLAIN = _WITH_SHIFT | _DIGITS | _NUMBER_PAD


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key went down (``value`` 1), up (0), or is held (2). ``at_us``: CLOCK_BOOTTIME in microseconds."""

    code: int = field(repr=False)
    value: int
    at_us: int


@dataclass(frozen=True, slots=True)
class Lost:
    """The kernel had to drop strokes."""

    at_us: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A whole text. ``text`` is None if something in it can't stand in a card's number, or it had no end."""

    text: str | None = field(repr=False)
    at_us: int


@dataclass(frozen=True, slots=True)
class Typing:
    """What was typed since the last text ended. ``spoiled``: it can't become a number any more."""

    text: str = field(default="", repr=False)
    spoiled: bool = False
    held: frozenset[int] = frozenset()
    last_us: int = 0

    @property
    def begun(self) -> bool:
        """Whether a text is under way."""
        return bool(self.text) or self.spoiled


def step(typing: Typing, key: Stroke | Lost, *, sends_enter: bool) -> tuple[Typing, tuple[Typed, ...]]:
    """Return the state after ``key``, and the texts that ended: by a pause before it, by the key itself, or both."""
    typing, paused = lapse(typing, key.at_us, sends_enter=sends_enter)
    if isinstance(key, Lost):
        return replace(typing, spoiled=True, held=frozenset(), last_us=key.at_us), paused
    typing, ended = _press(typing, key)
    return typing, paused + ended


def lapse(typing: Typing, now_us: int, *, sends_enter: bool) -> tuple[Typing, tuple[Typed, ...]]:
    """Return the state at ``now_us``, and the text that a pause ended, if any."""
    due = due_us(typing, sends_enter=sends_enter)
    if due is None or now_us < due:
        return typing, ()
    whole = not sends_enter and not typing.spoiled
    return _fresh(typing), (Typed(typing.text if whole else None, typing.last_us),)


def due_us(typing: Typing, *, sends_enter: bool) -> int | None:
    """Return when a pause ends the text under way, or None while there is none."""
    return typing.last_us + (PATIENCE_US if sends_enter else GAP_US) if typing.begun else None


def _press(typing: Typing, key: Stroke) -> tuple[Typing, tuple[Typed, ...]]:
    if key.code in _SHIFTS | _COMMANDS:
        held = typing.held - {key.code} if key.value == _UP else typing.held | {key.code}
        return replace(typing, held=held), ()
    if key.value != _DOWN or key.code in _SILENT:
        return typing, ()
    if key.code in _ENDS and not typing.held & _COMMANDS:
        ended = (Typed(None if typing.spoiled else typing.text, key.at_us),) if typing.begun else ()
        return _fresh(typing), ended
    char = _char(key.code, typing.held)
    if char is None or len(typing.text) == LONGEST:
        return replace(typing, spoiled=True, last_us=key.at_us), ()
    return replace(typing, text=typing.text + char, last_us=key.at_us), ()


def _char(code: int, held: frozenset[int]) -> str | None:
    """Return what ``code`` types. With Alt, digits would spell another character; with Shift, they are signs."""
    if held & _COMMANDS:
        return None
    return (_WITH_SHIFT if held & _SHIFTS else _PLAIN).get(code)


def _fresh(typing: Typing) -> Typing:
    return Typing(held=typing.held)
