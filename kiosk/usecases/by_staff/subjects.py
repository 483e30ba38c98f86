"""What is known here of a member: their cards, their records, and whether they are in."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.derive import Book, Stay, derive, forgot_goodbye
from kiosk.domain.events import Event, day_of
from kiosk.domain.ids import CardToken, MemberRef
from kiosk.domain.passports import passport_code
from kiosk.domain.records import Record, lookup_key
from kiosk.ports import Transaction
from kiosk.usecases.lost_cards import without_waiting
from kiosk.usecases.situation import Situation

_MOST_RECORDS = 200


@dataclass(frozen=True, slots=True)
class Known:
    """A member with all cards that are theirs and the latest records of them that may count."""

    member: MemberRef
    tokens: tuple[CardToken, ...]
    records: tuple[Record, ...]


def may_be_member(transaction: Transaction, ref: MemberRef) -> bool:
    """Tell whether it can be a member's reference: it has the scheme's form, or they are known here."""
    return passport_code(ref) is not None or bool(transaction.people.known([ref]))


def known_member(transaction: Transaction, situation: Situation, member: MemberRef) -> Known:
    """Return what is known of a member."""
    tokens = tuple(each.token for each in transaction.people.cards_of(member))
    keys = [lookup_key(member), *(lookup_key(token) for token in tokens)]
    found = transaction.records.found_by(keys, most=_MOST_RECORDS)
    return Known(member, tokens, without_waiting(transaction, found, situation.line))


def stays_at(situation: Situation, known: Known, event: Event, at_us: int) -> list[Stay]:
    """Return the stays at the occurrence of ``event`` that is on at ``at_us``, none that ended on an earlier day."""
    book = Book({event.id: event}, dict.fromkeys(known.tokens, known.member), situation.zone, situation.line)
    day = day_of(event, at_us, situation.zone)
    stays = [stay for stay in derive(known.records, book) if stay.subject == known.member and stay.day == day]
    return [stay for stay in stays if not forgot_goodbye(stay, event, at_us, situation.zone)]


def is_in(stays: Iterable[Stay]) -> Stay | None:
    """Return the stay that has not ended, if there is one."""
    return next((stay for stay in stays if stay.left_us is None), None)
