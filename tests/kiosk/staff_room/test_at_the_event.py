"""What staff do at an event, as the screen sees it: acts, pages, undo, and cards that are awaited."""

import pytest

from kiosk.domain.records import CardLinked, CardLost, StaffIn
from kiosk.local_api.messages import (
    AddPerson,
    ArrivalsPage,
    AwaitCard,
    CardsPage,
    CheckIn,
    ChooserPage,
    CountHeads,
    EndEvent,
    EndPage,
    HeadcountPage,
    HerePage,
    LinkCard,
    MakeEvent,
    MembersPage,
    MoveArrivals,
    OpenEvent,
    OtherKiosk,
    OthersHere,
    PastPage,
    ReportLost,
    StopAwaiting,
    Undo,
)
from kiosk.ports import Signal
from tests.fakes.house import MINUTE_US, NOON_US
from tests.kiosk.staff_room.at_work import HELPER_PIN, AtWork, member

STRANGER = 700


@pytest.fixture(autouse=True)
def _open(kiosk: AtWork) -> None:
    kiosk.unlock()


def arrivals(kiosk: AtWork) -> list[str]:
    page = kiosk.page(ArrivalsPage, page="arrivals")
    return [row.name or "?" for row in page.rows]


# ----------------------------------------------------------------- people


def test_arrivals_are_live_and_undone_by_their_record(kiosk: AtWork) -> None:
    assert arrivals(kiosk) == []
    kiosk.lay(1)
    kiosk.lay(2)
    kiosk.wait(0.5)
    page = kiosk.shown.page
    assert isinstance(page, ArrivalsPage)
    assert [(row.name, row.by, row.at) for row in page.rows] == [
        ("Zebedee2", "card", "12:00"),
        ("Zebedee1", "card", "12:00"),
    ]
    assert kiosk.ask(Undo, record=page.rows[0].record) == "done"
    assert arrivals(kiosk) == ["Zebedee1"]
    undo = kiosk.shown.undo
    assert undo is not None
    assert (undo.did, undo.name) == ("undid", "Zebedee2")
    assert kiosk.ask(Undo, record=undo.record) == "done"
    assert arrivals(kiosk) == ["Zebedee2", "Zebedee1"]
    assert kiosk.ask(Undo, record="nothing") == "gone"


def test_a_member_without_a_card_and_someone_new_are_in_and_can_be_undone(kiosk: AtWork) -> None:
    assert kiosk.ask(CheckIn, member=member(3)) == "done"
    assert kiosk.shown.undo is not None
    assert (kiosk.shown.undo.did, kiosk.shown.undo.name, kiosk.shown.undo.left_ms) == ("checked_in", "Zebedee3", 10_000)
    assert kiosk.ask(CheckIn, member=member(3)) == "done"
    assert kiosk.ask(AddPerson, name=" zebedee3 ") == "duplicate"
    assert kiosk.ask(AddPerson, name="zebedee3", although=True) == "done"
    assert kiosk.ask(AddPerson, name="Ada L") == "done"
    assert arrivals(kiosk) == ["Ada L", "zebedee3", "Zebedee3"]
    assert sum(isinstance(each, StaffIn) for each in kiosk.facts) == 3
    kiosk.wait(10)
    assert kiosk.shown.undo is None


def test_undoing_an_arrival_leaves_nothing_of_that_stay_and_undoing_that_brings_all_of_it_back(kiosk: AtWork) -> None:
    kiosk.ask(MakeEvent, title="Film", mode="arrive_and_leave")
    kiosk.lay(1)
    kiosk.clock.pass_us(30 * MINUTE_US)
    kiosk.wait(1)
    kiosk.lay(1)
    kiosk.wait(1)
    kiosk.unlock()
    (row,) = kiosk.page(ArrivalsPage, page="arrivals").rows
    kiosk.ask(Undo, record=row.record)
    undone = kiosk.shown.undo
    assert undone is not None
    assert kiosk.page(ArrivalsPage, page="arrivals").rows == []
    assert kiosk.page(HerePage, page="here").rows == []
    kiosk.ask(Undo, record=undone.record)
    assert kiosk.page(ArrivalsPage, page="arrivals").rows == [row]


def test_an_undone_arrival_can_be_brought_back_all_event_long(kiosk: AtWork) -> None:
    for number in (1, 2, 3):
        kiosk.lay(number)
    before = kiosk.page(ArrivalsPage, page="arrivals")
    kiosk.ask(Undo, record=before.rows[1].record)
    kiosk.clock.pass_us(30 * MINUTE_US)
    kiosk.wait(1)
    kiosk.unlock(HELPER_PIN)

    after = kiosk.page(ArrivalsPage, page="arrivals")
    assert after.rows == [before.rows[0], before.rows[2]]
    assert [(each.row, each.newer) for each in after.undone] == [(before.rows[1], 1)]
    kiosk.ask(Undo, record=after.undone[0].by)
    again = kiosk.page(ArrivalsPage, page="arrivals")
    assert (again.rows, again.undone) == (before.rows, [])


