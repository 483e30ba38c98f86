"""An operator settles a group of held records, or takes a decision back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from badge_service.domain.holds import ABOUT_CARDS, Choice, Decision, result
from badge_service.domain.intake import Hold
from badge_service.domain.links import TapWord
from badge_service.store.engine import Database
from badge_service.store.held import Stored
from badge_service.store.unit import Unit
from badge_service.usecases.offers import Offer, Place, offers
from badge_service.usecases.reconsider import Reconsider
from badge_service.usecases.waiting import Group, groups
from kiosk.domain.events import OpeningWindow
from kiosk.domain.ids import HubId, RecordId

_NO_ID = 0
"""The database gives a new decision its id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person pressed: a group as a page named it, an offer, and a place where the offer needs one.

    ``through_us``: when the newest record that the person could see was received; later ones are not decided about.
    ``claims``: what the page knew of the card's links and losses; where there is more by now, nothing is decided.
    """

    group: str
    pick: str
    place: str
    through_us: int
    claims: str
    by: str


@dataclass(frozen=True, slots=True)
class Decide:
    """Stores decisions and lets the records follow. Safe to call from many threads."""

    database: Database
    now_us: Callable[[], int]

    def __call__(self, asked: Asked) -> int | None:
        """Return how many records the decision was about, or None where there is nothing of the kind to decide."""
        return self.database.write(lambda unit: self._decide(unit, asked))

    def undo(self, decision: int, by: str) -> bool:
        """Take a decision back; return whether there was one to take back."""
        return self.database.write(lambda unit: self._undo(unit, decision, by))

    def _decide(self, unit: Unit, asked: Asked) -> int | None:
        unit.links.take_turn(alone=True)
        group = next((each for each in groups(unit) if each.key == asked.group), None)
        if group is None or group.claims != asked.claims:
            return None
        offer = next((each for each in offers(unit, group) if each.pick == asked.pick), None)
        if offer is None:
            return None
        place = next((each for each in offer.places if each.name == asked.place), None)
        if offer.places and place is None:
            return None
        seen = [each for each in group.records if each.received_us <= asked.through_us]
        decision = self._decision(group, offer, place, asked.by)
        unit.decisions.add(decision, _about(unit, decision, group, seen, place))
        self._follow(unit, decision, {each.id for each in seen})
        return len(seen)

    def _decision(self, group: Group, offer: Offer, place: Place | None, by: str) -> Decision:
        where = group.hub.id if group.hub is not None else HubId(group.hub_id)
        card = group.card if offer.choice in ABOUT_CARDS else None
        event_id = None if place is None else place.event.id
        return Decision(_NO_ID, self.now_us(), by, group.reason, offer.choice, where, event_id, card, offer.member)

    def _undo(self, unit: Unit, undone: int, by: str) -> bool:
        unit.links.take_turn(alone=True)
        known = unit.decisions.find(undone)
        if known is None or known.choice is Choice.UNDO:
            return False
        back = Decision(_NO_ID, self.now_us(), by, known.reason, Choice.UNDO, known.hub, undoes=undone)
        unit.decisions.add(back, {})
        self._follow(unit, known, unit.decisions.records_of(undone))
        return True

    def _follow(self, unit: Unit, decision: Decision, about: Iterable[RecordId]) -> None:
        """Consider anew what a decision, made or undone, was about."""
        again = Reconsider(unit, self.now_us())
        if decision.card is not None:
            again.card(decision.card)
        elif decision.reason is Hold.FORKED:
            decided = unit.decisions.about_records(set(about))
            unit.held.settle_forks((each, result([Hold.FORKED], decided[each], TapWord())) for each in about)
        else:
            again.records(set(about))
        again.tell()


def _about(
    unit: Unit, decision: Decision, group: Group, seen: Iterable[Stored], place: Place | None
) -> dict[RecordId, int | None]:
    """Return the records that the decision is about, each with the time that it gets; of a card, the claims."""
    if decision.card is not None:
        return dict.fromkeys(unit.links.linking(unit.same_cards.together_with(decision.card)))
    window = None if place is None else place.window(group.zone)
    doubtful = [each for each in seen if not group.spans[each.id].sure]
    given = {} if window is None else _placed(doubtful, window)
    return {each.id: given.get(each.id) for each in seen}


def _placed(doubtful: Iterable[Stored], window: OpeningWindow) -> dict[RecordId, int]:
    """Lay records whose time nobody knows into an event's window, each boot's with the spaces between them."""
    records = list(doubtful)
    began = {
        boot: min(each.taken.boottime_us for each in records if each.taken.boot == boot)
        for boot in {each.taken.boot for each in records}
    }
    return {
        each.id: min(window.opens_us + each.taken.boottime_us - began[each.taken.boot], window.closes_us - 1)
        for each in records
    }
