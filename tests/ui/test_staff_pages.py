from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.staff import Permission, Role
from kiosk.domain.staff import allowed as role_may
from ui.viewmodels.staff_pages import NEEDS, StaffPage, Stop, allowed, back, onward, shown

STOPS = st.builds(Stop, st.sampled_from(StaffPage))


def pages_of(role: Role) -> frozenset[StaffPage]:
    return allowed(tuple(each.value for each in Permission if role_may(role, each)))


def test_every_page_says_what_it_needs() -> None:
    assert set(NEEDS) == set(StaffPage)


def test_a_lead_may_open_every_page_and_a_helper_those_of_the_event() -> None:
    assert pages_of(Role.LEAD) == set(StaffPage)
    assert set(StaffPage) - pages_of(Role.HELPER) == {
        StaffPage.END,
        StaffPage.PAST,
        StaffPage.PAPER,
        StaffPage.PAPER_LINE,
        StaffPage.STICK,
        StaffPage.DIAGNOSTICS,
        StaffPage.CLOCK,
    }


@given(st.lists(STOPS))
def test_a_page_is_on_the_way_once_and_back_leads_home(stops: list[Stop]) -> None:
    trail: tuple[Stop, ...] = ()
    for stop in stops:
        trail = onward(trail, stop)
        assert shown(trail).page is stop.page
        assert len({each.page for each in trail}) == len(trail)
    for _ in range(len(StaffPage)):
        trail = back(trail)

    assert shown(trail) == Stop(StaffPage.HOME)


def test_going_to_a_page_again_shows_it_anew_and_forgets_what_came_after() -> None:
    first = Stop(StaffPage.PAST)
    trail = onward(onward((), first), Stop(StaffPage.ARRIVALS, event="one"))

    assert onward(trail, Stop(StaffPage.ARRIVALS, event="two")) == (first, Stop(StaffPage.ARRIVALS, event="two"))
    assert onward(trail, first) == (first,)
