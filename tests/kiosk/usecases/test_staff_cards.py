"""Cards that staff link, replace and report lost: it holds here at once, and until the centre has heard of it."""

import pytest

from kiosk.domain.attendance import CardStanding
from kiosk.domain.ids import CardToken, MemberRef, RecordId
from kiosk.domain.outcomes import AlreadyHere, Arrived, HelpNeeded, HelpReason, Outcome
from kiosk.domain.records import CardLinked, CardLost, Tap
from kiosk.ports import CardEntry, StaffCardSeen
from kiosk.usecases.by_staff.cards import link_card, link_tapped_card, report_lost
from kiosk.usecases.by_staff.deeds import Did, Refusal
from kiosk.usecases.by_staff.undo import undo
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AMIRAS_OTHER_CARD,
    CLUB,
    CONTESTED_CARD,
    LOST_CARD,
    TEAM_CARD,
    TOMASZ,
    TOMASZS_CARD,
    UNLINKED_CARD,
)
from tests.kiosk.usecases.staffed import StaffedKiosk

NEW = CardToken("k1:" + "99" * 16)
NEW_UNDER_K2 = CardToken("k2:" + "88" * 16)
UNKNOWN: Outcome = HelpNeeded(HelpReason.UNKNOWN_CARD)
LOST: Outcome = HelpNeeded(HelpReason.CARD_LOST)
TO_AMIRA = CardEntry(CardStanding.LINKED, AMIRA)
TO_TOMASZ = CardEntry(CardStanding.LINKED, TOMASZ)


def standing(kiosk: StaffedKiosk, card: CardToken) -> CardEntry | None:
    with kiosk.store.transaction() as transaction:
        return transaction.people.cards([card]).get(card)


