"""What records of links and losses make of a card here, also after some of them were undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.attendance import CardStanding
from kiosk.domain.derive import voided
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.records import CardLinked, CardLost, Voided, lookup_key, readable_facts
from kiosk.ports import CardEntry, CardWord, Transaction

_MOST_RECORDS = 1_000
_Word = CardLinked | CardLost


@dataclass(frozen=True, slots=True)
class _History:
    """What was said of a card here, in order, and which of that holds. ``voids``: which record each of them voids.

    ``places``: where each of these records stands.
    """

    words: Sequence[tuple[RecordId, _Word]]
    gone: frozenset[RecordId]
    voids: Mapping[RecordId, RecordId]
    places: Mapping[RecordId, tuple[int, int]]

    @property
    def holding(self) -> list[_Word]:
        """What holds."""
        return [word for record, word in self.words if record not in self.gone]

    def since(self, first: RecordId | None) -> list[_Word]:
        """Return what holds of the words from ``first`` on."""
        return [word for record, word in self.words if record not in self.gone and self._new(record, first)]

    def changed_since(self, first: RecordId | None) -> _Word | None:
        """Return the last earlier word that was taken back or brought back from ``first`` on, or None."""
        changed = {self._root(void) for void in self.voids if self._new(void, first)}
        old = [word for record, word in self.words if record in changed and not self._new(record, first)]
        return old[-1] if old else None

    def _root(self, void: RecordId) -> RecordId:
        """Return what ``void``, or what it voids in the end, voids."""
        seen = {void}
        while void in self.voids and self.voids[void] not in seen:
            void = self.voids[void]
            seen.add(void)
        return void

    def _new(self, record: RecordId, first: RecordId | None) -> bool:
        return first is not None and first in self.places and self.places[record] >= self.places[first]


def say_anew(transaction: Transaction, token: CardToken, *, undone: _Word, by: RecordId) -> None:
    """Let what holds of the card without ``undone`` hold, until the centre has the record ``by``."""
    history = _history(transaction, token)
    said = transaction.people.word(token)
    if said is None:
        entry = _without(history, undone, transaction.people.cards([token]).get(token))
    else:
        entry = _beside_centre(history, said)
    transaction.people.say(token, entry, by=by)


def _beside_centre(history: _History, said: CardWord) -> CardEntry | None:
    """Return what the card is by what the centre says of it and what it has not heard yet."""
    new = history.since(said.since)
    if new:
        return _entry(new, said.centre)
    changed = history.changed_since(said.since)
    return said.centre if changed is None else _without(history, changed, said.centre)


def _without(history: _History, undone: _Word, centre: CardEntry | None) -> CardEntry | None:
    """Return what holds once the centre, which has heard of all the words, hears that ``undone`` is one no more."""
    if history.holding:
        return _entry(history.holding, centre)
    if isinstance(undone, CardLost) and centre is not None and centre.member is not None:
        return CardEntry(CardStanding.LINKED, centre.member)
    return None


def _entry(words: Sequence[_Word], before: CardEntry | None) -> CardEntry:
    """Return what the last of ``words`` makes of the card; a lost card is still known as its last member's."""
    member: MemberRef | None = None if before is None else before.member
    for word in words:
        member = word.member if isinstance(word, CardLinked) else member
    linked = isinstance(words[-1], CardLinked)
    return CardEntry(CardStanding.LINKED if linked else CardStanding.LOST, member)


def _history(transaction: Transaction, token: CardToken) -> _History:
    facts = list(readable_facts(transaction.records.found_by([lookup_key(token)], most=_MOST_RECORDS)))
    return _History(
        words=[(record.id, fact) for record, fact in facts if isinstance(fact, CardLinked | CardLost)],
        gone=voided(facts),
        voids={record.id: fact.record for record, fact in facts if isinstance(fact, Voided)},
        places=transaction.records.places([record.id for record, _ in facts]),
    )
