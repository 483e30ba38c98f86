"""What operators decided: appended, never changed; undoing is one more decision."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.engine import Row

from badge_service.domain.holds import Choice, Decided, Decision
from badge_service.domain.intake import Hold
from badge_service.store.chunks import chunks
from badge_service.store.tables import decision_records, decisions
from kiosk.domain.ids import CardToken, EventId, HubId, MemberRef, RecordId

_UNDONE = select(decisions.c.undoes).where(decisions.c.undoes.is_not(None))
_OF_RECORDS = (
    select(decisions, decision_records.c.record, decision_records.c.at_us, decisions.c.id.in_(_UNDONE).label("undone"))
    .join(decision_records, decision_records.c.decision == decisions.c.id)
    .where(decision_records.c.record.in_(bindparam("ids", expanding=True)), decisions.c.card.is_(None))
)
_OF_CARD = (
    select(decisions)
    .where(decisions.c.card == bindparam("wanted"), decisions.c.id.not_in(_UNDONE), decisions.c.undoes.is_(None))
    .order_by(decisions.c.id)
)
_ONE = select(decisions, decisions.c.id.in_(_UNDONE).label("undone")).where(decisions.c.id == bindparam("wanted"))
_RECORDS = select(decision_records.c.record).where(decision_records.c.decision == bindparam("wanted"))
_COUNTS = (
    select(decision_records.c.decision, func.count())
    .where(decision_records.c.decision.in_(bindparam("ids", expanding=True)))
    .group_by(decision_records.c.decision)
)
_LATEST = (
    select(decisions, decisions.c.id.in_(_UNDONE).label("undone"))
    .where(decisions.c.undoes.is_(None))
    .order_by(decisions.c.id.desc())
    .limit(bindparam("most"))
)
_LAST = select(func.max(decisions.c.id))


class Decisions:
    """The decisions in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    def add(self, decision: Decision, about: Mapping[RecordId, int | None]) -> int:
        """Add a decision (its id is ignored) about these records, each with the time given to it; return its id."""
        row = {
            "decided_us": decision.decided_us,
            "decided_by": decision.by,
            "reason": decision.reason.value,
            "choice": decision.choice.value,
            "hub": decision.hub,
            "event": decision.event,
            "card": None if decision.card is None else decision.card.value,
            "member": None if decision.member is None else decision.member.value,
            "undoes": decision.undoes,
        }
        added: int = self._connection.execute(insert(decisions).returning(decisions.c.id), row).scalar_one()
        rows = [{"decision": added, "record": record, "at_us": at_us} for record, at_us in about.items()]
        if rows:
            self._connection.execute(insert(decision_records), rows)
        return added

    def about_records(self, ids: Collection[RecordId]) -> dict[RecordId, list[Decided]]:
        """Return what was decided about single records, undone decisions among them."""
        found: dict[RecordId, list[Decided]] = defaultdict(list)
        for some in chunks(sorted(ids)):
            for row in self._connection.execute(_OF_RECORDS, {"ids": some}):
                event = None if row.event is None else EventId(row.event)
                found[RecordId(row.record)].append(
                    Decided(row.id, Hold(row.reason), Choice(row.choice), event, row.at_us, undone=row.undone)
                )
        return found

    def about_card(self, token: CardToken) -> list[tuple[Decision, frozenset[RecordId]]]:
        """Return what was decided about a card and not undone, oldest first, each with the claims it was made upon."""
        rows = self._connection.execute(_OF_CARD, {"wanted": token.value}).all()
        return [(_decision(row), self.records_of(row.id)) for row in rows]

    def find(self, decision: int) -> Decision | None:
        """Return the decision, or None where there is none or it is undone."""
        row = self._connection.execute(_ONE, {"wanted": decision}).first()
        return None if row is None or row.undone else _decision(row)

    def records_of(self, decision: int) -> frozenset[RecordId]:
        """Return the records that were decided about; for a card, the claims."""
        return frozenset(map(RecordId, self._connection.execute(_RECORDS, {"wanted": decision}).scalars()))

    def latest(self, most: int) -> list[tuple[Decision, int, bool]]:
        """Return the latest decisions, newest first, with how many records each was about and whether it is undone."""
        rows = self._connection.execute(_LATEST, {"most": most}).all()
        asked = {"ids": [row.id for row in rows]}
        counts: dict[int, int] = dict(self._connection.execute(_COUNTS, asked).tuples().all()) if rows else {}
        return [(_decision(row), counts.get(row.id, 0), row.undone) for row in rows]

    def last(self) -> int:
        """Return the newest decision's id, 0 before the first."""
        return self._connection.execute(_LAST).scalar() or 0


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(
        row.id,
        row.decided_us,
        row.decided_by,
        Hold(row.reason),
        Choice(row.choice),
        HubId(row.hub),
        None if row.event is None else EventId(row.event),
        None if row.card is None else CardToken(row.card),
        None if row.member is None else MemberRef(row.member),
        row.undoes,
    )
