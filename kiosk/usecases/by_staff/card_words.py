"""What records of links and losses make of a card here, also after some of them were undone."""

from collections.abc import Sequence

from kiosk.domain.attendance import CardStanding
from kiosk.domain.derive import voided
from kiosk.domain.errors import BadRecordError
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.records import CardLinked, CardLost, Fact, Record, fact_of, lookup_key
from kiosk.ports import CardEntry, Transaction

_MOST_RECORDS = 1_000
Word = tuple[RecordId, CardLinked | CardLost]


def say_anew(transaction: Transaction, token: CardToken, *, undone: CardLinked | CardLost, by: RecordId) -> None:
    """Let what holds of the card without ``undone`` hold, until the centre has the record ``by``."""
    words = _words(transaction, token)
    said = transaction.people.word(token)
    if said is not None:
        words = _from(transaction, words, said.since)
    entry: CardEntry | None
    if words:
        entry = _entry(words, None if said is None else said.centre)
    elif said is not None:
        entry = said.centre
    else:
        entry = _without(undone, transaction.people.cards([token]).get(token))
    transaction.people.say(token, entry, by=by)


def _words(transaction: Transaction, token: CardToken) -> list[Word]:
    """Return what was said of the card here and holds, in order."""
    facts = _facts(transaction.records.found_by([lookup_key(token)], most=_MOST_RECORDS))
    gone = voided(facts)
    said = [(record.id, fact) for record, fact in facts if isinstance(fact, CardLinked | CardLost)]
    return [(record, fact) for record, fact in said if record not in gone and fact.token == token]


def _from(transaction: Transaction, words: Sequence[Word], since: RecordId | None) -> list[Word]:
    """Return those of ``words`` that the centre can't have answered, which are those from ``since`` on."""
    if since is None:
        return []
    places = transaction.records.places([since, *(record for record, _ in words)])
    return [word for word in words if since in places and places[word[0]] >= places[since]]


def _entry(words: Sequence[Word], before: CardEntry | None) -> CardEntry:
    """Return what the last of ``words`` makes of the card; a lost card is still known as its last member's."""
    member: MemberRef | None = None if before is None else before.member
    for _, fact in words:
        member = fact.member if isinstance(fact, CardLinked) else member
    linked = isinstance(words[-1][1], CardLinked)
    return CardEntry(CardStanding.LINKED if linked else CardStanding.LOST, member)


def _without(undone: CardLinked | CardLost, known: CardEntry | None) -> CardEntry | None:
    """Return what is left of what the centre says once it took back ``undone``: it will say so itself in time."""
    if isinstance(undone, CardLost) and known is not None and known.member is not None:
        return CardEntry(CardStanding.LINKED, known.member)
    return None


def _facts(records: Sequence[Record]) -> list[tuple[Record, Fact]]:
    facts = []
    for record in records:
        try:
            fact = fact_of(record)
        except BadRecordError:
            continue
        if fact is not None:
            facts.append((record, fact))
    return facts
