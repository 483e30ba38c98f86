"""What staff choose among, without a screen."""

import pytest
from msgspec.structs import replace

from kiosk.local_api.messages import EventRow
from ui.canned_event import CHESS, DROP_IN, PICNIC, ROBOTS, STORIES, TODAY, arrival
from ui.canned_work import LEGO
from ui.viewmodels import choosing

ROWS = [arrival(number, "Ben", at=at) for number, at in enumerate(("15:20", "15:00", "14:59", "14:10"))]

NIGHT = replace(LEGO, event="night", opens="22:00", closes="02:00")


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
    assert choosing.parts(ROWS, LEGO, CHESS) == choosing.Parts(everyone=4, since=2, since_at="15:00")


@pytest.mark.parametrize(
    ("to", "since"),
    [
        (replace(NIGHT, opens="22:30", closes="23:30"), 4),
        (replace(NIGHT, opens="23:45", closes="01:00"), 3),
        (replace(NIGHT, day="2026-02-26", opens="00:20", closes="01:00"), 2),
        (replace(NIGHT, day="2026-02-26", opens="01:30", closes="02:00"), 0),
        (replace(NIGHT, day="2026-02-26", opens="15:00", closes="17:00"), 0),
    ],
)
def test_across_midnight_those_since_its_beginning_are_the_latest(to: EventRow, since: int) -> None:
    rows = [arrival(number, "Ben", at=at) for number, at in enumerate(("00:50", "00:05", "23:40", "22:40", "21:50"))]

    assert choosing.parts(rows, NIGHT, to).since == since


def test_at_drop_in_everyone_came_on_its_day() -> None:
    rows = [arrival(number, "Ben", at=at) for number, at in enumerate(("15:20", "00:10"))]

    assert choosing.parts(rows, DROP_IN, CHESS).since == 1


def test_of_an_event_without_times_nobody_can_tell_since_when() -> None:
    assert choosing.parts(ROWS, LEGO, DROP_IN) == choosing.Parts(everyone=4, since=0, since_at="")


@pytest.mark.parametrize(("opens", "since"), [("15:00", "14:45"), ("10:10", "09:55"), ("00:05", "00:00")])
def test_people_come_a_little_early(opens: str, since: str) -> None:
    assert choosing.parts([], LEGO, replace(CHESS, opens=opens)).since_at == since


def test_no_message_grows_too_long() -> None:
    many = [arrival(number, "Ben") for number in range(600)]

    assert len(choosing.latest(many, 600)) == choosing.MOST_MOVED
    assert choosing.latest(many, 2) == tuple(many[:2])
