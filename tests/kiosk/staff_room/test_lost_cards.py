"""A card that is tapped after it was reported lost: no figure counts it, and the evacuation list says that it was."""

from msgspec.structs import replace

from kiosk.domain.outcomes import Arrived, Left
from kiosk.domain.records import CardLost, StaffIn, Voided
from kiosk.local_api.messages import (
    ArrivalsPage,
    AwaitCard,
    CardsPage,
    CheckIn,
    EndPage,
    HerePage,
    LinkCard,
    MemberCard,
    MembersPage,
    ReportLost,
    Undo,
)
from kiosk.ports import TapTaken
from tests.fakes.house import HOUR_US, MINUTE_US
from tests.kiosk.process import EVENT, members, token_of
from tests.kiosk.staff_room.at_work import AtWork, member

NEW = 77
BEFORE_ALL = next(number for number in range(70, 500) if token_of(number) < token_of(1))
"""A card whose token comes before that of the first member's card."""


def report_lost(kiosk: AtWork, number: int) -> None:
    assert kiosk.ask(ReportLost, member=member(number), place=0) == "done"
    kiosk.wait(10)


def figures(kiosk: AtWork) -> tuple[int, int, int]:
    """Return how many came, how many are here, and how many came with a card that nobody is known by."""
    page = kiosk.page(EndPage, page="end")
    return page.people, page.still_here, page.unlinked


