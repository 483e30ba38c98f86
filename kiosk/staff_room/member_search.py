"""Members as staff look them up: by the beginning of a name within the hub, by passport code anywhere."""

from collections.abc import Collection, Sequence

from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import MemberRef
from kiosk.domain.passports import member_of, passport_code
from kiosk.local_api.messages import MemberCard, MemberRow, MembersPage
from kiosk.ports import Person, Store, Transaction
from kiosk.staff_room.shown_cards import ShownCards
from kiosk.usecases.by_staff.newcomers import was_taken_back

MOST_SHOWN = 30
_SHOWN_DIGITS = 4


def search(store: Store, query: str, here: Collection[MemberRef], shown: ShownCards) -> MembersPage:
    """Return whom ``query`` finds; ``here``: who is in; ``shown``: which card stands at which place.

    Raises:
        StoreError: the database refused.

    """
    coded = member_of(query)
    with store.transaction() as transaction:
        found = _beginning(transaction, query) if coded is None else (_named(transaction, coded),)
        known = [person for person in found[:MOST_SHOWN] if not was_taken_back(transaction, person.member)]
        rows = [_row(transaction, person, here, shown) for person in known]
    return MembersPage(query=query, rows=rows, more=len(found) > MOST_SHOWN, code=coded is not None)


def name_of_member(store: Store, member: MemberRef) -> str:
    """Return what someone is called, empty where this hub knows no name.

    Raises:
        StoreError: the database refused.

    """
    with store.transaction() as transaction:
        return _named(transaction, member).shown_name


def _beginning(transaction: Transaction, query: str) -> Sequence[Person]:
    return transaction.people.beginning_with(query, most=MOST_SHOWN + 1)


def _named(transaction: Transaction, member: MemberRef) -> Person:
    known = transaction.people.known([member]).get(member)
    return Person(member, "" if known is None else known.shown_name or "")


def _row(transaction: Transaction, person: Person, here: Collection[MemberRef], shown: ShownCards) -> MemberRow:
    cards = [
        MemberCard(place=place, digits=card.token.value[-_SHOWN_DIGITS:], lost=card.standing is CardStanding.LOST)
        for place, card in shown.held(transaction, person.member)
    ]
    return MemberRow(
        member=person.member.value,
        name=person.shown_name,
        passport=passport_code(person.member),
        here=person.member in here,
        cards=cards,
    )