def test_a_tapped_card_is_linked_with_all_its_tokens_and_its_taps_count(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    assert kiosk.tap(NEW, NEW_UNDER_K2) == UNKNOWN
    kiosk.made(link_tapped_card, kiosk.records[0].id, AMIRA)
    assert kiosk.facts[1:] == [CardLinked(NEW, AMIRA), CardLinked(NEW_UNDER_K2, AMIRA)]
    for tokens in ((NEW,), (NEW_UNDER_K2,), (AMIRAS_CARD,)):
        assert kiosk.tap(*tokens) == AlreadyHere()
    assert kiosk.do(link_tapped_card, kiosk.records[0].id, AMIRA) == Did(None)
    assert kiosk.do(link_tapped_card, kiosk.records[0].id, TOMASZ) is Refusal.TAKEN


@pytest.mark.parametrize(
    ("tokens", "member", "why"),
    [
        ((), AMIRA, Refusal.CANNOT_IDENTIFY),
        ((AMIRAS_CARD,), TOMASZ, Refusal.TAKEN),
        ((UNLINKED_CARD, TOMASZS_CARD), AMIRA, Refusal.TAKEN),
        ((LOST_CARD,), AMIRA, Refusal.TAKEN),
        ((CONTESTED_CARD,), AMIRA, Refusal.TAKEN),
        ((TEAM_CARD,), AMIRA, Refusal.STAFF_CARD),
    ],
)
def test_a_card_that_is_not_free_is_not_linked(
    kiosk_at_work: StaffedKiosk, tokens: tuple[CardToken, ...], member: MemberRef, why: Refusal
) -> None:
    assert kiosk_at_work.do(link_card, tokens, member) is why
    assert not kiosk_at_work.records


def test_what_is_no_tap_names_no_card(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    linked = kiosk.made(link_card, [NEW], AMIRA)
    assert kiosk.do(link_tapped_card, linked, TOMASZ) is Refusal.GONE
    assert kiosk.do(link_tapped_card, RecordId("01900000-0000-7000-8000-00000000ffff"), TOMASZ) is Refusal.GONE


def test_a_lost_card_is_replaced_by_a_new_one_and_may_be_found_again(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    assert kiosk.tap(AMIRAS_CARD) == Arrived()
    kiosk.made(report_lost, AMIRA, AMIRAS_CARD)
    assert kiosk.tap(AMIRAS_CARD) == LOST
    assert kiosk.do(report_lost, AMIRA, AMIRAS_CARD) is Refusal.GONE
    assert kiosk.do(report_lost, AMIRA, TOMASZS_CARD) is Refusal.GONE
    kiosk.made(link_card, [NEW], AMIRA)
    assert kiosk.tap(NEW) == AlreadyHere()
    assert kiosk.tap(AMIRAS_OTHER_CARD) == AlreadyHere()
    kiosk.made(link_card, [AMIRAS_CARD], AMIRA)
    assert kiosk.tap(AMIRAS_CARD) == AlreadyHere()
    assert [type(fact) for fact in kiosk.facts if not isinstance(fact, Tap)] == [CardLost, CardLinked, CardLinked]


def test_a_card_is_lost_under_all_tokens_that_it_was_tapped_with(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(link_card, [NEW, NEW_UNDER_K2], TOMASZ)
    kiosk.tap(NEW, NEW_UNDER_K2)
    kiosk.made(report_lost, TOMASZ, NEW)
    for card in (NEW, NEW_UNDER_K2):
        assert kiosk.tap(card) == LOST
    assert kiosk.tap(TOMASZS_CARD) == AlreadyHere()


# ----------------------------------------------------------------- undo


def test_undoing_a_link_or_a_loss_makes_the_card_what_it_was(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    linked = kiosk.made(link_card, [NEW], AMIRA)
    lost = kiosk.made(report_lost, AMIRA, NEW)
    assert kiosk.tap(NEW) == LOST
    found = kiosk.made(undo, lost)
    assert kiosk.tap(NEW) == AlreadyHere()
    lost_again = kiosk.made(undo, found)
    assert kiosk.tap(NEW) == LOST
    kiosk.made(undo, lost_again)
    assert standing(kiosk, NEW) == TO_AMIRA
    kiosk.made(undo, linked)
    assert kiosk.tap(NEW) == UNKNOWN
    assert standing(kiosk, NEW) is None


@pytest.mark.parametrize("told_between", [False, True])
def test_it_is_undone_also_once_the_centre_has_heard_of_it(kiosk_at_work: StaffedKiosk, told_between: bool) -> None:  # noqa: FBT001  a case
    kiosk = kiosk_at_work
    linked = kiosk.made(link_card, [NEW], AMIRA)
    lost = kiosk.made(report_lost, TOMASZ, TOMASZS_CARD)
    kiosk.send_all()
    if told_between:
        kiosk.told(cards={NEW: TO_AMIRA, TOMASZS_CARD: CardEntry(CardStanding.LOST, TOMASZ)})
    kiosk.made(undo, linked)
    kiosk.made(undo, lost)
    assert standing(kiosk, NEW) is None
    assert standing(kiosk, TOMASZS_CARD) == TO_TOMASZ
    kiosk.told(cards={NEW: TO_AMIRA, TOMASZS_CARD: CardEntry(CardStanding.LOST, TOMASZ)})  # it has not heard yet
    assert standing(kiosk, NEW) is None
    assert standing(kiosk, TOMASZS_CARD) == TO_TOMASZ
    kiosk.send_all()
    kiosk.told(gone_cards=(NEW,), cards={TOMASZS_CARD: TO_TOMASZ})
    assert standing(kiosk, NEW) is None
    assert standing(kiosk, TOMASZS_CARD) == TO_TOMASZ


# ----------------------------------------------------------------- the centre's word


def test_what_was_said_here_holds_whatever_is_pulled_until_the_centre_has_heard_it(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(link_card, [NEW], AMIRA)
    kiosk.made(report_lost, TOMASZ, TOMASZS_CARD)
    kiosk.told(cards={TOMASZS_CARD: TO_TOMASZ}, gone_cards=(NEW,))
    kiosk.pull_all()
    kiosk.pull_all()
    kiosk.restart()
    assert kiosk.tap(NEW) == AlreadyHere()
    assert kiosk.tap(TOMASZS_CARD) == LOST
    kiosk.send_all()
    assert kiosk.tap(TOMASZS_CARD) == LOST
    kiosk.told(cards={TOMASZS_CARD: CardEntry(CardStanding.CONTESTED, None), NEW: TO_TOMASZ})
    assert kiosk.tap(TOMASZS_CARD) == HelpNeeded(HelpReason.CONTESTED)
    assert standing(kiosk, NEW) == TO_TOMASZ


def test_what_the_centre_heard_and_a_full_pull_does_not_name_is_gone(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(link_card, [NEW], AMIRA)
    kiosk.send_all()
    kiosk.pull_all()
    assert kiosk.tap(NEW) == UNKNOWN


def test_a_full_pull_that_began_before_the_centre_heard_does_not_take_it_away(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    with kiosk.store.transaction() as transaction:
        transaction.directory.start_over()
    kiosk.made(link_card, [NEW], AMIRA)
    kiosk.told(sweep=False)
    kiosk.send_all()
    kiosk.told()
    assert standing(kiosk, NEW) == TO_AMIRA


def test_undone_before_it_was_sent_the_centres_latest_word_holds(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    linked = kiosk.made(link_card, [NEW], AMIRA)
    kiosk.told(cards={NEW: TO_TOMASZ})
    assert standing(kiosk, NEW) == TO_AMIRA
    kiosk.made(undo, linked)
    assert standing(kiosk, NEW) == TO_TOMASZ


def test_undoing_a_tap_of_a_linked_card_changes_nothing_about_the_card(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(link_card, [NEW], AMIRA)
    kiosk.made(undo, kiosk.records[-1].id)
    assert standing(kiosk, NEW) == TO_AMIRA
    assert kiosk.tap(NEW) == Arrived()
    assert kiosk.facts[0] == CardLinked(NEW, AMIRA)
    assert kiosk.facts[1] == Tap((NEW,), CLUB.id, "arrived")
    assert kiosk.lay(TEAM_CARD) == StaffCardSeen()
