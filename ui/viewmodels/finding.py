"""Finding someone by what was typed: how it reads, and whom the daemon found. No Qt."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from kiosk.domain.passports import member_of
from kiosk.local_api.messages import MemberRow, MembersPage, StaffPageShown

_CODE_CHARACTERS = 14
"""Of a passport code, with its check symbol and without hyphens."""


class Reading(Enum):
    """How a query reads. ``CODE_BEGUN``: a passport code that is too short. ``MISTYPED``: one that can't be right."""

    NOTHING = 0
    NAME = 1
    CODE_BEGUN = 2
    CODE = 3
    MISTYPED = 4


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Someone who was found. ``name``: empty where this hub knows none. ``cards``: how many of theirs are not lost.

    ``twin``: someone else of the same name was found too.
    """

    member: str
    name: str
    passport: str
    here: bool
    cards: int
    twin: bool = False


def read(query: str) -> Reading:
    """Return how ``query`` reads. Names have no digits, nearly all codes do."""
    typed = query.replace("-", "").replace(" ", "")
    if not typed:
        return Reading.NOTHING
    if member_of(query) is not None:
        return Reading.CODE
    if not any(character.isdigit() for character in typed):
        return Reading.NAME
    return Reading.CODE_BEGUN if len(typed) < _CODE_CHARACTERS else Reading.MISTYPED


def answer_to(query: str, page: StaffPageShown | None) -> MembersPage | None:
    """Return the page if it answers ``query``; it may still be that of the query before."""
    return page if isinstance(page, MembersPage) and page.query == query else None


def found(page: MembersPage | None) -> tuple[FoundRow, ...]:
    """Return whom the daemon found, in its order."""
    rows = () if page is None else page.rows
    names = Counter(each.name for each in rows)
    return tuple(_row(each, twin=names[each.name] > 1) for each in rows)


def _row(each: MemberRow, *, twin: bool) -> FoundRow:
    cards = sum(not card.lost for card in each.cards)
    return FoundRow(each.member, each.name, each.passport or "", each.here, cards, twin)


def the_one(page: MembersPage | None, member: str) -> MemberRow | None:
    """Return the member among those who were found, or None."""
    rows = () if page is None else page.rows
    return next((each for each in rows if each.member == member), None)
