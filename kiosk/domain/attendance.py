"""What a tap comes to. Pure: everything it needs is handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from kiosk.domain.clock import UNFIXED, TimeLine
from kiosk.domain.derive import Book, derive, forgot_goodbye
from kiosk.domain.events import Agenda, Event, EventMode, day_of
from kiosk.domain.ids import CardToken, MemberRef, Subject
from kiosk.domain.outcomes import AlreadyHere, Arrived, HelpNeeded, HelpReason, Left, NotOpen, Outcome
from kiosk.domain.records import Record

_US_PER_S = 1_000_000


class CardStanding(StrEnum):
    """What the scheme says of a card."""

    LINKED = "linked"
    LOST = "lost"
    CONTESTED = "contested"
    STAFF = "staff"
    """A team member's: it is nobody's card in the scheme and never makes attendance."""


@dataclass(frozen=True, slots=True)
class CardAtHand:
    """The card on the reader: its tokens (none if it can't identify anyone) and what is known of it.

    ``other_cards``: tokens of the same member's other cards.
    """

    tokens: tuple[CardToken, ...]
    standing: CardStanding | None = None
    member: MemberRef | None = None
    other_cards: tuple[CardToken, ...] = ()


def decide(  # noqa: PLR0913  a tap is judged by all of these
    card: CardAtHand,
    agenda: Agenda,
    earlier: Sequence[Record],
    *,
    now_us: int,
    zone: tzinfo,
    clocks: TimeLine = UNFIXED,
) -> Outcome:
    """Return what this tap comes to.

    ``earlier``: records of the same subject, in any order; ``clocks``: the fixes of their boots. ``now_us``: effective
    time, microseconds UTC.

    Raises:
        ValueError: it is a staff card, which comes to nothing: nobody may decide, or record, what its tap is.

    """
    if not card.tokens:
        return HelpNeeded(HelpReason.CANNOT_IDENTIFY)
    match card.standing:
        case None:
            return HelpNeeded(HelpReason.UNKNOWN_CARD)
        case CardStanding.LOST:
            return HelpNeeded(HelpReason.CARD_LOST)
        case CardStanding.CONTESTED:
            return HelpNeeded(HelpReason.CONTESTED)
        case CardStanding.STAFF:
            message = "a staff card makes no attendance"
            raise ValueError(message)
        case CardStanding.LINKED:
            pass
    if agenda.current is None:
        return NotOpen(agenda.next_opens_us)
    event = agenda.current
    return _again(card, event, earlier, _book(card, event, zone, clocks), now_us=now_us) if earlier else Arrived()


def _book(card: CardAtHand, event: Event, zone: tzinfo, clocks: TimeLine) -> Book:
    members = {} if card.member is None else dict.fromkeys(card.tokens + card.other_cards, card.member)
    return Book({event.id: event}, members, zone, clocks)


def _again(card: CardAtHand, event: Event, earlier: Sequence[Record], book: Book, *, now_us: int) -> Outcome:
    subject: Subject = card.member if card.member is not None else min(card.tokens)
    day = day_of(event, now_us, book.zone)
    stays = [stay for stay in derive(earlier, book) if stay.subject == subject and stay.day == day]
    if not stays:
        return Arrived()
    last = stays[-1]
    gap_us = event.leave_gap_s * _US_PER_S
    if last.left_us is not None:
        return Left() if now_us - last.left_us < gap_us else Arrived()
    if forgot_goodbye(last, event, now_us, book.zone):
        return Arrived()
    if event.mode is EventMode.ARRIVE_AND_LEAVE and now_us - last.last_us >= gap_us:
        return Left()
    return AlreadyHere()
