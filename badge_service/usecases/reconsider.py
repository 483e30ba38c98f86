"""What a record's arrival, a decision or a new event changes: which records count, and whose cards are.

All of it is derived from what is stored, so that the order of arrival doesn't matter. Whoever calls this must have
taken their turn at ``unit.links`` first, alone if a card's links may change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from badge_service.domain.holds import Result, Standing, card_ruling, result
from badge_service.domain.intake import Hold, Incoming, event_named, hold_of, plain, stated
from badge_service.domain.links import BEFORE_ALL, Claim, History, TapWord, history
from badge_service.store.feed import Sort
from badge_service.store.held import Stored
from badge_service.store.links import Mention, naming_card, naming_record, naming_tap
from badge_service.store.people import Member
from badge_service.store.unit import Unit
from badge_service.usecases.spans import spans
from badge_service.usecases.times import Timed, retimed, timed
from kiosk.domain.derive import Ruling, voided
from kiosk.domain.ids import CardToken, EventId, HubId, MemberRef, RecordId
from kiosk.domain.records import (
    CardLinked,
    CardLost,
    ClockFixed,
    EventClosed,
    EventOpened,
    Fact,
    Headcount,
    Moved,
    Record,
    StaffIn,
    StaffOut,
    Tap,
    Voided,
)

_Read = tuple[Incoming, Fact | Hold]
_CHANGING_LINKS = (CardLinked, CardLost, Voided, Moved, ClockFixed)
_NOTHING_LEFT_OF = (Tap, StaffIn, StaffOut, Headcount, EventOpened, EventClosed)
"""Kinds of which nothing is left to decide once they are voided."""
_OF_MEMBERS = (StaffIn, StaffOut)
_NOTHING_SAID = TapWord()
_USUAL = Timed()


def changes_links(facts: Iterable[Fact | Hold]) -> bool:
    """Tell whether taking in ``facts`` may change whose a card is, or what that makes of other records."""
    return any(isinstance(fact, _CHANGING_LINKS) for fact in facts)


@dataclass
class Reconsider:
    """Considers stored records anew, in one transaction."""

    unit: Unit
    now_us: int
    _histories: dict[CardToken, History] = field(default_factory=dict)
    _told: dict[HubId, list[tuple[Sort, str]]] = field(default_factory=lambda: defaultdict(list))

    def arrived(
        self, hub: str, kept: Sequence[_Read], held: Collection[RecordId], joined: Collection[CardToken]
    ) -> Mapping[RecordId, Result]:
        """Consider what newly stored records of a hub change; return what becomes of those that were considered.

        ``held``: those of them that are held for what they say themselves. ``joined``: see ``note_same_cards``.
        """
        for incoming, fact in kept:
            if isinstance(fact, _OF_MEMBERS) and incoming.id not in held:
                self._introduce(fact.member, HubId(hub))
        watched = self._note(kept)
        cards = self._cards_touched(kept).union(joined)
        corrected = self._with_corrected(fact.record for _, fact in kept if isinstance(fact, Voided | Moved))
        results = self.records({*held, *watched, *corrected})
        results |= self.cards(cards)
        self.tell()
        return results

    def card(self, token: CardToken) -> dict[RecordId, Result]:
        """Consider a card anew: whose it is, what kiosks are told of it, and all its taps."""
        return self.cards([token])

    def cards(self, tokens: Collection[CardToken]) -> dict[RecordId, Result]:
        """Consider cards anew, all at once."""
        families = {self.unit.same_cards.together_with(token) for token in tokens}
        questioned = {token for family in sorted(families, key=min) if self._say(sorted(family)) for token in family}
        self.unit.links.watch(questioned)
        return self.records(self.unit.links.taps({token for family in families for token in family}))

    def _say(self, family: Collection[CardToken]) -> bool:
        """Say anew whose a card is; return whether its taps may be more than its member's presence."""
        for each in family:
            self._histories.pop(each, None)
        known = self._history(min(family))
        if known.member is not None:
            self.unit.people.add_member(Member(known.member, None))
        for each in family:
            if self.unit.links.put_card(each, known.standing, known.member):
                for hub in self.unit.hubs.all():
                    self._told[hub.id].append((Sort.CARD, each.value))
        return known.questioned

    def linked_to(self, family: Collection[CardToken]) -> frozenset[MemberRef]:
        """Return everyone to whom the card of these tokens is or was linked by a record that counts."""
        return frozenset(claim.member for claim in self._claims(family) if claim.member is not None)

    def records(self, ids: Collection[RecordId]) -> dict[RecordId, Result]:
        """Consider records anew, and whatever hangs on those that now count, or don't count any more."""
        results: dict[RecordId, Result] = {}
        waiting = set(ids)
        while waiting:
            stored = self.unit.held.stored(waiting)
            fresh = self._results(stored)
            results |= fresh
            new = {each: what for each, what in fresh.items() if not _is(stored[each], what)}
            self.unit.held.settle(new.items())
            if any(stored[each].kind == ClockFixed.kind for each in new):
                self.unit.histories.clear()
            changed = [stored[each] for each, what in new.items() if what.standing is not stored[each].standing]
            waiting = self._with_corrected(record for each in changed if (record := _corrected(each)) is not None)
            results |= self.cards(self._cards_behind(each.id for each in changed))
        return results

    def tell(self) -> None:
        """Tell the hubs' kiosks what changed."""
        for hub in sorted(self._told):
            self.unit.feed.append(hub, self._told.pop(hub), self.now_us)

    def _note(self, kept: Sequence[_Read]) -> set[RecordId]:
        """Note what the records name; return the taps of watched cards."""
        taps = [(incoming, token) for incoming, fact in kept if isinstance(fact, Tap) for token in fact.tokens]
        watched = self.unit.links.watched({token for _, token in taps})
        named = [(naming_tap(token), incoming) for incoming, token in taps if token in watched]
        for incoming, fact in kept:
            if isinstance(fact, CardLinked | CardLost):
                named.append((naming_card(fact.token), incoming))
            elif isinstance(fact, Voided | Moved):
                named.append((naming_record(fact.record), incoming))
        self.unit.links.mention(Mention(name, incoming.id, incoming.ledger) for name, incoming in named)
        return {incoming.id for incoming, token in taps if token in watched}

    def _cards_touched(self, kept: Sequence[_Read]) -> set[CardToken]:
        cards = {fact.token for _, fact in kept if isinstance(fact, CardLinked | CardLost)}
        for incoming, boots in ((each, {each.taken.boot}) for each, fact in kept if isinstance(fact, ClockFixed)):
            for ledger, bearing in retimed(self.unit, incoming.ledger, boots).items():
                cards |= self.unit.links.cards_of_boots(ledger, bearing)
        voids = [incoming.id for incoming, fact in kept if isinstance(fact, Voided)]
        return cards | self._cards_behind(voids)

    def _with_corrected(self, ids: Iterable[RecordId]) -> set[RecordId]:
        """Return ``ids`` and, of corrections among them, what those are about, and so on."""
        found = set(ids)
        waiting = found
        while waiting:
            stored = self.unit.held.stored(waiting).values()
            waiting = {record for each in stored if (record := _corrected(each)) is not None} - found
            found = found | waiting
        return found

    def _cards_behind(self, voids: Iterable[RecordId]) -> set[CardToken]:
        """Return the cards whose links or losses these voids, or the voids that they void, are about."""
        cards: set[CardToken] = set()
        seen: set[RecordId] = set()
        waiting = set(voids)
        while waiting:
            seen |= waiting
            facts = [stated(each.record) for each in self.unit.held.stored(waiting).values()]
            cards |= {fact.token for fact in facts if isinstance(fact, CardLinked | CardLost)}
            waiting = {fact.record for fact in facts if isinstance(fact, Voided)} - seen
        return cards

    def _results(self, stored: Mapping[RecordId, Stored]) -> dict[RecordId, Result]:
        facts = {each.id: stated(each.record) for each in stored.values()}
        gone, moved_to = self._corrections(stored.keys())
        decided = self.unit.decisions.about_records(stored.keys())
        named = {each: moved_to.get(each) or event_named(facts[each]) for each in stored}
        events = self.unit.events.known(event for event in named.values() if event is not None)
        words = self._words(stored.values(), facts)
        times = timed(self.unit, stored.values())
        found: dict[RecordId, Result] = {}
        for each in stored.values():
            word = words.get(each.id, _NOTHING_SAID)
            if each.id in gone and isinstance(facts[each.id], _NOTHING_LEFT_OF):
                found[each.id] = Result(Standing.ACCEPTED)  # its void counts too: nothing is left to decide
                continue
            time = times.get(each.id, _USUAL)
            holds = _holds(each, facts[each.id], moved_to.get(each.id), events)
            holds += [Hold.DOUBTFUL_TIME] if time.doubtful else []
            what = result(holds, decided[each.id], word)
            untouched = what.event is None and each.id not in moved_to
            found[each.id] = replace(what, event=time.event) if untouched else what
        self._rule(found, words)
        for each in stored.values():
            fact = facts[each.id]
            if isinstance(fact, _OF_MEMBERS) and found[each.id].standing is Standing.ACCEPTED:
                self._introduce(fact.member, HubId(each.hub))
        return found

    def _rule(self, found: Mapping[RecordId, Result], words: Mapping[RecordId, TapWord]) -> None:
        self.unit.links.rule(
            {
                each: Ruling(what.event, what.at_us, words.get(each, _NOTHING_SAID).member)
                for each, what in found.items()
            }
        )

    def _words(self, stored: Iterable[Stored], facts: Mapping[RecordId, Fact | Hold]) -> dict[RecordId, TapWord]:
        """Return what cards' histories say of these records' taps."""
        taps = [(each, fact) for each in stored if isinstance(fact := facts[each.id], Tap)]
        watched = self.unit.links.watched({token for _, fact in taps for token in fact.tokens})
        asked = [(each, token) for each, fact in taps for token in fact.tokens if token in watched]
        at = spans(self.unit, [each for each, _ in asked])
        words: dict[RecordId, TapWord] = {}
        for each, token in asked:
            word = self._history(token).say(at[each.id])
            known = words.get(each.id, _NOTHING_SAID)
            words[each.id] = word if known.hold is None else known
        return words

    def _history(self, token: CardToken) -> History:
        if token not in self._histories:
            family = sorted(self.unit.same_cards.together_with(token))
            first = self.unit.links.first_member(family)
            claims = [] if first is None else [Claim(None, first, BEFORE_ALL)]
            decided = [pair for each in family for pair in self.unit.decisions.about_card(each)]
            rulings = [card_ruling(*pair) for pair in sorted(decided, key=lambda pair: pair[0].id)]
            self._histories[token] = history([*claims, *self._claims(family)], rulings)
        return self._histories[token]

    def _claims(self, family: Collection[CardToken]) -> list[Claim]:
        """Return what accepted records that aren't voided say of the card of these tokens."""
        ids = self.unit.links.linking(family)
        stored = [each for each in self.unit.held.stored(ids).values() if each.standing is Standing.ACCEPTED]
        gone, _ = self._corrections(ids)
        at = spans(self.unit, stored)
        claims = []
        for each in stored:
            fact = stated(each.record)
            if each.id not in gone and isinstance(fact, CardLinked | CardLost) and fact.token in family:
                member = fact.member if isinstance(fact, CardLinked) else None
                claims.append(Claim(each.id, member, at[each.id]))
                self._introduce(member, HubId(each.hub))
        return claims

    def _introduce(self, member: MemberRef | None, hub: HubId) -> None:
        """Let a hub know a member who was there, with their cards; whom the scheme doesn't know yet, it knows now."""
        if member is None or not plain(member.value) or all(each.id != hub for each in self.unit.hubs.all()):
            return
        self.unit.made_here.add_member(member, hub)
        if self.unit.people.add_to_hub(member, hub):
            self._told[hub].append((Sort.MEMBER, member.value))
            self._told[hub] += [(Sort.CARD, each.value) for each in self.unit.people.cards_of(member)]

    def _corrections(self, ids: Collection[RecordId]) -> tuple[frozenset[RecordId], dict[RecordId, EventId]]:
        """Return which of these records are voided, and to which events the others were moved."""
        said: dict[RecordId, tuple[Record, Fact]] = {}
        waiting = set(ids)
        while waiting:
            naming = self.unit.links.naming([naming_record(each) for each in sorted(waiting)])
            new = {each for found in naming.values() for each in found} - said.keys()
            accepted = {
                each: (stored.record, fact)
                for each, stored in self.unit.held.stored(new).items()
                if stored.standing is Standing.ACCEPTED and stored.record is not None
                if not isinstance(fact := stated(stored.record), Hold)
            }
            said |= accepted
            waiting = set(accepted)
        gone = voided(said.values())
        moves = [(record, fact) for record, fact in said.values() if isinstance(fact, Moved) and record.id not in gone]
        moves.sort(key=lambda move: (move[0].taken.wall_us, move[0].id))
        return gone, {fact.record: fact.event for _, fact in moves}


def _is(stored: Stored, what: Result) -> bool:
    return (stored.standing, stored.reason) == (what.standing, what.reason)


def _corrected(stored: Stored) -> RecordId | None:
    """Return the record that a void or a move is about."""
    fact = stated(stored.record)
    return fact.record if isinstance(fact, Voided | Moved) else None


def _holds(stored: Stored, fact: Fact | Hold, moved_to: EventId | None, events: Collection[EventId]) -> list[Hold]:
    """Return what speaks against counting a record, but for its card, the most pressing first."""
    own = hold_of(fact, frozenset(events))
    if moved_to is not None and moved_to in events and own in {Hold.NO_EVENT, Hold.UNKNOWN_EVENT}:
        own = None
    return [*([Hold.WRONG_HUB] if stored.wrong_hub else []), *([] if own is None else [own])]
