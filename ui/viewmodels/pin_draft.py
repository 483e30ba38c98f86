"""Setting a PIN: the old one where it is asked for, then a new one twice. No Qt."""

from dataclasses import dataclass, replace
from enum import Enum

from kiosk.domain.staff import PIN_DIGITS, is_weak


class PinPart(Enum):
    """Which digits are typed."""

    OLD = 0
    NEW = 1
    AGAIN = 2


class PinTrouble(Enum):
    """What was wrong with those before."""

    NOTHING = 0
    WEAK = 1
    DIFFERENT = 2
    TAKEN = 3
    WRONG = 4
    WAITING = 5


_REFUSALS = {
    "weak_pin": (PinPart.NEW, PinTrouble.WEAK),
    "pin_taken": (PinPart.NEW, PinTrouble.TAKEN),
    "wrong": (PinPart.OLD, PinTrouble.WRONG),
    "waiting": (PinPart.AGAIN, PinTrouble.WAITING),
}


@dataclass(frozen=True, slots=True)
class PinDraft:
    """What was typed so far. It prints nothing."""

    part: PinPart
    digits: str = ""
    old: str = ""
    new: str = ""
    trouble: PinTrouble = PinTrouble.NOTHING

    def __repr__(self) -> str:
        """Keep the digits to itself."""
        return f"PinDraft({self.part.name})"

    @property
    def is_complete(self) -> bool:
        """Tell whether the new PIN was typed twice."""
        return self.part is PinPart.AGAIN and len(self.digits) == PIN_DIGITS


def begun(*, with_old: bool) -> PinDraft:
    """Return an empty draft."""
    return PinDraft(PinPart.OLD if with_old else PinPart.NEW)


def pressed(draft: PinDraft, digit: str) -> PinDraft:
    """Return the draft after a digit."""
    if draft.is_complete:
        return draft
    after = replace(draft, digits=draft.digits + digit, trouble=PinTrouble.NOTHING)
    return after if len(after.digits) < PIN_DIGITS else _next(after)


def _next(draft: PinDraft) -> PinDraft:
    """Return what comes after six digits."""
    if draft.part is PinPart.OLD:
        return PinDraft(PinPart.NEW, old=draft.digits)
    if draft.part is PinPart.NEW:
        if is_weak(draft.digits):
            return PinDraft(PinPart.NEW, old=draft.old, trouble=PinTrouble.WEAK)
        return PinDraft(PinPart.AGAIN, old=draft.old, new=draft.digits)
    if draft.digits != draft.new:
        return PinDraft(PinPart.NEW, old=draft.old, trouble=PinTrouble.DIFFERENT)
    return draft


def erased(draft: PinDraft) -> PinDraft:
    """Return the draft without its last digit."""
    return draft if draft.is_complete else replace(draft, digits=draft.digits[:-1])


def refused(draft: PinDraft, code: str) -> PinDraft:
    """Return what to type again after the daemon refused with ``code``: once more at the end where it was right."""
    part, trouble = _REFUSALS.get(code, (PinPart.NEW, PinTrouble.NOTHING))
    old = "" if part is PinPart.OLD else draft.old
    return PinDraft(part, old=old, new=draft.new if part is PinPart.AGAIN else "", trouble=trouble)
