"""The erasable side table: what people typed."""

from collections.abc import Mapping

from sqlalchemy import BindParameter, Connection, and_, bindparam, case, delete, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.records import OPENINGS_KEY
from kiosk.ports import NameKind, SideName
from kiosk.store.tables import HERE, card_words, cards, made_events, members, names, records

_NEW = upsert(names)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["subject"], set_={"text": _NEW.excluded.text, "revision": names.c.revision + 1}
)
_HAS = select(names.c.subject).where(names.c.subject == bindparam("which"))
_UNSENT = (
    select(names)
    .where(names.c.revision > names.c.kept_revision, names.c.subject > bindparam("behind"))
    .order_by(names.c.subject)
    .limit(bindparam("most"))
)
_KEPT = (
    update(names)
    .where(names.c.subject == bindparam("which"), names.c.kept_revision < bindparam("has"))
    .values(kept_revision=func.min(names.c.revision, bindparam("has")))
)
_SEND_AGAIN = update(names).where(names.c.kept_revision > 0).values(kept_revision=0)
_of_member = exists().where(records.c.lookup == "member " + names.c.subject)
_of_cards = exists().where(cards.c.member == names.c.subject, records.c.lookup == "card " + cards.c.token)
_event_of = case((func.json_valid(records.c.body) == 1, func.json_extract(records.c.body, "$.event")))
_of_event = exists().where(records.c.lookup == OPENINGS_KEY, _event_of == names.c.subject)
_still_to_send = and_(
    names.c.revision > names.c.kept_revision,
    exists().where(members.c.ref == names.c.subject, members.c.generation < HERE),
)
_OUTLIVED = (
    select(names.c.subject)
    .where(
        or_(
            and_(names.c.kind == NameKind.MEMBER.value, ~_of_member, ~_of_cards, ~_still_to_send),
            and_(names.c.kind == NameKind.EVENT.value, ~_of_event),
        )
    )
    .limit(bindparam("most"))
)
_GONE: BindParameter[str] = bindparam("gone")
_LINKED_HERE = select(cards.c.token).where(cards.c.member == _GONE, cards.c.generation == HERE)
_DROP = (
    delete(card_words).where(card_words.c.token.in_(_LINKED_HERE)),
    delete(cards).where(cards.c.member == _GONE, cards.c.generation == HERE),
    delete(members).where(members.c.ref == _GONE, members.c.generation == HERE),
    delete(made_events).where(made_events.c.id == _GONE),
    delete(names).where(names.c.subject == _GONE),
)


class NamesTable:
    """``kiosk.ports.Names`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection

    def put(self, kind: NameKind, subject: str, text: str) -> None:
        """Set the name; it is to be sent."""
        row = {"subject": subject, "kind": kind.value, "text": text, "revision": 1, "kept_revision": 0}
        self._connection.execute(_PUT, row)

    def has(self, subject: str) -> bool:
        """Tell whether its name was typed here, and is still kept."""
        return self._connection.execute(_HAS, {"which": subject}).one_or_none() is not None

    def unsent(self, *, after: str = "", most: int) -> tuple[SideName, ...]:
        """Return up to ``most`` names that the centre doesn't have as they are now, by subject, behind ``after``."""
        rows = self._connection.execute(_UNSENT, {"behind": after, "most": most})
        return tuple(SideName(NameKind(row.kind), row.subject, row.text, row.revision) for row in rows)

    def kept(self, revisions: Mapping[str, int]) -> None:
        """Remember which revisions the centre has."""
        if revisions:
            rows = [{"which": subject, "has": revision} for subject, revision in revisions.items()]
            self._connection.execute(_KEPT, rows)

    def send_again(self) -> None:
        """Take no name for one that the centre has."""
        self._connection.execute(_SEND_AGAIN)

    def drop_outlived(self, *, most: int) -> int:
        """Remove names of which no record is left here, with what was put here under their references."""
        outlived = self._connection.execute(_OUTLIVED, {"most": most}).scalars().all()
        for subject in outlived:
            for each in _DROP:
                self._connection.execute(each, {"gone": subject})
        return len(outlived)
