"""What staff choose among, without a screen."""

import pytest
from msgspec.structs import replace

from ui.canned_event import CHESS, DROP_IN, PICNIC, ROBOTS, STORIES, TODAY, arrival
from ui.canned_work import LEGO
from ui.viewmodels import choosing

ROWS = [arrival(number, "Ben", at=at) for number, at in enumerate(("15:20", "15:00", "14:59", "14:10"))]


def test_the_likeliest_comes_first_then_what_is_to_come_then_drop_in_and_what_is_over_last() -> None:
    assert [line.title for line in choosing.lines(TODAY)] == [
        LEGO.title, CHESS.title, ROBOTS.title, DROP_IN.title, STORIES.title, PICNIC.title,
    ]  # fmt: skip


def test_an_event_says_its_times_and_drop_in_has_none() -> None:
    assert choosing.line(CHESS).times == "15:15–16:30"  # noqa: RUF001  a dash between times
    assert choosing.line(DROP_IN).times == ""


def test_only_a_lead_moves_arrivals_of_what_is_over() -> None:
    assert choosing.movable_from(TODAY, also_past=False) == (LEGO,)
    assert set(choosing.movable_from(TODAY, also_past=True)) == {LEGO, STORIES, PICNIC}
    assert LEGO not in choosing.movable_to(TODAY, LEGO.event)


def test_those_who_came_from_a_quarter_of_an_hour_before_its_beginning_may_belong_to_an_event() -> None:
    assert choosing.parts(ROWS, CHESS) == choosing.Parts(everyone=4, since=2, since_at="15:00")


def test_of_an_event_without_times_nobody_can_tell_since_when() -> None:
    assert choosing.parts(ROWS, DROP_IN) == choosing.Parts(everyone=4, since=0, since_at="")


@pytest.mark.parametrize(("opens", "since"), [("15:00", "14:45"), ("10:10", "09:55"), ("00:05", "00:00")])
def test_people_come_a_little_early(opens: str, since: str) -> None:
    assert choosing.parts([], replace(CHESS, opens=opens)).since_at == since


def test_no_message_grows_too_long() -> None:
    many = [arrival(number, "Ben") for number in range(600)]

    assert len(choosing.latest(many, 600)) == choosing.MOST_MOVED
    assert choosing.latest(many, 2) == tuple(many[:2])