def test_someone_counts_once_who_taps_the_card_that_they_reported_lost(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.unlock()
    report_lost(kiosk, 1)
    kiosk.lay(1)
    assert figures(kiosk) == (1, 1, 0)
    here = kiosk.page(HerePage, page="here")
    assert ([each.member for each in here.rows], here.unnamed, here.lost) == ([member(1)], 0, 1)


def test_whoever_came_with_a_lost_card_may_be_in_the_house_however_often_they_tapped(kiosk: AtWork) -> None:
    kiosk.lay(2)
    kiosk.unlock()
    report_lost(kiosk, 1)
    for _ in range(2):
        kiosk.lay(1)
        kiosk.wait(20)
    assert figures(kiosk) == (1, 1, 0)
    assert kiosk.page(HerePage, page="here").lost == 1


def test_a_card_that_was_not_lost_after_all_counts_for_its_owner(kiosk: AtWork) -> None:
    kiosk.unlock()
    report_lost(kiosk, 1)
    kiosk.lay(1)
    offer = kiosk.shown.undo
    assert offer is None
    lost = next(each for each in kiosk.records if each.kind == "card_lost")
    assert kiosk.ask(Undo, record=lost.id) == "done"
    here = kiosk.page(HerePage, page="here")
    assert ([each.member for each in here.rows], here.unnamed, here.lost) == ([member(1)], 0, 0)
    assert figures(kiosk) == (1, 1, 0)


def test_the_day_after_nobody_is_looked_for(kiosk: AtWork) -> None:
    kiosk.unlock()
    report_lost(kiosk, 1)
    kiosk.lay(1)
    kiosk.clock.pass_us(86_400_000_000)
    kiosk.unlock()
    assert kiosk.page(HerePage, page="here").lost == 0


def came(kiosk: AtWork) -> list[str]:
    return [row.name for row in kiosk.page(ArrivalsPage, page="arrivals").rows]


def replace_card(kiosk: AtWork, number: int, *, by: int) -> None:
    """Let the next card that is laid, ``by``, be the person's."""
    assert kiosk.ask(AwaitCard, why="replace", member=member(number)) == "done"
    kiosk.lay(by)
    assert kiosk.last_awaited().outcome == "done"
    kiosk.wait(10)


def test_whoever_first_tried_their_lost_card_is_checked_in_by_hand(kiosk: AtWork) -> None:
    kiosk.unlock()
    report_lost(kiosk, 1)
    kiosk.lay(1)
    assert kiosk.ask(CheckIn, member=member(1)) == "done"
    assert [each for each in kiosk.facts if isinstance(each, StaffIn)]
    assert came(kiosk) == ["Zebedee1"]


def test_whoever_first_tried_their_lost_card_came_with_the_new_one(kiosk: AtWork) -> None:
    kiosk.unlock()
    report_lost(kiosk, 1)
    kiosk.lay(1)
    kiosk.wait(10)
    replace_card(kiosk, 1, by=NEW)
    assert came(kiosk) == ["Zebedee1"]
    assert figures(kiosk) == (1, 1, 0)


def test_a_stranger_who_tries_a_lost_card_leaves_its_owners_goodbye_a_goodbye(kiosk: AtWork) -> None:
    now = kiosk.clock.wall_us
    club = replace(EVENT, id="club", opens_us=now - HOUR_US, closes_us=now + HOUR_US, mode="arrive_and_leave")
    kiosk.tell(replace(members(5), cursor="with the club", events=[EVENT, club]))
    kiosk.unlock()
    kiosk.lay(1)
    report_lost(kiosk, 1)
    replace_card(kiosk, 1, by=NEW)
    for card, wait_us in ((1, 20 * MINUTE_US), (NEW, 20 * MINUTE_US)):
        kiosk.clock.pass_us(wait_us)
        kiosk.lay(card)
    result = kiosk.results[-1]
    assert isinstance(result, TapTaken)
    assert result.outcome == Left()
    kiosk.unlock()
    assert [row.left is not None for row in kiosk.page(ArrivalsPage, page="arrivals").rows] == [True]


def find_again(kiosk: AtWork) -> None:
    """Let a card be reported lost and tapped, and be its owner's again."""
    kiosk.unlock()
    report_lost(kiosk, 1)
    kiosk.lay(1)
    kiosk.wait(10)
    replace_card(kiosk, 1, by=1)


def test_with_a_card_that_was_found_again_its_owner_arrives(kiosk: AtWork) -> None:
    find_again(kiosk)
    assert [each.outcome for each in kiosk.taps] == ["help", Arrived().code]
    (row,) = kiosk.page(ArrivalsPage, page="arrivals").rows
    assert (row.name, row.record) == ("Zebedee1", [each.id for each in kiosk.records if each.kind == "tap"][-1])
    assert kiosk.page(HerePage, page="here").lost == 0


def test_a_card_that_was_only_linked_again_tells_nobody_whose_hand_it_was_in(kiosk: AtWork) -> None:
    kiosk.unlock()
    report_lost(kiosk, 1)
    kiosk.lay(1)
    (row,) = kiosk.page(CardsPage, page="cards").rows
    assert kiosk.ask(LinkCard, tap=row.tap, member=member(1)) == "done"
    assert (came(kiosk), figures(kiosk)) == ([], (0, 0, 0))
    assert kiosk.page(HerePage, page="here").lost == 1
    kiosk.wait(10)
    kiosk.lay(1)
    assert (came(kiosk), kiosk.page(HerePage, page="here").lost) == (["Zebedee1"], 0)


def test_an_arrival_that_is_taken_back_takes_no_tap_of_the_lost_card_with_it(kiosk: AtWork) -> None:
    find_again(kiosk)
    kiosk.wait(10)
    kiosk.lay(1)
    kiosk.wait(1)
    (row,) = kiosk.page(ArrivalsPage, page="arrivals").rows
    assert kiosk.ask(Undo, record=row.record) == "done"
    assert came(kiosk) == []
    taken_back = {each.record for each in kiosk.facts if isinstance(each, Voided)}
    taps = [each.id for each in kiosk.records if each.kind == "tap"]
    assert taken_back == {*taps[1:]}


# ----------------------------------------------------------------- which card it is


def shown_cards(kiosk: AtWork) -> list[MemberCard]:
    page = kiosk.shown.page
    assert isinstance(page, MembersPage)
    return page.rows[0].cards


def lost_digits(kiosk: AtWork) -> list[str]:
    return [each.token.value[-4:] for each in kiosk.facts if isinstance(each, CardLost)]


def test_a_new_card_is_shown_beside_the_others_as_soon_as_it_is_linked(kiosk: AtWork) -> None:
    kiosk.unlock()
    kiosk.page(MembersPage, page="members", query="Zebedee1")
    replace_card(kiosk, 1, by=BEFORE_ALL)
    assert [each.digits for each in shown_cards(kiosk)] == [token_of(1)[-4:], token_of(BEFORE_ALL)[-4:]]
    assert ask_lost(kiosk, shown_cards(kiosk)[1]) == [token_of(BEFORE_ALL)[-4:]]


def test_the_card_on_which_the_finger_came_down_is_lost_also_where_another_was_linked_under_it(kiosk: AtWork) -> None:
    kiosk.unlock()
    (old,) = kiosk.page(MembersPage, page="members", query="Zebedee1").rows[0].cards
    replace_card(kiosk, 1, by=BEFORE_ALL)
    assert ask_lost(kiosk, old) == [old.digits]


def test_a_card_that_another_kiosk_linked_meanwhile_moves_none_that_is_shown(kiosk: AtWork) -> None:
    kiosk.unlock()
    (old,) = kiosk.page(MembersPage, page="members", query="Zebedee1").rows[0].cards
    told = members(5)
    linked = replace(told.cards[0], token=token_of(BEFORE_ALL))
    assert linked.member == member(1)
    kiosk.tell(replace(told, cursor="with a new card", cards=[*told.cards, linked]))
    kiosk.wait(1)
    assert [each.digits for each in shown_cards(kiosk)] == [old.digits, token_of(BEFORE_ALL)[-4:]]
    assert ask_lost(kiosk, old) == [old.digits]


def ask_lost(kiosk: AtWork, card: MemberCard) -> list[str]:
    """Report the card lost; return which one is."""
    assert kiosk.ask(ReportLost, member=member(1), place=card.place) == "done"
    return lost_digits(kiosk)
