"""A kiosk pulls what changed for its hub, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import msgspec
from msgspec import UNSET, UnsetType

from badge_service.domain import cursors
from badge_service.domain.cursors import Cursor
from badge_service.store.engine import Database
from badge_service.store.feed import Change, Sort
from badge_service.store.people import Card, Member
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Caller, Denied
from kiosk.domain.attendance import CardStanding
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, HubId
from sync.protocol import (
    CAPACITY_LEVEL,
    LEVEL,
    MOST_CHANGES,
    REDACTION_LEVEL,
    STAFF_LEVEL,
    ChangedCard,
    ChangedEvent,
    ChangedMember,
    ChangesAnswer,
    page_checksum,
    page_count,
)
from sync.protocol import Redaction as ToldRedaction

GENERATION = "generation"
"""The mark that names this database; cursors of another one are gone."""

_GONE = Denied("cursor_gone", "This cursor is not one of this service's. Pull everything anew.")


@dataclass(frozen=True, slots=True)
class Pull:
    """Answers what changed. ``page_size``: the most changes on one page."""

    database: Database
    page_size: int = MOST_CHANGES

    def __call__(self, caller: Caller, since: str | None, level: int = LEVEL) -> ChangesAnswer | Denied | None:
        """Return the page after ``since`` (None: from the beginning), or None where nothing changed since.

        ``level``: what the kiosk understands; it is told nothing else, and everything anew once it understands more.
        """
        return self.database.read(lambda unit: self._page(unit, caller.hub, since, min(level, LEVEL)))

    def _page(self, unit: Unit, hub: HubId, since: str | None, level: int) -> ChangesAnswer | Denied | None:
        generation = _generation(unit, level)
        start = Cursor(generation, hub, 0, level) if since is None else cursors.read(since)
        if start is None or (start.generation, start.hub, start.level) != (generation, hub, level):
            return _GONE
        if not unit.feed.holds(hub, start.position):
            return _GONE
        found = unit.feed.after(hub, start.position, self.page_size + 1)
        if not found and since is not None:
            return None
        page, more = found[: self.page_size], len(found) > self.page_size
        end = Cursor(generation, hub, page[-1].position if page else start.position, level)
        return _counted(_present(unit, hub, page, level).answer(cursors.written(end), more=more))


def _generation(unit: Unit, level: int) -> str:
    """Return the generation that a cursor must be of.

    A kiosk that can't be told of a redaction is made to pull everything anew: so it loses what it knew of that person.
    """
    generation = unit.keyring.mark(GENERATION) or ""
    redactions = 0 if level >= REDACTION_LEVEL else unit.redactions.count()
    return f"{generation}.{redactions}" if redactions else generation


@dataclass(frozen=True, slots=True)
class _Present:
    """What the changed things are now; ``gone`` lists those that the hub may know no more."""

    events: list[ChangedEvent] = field(default_factory=list)
    members: list[ChangedMember] = field(default_factory=list)
    cards: list[ChangedCard] = field(default_factory=list)
    gone: dict[Sort, list[str]] = field(default_factory=lambda: {sort: [] for sort in Sort})
    redactions: list[ToldRedaction] | UnsetType = UNSET

    def answer(self, cursor: str, *, more: bool) -> ChangesAnswer:
        return ChangesAnswer(
            cursor=cursor,
            more=more,
            count=0,
            checksum="",
            events=self.events,
            members=self.members,
            cards=self.cards,
            gone_events=self.gone[Sort.EVENT],
            gone_members=self.gone[Sort.MEMBER],
            gone_cards=self.gone[Sort.CARD],
            redactions=self.redactions,
        )


def _counted(page: ChangesAnswer) -> ChangesAnswer:
    return msgspec.structs.replace(page, count=page_count(page), checksum=page_checksum(page))


def _present(unit: Unit, hub: HubId, page: Iterable[Change], level: int) -> _Present:
    """Look up what changed, once each, in the order of the last change."""
    latest = {(change.sort, change.subject): change.position for change in page}
    subjects: dict[Sort, list[str]] = {sort: [] for sort in Sort}
    for sort, subject in sorted(latest, key=latest.__getitem__):
        subjects[sort].append(subject)
    result = _Present()
    events = unit.events.of_hub(hub) if subjects[Sort.EVENT] else {}
    for subject in subjects[Sort.EVENT]:
        event = events.get(EventId(subject))
        result.gone[Sort.EVENT].append(subject) if event is None else result.events.append(_event(event, level))
    members = unit.people.members_at(hub, subjects[Sort.MEMBER])
    for subject in subjects[Sort.MEMBER]:
        member = members.get(subject)
        result.gone[Sort.MEMBER].append(subject) if member is None else result.members.append(_member(member))
    cards = unit.people.cards_at(hub, subjects[Sort.CARD])
    for subject in subjects[Sort.CARD]:
        card = cards.get(subject)
        if card is None or (card.standing is CardStanding.STAFF and level < STAFF_LEVEL):
            result.gone[Sort.CARD].append(subject)
        else:
            result.cards.append(_card(card))
    return result if level < REDACTION_LEVEL else replace(result, redactions=_told(unit, subjects[Sort.REDACTION]))


def _told(unit: Unit, ids: Sequence[str]) -> list[ToldRedaction]:
    found = unit.redactions.named(ids)
    return [ToldRedaction(id=it.id, at_us=it.at_us, subjects=sorted(it.subjects)) for it in map(found.__getitem__, ids)]


def _event(event: Event, level: int) -> ChangedEvent:
    return ChangedEvent(
        id=event.id,
        hub=event.hub,
        title=event.title,
        programme=event.programme,
        opens_us=None if event.window is None else event.window.opens_us,
        closes_us=None if event.window is None else event.window.closes_us,
        mode=event.mode.value,
        leave_gap_s=event.leave_gap_s,
        capacity=event.capacity if level >= CAPACITY_LEVEL else None,
    )


def _member(member: Member) -> ChangedMember:
    return ChangedMember(ref=member.ref.value, shown_name=member.shown_name, language=member.language)


def _card(card: Card) -> ChangedCard:
    ref = None if card.member is None else card.member.value
    return ChangedCard(token=card.token.value, standing=card.standing.value, member=ref)
