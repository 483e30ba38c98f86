"""Who was forgotten, and taking them out: the one place where a stored record changes, or a row about a person goes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Column, Connection, bindparam, delete, func, insert, select, tuple_, update

from badge_service.domain.intake import BLANKED
from badge_service.store.chunks import chunks
from badge_service.store.dialects import holds_bytes
from badge_service.store.feed import Sort
from badge_service.store.links import naming_card, naming_tap
from badge_service.store.tables import (
    card_histories,
    cards,
    changes,
    decisions,
    forked_records,
    member_hubs,
    members,
    mentions,
    records,
    redacted_subjects,
    redactions,
    rulings,
    same_cards,
)
from kiosk.domain.ids import CardToken, LedgerId, MemberRef, RecordId
from kiosk.domain.records import CardLinked
from kiosk.domain.redaction import Redaction, SubjectDigest

NOBODY = "forgotten"
"""Stands where a decision named a card or a member."""

_BODIES = select(records.c.ledger, records.c.seq, records.c.id, records.c.body)
_THESE = _BODIES.where(records.c.id.in_(bindparam("ids", expanding=True)))
_AFTER = (
    _BODIES.where(tuple_(records.c.ledger, records.c.seq) > tuple_(bindparam("in_ledger"), bindparam("at_seq")))
    .order_by(records.c.ledger, records.c.seq)
    .limit(bindparam("most"))
)
_BLANK = update(records).where(records.c.id == bindparam("which")).values(body=bindparam("left_over"), digest=BLANKED)
_FORKS = select(forked_records.c.id, forked_records.c.digest, forked_records.c.body)
_THIS_FORK = (forked_records.c.id == bindparam("which"), forked_records.c.digest == bindparam("content"))
_BLANK_FORK = update(forked_records).where(*_THIS_FORK).values(body=bindparam("left_over"), digest=BLANKED)
_DROP_FORK = delete(forked_records).where(*_THIS_FORK)
_REACHING = (
    select(redacted_subjects.c.digest, func.max(redactions.c.at_us))
    .join(redactions, redactions.c.id == redacted_subjects.c.redaction)
    .where(redacted_subjects.c.digest.in_(bindparam("wanted", expanding=True)))
    .group_by(redacted_subjects.c.digest)
)
_LATEST_OF = (
    select(redactions.c.id)
    .join(redacted_subjects, redacted_subjects.c.redaction == redactions.c.id)
    .where(redacted_subjects.c.digest == bindparam("wanted"))
    .order_by(redactions.c.at_us.desc())
    .limit(1)
)
_WHOLE = select(redactions.c.id, redactions.c.at_us, redacted_subjects.c.digest).join(
    redacted_subjects, redacted_subjects.c.redaction == redactions.c.id
)
_NAMED = _WHOLE.where(redactions.c.id.in_(bindparam("wanted", expanding=True)))
_UNFINISHED = _WHOLE.where(~redactions.c.done)
_FINISH = update(redactions).where(redactions.c.id == bindparam("which")).values(done=True)
_ANY = select(redactions.c.id).limit(1)
_BLANK_RECORDS = select(func.count()).select_from(records).where(records.c.digest == BLANKED)


@dataclass(frozen=True, slots=True)
class Body:
    """A stored record's place, id and body."""

    ledger: LedgerId
    seq: int
    id: RecordId
    text: bytes


def _token_linked(body: bytes, member: MemberRef) -> str | None:
    """Return the token that ``body``, a link's, gives to ``member``."""
    try:
        link = msgspec.json.decode(body, type=_Link)
    except msgspec.MsgspecError:
        return None
    return link.token if link.member == member.value else None


class _Link(msgspec.Struct):
    token: str
    member: str


