"""What was said of a card here, before the centre could say it: it holds until the centre has heard of it.

The word itself stands in ``cards``, so that a tap looks nowhere else; here is what the centre says meanwhile.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, delete, exists, null, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.attendance import CardStanding
from kiosk.domain.delivery import Exceptional
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.records import CardLinked, CardLost, Voided, lookup_key
from kiosk.ports import CardEntry, CardWord
from kiosk.store.engine import driver_of
from kiosk.store.prepared import Prepared
from kiosk.store.tables import HERE, card_words, cards, delivery_exceptions, ledgers, pull, records

_NOTHING = {"standing": None, "member": None, "generation": None}
_waits = exists().where(
    delivery_exceptions.c.ledger == records.c.ledger,
    delivery_exceptions.c.seq == records.c.seq,
    delivery_exceptions.c.state == Exceptional.WAITING.value,
)
_HEARD = and_(records.c.seq <= ledgers.c.settled_mark, ~_waits)
"""The centre has answered for the record."""
_WORDS = Prepared(
    select(card_words.c.token, case((_HEARD, 1), else_=0).label("heard"))
    .outerjoin(records, records.c.id == card_words.c.record)
    .outerjoin(ledgers, ledgers.c.number == records.c.ledger)
)
_FIRST_UNHEARD = Prepared(
    select(records.c.id)
    .join(ledgers, ledgers.c.number == records.c.ledger)
    .where(
        records.c.lookup == bindparam("about"),
        or_(*(records.c.kind == each.kind for each in (CardLinked, CardLost, Voided))),
        or_(records.c.seq > ledgers.c.settled_mark, _waits),
    )
    .order_by(records.c.ledger, records.c.seq)
    .limit(1)
)
_SINCE = update(card_words).where(card_words.c.token == bindparam("which")).values(since=bindparam("first"))
_OUTLIVED = (
    select(card_words.c.token)
    .outerjoin(records, records.c.id == card_words.c.record)
    .where(card_words.c.record.is_not(None), records.c.id.is_(None))
)
_GENERATION = select(pull.c.generation)
_WORD = select(card_words).where(card_words.c.token == bindparam("which"))
_CARD = select(cards).where(cards.c.token == bindparam("which"))
_NEW_WORD = upsert(card_words)
_SAY = _NEW_WORD.on_conflict_do_update(index_elements=["token"], set_={"record": _NEW_WORD.excluded.record})
_DROP_WORD = delete(card_words).where(card_words.c.token == bindparam("which"))
_MEANWHILE = (
    update(card_words)
    .where(card_words.c.token == bindparam("which"))
    .values(standing=bindparam("now"), member=bindparam("whose"), generation=bindparam("from_then"))
)
_SWEEP = (
    update(card_words)
    .where(card_words.c.generation < bindparam("before"))
    .values(standing=null(), member=null(), generation=null())
)
_NEW_CARD = upsert(cards)
_SET_CARD = _NEW_CARD.on_conflict_do_update(
    index_elements=["token"],
    set_={name: _NEW_CARD.excluded[name] for name in ("standing", "member", "generation")},
)
_DROP_CARD = delete(cards).where(cards.c.token == bindparam("which"))
_AGE_CARD = update(cards).where(cards.c.token == bindparam("which")).values(generation=bindparam("from_then"))
_AFTER = Prepared(
    select(card_words.c.token, card_words.c.member.label("meanwhile"), cards.c.member, card_words.c.standing)
    .outerjoin(cards, cards.c.token == card_words.c.token)
    .where(card_words.c.token > bindparam("after"))
    .order_by(card_words.c.token)
    .limit(bindparam("most"))
)


class CardWords:
    """The words on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection
        self._driver = driver_of(connection)

    def say(self, token: CardToken, entry: CardEntry | None, by: RecordId | None) -> None:
        """Let ``entry`` hold; what the centre said last is kept beneath it."""
        known = self._connection.execute(_CARD, {"which": token.value}).mappings().one_or_none()
        beneath = _NOTHING if known is None else {name: known[name] for name in _NOTHING}
        self._connection.execute(_SAY, {"token": token.value, "record": by, "since": by, **beneath})
        if entry is None:
            self._connection.execute(_DROP_CARD, {"which": token.value})
        else:
            self._set(token.value, entry.standing.value, None if entry.member is None else entry.member.value, HERE)

    def word(self, token: CardToken) -> CardWord | None:
        """Return what was said of the card here and the centre has not yet answered."""
        row = self._connection.execute(_WORD, {"which": token.value}).one_or_none()
        if row is None:
            return None
        member = None if row.member is None else MemberRef(row.member)
        centre = None if row.standing is None else CardEntry(CardStanding(row.standing), member)
        return CardWord(None if row.since is None else RecordId(row.since), centre)

    def unsay(self, token: str) -> None:
        """Let the centre's word hold again."""
        word = self._connection.execute(_WORD, {"which": token}).one_or_none()
        if word is None:
            return
        self._connection.execute(_DROP_WORD, {"which": token})
        if word.standing is None:
            self._connection.execute(_DROP_CARD, {"which": token})
        else:
            self._set(token, word.standing, word.member, word.generation)

    def hear(self, rows: Sequence[dict[str, Any]], gone: Sequence[str]) -> tuple[list[dict[str, Any]], list[str]]:
        """Take what the centre says of cards; return what of it holds at once, rows and tokens that are gone.

        Of a card on which this kiosk's word holds it is kept beneath, until the centre has heard of that.
        """
        words = dict(self._words())
        if not words:
            return list(rows), list(gone)
        named = {row["token"] for row in rows} | set(gone)
        for token in named & words.keys():
            if words[token]:
                self._connection.execute(_DROP_WORD, {"which": token})
        firm = {token for token, heard in words.items() if not heard}
        for row in rows:
            if row["token"] in firm:
                self._keep_beneath(row["token"], row)
        for token in firm.intersection(gone):
            self._keep_beneath(token, _NOTHING)
        for token in firm & named:
            self._note_unheard(token)
        return [row for row in rows if row["token"] not in firm], [token for token in gone if token not in firm]

    def before_full_pull(self, generation: int) -> None:
        """Make what the centre has heard of its own word: the pull that follows names it, or sweeps it."""
        for token in [token for token, heard in self._words() if heard]:
            self._leave_to_centre(token, generation)

    def drop_outlived(self) -> None:
        """Do the same with words whose records are gone: they were heard long ago, or nobody will ever hear of them."""
        generation: int = self._connection.execute(_GENERATION).scalar_one()
        for token in self._connection.execute(_OUTLIVED).scalars().all():
            self._leave_to_centre(token, generation)

    def sweep_before(self, generation: int) -> None:
        """Forget what the centre said meanwhile and a full pull, now complete, did not name."""
        self._connection.execute(_SWEEP, {"before": generation})

    def thin(self, after: str, most: int, goes: Callable[[str, int], bool]) -> tuple[int, str]:
        """Take out forgotten people, of up to ``most`` words behind ``after``; return how many, and the last."""
        rows = _AFTER.rows(self._driver, {"after": after, "most": most})
        for row in rows:
            self._forget(row, goes)
        return len(rows), rows[-1]["token"] if rows else after

    def _forget(self, row: sqlite3.Row, goes: Callable[[str, int], bool]) -> None:
        if row["meanwhile"] is not None and goes(row["meanwhile"], HERE):
            self._keep_beneath(row["token"], _NOTHING)
        if goes(row["token"], HERE):
            self._connection.execute(_DROP_WORD, {"which": row["token"]})
        elif row["member"] is not None and goes(row["member"], HERE):
            self.unsay(row["token"])

    def _note_unheard(self, token: str) -> None:
        """Note which record is the first about the card that what the centre just said can't know."""
        for row in _FIRST_UNHEARD.rows(self._driver, {"about": lookup_key(CardToken(token))}):
            self._connection.execute(_SINCE, {"which": token, "first": row["id"]})

    def _leave_to_centre(self, token: str, generation: int) -> None:
        self._connection.execute(_AGE_CARD, {"which": token, "from_then": generation})
        self._connection.execute(_DROP_WORD, {"which": token})

    def _words(self) -> Iterator[tuple[str, bool]]:
        for row in _WORDS.rows(self._driver, {}):
            yield row["token"], bool(row["heard"])

    def _keep_beneath(self, token: str, said: Mapping[str, Any]) -> None:
        row = {"which": token, "now": said["standing"], "whose": said["member"], "from_then": said["generation"]}
        self._connection.execute(_MEANWHILE, row)

    def _set(self, token: str, standing: str, member: str | None, generation: int) -> None:
        row = {"token": token, "standing": standing, "member": member, "generation": generation}
        self._connection.execute(_SET_CARD, row)