def test_what_takes_an_act_back_is_told_with_the_name_of_that_act(kiosk: AtWork) -> None:
    kiosk.ask(MakeEvent, title="Film", mode="arrivals_only")
    for _ in range(3):
        offer = kiosk.shown.undo
        assert offer is not None
        assert offer.name == "Film"
        kiosk.ask(Undo, record=offer.record)
    kiosk.lay(1)
    (row,) = kiosk.page(ArrivalsPage, page="arrivals").rows
    kiosk.ask(Undo, record=row.record)
    kiosk.wait(11)
    kiosk.ask(Undo, record=kiosk.page(ArrivalsPage, page="arrivals").undone[0].by)
    assert kiosk.shown.undo is not None
    assert kiosk.shown.undo.name == "Zebedee1"


def test_an_arrival_that_was_undone_where_it_was_moved_stands_there(kiosk: AtWork) -> None:
    kiosk.lay(1)
    (row,) = kiosk.page(ArrivalsPage, page="arrivals").rows
    kiosk.ask(MakeEvent, title="Film", mode="arrivals_only")
    made = kiosk.bar().event
    assert made is not None
    kiosk.ask(MoveArrivals, records=[row.record], event=made.event)
    kiosk.ask(Undo, record=row.record)

    assert [each.row.name for each in kiosk.page(ArrivalsPage, page="arrivals").undone] == ["Zebedee1"]
    assert kiosk.page(ArrivalsPage, page="arrivals", event="drop-in").undone == []


def test_members_are_found_by_the_beginning_of_a_name_with_who_is_here(kiosk: AtWork) -> None:
    kiosk.lay(2)
    page = kiosk.page(MembersPage, page="members", query="zeb")
    assert [(row.name, row.here, len(row.cards)) for row in page.rows][:2] == [
        ("Zebedee1", False, 1),
        ("Zebedee2", True, 1),
    ]
    assert kiosk.page(MembersPage, page="members", query="").rows == []


