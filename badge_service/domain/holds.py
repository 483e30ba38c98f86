"""What a person can decide about held records, and what then becomes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from badge_service.domain.intake import Hold
from badge_service.domain.links import CardRuling, TapWord
from kiosk.domain.delivery import Verdict
from kiosk.domain.ids import CardToken, EventId, HubId, MemberRef, RecordId


class Standing(StrEnum):
    """What a stored record is worth. The first two are also what its kiosk was answered."""

    ACCEPTED = Verdict.ACCEPTED.value
    HELD = Verdict.HELD.value
    SET_ASIDE = "set_aside"
    """A person decided that it doesn't count."""


class Choice(StrEnum):
    """What an operator decided."""

    COUNT = "count"
    DROP = "drop"
    ASSIGN = "assign"
    """It belongs to another event."""
    OWNER = "owner"
    """The card is this member's."""
    NOBODYS = "nobodys"
    """The card is neither's; what it was tapped for doesn't count."""
    FOUND = "found"
    """The card wasn't lost after all."""
    KEEP_LOST = "keep_lost"
    UNDO = "undo"


ABOUT_CARDS = frozenset({Choice.OWNER, Choice.NOBODYS, Choice.FOUND, Choice.KEEP_LOST})
"""Choices about a card and all its taps, those to come included; the others are about single records."""

OFFERED: Mapping[Hold, tuple[Choice, ...]] = {
    Hold.CONTESTED_LINK: (Choice.OWNER, Choice.NOBODYS),
    Hold.AFTER_LOSS: (Choice.KEEP_LOST, Choice.FOUND, Choice.COUNT),
    Hold.DOUBTFUL_TIME: (Choice.ASSIGN, Choice.COUNT, Choice.DROP),
    Hold.NO_EVENT: (Choice.ASSIGN, Choice.DROP),
    Hold.UNKNOWN_EVENT: (Choice.ASSIGN, Choice.DROP),
    Hold.WRONG_HUB: (Choice.COUNT, Choice.DROP),
    Hold.FORKED: (Choice.COUNT, Choice.DROP),
    Hold.MALFORMED: (Choice.DROP,),
    Hold.UNKNOWN_KIND: (Choice.DROP,),
}
"""What can be done about each reason, most pressing first; of the choices, what fits most often."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``id`` grows; ``by``: the network address that it came from; ``undoes``: the one taken back."""

    id: int
    decided_us: int
    by: str
    reason: Hold
    choice: Choice
    hub: HubId
    event: EventId | None = None
    card: CardToken | None = None
    member: MemberRef | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as far as it touches one record. ``at_us``: the time that the person gave the record."""

    decision: int
    reason: Hold
    choice: Choice
    event: EventId | None = None
    at_us: int | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What becomes of a record, for which reason, and the event and time that count instead of its own."""

    standing: Standing
    reason: Hold | None = None
    event: EventId | None = None
    at_us: int | None = None


def result(holds: Sequence[Hold], decided: Sequence[Decided], word: TapWord) -> Result:
    """Return what becomes of a record.

    ``holds``: what speaks against counting it, the most pressing first. ``word``: what its card's history says.
    """
    latest = sorted((each for each in decided if not each.undone), key=lambda each: each.decision)
    if latest and latest[-1].choice is Choice.DROP:
        return Result(Standing.SET_ASIDE, latest[-1].reason)
    cleared = {each.reason for each in latest}.union(*map(_cleared_besides, latest))
    if word.decided and word.hold not in cleared:
        return Result(Standing.SET_ASIDE, word.hold)
    assigned = next((each for each in reversed(latest) if each.choice is Choice.ASSIGN), None)
    event, at_us = (None, None) if assigned is None else (assigned.event, assigned.at_us)
    reasons = [*holds, *([] if word.hold is None else [word.hold])]
    left = next((hold for hold in reasons if hold not in cleared), None)
    return Result(Standing.ACCEPTED if left is None else Standing.HELD, left, event, at_us)


def _cleared_besides(decided: Decided) -> frozenset[Hold]:
    """Return what a decision settles besides the reason for which it was asked."""
    if decided.choice is not Choice.ASSIGN:
        return frozenset()
    event = {Hold.NO_EVENT, Hold.UNKNOWN_EVENT}
    return frozenset(event if decided.at_us is None else event | {Hold.DOUBTFUL_TIME})


def card_ruling(decision: Decision, seen: frozenset[RecordId]) -> CardRuling:
    """Return what a decision about a card says of its history; ``seen``: the claims it was made upon."""
    return CardRuling(
        seen,
        owner=decision.member if decision.choice is Choice.OWNER else None,
        nobodys=decision.choice is Choice.NOBODYS,
        found=decision.choice is Choice.FOUND,
        stays_lost=decision.choice is Choice.KEEP_LOST,
    )
