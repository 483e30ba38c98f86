"""The team: accounts, what their PINs are checked against, their cards, and wrong tries."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, distinct, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.ids import BootId, CardToken, StaffRef
from kiosk.domain.staff import Account, NewPins, Role, Tries
from kiosk.ports import Teammate
from kiosk.store.marks import MarksTable
from kiosk.store.tables import staff, staff_cards

_TRIES = "staff_tries"
_NEW_PINS = "staff_new_pins"
_cards = select(func.count(distinct(staff_cards.c.card))).where(staff_cards.c.staff == staff.c.ref).scalar_subquery()
_EVERYONE = (
    select(staff.c.ref, staff.c.role, staff.c.name, _cards.label("cards"))
    .where(~staff.c.removed)
    .order_by(staff.c.name, staff.c.ref)
)
_HASHES = select(staff.c.ref, staff.c.pin_hash).where(~staff.c.removed)
_SET_PIN = update(staff).where(staff.c.ref == bindparam("whose"), ~staff.c.removed).values(pin_hash=bindparam("pin"))
_REMOVE = update(staff).where(staff.c.ref == bindparam("whose")).values(name="", pin_hash="", removed=True)
_NEW = upsert(staff)
_ADD = _NEW.on_conflict_do_update(
    index_elements=["ref"], set_={each: _NEW.excluded[each] for each in ("role", "name", "pin_hash", "removed")}
)
_NEW_CARD = upsert(staff_cards)
_ADD_CARD = _NEW_CARD.on_conflict_do_update(
    index_elements=["token"], set_={"staff": _NEW_CARD.excluded.staff, "card": _NEW_CARD.excluded.card}
)
_CARDS_OF = select(staff_cards.c.token).where(staff_cards.c.staff == bindparam("whose")).order_by(staff_cards.c.token)
_REMOVE_CARDS = delete(staff_cards).where(staff_cards.c.staff == bindparam("whose"))


class _KeptTries(msgspec.Struct, frozen=True):
    wrong: int
    wait_until_us: int
    boot: str
    forgiven: int = 0
    forgiven_us: int = 0


class _KeptNewPins(msgspec.Struct, frozen=True):
    day: str | None
    own: dict[StaffRef, int]
    others: dict[StaffRef, int]


class TeamTables:
    """``kiosk.ports.Team`` on one connection."""

    def __init__(self, connection: Connection) -> None:
        """Use ``connection``, inside whatever transaction it is in."""
        self._connection = connection
        self._marks = MarksTable(connection)

    def everyone(self) -> tuple[Teammate, ...]:
        """Return the team, in the order of their names."""
        rows = self._connection.execute(_EVERYONE)
        return tuple(Teammate(Account(StaffRef(row.ref), Role(row.role)), row.name, row.cards) for row in rows)

    def hashes(self) -> Mapping[StaffRef, str]:
        """Return what each one's PIN is checked against."""
        return {StaffRef(row.ref): row.pin_hash for row in self._connection.execute(_HASHES)}

    def add(self, account: Account, name: str, pin_hash: str) -> None:
        """Add someone, or bring back whoever was removed."""
        row = {"ref": account.ref, "role": account.role.value, "name": name, "pin_hash": pin_hash, "removed": False}
        self._connection.execute(_ADD, row)

    def set_pin(self, staff: StaffRef, pin_hash: str) -> None:
        """Set what someone's PIN is checked against."""
        self._connection.execute(_SET_PIN, {"whose": staff, "pin": pin_hash})

    def remove(self, staff: StaffRef) -> None:
        """Remove someone, with name, PIN and cards."""
        self._connection.execute(_REMOVE, {"whose": staff})
        self.remove_cards(staff)

    def by_card(self, tokens: Sequence[CardToken]) -> Account | None:
        """Return whose staff card has one of ``tokens``."""
        whose = (
            select(staff.c.ref, staff.c.role)
            .join(staff_cards, staff_cards.c.staff == staff.c.ref)
            .where(staff_cards.c.token.in_([each.value for each in tokens]), ~staff.c.removed)
            .limit(1)
        )
        row = self._connection.execute(whose).one_or_none()
        return None if row is None else Account(StaffRef(row.ref), Role(row.role))

    def cards_of(self, staff: StaffRef) -> tuple[CardToken, ...]:
        """Return the tokens of someone's staff cards."""
        return tuple(CardToken(each) for each in self._connection.execute(_CARDS_OF, {"whose": staff}).scalars())

    def add_card(self, staff: StaffRef, tokens: Sequence[CardToken]) -> None:
        """Add a staff card, all tokens of which are one card's."""
        rows = [{"token": each.value, "staff": staff, "card": tokens[0].value} for each in tokens]
        self._connection.execute(_ADD_CARD, rows)

    def remove_card(self, tokens: Sequence[CardToken]) -> None:
        """Remove a staff card."""
        self._connection.execute(delete(staff_cards).where(staff_cards.c.token.in_([each.value for each in tokens])))

    def remove_cards(self, staff: StaffRef) -> None:
        """Remove someone's staff cards."""
        self._connection.execute(_REMOVE_CARDS, {"whose": staff})

    def tries(self) -> tuple[Tries, BootId | None]:
        """Return the wrong PINs that no right one made good, and the boot whose steady clock they go by."""
        text = self._marks.get(_TRIES)
        if text is None:
            return Tries(), None
        kept = msgspec.json.decode(text, type=_KeptTries)
        return Tries(kept.wrong, kept.wait_until_us, kept.forgiven, kept.forgiven_us), BootId(kept.boot)

    def keep_tries(self, tries: Tries, boot: BootId) -> None:
        """Keep them; they outlive a restart."""
        kept = _KeptTries(tries.wrong, tries.wait_until_us, boot, tries.forgiven, tries.forgiven_us)
        self._marks.put(_TRIES, msgspec.json.encode(kept).decode())

    def new_pins(self) -> NewPins:
        """Return how many new PINs were tried."""
        text = self._marks.get(_NEW_PINS)
        if text is None:
            return NewPins()
        kept = msgspec.json.decode(text, type=_KeptNewPins)
        return NewPins(kept.day, kept.own, kept.others)

    def keep_new_pins(self, tried: NewPins) -> None:
        """Keep them; they outlive a restart."""
        kept = _KeptNewPins(tried.day, dict(tried.own), dict(tried.others))
        self._marks.put(_NEW_PINS, msgspec.json.encode(kept).decode())