def test_who_is_here_names_this_kiosk_and_the_hubs_others(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.lay(STRANGER)
    kiosk.tell(
        OthersHere(
            kiosks=[
                OtherKiosk(kiosk="k2", name="Door", as_of_us=NOON_US, members=[member(4), "m-unheard"], unnamed=2),
                OtherKiosk(kiosk="k3", name="Hall", as_of_us=None, members=[], unnamed=0),
            ]
        )
    )
    page = kiosk.page(HerePage, page="here")
    assert [row.name for row in page.rows] == ["Zebedee1", "Zebedee4"]
    assert (page.unnamed, page.missing) == (4, ["Hall"])
    assert page.covers == [("kiosk-ely-1", "12:00"), ("Door", "12:00")]


# ----------------------------------------------------------------- events


def test_an_event_is_made_opened_and_ended(kiosk: AtWork) -> None:
    chooser = kiosk.page(ChooserPage, page="chooser")
    assert [(row.title, row.likely, row.state) for row in chooser.events] == [("Ely drop-in", True, "on")]
    assert kiosk.ask(MakeEvent, title="Film night", mode="arrivals_only") == "done"
    shown = kiosk.bar()
    assert shown.event is not None
    assert (shown.event.title, shown.event.made, shown.opened_by_staff) == ("Film night", True, True)
    assert kiosk.public.event_title == "Film night"
    kiosk.lay(1)
    end = kiosk.page(EndPage, page="end")
    assert (end.people, end.still_here, end.event.title) == (1, 1, "Film night")
    assert kiosk.ask(EndEvent, event=shown.event.event) == "done"
    assert kiosk.shown.lock.state == "locked"
    kiosk.unlock()
    assert kiosk.bar().event is not None
    assert kiosk.public.event_title == "Ely drop-in"
    past = kiosk.page(PastPage, page="past")
    assert [(row.title, row.arrived) for row in past.events] == [("Film night", 1)]
    page = kiosk.page(ArrivalsPage, page="arrivals", event=past.events[0].event)
    assert [row.name for row in page.rows] == ["Zebedee1"]
    assert kiosk.ask(OpenEvent, event="nothing") == "gone"


def test_the_wrong_event_is_put_right(kiosk: AtWork) -> None:
    kiosk.lay(1)
    wrong = kiosk.page(ArrivalsPage, page="arrivals")
    kiosk.ask(MakeEvent, title="Film night", mode="arrivals_only")
    made = kiosk.bar().event
    assert made is not None
    assert kiosk.ask(MoveArrivals, records=[row.record for row in wrong.rows], event=made.event) == "done"
    assert arrivals(kiosk) == ["Zebedee1"]


def test_yesterdays_drop_in_is_a_past_event_of_its_own(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.clock.pass_us(24 * 60 * MINUTE_US)
    kiosk.wait(1)
    kiosk.unlock()
    past = kiosk.page(PastPage, page="past")
    assert [(row.event, row.day, row.arrived) for row in past.events] == [("drop-in@2026-11-13", "2026-11-13", 1)]
    page = kiosk.page(ArrivalsPage, page="arrivals", event="drop-in@2026-11-13")
    assert [row.name for row in page.rows] == ["Zebedee1"]
    assert kiosk.audit[-1] == "saw_past_event"
    assert arrivals(kiosk) == []


def test_heads_are_counted_apart(kiosk: AtWork) -> None:
    kiosk.ask(CountHeads, count=4, label="visitors")
    kiosk.ask(CountHeads, count=6, label="visitors")
    kiosk.ask(CountHeads, count=2, label="adults")
    page = kiosk.page(HeadcountPage, page="headcount")
    assert (page.total, [row.count for row in page.rows]) == (8, [2, 6, 4])
    assert kiosk.bar().headcount == 8
    kiosk.ask(Undo, record=page.rows[0].record)
    assert kiosk.bar().headcount == 6


# ----------------------------------------------------------------- cards


def test_an_unlinked_card_is_linked_and_its_earlier_tap_counts(kiosk: AtWork) -> None:
    kiosk.lay(STRANGER)
    page = kiosk.page(CardsPage, page="cards")
    assert [(row.reason, row.times, len(row.digits)) for row in page.rows] == [("unknown_card", 1, 4)]
    assert kiosk.bar().unlinked == 1
    assert kiosk.ask(LinkCard, tap=page.rows[0].tap, member=member(2)) == "done"
    assert arrivals(kiosk) == ["Zebedee2"]
    assert (kiosk.bar().unlinked, kiosk.page(CardsPage, page="cards").rows) == (0, [])


def test_a_lost_card_is_replaced_by_the_next_one_that_is_tapped(kiosk: AtWork) -> None:
    assert kiosk.ask(ReportLost, member=member(1), place=0) == "done"
    assert kiosk.ask(AwaitCard, why="replace", member=member(1)) == "done"
    assert kiosk.last_awaited().whose == "Zebedee1"
    kiosk.lay(STRANGER)
    assert kiosk.last_awaited().outcome == "done"
    assert (kiosk.signals.given[-1], kiosk.public.result) == (Signal.IN, None)
    assert [type(each) for each in kiosk.facts if isinstance(each, CardLost | CardLinked)] == [CardLost, CardLinked]
    kiosk.wait(8)
    assert kiosk.shown.awaited is None
    assert arrivals(kiosk) == ["Zebedee1"]


def test_a_card_that_was_just_tapped_may_be_the_one_that_is_linked(kiosk: AtWork) -> None:
    kiosk.lay(STRANGER)
    kiosk.wait(1)
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.lay(STRANGER)
    assert kiosk.last_awaited().outcome == "done"
    assert arrivals(kiosk) == ["Zebedee3"]


def test_a_visitors_own_card_is_their_tap_as_always(kiosk: AtWork) -> None:
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.lay(2)
    assert kiosk.last_awaited().outcome == "taken"
    assert arrivals(kiosk) == ["Zebedee2"]
    assert kiosk.public.result is not None
    assert kiosk.public.result.kind == "arrived"


def test_a_visitor_who_lays_their_card_again_makes_no_second_record(kiosk: AtWork) -> None:
    kiosk.lay(2)
    kiosk.wait(1)
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.lay(2)
    assert kiosk.last_awaited().outcome == "taken"
    assert len(kiosk.taps) == 1


def test_a_card_is_awaited_for_twenty_seconds_and_can_be_called_off(kiosk: AtWork) -> None:
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.wait(20)
    assert kiosk.last_awaited().outcome == "too_late"
    kiosk.lay(STRANGER)
    assert len(kiosk.taps) == 1
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.ask(StopAwaiting)
    assert kiosk.shown.awaited is None
    assert kiosk.ask(AwaitCard, why="staff", staff="nobody") == "gone"


def test_what_the_database_refuses_is_said_of_the_awaited_card(kiosk: AtWork) -> None:
    kiosk.ask(AwaitCard, why="link", member=member(3))
    kiosk.refuse()
    kiosk.lay(STRANGER)
    kiosk.refuse(refusing=False)
    assert kiosk.last_awaited().outcome == "not_saved"
