"""Who of the team may do what, and when the staff screens lock. Pure.

Times are handed in: microseconds of one steady clock.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.domain.ids import StaffRef

_US_PER_S = 1_000_000
PIN_DIGITS = 6
FREE_TRIES = 5
"""Wrong PINs in a row before one has to wait."""
FIRST_WAIT_US = 15 * _US_PER_S
"""How long the first wait is; each further wrong PIN doubles it."""
LONGEST_WAIT_US = 3_600 * _US_PER_S
MOST_FORGIVEN = 20
"""How many wrong PINs right ones make good at once; after that the wrong ones count on, whoever got in between."""
FORGIVEN_AGAIN_US = 3_600 * _US_PER_S
"""How long it takes until one more can be made good. So nobody finds out another's PIN by using their own between."""
OWN_NEW_PINS_A_DAY = 5
"""How often one may try a new PIN of one's own: whoever tries one learns whether somebody of the team has it."""
OTHERS_NEW_PINS_A_DAY = 30
"""The same for a lead who sets others' PINs: enough to put a team on a new kiosk."""
IDLE_US = 60 * _US_PER_S
"""The staff screens lock after this time without a finger on them."""
WARNING_US = 20 * _US_PER_S
"""How long before that they say so."""


class Role(StrEnum):
    """What someone of the team is here."""

    HELPER = "helper"
    LEAD = "lead"


class Permission(StrEnum):
    """What may be allowed."""

    SEE_PEOPLE = "see_people"
    """Arrivals, who is here, and finding a member."""
    CHECK_IN = "check_in"
    """Arrivals and departures by hand, a new person, undoing, a headcount."""
    CARDS = "cards"
    """Lost cards, new ones, linking."""
    OPEN_EVENT = "open_event"
    END_EVENT = "end_event"
    CORRECT_PAST = "correct_past"
    STAFF = "staff"
    """Adding and removing team members, their PINs and cards."""
    KIOSK = "kiosk"
    """Date and time, USB stick, diagnostics."""


_HELPER = frozenset({Permission.SEE_PEOPLE, Permission.CHECK_IN, Permission.CARDS, Permission.OPEN_EVENT})
_ALLOWED = {Role.HELPER: _HELPER, Role.LEAD: frozenset(Permission)}


def allowed(role: Role, permission: Permission) -> bool:
    """Tell whether someone of this role may do it."""
    return permission in _ALLOWED[role]


@dataclass(frozen=True, slots=True)
class Account:
    """Someone of the team at this kiosk: a random reference and a role; the name is kept elsewhere."""

    ref: StaffRef
    role: Role


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong PINs that no right one made good; it outlives a restart. Nobody may try before ``wait_until_us``.

    ``forgiven``: those that right ones made good lately, as it was at ``forgiven_us``.
    """

    wrong: int = 0
    wait_until_us: int = 0
    forgiven: int = 0
    forgiven_us: int = 0

    def may_try(self, now_us: int) -> bool:
        """Tell whether a PIN may be tried now."""
        return now_us >= self.wait_until_us

    def failed(self, now_us: int) -> "Tries":
        """Return the tries after one more wrong PIN."""
        wrong = self.wrong + 1
        if wrong < FREE_TRIES:
            return replace(self, wrong=wrong)
        return replace(self, wrong=wrong, wait_until_us=now_us + _wait_us(wrong))

    def passed(self, now_us: int) -> "Tries":
        """Return the tries after a right PIN; they go on as they are where it can't make good all that were wrong."""
        hours = (now_us - self.forgiven_us) // FORGIVEN_AGAIN_US
        forgiven = max(0, self.forgiven - hours) + self.wrong
        if forgiven > MOST_FORGIVEN:
            return self
        began_us = self.forgiven_us + hours * FORGIVEN_AGAIN_US if self.forgiven > hours else now_us
        return Tries(forgiven=forgiven, forgiven_us=began_us)

    def in_another_boot(self, now_us: int) -> "Tries":
        """Return what holds once the steady clock began anew: switching the kiosk off and on shortens no wait."""
        wait_until_us = now_us + _wait_us(self.wrong) if self.wrong >= FREE_TRIES else 0
        return replace(self, wait_until_us=wait_until_us, forgiven_us=now_us)


def _wait_us(wrong: int) -> int:
    return min(FIRST_WAIT_US << min(wrong - FREE_TRIES, 16), LONGEST_WAIT_US)


@dataclass(frozen=True, slots=True)
class NewPins:
    """How many new PINs were tried on the hub's local ``day``, which is None where nobody knew it.

    ``own`` and ``others``: of their own, or for others, by who tried them.
    """

    day: str | None = None
    own: Mapping[StaffRef, int] = field(default_factory=dict)
    others: Mapping[StaffRef, int] = field(default_factory=dict)

    def on(self, day: str | None) -> "NewPins":
        """Return what holds on ``day``; with None, on a clock that nobody vouches for, the day goes on."""
        if day is None or day == self.day:
            return self
        return replace(self, day=day) if self.day is None else NewPins(day)

    def one_more(self, staff: StaffRef, *, own: bool) -> "NewPins | None":
        """Return what holds after one more; None where there were too many on that day."""
        tried, most = (self.own, OWN_NEW_PINS_A_DAY) if own else (self.others, OTHERS_NEW_PINS_A_DAY)
        count = tried.get(staff, 0) + 1
        if count > most:
            return None
        tried = {**tried, staff: count}
        return replace(self, own=tried) if own else replace(self, others=tried)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The staff screens are open for ``account``; ``touched_us``: when they last showed that they are there."""

    account: Account
    touched_us: int

    def locks_in_us(self, now_us: int) -> int:
        """Return in how many microseconds they lock if nobody touches them; 0 or less where they must be locked."""
        return self.touched_us + IDLE_US - now_us

    def touched(self, now_us: int) -> "Unlocked":
        """Return what holds after a finger on the screen."""
        return replace(self, touched_us=max(self.touched_us, now_us))

    def may(self, permission: Permission) -> bool:
        """Tell whether whoever unlocked may do it."""
        return allowed(self.account.role, permission)


def is_pin(text: str) -> bool:
    """Tell whether ``text`` has the form of a PIN."""
    return len(text) == PIN_DIGITS and text.isascii() and text.isdigit()


def is_weak(pin: str) -> bool:
    """Tell whether anybody would guess ``pin`` soon: one digit repeated, or digits in a row up or down."""
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return steps in ({0}, {1}, {-1})
