"""Figures for funders: nobody counts twice, whatever is corrected is corrected here, and what waits is told."""

import csv
import io
import json
from datetime import date

import pytest

from badge_service import figure_commands
from badge_service.figure_commands import FigureLine
from badge_service.usecases.figures import Period
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Json, PaperKiosk, record, tap
from tests.badge_service.test_commands import service
from tests.badge_service.test_inbox import Browser
from tests.badge_service.test_links import ANNA, BOB, CARD, S, linked, lost

DAY_US = 86_400 * S
CLUB = "homework-cambridge-2026-09-21"


def lines(house: House, back: int = 0) -> dict[tuple[str, str], FigureLine]:
    """Return the figures of today, or of so many days before as well, by level and name."""
    today = date(2026, 9, 21)
    report = figure_commands.figures(house.database, Period(today.replace(day=21 - back), today), house.clock)
    return {(line.level, line.event or line.hub or line.programme): line for line in report.lines}


def counted(line: FigureLine) -> tuple[int, int, int]:
    return line.members, line.unlinked_cards, line.arrivals


def test_two_kiosks_of_one_hub_that_were_both_offline_count_one_person_once(house: House, kiosk: PaperKiosk) -> None:
    """Both kept their records for a day; they come in the other way round, and one comes twice."""
    now_us = house.clock.now_us
    known, other = kiosk.pull().json["cards"][0]["token"], house.kiosk()
    here = [tap(1, known, wall_us=now_us), tap(2, known, wall_us=now_us + 90 * S)]
    there = [tap(1, known, wall_us=now_us + 30 * S), tap(2, known, wall_us=now_us + 60 * S)]
    house.clock.forward(86_400)

    for batch in (there, here, there):
        (other if batch is there else kiosk).push(batch)

    assert counted(lines(house)["event", "drop-in-cambridge"]) == (1, 0, 1)


def test_one_member_with_two_cards_at_two_hubs_is_one_member_and_two_arrivals(house: House, kiosk: PaperKiosk) -> None:
    now_us, second = house.clock.now_us, "r1:" + "d" * 32
    kiosk.push([linked(1, ANNA, now_us), linked(2, ANNA, now_us, second), tap(3, CARD, wall_us=now_us)])
    house.kiosk("Ely").push([tap(1, second, "drop-in-ely", wall_us=now_us)])

    found = lines(house)

    assert counted(found["hub", "Cambridge"]) == counted(found["hub", "Ely"]) == (1, 0, 1)
    assert counted(found["total", ""]) == (1, 0, 2)


def test_a_programme_adds_up_its_events_and_people_without_a_link_are_told_apart(
    house: House, kiosk: PaperKiosk
) -> None:
    now_us = house.clock.now_us
    kiosk.push([tap(1, CARD, CLUB, wall_us=now_us), tap(2, "r1:x", CLUB, wall_us=now_us), linked(3, ANNA, now_us)])
    house.kiosk("Ely").push([tap(1, CARD, "homework-ely-2026-09-21", wall_us=now_us)])

    assert counted(lines(house)["programme", "HOME"]) == (1, 1, 3)


def test_heads_are_counted_apart_from_cards(house: House, kiosk: PaperKiosk) -> None:
    wrong = record(1, "headcount", {"event": CLUB, "count": 40, "label": "visitors"}, wall_us=house.clock.now_us)
    right = record(2, "headcount", {"event": CLUB, "count": 4, "label": "visitors"}, wall_us=house.clock.now_us)
    kiosk.push([wrong, right, record(3, "voided", {"record": wrong["id"]}, wall_us=house.clock.now_us)])

    line = lines(house)["event", CLUB]

    assert (line.headcount, counted(line)) == (4, (0, 0, 0))


def test_voids_moves_links_losses_and_decisions_all_show(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    moved, wrong = tap(1, "r1:a", wall_us=now_us), tap(2, "r1:b", wall_us=now_us)
    kiosk.push([moved, wrong, tap(3, CARD, wall_us=now_us), tap(4, "r1:d", None, wall_us=now_us)])
    kiosk.push([record(5, "moved", {"record": moved["id"], "event": CLUB}, wall_us=now_us)])
    kiosk.push([record(6, "voided", {"record": wrong["id"]}, wall_us=now_us)])
    kiosk.push([linked(7, ANNA, now_us + S), linked(8, BOB, now_us + S), tap(9, "r1:e", wall_us=now_us)])
    kiosk.push([lost(10, now_us + 2 * S, "r1:e"), tap(11, "r1:e", wall_us=now_us + 3 * S)])

    found = lines(house)
    assert counted(found["event", CLUB]) == (0, 1, 1)
    assert counted(found["event", "drop-in-cambridge"]) == (0, 1, 1)
    assert (found["total", ""].held, found["total", ""].not_counted) == (3, 0)

    browser = Browser(house)
    browser.decide("It is the card of member …anna")
    browser.decide("Don&#39;t count them")
    browser.decide("Keep it lost: don&#39;t count them")

    found = lines(house)
    assert counted(found["event", "drop-in-cambridge"]) == (1, 1, 2)
    assert (found["total", ""].held, found["total", ""].not_counted) == (0, 2)


def test_a_period_holds_its_own_days_only(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    kiosk.push(
        [tap(1, "r1:a", wall_us=now_us - DAY_US), tap(2, "r1:a", wall_us=now_us), tap(3, wall_us=now_us + DAY_US)]
    )

    assert counted(lines(house)["total", ""]) == (0, 1, 1)
    assert counted(lines(house, back=1)["total", ""]) == (0, 1, 2)


def test_what_nobody_can_place_is_told_all_the_same(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1, event="never-heard-of", wall_us=house.clock.now_us)], hub="atlantis")

    found = lines(house)

    assert (found["event", "atlantis"].title, found["event", "atlantis"].held) == ("(no known event)", 1)


@pytest.fixture
def report_url(house: House, kiosk: PaperKiosk, database_url: str) -> str:
    kiosk.push([tap(1, wall_us=house.clock.now_us)])
    return database_url


def test_the_command_tells_people_and_programs_the_same(report_url: str) -> None:
    asked = ("figures", "--from", "2026-09-21", "--to", "2026-09-21", "--database", report_url)

    table = service(*asked).stdout
    rows = list(csv.DictReader(io.StringIO(service(*asked, "--csv").stdout)))
    told: Json = json.loads(service(*asked, "--json").stdout)

    assert "Drop-in at Cambridge" in table
    assert [row["arrivals"] for row in rows] == [str(line["arrivals"]) for line in told["lines"]] == ["1"] * 3
    assert rows[0].keys() == told["lines"][0].keys()


@pytest.mark.parametrize("wrong", [("--from", "yesterday"), ("--to", "2026-09-20")])
def test_a_wrong_period_is_told(sqlite_template: object, wrong: tuple[str, str]) -> None:
    asked = {"--from": "2026-09-21", "--to": "2026-09-21"} | dict([wrong])
    words = [word for pair in asked.items() for word in pair]

    result = service("figures", *words, "--database", f"sqlite:///{sqlite_template}")

    assert (result.returncode, wrong[1] in result.stderr) == (2, True)
