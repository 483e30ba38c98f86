"""The events page: what a day came to, a list for a spreadsheet, and two events that are the same one."""

import csv
import io
import re
from urllib.parse import urlencode

import pytest

from badge_service.portal.day_words import DID
from kiosk.domain.audit import Act
from kiosk.domain.event_report import COLUMNS
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Answer, PaperKiosk, tap
from tests.badge_service.staff import EVENT, HOUR_US, MEMBER, acted, came, closed, heads, left, made, name, send_names

DROP_IN = "drop-in-cambridge"
SECOND = "e-00000000000000bb"


class Operator:
    """Someone with a browser at the operators' pages."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.browser = house.stranger()
        self.cookie = ""

    def look(self, path: str = "/events") -> str:
        query = {"hub": "cambridge", "day": self.house.today.isoformat()}
        answer = self.browser.send("GET", f"{path}?{urlencode(query)}", headers={"Cookie": self.cookie})
        assert answer.status == 200, answer.body
        self.cookie = answer.headers.get("set-cookie", self.cookie).split(";")[0]
        return answer.body.decode()

    def send(self, path: str, **fields: str) -> Answer:
        stamp = re.search(r'name="form" value="([0-9a-f]+)"', self.look())
        assert stamp is not None
        form = {"form": stamp[1], "hub": "cambridge", "day": self.house.today.isoformat()} | fields
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        return self.browser.send("POST", path, urlencode(form).encode(), headers)

    def table(self, event: str = EVENT) -> list[list[str]]:
        answer = self.send("/events/table", event=event)
        assert answer.status == 200, answer.body
        assert answer.headers["content-disposition"].startswith("attachment")
        return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))


def section(html: str, words: str) -> str:
    """Return the part of the page that is about one event."""
    return next(part for part in html.split("<section")[1:] if words in part)


def people(html: str) -> list[str]:
    """Return how many came to each event to which anybody came."""
    return sorted(each for each in cell(html, "People") if each != "0")


def cell(html: str, label: str) -> list[str]:
    return re.findall(rf'data-label="{label}">([^<]*)<', html)


@pytest.fixture
def operator(house: House) -> Operator:
    return Operator(house)


def an_afternoon(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us - 4 * HOUR_US
    answer = kiosk.push(
        [
            made(1, now, mode="arrive_and_leave"),
            came(2, now),
            left(3, now + HOUR_US),
            came(4, now, "m-00000000000000bb", paper_us=now + 60_000_000),
            tap(5, "r1:" + "5" * 32, EVENT, wall_us=now),
            heads(6, now, 7, "adults"),
            heads(7, now + 1, 9, "adults"),
            closed(8, now + 2 * HOUR_US),
            acted(9, now, "saw_arrivals"),
        ]
    )
    assert answer.status == 200
    send_names(kiosk, name(MEMBER, "=Amina"), name(EVENT, "Chess", 1, "event"))


def test_a_days_events_are_summed_up(house: House, kiosk: PaperKiosk, operator: Operator) -> None:
    an_afternoon(house, kiosk)
    kiosk.beat({kiosk.ledger: 9}, waiting=3)

    html = operator.look()
    chess = section(html, ">Chess<")

    assert "made at a kiosk" in chess
    labels = ("People", "By name", "Walk-ins", "Unlinked cards", "From paper", "Stays", "Median stay", "No goodbye")
    assert [cell(chess, label) for label in labels] == [
        [each] for each in ("3", "1", "2", "1", "1", "3", "60 min", "2")
    ]
    assert "9 adults" in chess
    assert "3 waiting" in html
    assert "Amina" not in html


def test_the_list_has_what_staff_saw_and_no_formula(house: House, kiosk: PaperKiosk, operator: Operator) -> None:
    an_afternoon(house, kiosk)

    heading, *lines = operator.table()

    assert heading == list(COLUMNS)
    day = house.today.isoformat()
    assert ["person", "'=Amina", day, "09:00", "10:00", "said", "60", "staff", "1"] in lines
    assert ["person", "", day, "09:01", "11:00", "inferred", "", "paper", "1"] in lines
    assert ["unlinked card", "", day, "09:00", "11:00", "inferred", "", "card", "1"] in lines
    assert [line[-1] for line in lines if line[0] == "heads"] == ["9"]


def test_a_list_is_given_to_our_own_page_only(house: House, kiosk: PaperKiosk, operator: Operator) -> None:
    an_afternoon(house, kiosk)

    answer = operator.send("/events/table", event=EVENT, form="0" * 64)

    assert answer.status == 403
    assert b"Amina" not in answer.body
    assert operator.send("/events/table", event="unheard-of").status == 404


@pytest.mark.parametrize("path", ["/events", "/staff"])
def test_both_pages_are_for_operators(database_url: str, path: str) -> None:
    with House(database_url, operators_from="10.0.0.0/8") as house:
        assert house.stranger().send("GET", path).status == 404


@pytest.mark.parametrize("query", ["", "?hub=unheard-of&day=never", "?day=0001-01-01", "?hub=ely&day=2026-02-30"])
def test_an_address_that_makes_no_sense_shows_a_day_all_the_same(house: House, query: str) -> None:
    for path in ("/events", "/staff"):
        assert house.stranger().send("GET", path + query).status == 200


def test_an_event_made_twice_is_merged_and_apart_again(house: House, kiosk: PaperKiosk, operator: Operator) -> None:
    now = house.clock.now_us
    kiosk.push([made(1, now), came(2, now)])
    house.kiosk().push([made(1, now, SECOND), came(2, now, event=SECOND), came(3, now, "m-00000000000000cc", SECOND)])
    assert people(operator.look()) == ["1", "2"]

    assert operator.send("/events/merge", event=SECOND, same_as=EVENT).status == 303
    html = operator.look()
    assert people(html) == ["2"]
    assert "counts as" in html
    assert len(operator.table()) == 3

    merge = re.search(r'name="merge" value="(\d+)"', html)
    assert merge is not None
    assert operator.send("/events/undo", merge=merge[1]).status == 303
    assert people(operator.look()) == ["1", "2"]


@pytest.mark.parametrize(("event", "same_as"), [(EVENT, EVENT), (DROP_IN, EVENT), (EVENT, DROP_IN), (EVENT, "x")])
def test_what_can_not_be_the_same_is_not_merged(
    house: House, kiosk: PaperKiosk, operator: Operator, event: str, same_as: str
) -> None:
    kiosk.push([made(1, house.clock.now_us)])

    answer = operator.send("/events/merge", event=event, same_as=same_as)

    assert "done=gone" in answer.headers["location"]


def test_what_staff_did_is_shown_by_reference(house: House, kiosk: PaperKiosk, operator: Operator) -> None:
    now = house.clock.now_us
    kiosk.push([acted(1, now, "saw_arrivals"), acted(2, now, "danced")])

    html = operator.look("/staff")

    assert cell(html, "Who") == ["s-1", "s-1"]
    assert set(cell(html, "What")) == {"saw the arrivals", "danced"}
    assert cell(html, "Kiosk") == [kiosk.id, kiosk.id]


def test_there_are_words_for_all_that_staff_do() -> None:
    assert DID.keys() == set(Act)
