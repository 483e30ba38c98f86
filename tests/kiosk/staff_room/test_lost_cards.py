"""A card that is tapped after it was reported lost: no figure counts it, and the evacuation list says that it was."""

from kiosk.local_api.messages import EndPage, HerePage, ReportLost, Undo
from tests.kiosk.staff_room.at_work import AtWork, member


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
