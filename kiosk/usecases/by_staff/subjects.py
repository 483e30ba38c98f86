"""What is known here of one person: their cards, their records, and whether they are in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.domain.derive import Book, Stay, derive
from kiosk.domain.events import Event, day_of
from kiosk.domain.ids import CardToken, MemberRef, Subject
from kiosk.domain.records import LookupKey, Record, lookup_key
from kiosk.ports import Transaction
from kiosk.usecases.situation import Situation

_MOST_RECORDS = 200


@dataclass(frozen=True, slots=True)
class Known:
    """A person, or a card that is nobody's, with all cards that are theirs and the latest records of them."""

    subject: Subject
    tokens: tuple[CardToken, ...]
    records: tuple[Record, ...]


def known_member(transaction: Transaction, member: MemberRef) -> Known:
    """Return what is known of a member."""
    tokens = tuple(each.token for each in transaction.people.cards_of(member))
    keys = [lookup_key(member), *(lookup_key(token) for token in tokens)]
    return Known(member, tokens, _records(transaction, keys))


def known_by(transaction: Transaction, tokens: Sequence[CardToken]) -> Known:
    """Return what is known of whoever has the card."""
    entries = transaction.people.cards(tokens)
    member = next((entry.member for entry in entries.values() if entry.member is not None), None)
    if member is not None:
        return known_member(transaction, member)
    return Known(min(tokens), tuple(tokens), _records(transaction, [lookup_key(token) for token in tokens]))


def stays_at(situation: Situation, known: Known, event: Event, at_us: int) -> list[Stay]:
    """Return the person's stays at the occurrence of ``event`` that is on at ``at_us``."""
    members = {} if isinstance(known.subject, CardToken) else dict.fromkeys(known.tokens, known.subject)
    book = Book({event.id: event}, members, situation.zone, situation.line)
    day = day_of(event, at_us, situation.zone)
    return [stay for stay in derive(known.records, book) if stay.subject == known.subject and stay.day == day]


def is_in(stays: Iterable[Stay]) -> Stay | None:
    """Return the stay that has not ended, if there is one."""
    return next((stay for stay in stays if stay.left_us is None), None)


def _records(transaction: Transaction, keys: list[LookupKey]) -> tuple[Record, ...]:
    return transaction.records.found_by(keys, most=_MOST_RECORDS)
