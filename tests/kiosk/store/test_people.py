"""Members as staff look for them, and the names that people typed."""

import pytest

from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import CardToken, EventId, LedgerId, MemberRef, RecordId
from kiosk.domain.records import OPENINGS_KEY, EventOpened, Tap, lookup_key
from kiosk.ports import CardEntry, CardWord, HeldCard, MemberEntry, NameKind, Person, SideName
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.situation import append, load
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    CLUB,
    DIRECTORY,
    DROP_IN,
    LOST_CARD,
    TOMASZ,
    TOMASZS_CARD,
    UNLINKED_CARD,
    CountingIds,
    FakeClock,
    furnish,
)

ZOFIA = MemberRef("m-00000000000000aa")
JOSE = MemberRef("m-00000000000000bb")


@pytest.fixture
def furnished(store: SqliteStore) -> SqliteStore:
    furnish(store)
    return store


# ----------------------------------------------------------------- finding people


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        ("am", ["Amira"]),
        ("AMÍR", ["Amira"]),
        ("jose", ["José Ángel"]),
        ("ang", ["José Ángel"]),
        ("ira", []),
        ("", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_members_are_found_by_the_beginning_of_a_name(furnished: SqliteStore, beginning: str, found: list[str]) -> None:
    with furnished.transaction() as transaction:
        transaction.people.add(JOSE, MemberEntry("José Ángel", None))
        transaction.people.add(ZOFIA, MemberEntry(None, None))
        assert [each.shown_name for each in transaction.people.beginning_with(beginning, most=9)] == found


def test_of_many_the_first_by_name_are_told(furnished: SqliteStore) -> None:
    with furnished.transaction() as transaction:
        for number in range(30):
            transaction.people.add(MemberRef(f"m-{number:016x}"), MemberEntry(f"Ana {29 - number:02}", None))
        found = transaction.people.beginning_with("ana", most=3)
    assert found == tuple(Person(MemberRef(f"m-{29 - number:016x}"), f"Ana {number:02}") for number in range(3))


def test_members_and_their_cards_are_known(furnished: SqliteStore) -> None:
    with furnished.transaction() as transaction:
        people = transaction.people
        assert people.known([AMIRA, ZOFIA]) == {AMIRA: DIRECTORY.members[AMIRA]}
        linked = CardStanding.LINKED
        assert people.cards_of(AMIRA) == (HeldCard(AMIRAS_CARD, linked), HeldCard(AMIRAS_OTHER_CARD, linked))
        assert people.cards_of(TOMASZ) == (HeldCard(TOMASZS_CARD, linked), HeldCard(LOST_CARD, CardStanding.LOST))
        assert people.cards([AMIRAS_CARD, UNLINKED_CARD]) == {AMIRAS_CARD: DIRECTORY.cards[AMIRAS_CARD]}
        assert not people.cards([])
        assert not people.known([])


def test_someone_whom_the_centre_knows_is_not_put_anew(furnished: SqliteStore) -> None:
    with furnished.transaction() as transaction:
        transaction.people.add(AMIRA, MemberEntry("Somebody", None))
        assert transaction.people.known([AMIRA]) == {AMIRA: DIRECTORY.members[AMIRA]}


def test_a_word_on_a_card_overrules_the_centres_until_it_is_taken_back(furnished: SqliteStore) -> None:
    to_zofia, by = CardEntry(CardStanding.LINKED, ZOFIA), RecordId("made-up-record")
    with furnished.transaction() as transaction:
        people = transaction.people
        assert people.word(AMIRAS_CARD) is None
        people.say(AMIRAS_CARD, to_zofia, by=by)
        people.say(AMIRAS_CARD, None, by=RecordId("another"))
        assert people.word(AMIRAS_CARD) == CardWord(by, DIRECTORY.cards[AMIRAS_CARD])
        assert transaction.directory.card([AMIRAS_CARD]).entry is None
        people.unsay(AMIRAS_CARD)
        assert transaction.directory.card([AMIRAS_CARD]).entry == DIRECTORY.cards[AMIRAS_CARD]
        people.say(UNLINKED_CARD, to_zofia, by=None)
        people.unsay(UNLINKED_CARD)
        people.unsay(CardToken("k1:never"))
        assert people.cards([UNLINKED_CARD]) == {}


def test_a_word_whose_record_is_gone_is_left_to_the_centre(furnished: SqliteStore) -> None:
    with furnished.transaction() as transaction:
        transaction.people.say(UNLINKED_CARD, CardEntry(CardStanding.LINKED, AMIRA), by=RecordId("long-gone"))
        transaction.people.say(TOMASZS_CARD, CardEntry(CardStanding.STAFF, None), by=None)
        transaction.people.drop_outlived_words()
        assert transaction.people.word(UNLINKED_CARD) is None
        assert transaction.people.word(TOMASZS_CARD) is not None
        assert transaction.people.cards([UNLINKED_CARD]) == {UNLINKED_CARD: CardEntry(CardStanding.LINKED, AMIRA)}


# ----------------------------------------------------------------- names


def test_a_name_is_unsent_until_the_centre_has_it_as_it_is_now(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        names = transaction.names
        names.put(NameKind.MEMBER, ZOFIA.value, "Zofia")
        names.put(NameKind.EVENT, "e-1", "Chess")
        assert names.unsent(most=9) == (
            SideName(NameKind.EVENT, "e-1", "Chess", 1),
            SideName(NameKind.MEMBER, ZOFIA.value, "Zofia", 1),
        )
        names.put(NameKind.MEMBER, ZOFIA.value, "Zosia")
        names.kept({ZOFIA.value: 1, "e-1": 1, "e-never": 5})
        assert names.unsent(most=9) == (SideName(NameKind.MEMBER, ZOFIA.value, "Zosia", 2),)
        names.kept({ZOFIA.value: 7})  # it can't have what was never sent
        names.put(NameKind.MEMBER, ZOFIA.value, "Zo")
        assert names.unsent(most=9) == (SideName(NameKind.MEMBER, ZOFIA.value, "Zo", 3),)


def test_a_name_goes_when_no_record_of_it_is_left_with_all_that_was_put_here_for_it(furnished: SqliteStore) -> None:
    situation = load(furnished)
    assert situation is not None
    taken, ids = FakeClock().read(), CountingIds()
    with furnished.transaction() as transaction:
        for member in (ZOFIA, JOSE):
            transaction.people.add(member, MemberEntry("Somebody", None))
            transaction.names.put(NameKind.MEMBER, member.value, "Somebody")
        transaction.people.say(UNLINKED_CARD, CardEntry(CardStanding.LINKED, ZOFIA), by=None)
        transaction.people.say(LOST_CARD, CardEntry(CardStanding.LINKED, JOSE), by=None)
        for event in (EventId("e-1"), EventId("e-2")):
            transaction.directory.make_event(type(CLUB)(event, CLUB.hub, "Chess", window=CLUB.window))
            transaction.names.put(NameKind.EVENT, event, "Chess")
        tap = Tap((UNLINKED_CARD,), DROP_IN.id, "arrived")
        situation, _ = append(transaction, situation, ids, tap, taken=taken, lookup=lookup_key(UNLINKED_CARD))
        opened = EventOpened(EventId("e-1"))
        situation, _ = append(transaction, situation, ids, opened, taken=taken, lookup=OPENINGS_KEY)
        garbled = EventOpened(EventId("e-2"))
        append(transaction, situation, ids, garbled, taken=taken, lookup=OPENINGS_KEY)
    furnished.run(lambda it: it.exec_driver_sql("UPDATE records SET body = '{' WHERE seq = 3"))
    with furnished.transaction() as transaction:
        assert transaction.names.drop_outlived(most=9) == 2
        assert [each.subject for each in transaction.names.unsent(most=9)] == ["e-1", ZOFIA.value]
        assert transaction.people.known([ZOFIA, JOSE]).keys() == {ZOFIA}
        assert transaction.people.cards([UNLINKED_CARD, LOST_CARD]).keys() == {UNLINKED_CARD}
        assert EventId("e-2") not in {event.id for event in transaction.directory.events()}
        ledger = situation.ledger
        transaction.records.remove(ledger, [1, 2, 3])
        assert transaction.names.drop_outlived(most=1) == 1
        assert transaction.names.drop_outlived(most=9) == 1
        assert transaction.people.known([ZOFIA]) == {}
        assert set(transaction.directory.events()) == {DROP_IN, CLUB}
        assert transaction.people.word(UNLINKED_CARD) is None
    assert ledger.id != LedgerId("")


def test_a_member_of_the_centres_keeps_the_name_and_an_unsent_one_stays(furnished: SqliteStore) -> None:
    with furnished.transaction() as transaction:
        transaction.names.put(NameKind.MEMBER, AMIRA.value, "Amy")
        assert transaction.names.drop_outlived(most=9) == 0
        transaction.names.kept({AMIRA.value: 1})
        assert transaction.names.drop_outlived(most=9) == 1
        assert transaction.people.known([AMIRA]) == {AMIRA: DIRECTORY.members[AMIRA]}


def test_records_are_found_by_id_and_read_backwards(furnished: SqliteStore) -> None:
    situation = load(furnished)
    assert situation is not None
    taken, ids = FakeClock().read(), CountingIds()
    with furnished.transaction() as transaction:
        made = []
        for _ in range(5):
            tap, key = Tap((AMIRAS_CARD,), DROP_IN.id, "arrived"), lookup_key(AMIRAS_CARD)
            situation, record = append(transaction, situation, ids, tap, taken=taken, lookup=key)
            made.append(record)
        found = transaction.records.find(made[2])
        assert found is not None
        assert (found.record.id, found.record.seq, found.lookup) == (made[2], 3, lookup_key(AMIRAS_CARD))
        assert transaction.records.find(RecordId("never")) is None
        assert [each.seq for each in transaction.records.before(situation.ledger, 5, most=3)] == [4, 3, 2]
        assert transaction.records.before(situation.ledger, 1, most=3) == ()