class Redactions:
    """Forgotten people in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    # ------------------------------------------------------------- the list

    def add(self, new: Redaction) -> None:
        """Keep who is to be forgotten, by digests alone."""
        self._connection.execute(insert(redactions), {"id": new.id, "at_us": new.at_us, "done": False})
        rows = [{"digest": each, "redaction": new.id} for each in sorted(new.subjects)]
        self._connection.execute(insert(redacted_subjects), rows)

    def any(self) -> bool:
        """Tell whether anybody was ever forgotten."""
        return self._connection.execute(_ANY).first() is not None

    def count(self) -> int:
        """Return how many people were forgotten so far."""
        return self._connection.execute(select(func.count()).select_from(redactions)).scalar_one()

    def reaching(self, subjects: Collection[SubjectDigest]) -> dict[SubjectDigest, int]:
        """Return those of ``subjects`` that were redacted, each with the latest moment up to which."""
        found: dict[SubjectDigest, int] = {}
        for some in chunks(sorted(subjects)):
            found.update(self._connection.execute(_REACHING, {"wanted": some}).tuples().all())
        return found

    def of_subject(self, subject: SubjectDigest) -> str | None:
        """Return the latest redaction of this subject, or None."""
        return self._connection.execute(_LATEST_OF, {"wanted": subject}).scalar()

    def named(self, ids: Collection[str]) -> dict[str, Redaction]:
        """Return those of ``ids`` that are there."""
        return self._whole(self._connection.execute(_NAMED, {"wanted": list(ids)}).tuples()) if ids else {}

    def unfinished(self) -> list[Redaction]:
        """Return those whose records may not all be blanked yet."""
        return list(self._whole(self._connection.execute(_UNFINISHED).tuples()).values())

    def finish(self, ids: Collection[str]) -> None:
        """Keep that every record was looked at."""
        self._connection.execute(_FINISH, [{"which": each} for each in ids])

    def blank_records(self) -> int:
        """Return how many records have no subject any more."""
        return self._connection.execute(_BLANK_RECORDS).scalar_one()

    # ------------------------------------------------------------- records

    def bodies_after(self, ledger: str, seq: int, most: int) -> list[Body]:
        """Return up to ``most`` records behind this place."""
        asked = {"in_ledger": ledger, "at_seq": seq, "most": most}
        return [Body(*row) for row in self._connection.execute(_AFTER, asked)]

    def bodies_of(self, ids: Collection[RecordId]) -> list[Body]:
        """Return those of ``ids`` that are there."""
        asked = ({"ids": some} for some in chunks(ids))
        return [Body(*row) for each in asked for row in self._connection.execute(_THESE, each)]

    def blank(self, blanked: Iterable[tuple[RecordId, bytes]]) -> None:
        """Leave only this of the records' bodies; whatever comes under their ids from now on is a repeat."""
        rows = [{"which": record, "left_over": left} for record, left in blanked]
        if rows:
            self._connection.execute(_BLANK, rows)

    def forks(self) -> list[tuple[RecordId, bytes, bytes]]:
        """Return id, digest and body of every record that was kept aside."""
        return [(row.id, row.digest, row.body) for row in self._connection.execute(_FORKS)]

    def blank_fork(self, record: RecordId, digest: bytes, left: bytes) -> None:
        """Leave only this of a record that was kept aside; of several under one id one is left."""
        there = {"which": record, "content": BLANKED}
        again = self._connection.execute(_FORKS.where(*_THIS_FORK), there).first() is not None
        asked = {"which": record, "content": digest}
        self._connection.execute(_DROP_FORK, asked) if again else self._connection.execute(
            _BLANK_FORK, asked | {"left_over": left}
        )

    def ruled_for(self, member: MemberRef) -> list[RecordId]:
        """Return the taps that count for a member by the history of a card, whosever that is now."""
        found = self._connection.execute(select(rulings.c.record).where(rulings.c.member == member.value))
        return [RecordId(each) for each in found.scalars()]

    # ------------------------------------------------------------- people

    def cards_of(self, member: MemberRef) -> frozenset[CardToken]:
        """Return the cards that are or were the member's by anyone's word, whosever they are now, too."""
        own = select(cards.c.token).where(cards.c.member == member.value)
        earlier = select(card_histories.c.token).where(card_histories.c.first_member == member.value)
        found = {*self._connection.execute(own).scalars(), *self._connection.execute(earlier).scalars()}
        found |= {token for _, token in self._links_of(member)}
        found |= self._same_as(found)
        return frozenset(map(CardToken, found))

    def links_of(self, member: MemberRef) -> list[RecordId]:
        """Return the records that link a card to the member."""
        return [record for record, _ in self._links_of(member)]

    def anothers_now(self, member: MemberRef, family: Collection[CardToken]) -> bool:
        """Tell whether the scheme says now that the card of these tokens is somebody else's."""
        return self._anothers(cards.c.token, cards.c.member, member, family)

    def anothers_first(self, member: MemberRef, family: Collection[CardToken]) -> bool:
        """Tell whether the card was somebody else's before any kiosk said anything of it."""
        return self._anothers(card_histories.c.token, card_histories.c.first_member, member, family)

    def _anothers(
        self, token: Column[str], whose: Column[str], member: MemberRef, family: Collection[CardToken]
    ) -> bool:
        these = token.in_([each.value for each in family])
        return self._connection.execute(select(token).where(these, whose != member.value).limit(1)).first() is not None

    def unname(self, ids: Collection[RecordId], family: Collection[CardToken]) -> None:
        """Let nothing tell any more that these records were about the card of these tokens, which goes on."""
        names = [name for token in family for name in (naming_card(token), naming_tap(token))]
        for some in chunks(ids):
            self._connection.execute(delete(mentions).where(mentions.c.name.in_(names), mentions.c.record.in_(some)))

    def _links_of(self, member: MemberRef) -> list[tuple[RecordId, str]]:
        holding = holds_bytes(self._connection, records.c.body, member.value.encode())
        asked = select(records.c.id, records.c.body).where(records.c.kind == CardLinked.kind, holding)
        rows = self._connection.execute(asked).tuples()
        return [(RecordId(which), token) for which, body in rows if (token := _token_linked(body, member)) is not None]

    def _same_as(self, tokens: Collection[str]) -> set[str]:
        """Return the tokens of the same cards under other keys of the region."""
        found: set[str] = set()
        for some in chunks(tokens):
            groups = select(same_cards.c.card).where(same_cards.c.token.in_(some))
            one_of = same_cards.c.card.in_(groups) | same_cards.c.card.in_(some)
            for row in self._connection.execute(select(same_cards.c.token, same_cards.c.card).where(one_of)):
                found |= {row.token, row.card}
        return found

    def remove(self, member: MemberRef, tokens: Collection[CardToken], redaction: str) -> None:
        """Remove member, links and cards; where something else named them, name the redaction or nobody."""
        mine = [token.value for token in tokens]
        named = [name for token in tokens for name in (naming_card(token), naming_tap(token))]
        for some in chunks(named):
            self._connection.execute(delete(mentions).where(mentions.c.name.in_(some)))
        for some in chunks(mine):
            self._connection.execute(delete(cards).where(cards.c.token.in_(some)))
            self._connection.execute(delete(card_histories).where(card_histories.c.token.in_(some)))
            mine_too = same_cards.c.token.in_(some) | same_cards.c.card.in_(some)
            self._connection.execute(delete(same_cards).where(mine_too))
            self._nobody(decisions.c.card, some)
        for some in chunks([*mine, member.value]):
            told = update(changes).where(
                changes.c.sort.in_([Sort.MEMBER.value, Sort.CARD.value]), changes.c.subject.in_(some)
            )
            self._connection.execute(told.values(sort=Sort.REDACTION.value, subject=redaction))
        self._connection.execute(update(cards).where(cards.c.member == member.value).values(member=None))
        self._connection.execute(
            update(card_histories).where(card_histories.c.first_member == member.value).values(first_member=None)
        )
        self._connection.execute(update(rulings).where(rulings.c.member == member.value).values(member=None))
        self._nobody(decisions.c.member, [member.value])
        self._connection.execute(delete(member_hubs).where(member_hubs.c.member == member.value))
        self._connection.execute(delete(members).where(members.c.ref == member.value))

    def _nobody(self, column: Column[str], subjects: list[str]) -> None:
        self._connection.execute(update(column.table).where(column.in_(subjects)).values({column: NOBODY}))

    @staticmethod
    def _whole(rows: Iterable[tuple[str, int, str]]) -> dict[str, Redaction]:
        found: dict[str, Redaction] = {}
        for which, at_us, digest in rows:
            known = found.get(which, Redaction(which, at_us, frozenset()))
            found[which] = Redaction(which, at_us, known.subjects | {SubjectDigest(digest)})
        return found
