"""What was pulled from the centre, page by page, and what one look-up tells of a card."""

from dataclasses import replace

import pytest

from kiosk.domain.attendance import CardStanding
from kiosk.domain.clock import UNFIXED
from kiosk.domain.ids import CardToken, MemberRef
from kiosk.ports import CardEntry, CardFacts, MemberEntry, PulledPage, PullPosition
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.tidy import Tidying
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    AT_ELY,
    CLUB,
    CONTESTED_CARD,
    DIRECTORY,
    DROP_IN,
    LOST_CARD,
    TOMASZ,
    TOMASZS_CARD,
    UNLINKED_CARD,
    WORKSHOP,
)

NOTHING = CardFacts(entry=None, member=None)
AMIRA_ENTRY = MemberEntry("Amira", "en")


def apply(store: SqliteStore, *pages: PulledPage) -> None:
    for page in pages:
        with store.transaction() as transaction:
            transaction.directory.apply(page)


def card(store: SqliteStore, *tokens: CardToken) -> CardFacts:
    with store.transaction() as transaction:
        return transaction.directory.card(tokens)


def test_a_kiosk_knows_who_it_is_only_after_enrolment(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        assert transaction.directory.enrolment() is None
        transaction.directory.save_enrolment(AT_ELY)
        transaction.directory.save_enrolment(replace(AT_ELY, hub_name="Ely library"))
    with store.transaction() as transaction:
        assert transaction.directory.enrolment() == replace(AT_ELY, hub_name="Ely library")


def test_a_page_and_its_cursor_are_kept_together(store: SqliteStore) -> None:
    with store.transaction() as transaction:
        assert transaction.directory.position() == PullPosition(None, 1)
    apply(store, DIRECTORY)
    with store.transaction() as transaction:
        assert transaction.directory.position() == PullPosition("page-1", 1)
        assert set(transaction.directory.events()) == {DROP_IN, CLUB}


def test_a_later_page_replaces_adds_and_removes(store: SqliteStore) -> None:
    moved = replace(CLUB, title="Code club in the garden")
    apply(
        store,
        DIRECTORY,
        PulledPage(
            cursor="page-2",
            generation=1,
            sweep=True,
            events=(moved, WORKSHOP),
            members={AMIRA: MemberEntry(None, None)},
            cards={UNLINKED_CARD: CardEntry(CardStanding.LINKED, TOMASZ)},
            gone_events=(DROP_IN.id,),
            gone_members=(TOMASZ,),
            gone_cards=(LOST_CARD, CardToken("k1:never")),
        ),
    )
    with store.transaction() as transaction:
        assert set(transaction.directory.events()) == {moved, WORKSHOP}
    assert card(store, AMIRAS_CARD).member == MemberEntry(None, None)
    assert card(store, UNLINKED_CARD).entry == CardEntry(CardStanding.LINKED, TOMASZ)
    assert card(store, UNLINKED_CARD).member is None
    assert card(store, LOST_CARD) == NOTHING


def test_what_the_centre_lists_and_removes_in_one_page_is_gone(store: SqliteStore) -> None:
    apply(store, replace(DIRECTORY, gone_cards=(AMIRAS_CARD,)))
    assert card(store, AMIRAS_CARD) == NOTHING


def test_a_page_that_fails_changes_nothing(store: SqliteStore) -> None:
    apply(store, DIRECTORY)
    broken = PulledPage(cursor="page-2", generation=1, sweep=True, gone_events=(CLUB.id,), gone_cards=(AMIRAS_CARD,))

    def fail() -> None:
        with store.transaction() as transaction:
            transaction.directory.apply(broken)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.transaction() as transaction:
        assert transaction.directory.position().cursor == "page-1"
        assert CLUB in transaction.directory.events()
    assert card(store, AMIRAS_CARD).entry is not None


def test_a_full_pull_removes_the_old_only_after_its_last_page(store: SqliteStore) -> None:
    apply(store, DIRECTORY)
    with store.transaction() as transaction:
        assert transaction.directory.start_over() == PullPosition(None, 2)
    first = PulledPage(
        cursor="new-1", generation=2, sweep=False, cards={UNLINKED_CARD: CardEntry(CardStanding.LINKED, AMIRA)}
    )
    apply(store, first)
    assert card(store, AMIRAS_CARD).entry is not None
    apply(store, PulledPage(cursor="new-2", generation=2, sweep=True, events=(CLUB,), members={AMIRA: AMIRA_ENTRY}))
    tidying = Tidying(store, expire_copies=lambda: True)
    tidying.step(UNFIXED)
    assert card(store, AMIRAS_CARD) == NOTHING
    assert card(store, UNLINKED_CARD).member == AMIRA_ENTRY
    with store.transaction() as transaction:
        assert transaction.directory.events() == (CLUB,)
        assert transaction.directory.position() == PullPosition("new-2", 2)


def test_a_page_of_a_pull_that_was_given_up_changes_nothing(store: SqliteStore) -> None:
    apply(store, DIRECTORY)
    with store.transaction() as transaction:
        transaction.directory.start_over()
    apply(store, replace(DIRECTORY, cursor="late", gone_events=(CLUB.id,)))
    with store.transaction() as transaction:
        assert transaction.directory.position() == PullPosition(None, 2)
        assert CLUB in transaction.directory.events()


def test_one_look_up_tells_the_card_the_member_and_the_members_other_cards(store: SqliteStore) -> None:
    apply(store, DIRECTORY)
    facts = card(store, AMIRAS_CARD)
    assert (facts.entry, facts.member) == (CardEntry(CardStanding.LINKED, AMIRA), AMIRA_ENTRY)
    assert sorted(facts.tokens) == [AMIRAS_CARD, AMIRAS_OTHER_CARD]
    assert card(store, CONTESTED_CARD) == CardFacts(CardEntry(CardStanding.CONTESTED, None), None)
    assert card(store, UNLINKED_CARD) == NOTHING
    assert card(store) == NOTHING


def test_of_several_tokens_the_first_that_is_known_counts(store: SqliteStore) -> None:
    apply(store, DIRECTORY)
    assert card(store, UNLINKED_CARD, TOMASZS_CARD, AMIRAS_CARD).entry == CardEntry(CardStanding.LINKED, TOMASZ)
    assert card(store, AMIRAS_CARD, TOMASZS_CARD).entry == CardEntry(CardStanding.LINKED, AMIRA)


def test_a_card_of_a_member_whom_this_hub_does_not_hold_is_known_without_a_name(store: SqliteStore) -> None:
    stranger = MemberRef("made-up-stranger")
    apply(store, replace(DIRECTORY, cards={UNLINKED_CARD: CardEntry(CardStanding.LINKED, stranger)}))
    facts = card(store, UNLINKED_CARD)
    assert facts == CardFacts(CardEntry(CardStanding.LINKED, stranger), None, (UNLINKED_CARD,))
