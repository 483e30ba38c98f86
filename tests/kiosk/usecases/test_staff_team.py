"""The team: who may unlock the staff screens, their cards, and how wrong PINs are remembered."""

from dataclasses import replace

from kiosk.domain.audit import Act
from kiosk.domain.ids import BootId, CardToken, StaffRef
from kiosk.domain.staff import FIRST_WAIT_US, FREE_TRIES, Account, Role, Tries
from kiosk.ports import StaffCardSeen, Teammate
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.by_staff.deeds import Did, Refusal
from kiosk.usecases.by_staff.team import (
    add_staff,
    add_staff_card,
    change_pin,
    keep_tries,
    remove_staff,
    remove_staff_cards,
    take_back_staff_card,
    tries_so_far,
)
from tests.fakes.house import AMIRAS_CARD, LOST_CARD, TEAM_CARD, UNLINKED_CARD, FakeClock
from tests.kiosk.usecases.staffed import MAYA, StaffedKiosk

OTHER = CardToken("k1:" + "98" * 16)
OTHER_UNDER_K2 = CardToken("k2:" + "97" * 16)


def team(kiosk: StaffedKiosk) -> tuple[Teammate, ...]:
    with kiosk.store.transaction() as transaction:
        return transaction.team.everyone()


def add(kiosk: StaffedKiosk, name: str, role: Role = Role.HELPER) -> StaffRef:
    account = Account(kiosk.ids.staff_ref(), role)
    kiosk.made(add_staff, name, account, f"hash of {name.strip()}")
    return account.ref


def opener(kiosk: StaffedKiosk, *tokens: CardToken) -> Account | None:
    with kiosk.store.transaction() as transaction:
        return transaction.team.by_card(tokens)


