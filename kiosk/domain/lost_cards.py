"""Which taps of a lost card count, and which wait for a person at the centre: asked here by everyone at the kiosk."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kiosk.domain.clock import Clocks
from kiosk.domain.derive import voided
from kiosk.domain.ids import CardToken, RecordId
from kiosk.domain.outcomes import HelpReason
from kiosk.domain.records import CardLinked, CardLost, Record, Tap, readable_fact, readable_facts

_Moment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Word:
    """What staff here said of a card. ``stands``: it was not taken back."""

    at: _Moment
    fact: CardLinked | CardLost
    stands: bool


def answered_lost(records: Iterable[Record]) -> list[tuple[Record, Tap]]:
    """Return the taps that were answered with the card's loss."""
    asked = (each for each in records if each.kind == Tap.kind and each.body.get("reason") == HelpReason.CARD_LOST)
    facts = ((each, readable_fact(each)) for each in asked)
    return [(each, fact) for each, fact in facts if isinstance(fact, Tap)]


def waiting_taps(records: Collection[Record], lost: Collection[CardToken], clocks: Clocks) -> frozenset[RecordId]:
    """Return those of ``answered_lost`` that count for nobody, since anybody may have had the card.

    The others count: the loss was none, by staff's word or the centre's. That the card was linked again says nothing of
    whose hand it was in before. ``lost``: the cards that are lost now.
    """
    taps = answered_lost(records)
    if not taps:
        return frozenset()
    words = _words(records, clocks)
    return frozenset(
        record.id
        for record, tap in taps
        if _waits(_moment(record, clocks), [word for word in words if word.fact.token in tap.tokens], tap, lost)
    )


def _words(records: Iterable[Record], clocks: Clocks) -> list[_Word]:
    facts = list(readable_facts(records))
    gone = voided(facts)
    words = [
        _Word(_moment(record, clocks), fact, record.id not in gone)
        for record, fact in facts
        if isinstance(fact, CardLinked | CardLost)
    ]
    return sorted(words, key=lambda word: word.at)


def _moment(record: Record, clocks: Clocks) -> _Moment:
    return clocks.at_us(record.taken), record.seq


def _waits(at: _Moment, words: list[_Word], tap: Tap, lost: Collection[CardToken]) -> bool:
    later = {type(word.fact) for word in words if word.at > at and word.stands}
    is_lost = any(token in lost for token in tap.tokens)
    if _was_no_loss([word for word in words if word.at < at]):
        return is_lost and CardLost not in later
    return is_lost or CardLinked in later


def _was_no_loss(words: list[_Word]) -> bool:
    """Tell whether what was lost by the last of ``words`` was found, as staff said."""
    losses = [word for word in words if isinstance(word.fact, CardLost)]
    standing = [word for word in words if word.stands]
    return bool(losses) and not losses[-1].stands and not (standing and isinstance(standing[-1].fact, CardLost))
