"""A person's right to be forgotten: at once in what the scheme knows, then record by record, at last at the kiosks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from badge_service.domain.intake import Incoming, stated
from badge_service.store.engine import Database
from badge_service.store.feed import Sort
from badge_service.store.unit import Unit
from badge_service.usecases.blanking import left_of, nobodys, subjects_in
from badge_service.usecases.reconsider import Reconsider
from kiosk.domain.clock import TimeLine, time_line
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.records import ClockFixed
from kiosk.domain.redaction import Redaction, SubjectDigest, digest_of, reaches

_ID_BYTES = 8
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Done: the redaction's id, and how many records have no subject any more because of it."""

    id: str
    records: int


@dataclass(frozen=True, slots=True)
class Forget:
    """Forgets people. Whatever was cut short is brought to its end by the next call, or by ``resume``."""

    database: Database
    now_us: Callable[[], int]
    random_bytes: Callable[[int], bytes]

    def __call__(self, member: MemberRef) -> Forgotten | None:
        """Forget ``member``; None where nobody is known by that reference. Repeating it does no harm.

        When this returns, the service holds neither reference nor tokens, kiosks are told with their next pull, and
        records that come in late lose their subject as they come.
        """
        begun = self.database.write(lambda unit: self._begin(unit, member))
        if begun is None:
            return None
        which, at_once = begun
        return Forgotten(which, at_once + self.resume())

    def resume(self) -> int:
        """Bring to its end whatever was begun; return how many records were blanked."""
        unfinished = self.database.read(lambda unit: unit.redactions.unfinished())
        if not unfinished:
            return 0
        subjects = frozenset[SubjectDigest]().union(*(each.subjects for each in unfinished))
        count = self._blank_records(subjects) + self.database.write(lambda unit: _blank_forks(unit, subjects))
        self.database.scrub()
        self.database.write(lambda unit: unit.redactions.finish([each.id for each in unfinished]))
        return count

    def _begin(self, unit: Unit, member: MemberRef) -> tuple[str, int] | None:
        unit.links.take_turn(alone=True)  # nothing may come in that doesn't know of this yet
        known = unit.redactions.of_subject(digest_of(member.value))
        if not unit.people.knows(member):
            return None if known is None else (known, 0)
        again = Reconsider(unit, self.now_us())
        tokens, shared = _cards(unit, again, member)
        subjects = frozenset(digest_of(each) for each in (member.value, *(token.value for token in tokens)))
        redaction = Redaction(f"forgotten-{self.random_bytes(_ID_BYTES).hex()}", self.now_us(), subjects)
        theirs = {*unit.redactions.ruled_for(member), *unit.redactions.links_of(member)}
        unit.redactions.add(redaction)
        unit.redactions.remove(member, tokens, redaction.id)
        bodies = unit.redactions.bodies_of(theirs)
        self._blank(unit, [(body.id, left_of(body.text, subjects) or nobodys(body.text)) for body in bodies])
        for family in shared:
            unit.redactions.unname(theirs, family)
            again.card(min(family))
        again.tell()
        for hub in unit.hubs.all():
            unit.feed.append(hub.id, [(Sort.REDACTION, redaction.id)], redaction.at_us)
        return redaction.id, len(bodies)

    def _blank_records(self, subjects: frozenset[SubjectDigest]) -> int:
        """Look at every record, some at a time, so that kiosks go on being served."""
        ledger, seq, count = "", 0, 0
        while found := self.database.read(lambda unit: unit.redactions.bodies_after(ledger, seq, _AT_ONCE)):  # noqa: B023  it runs at once
            ledger, seq = found[-1].ledger, found[-1].seq
            named = [(body.id, left) for body in found if (left := left_of(body.text, subjects)) is not None]
            if named:
                self.database.write(lambda unit: self._blank_in_turn(unit, named))  # noqa: B023  it runs at once
            count += len(named)
        return count

    def _blank_in_turn(self, unit: Unit, blanked: Sequence[tuple[RecordId, bytes]]) -> None:
        unit.links.take_turn(alone=True)
        self._blank(unit, blanked)

    def _blank(self, unit: Unit, blanked: Sequence[tuple[RecordId, bytes]]) -> None:
        """Blank records; what was held because of whose card it was has nothing left to decide."""
        unit.redactions.blank(blanked)
        again = Reconsider(unit, self.now_us())
        again.records([record for record, _ in blanked])
        again.tell()


def _cards(
    unit: Unit, again: Reconsider, member: MemberRef
) -> tuple[frozenset[CardToken], frozenset[frozenset[CardToken]]]:
    """Return the tokens of the cards that are the member's alone, and the cards that by their history are others', too.

    A card that is another's without a history is neither: the scheme's word on it stays as it is.
    """
    known = unit.redactions
    families = {unit.same_cards.together_with(token) for token in known.cards_of(member)}
    shared = frozenset(
        family for family in families if known.anothers_first(member, family) or again.linked_to(family) - {member}
    )
    others = shared | {family for family in families if known.anothers_now(member, family)}
    return frozenset[CardToken]().union(*(families - others)), shared


def _blank_forks(unit: Unit, subjects: frozenset[SubjectDigest]) -> int:
    named = [(record, digest, left_of(body, subjects)) for record, digest, body in unit.redactions.forks()]
    for record, digest, left in named:
        if left is not None:
            unit.redactions.blank_fork(record, digest, left)
    return sum(1 for _, _, left in named if left is not None)


def arriving_late(unit: Unit, batch: Sequence[Incoming]) -> Mapping[int, bytes]:
    """Return, by place in the batch, what is left of bodies that have a forgotten person as their subject.

    A record that was surely taken after the redaction is a stranger's: of that the clock of its boot must be known.
    """
    if not unit.redactions.any():
        return {}
    named = [subjects_in(incoming.body) for incoming in batch]
    until = unit.redactions.reaching(frozenset[SubjectDigest]().union(*named))
    if not until:
        return {}
    clocks = _clocks(unit, batch)
    left: dict[int, bytes] = {}
    for place, (incoming, subjects) in enumerate(zip(batch, named, strict=True)):
        earliest_us = clocks.earliest_us(incoming.taken)
        reached = frozenset(each for each in subjects & until.keys() if reaches(until[each], earliest_us))
        body = left_of(incoming.body, reached) if reached else None
        if body is not None:
            left[place] = body
    return left


def _clocks(unit: Unit, batch: Sequence[Incoming]) -> TimeLine:
    """Return what fixes tell of the batch's boots, those that come with it among them."""
    there = unit.held.fixes({incoming.taken.boot for incoming in batch})
    new = [each.record for each in batch if each.record is not None and each.kind == ClockFixed.kind]
    facts = (stated(record) for record in (*there, *new))
    return time_line(fact.fix for fact in facts if isinstance(fact, ClockFixed))