def test_the_first_of_the_team_adds_themselves_and_the_audit_knows_no_names(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    first = add(kiosk, " Maya ", Role.LEAD)
    second = add(kiosk, "Ben")
    assert team(kiosk) == (
        Teammate(Account(second, Role.HELPER), "Ben"),
        Teammate(Account(first, Role.LEAD), "Maya"),
    )
    assert [each.body["staff"] for each in kiosk.records] == [first, MAYA]
    assert kiosk.audit == [("added_staff", None), ("added_staff", None)]
    assert "Maya" not in repr(kiosk.records) + repr(team(kiosk))
    with kiosk.store.transaction() as transaction:
        assert transaction.team.hashes() == {first: "hash of Maya", second: "hash of Ben"}
    assert kiosk.do(add_staff, " ", Account(StaffRef("s-new"), Role.HELPER), "hash") is Refusal.NO_NAME


def test_a_pin_is_changed_or_reset(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    maya = add(kiosk, "Maya", Role.LEAD)
    assert kiosk.do(change_pin, maya, "another hash") == Did()
    assert kiosk.do(change_pin, maya, "a third hash", Act.RESET_PIN) == Did()
    with kiosk.store.transaction() as transaction:
        assert transaction.team.hashes() == {maya: "a third hash"}
    assert [did for did, _ in kiosk.audit] == ["added_staff", "changed_pin", "reset_pin"]
    assert kiosk.do(change_pin, StaffRef("s-nobody"), "hash") is Refusal.GONE


def test_whoever_left_opens_nothing_and_is_nameless_and_the_last_lead_stays(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    maya = add(kiosk, "Maya", Role.LEAD)
    ben = add(kiosk, "Ben")
    assert kiosk.do(remove_staff, maya) is Refusal.LAST_LEAD
    assert kiosk.made(add_staff_card, ben, [OTHER])
    assert kiosk.do(remove_staff, ben) == Did()
    assert [each.name for each in team(kiosk)] == ["Maya"]
    assert opener(kiosk, OTHER) is None
    assert kiosk.do(remove_staff, ben) is Refusal.GONE
    with kiosk.store.transaction() as transaction:
        assert transaction.team.hashes().keys() == {maya}
    add(kiosk, "Cleo", Role.LEAD)
    assert kiosk.do(remove_staff, maya) == Did()


def test_a_staff_card_made_here_makes_no_attendance_under_any_token_whatever_is_pulled(
    kiosk_at_work: StaffedKiosk,
) -> None:
    kiosk = kiosk_at_work
    maya = add(kiosk, "Maya", Role.LEAD)
    assert kiosk.made(add_staff_card, maya, [OTHER, OTHER_UNDER_K2])
    assert [each.cards for each in team(kiosk)] == [1]
    kiosk.send_all()
    kiosk.pull_all()
    kiosk.told(gone_cards=(OTHER,))
    for card in (OTHER, OTHER_UNDER_K2):
        assert kiosk.lay(card) == StaffCardSeen()
        assert opener(kiosk, UNLINKED_CARD, card) == Account(maya, Role.LEAD)
    assert kiosk.do(remove_staff_cards, maya) == Did()
    assert opener(kiosk, OTHER, OTHER_UNDER_K2) is None
    assert kiosk.lay(OTHER) != StaffCardSeen()


def test_a_members_card_is_no_staff_card_and_nobody_takes_anothers(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    maya, ben = add(kiosk, "Maya", Role.LEAD), add(kiosk, "Ben")
    for card in (AMIRAS_CARD, LOST_CARD):
        assert kiosk.do(add_staff_card, maya, [card]) is Refusal.TAKEN
    assert kiosk.do(add_staff_card, maya, []) is Refusal.CANNOT_IDENTIFY
    assert kiosk.do(add_staff_card, StaffRef("s-nobody"), [OTHER]) is Refusal.GONE
    assert kiosk.made(add_staff_card, maya, [TEAM_CARD])  # the centre's staff card, and now also this team's
    assert kiosk.do(add_staff_card, maya, [TEAM_CARD]) == Did()
    assert kiosk.do(add_staff_card, ben, [TEAM_CARD]) is Refusal.TAKEN
    kiosk.do(remove_staff_cards, maya)
    assert kiosk.lay(TEAM_CARD) == StaffCardSeen()
    assert opener(kiosk, TEAM_CARD) is None


def test_a_new_staff_card_that_is_taken_back_is_again_what_the_centre_says(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    maya = add(kiosk, "Maya", Role.LEAD)
    assert kiosk.made(add_staff_card, maya, [OTHER])
    for tokens in ([TEAM_CARD], [UNLINKED_CARD, OTHER_UNDER_K2]):
        added = kiosk.made(add_staff_card, maya, tokens)
        assert kiosk.made(take_back_staff_card, maya, tokens, added)
        assert kiosk.audit[-1] == ("undid", added)
        assert kiosk.do(take_back_staff_card, maya, tokens, added) is Refusal.GONE
    assert kiosk.lay(TEAM_CARD) == StaffCardSeen()
    assert kiosk.lay(UNLINKED_CARD) != StaffCardSeen()
    assert opener(kiosk, TEAM_CARD, UNLINKED_CARD, OTHER_UNDER_K2) is None
    assert opener(kiosk, OTHER) == Account(maya, Role.LEAD)


def test_wrong_tries_outlive_a_restart_and_a_new_boot_begins_the_wait_anew(store: SqliteStore) -> None:
    clock = FakeClock()
    assert tries_so_far(store, clock.read()) == Tries()
    tries = Tries()
    for _ in range(FREE_TRIES):
        tries = tries.failed(clock.boot_us)
    keep_tries(store, clock.read(), tries)
    assert tries_so_far(store, clock.read()) == tries
    assert not tries.may_try(clock.boot_us)
    later = replace(clock, boot=BootId("another"), boot_us=7)
    again = tries_so_far(store, later.read())
    assert (again.wrong, again.wait_until_us) == (FREE_TRIES, 7 + FIRST_WAIT_US)
    later.boot_us = 1_000_000
    assert tries_so_far(store, later.read()) == again
    keep_tries(store, later.read(), Tries())
    assert tries_so_far(store, later.read()) == Tries()
