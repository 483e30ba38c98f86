"""A whole afternoon at one kiosk: the wrong event opened, twenty-five arrivals of all kinds, put right, counted, ended.

The daemon, the worker and the service are real processes. What they come to is compared with a ledger written by hand.
"""

import csv
import io
import json
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from badge_service.store.engine import Database
from badge_service.usecases.day_report import DayReports
from kiosk.demo import team, todays_events
from kiosk.local_api.messages import (
    AddPerson,
    ArrivalsPage,
    AwaitCard,
    CardsPage,
    CheckIn,
    CheckOut,
    ChooserPage,
    CopyFromPaper,
    CountHeads,
    EndEvent,
    EndPage,
    HeadcountPage,
    HerePage,
    LinkCard,
    LockStaff,
    MembersPage,
    MoveArrivals,
    OpenEvent,
    PastPage,
    ReportLost,
    ShowPage,
    StickPage,
    Undo,
    UseStick,
)
from kiosk.status import ask
from tests.emulators.cards import Card, mifare_classic
from tests.system.house import HUB, MEMBERS, TEAM_CARD
from tests.system.local import waiting
from tests.system.program import until
from tests.system.simulated_house import SimulatedHouse
from tests.system.staff_screen import StaffScreen

ZONE = ZoneInfo("Europe/London")
NEW_CARD, LINKED_LATER, NOBODYS = (mifare_classic(f"0C0FFEE{number}") for number in (1, 2, 3))

# The ledger, by hand. Tester numbers, or the names of those who are new.
BY_CARD = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
"""Of these 1 to 3 tapped while the wrong event was open, and 11 was undone and brought back again."""
WHOSE_CARD_WAS_LINKED_LATER = 14
WITHOUT_A_CARD = (15, 16, 17)
WITH_A_REPLACED_CARD = 18
NEW_HERE = ("Zara", "Yann B")
ON_PAPER = (19, "Olga")
UNDONE = (20, "Zara again")
"""Checked in by mistake, and undone."""
WENT_HOME = (5, 6)
EXPECTED = Counter(
    [f"Tester {number}" for number in (*BY_CARD, WHOSE_CARD_WAS_LINKED_LATER, *WITHOUT_A_CARD, WITH_A_REPLACED_CARD)]
    + [*NEW_HERE, f"Tester {ON_PAPER[0]}", str(ON_PAPER[1])]
)
PEOPLE = 22
"""Thirteen, one, three, one, two, and two on paper."""
BY_STAFF = 5
"""Three without a card and two who are new. Who got a new card tapped it."""
FROM_PAPER = 2
UNLINKED_CARDS = 1
"""The card of nobody, which came once. The phone counts as no one."""
LOST_CARDS = 1
"""The lost card was tapped once. It counts nowhere: the list of who is here tells of it apart, and at the centre it
waits for a person, who decides whether it counts."""
HEADS = 9
"""Four adults, counted twice, of which the second time counts: three; and six children."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedHouse]:
    with SimulatedHouse(tmp_path_factory.mktemp("afternoon")) as house:
        house.set_up_service()
        now_us = int(datetime.now(ZONE).timestamp()) * 1_000_000
        Database(f"sqlite:///{house.service_database}").write(lambda unit: todays_events.plant(unit, now_us))
        for program in (house.service, house.daemon, house.worker):
            program.start()
        house.until_at_home()
        yield house


class Afternoon:
    """What staff do, in their words."""

    def __init__(self, house: SimulatedHouse) -> None:
        self.house = house
        self.games = self.wrong = ""
        self._next_s = 0.0

    @property
    def screen(self) -> StaffScreen:
        return self.house.screen

    def find(self, number: int) -> str:
        """Find Tester ``number`` by name."""
        page = self.screen.page(ShowPage(request=0, page="members", query=f"Tester {number}"))
        assert isinstance(page, MembersPage)
        return next(row.member for row in page.rows if row.name == f"Tester {number}")

    def arrivals(self) -> ArrivalsPage:
        page = self.screen.page(ShowPage(request=0, page="arrivals"))
        assert isinstance(page, ArrivalsPage)
        return page

    def arrived(self, name: str) -> str:
        """Return the record of an arrival."""
        return next(row.record for row in self.arrivals().rows if row.name == name)

    def come(self, *numbers: int) -> None:
        for number in numbers:
            shown = self.house.tap(MEMBERS[number - 1].card)
            assert (shown.kind, shown.name) == ("arrived", f"Tester {number}")

    def opens_by_staff_card(self) -> bool:
        """Tell whether the lead's card opened the staff screens."""
        self._hold_once_a_second(TEAM_CARD)
        return self.screen.do(ShowPage(request=0, page="home")) == "done"

    def shows(self, kind: str, card: Card) -> bool:
        """Tell whether ``card`` came to ``kind``."""
        self._hold_once_a_second(card)
        self.screen.do(ShowPage(request=0, page="home"))
        result = self.screen.snapshot.result
        if result is None or result.serial <= self.screen.serial or result.kind != kind:
            return False
        self.screen.serial = result.serial
        return True

    def _hold_once_a_second(self, card: Card) -> None:
        """Hold ``card`` to the reader: soon after the last time that is no new tap."""
        if time.monotonic() >= self._next_s:
            self._next_s = time.monotonic() + 1.0
            self.house.brush(card)

    def card_for(self, act: AwaitCard, card: Card) -> None:
        self.screen.done(act)
        self.house.brush(card)
        self.screen.until_staff(lambda now: now.awaited is not None and now.awaited.outcome is not None, "the card")
        assert self.screen.staff.awaited is not None
        assert self.screen.staff.awaited.outcome == "done"


def test_an_afternoon(house: SimulatedHouse) -> None:
    afternoon = Afternoon(house)
    bring_in_the_team(house)
    open_the_wrong_event_and_put_that_right(afternoon)
    arrive_by_card(afternoon)
    arrive_without_a_network(afternoon)
    correct(afternoon)
    count_heads(afternoon)
    evacuate(afternoon)
    end(afternoon)
    compare_with_the_ledger(afternoon)


def bring_in_the_team(house: SimulatedHouse) -> None:
    import asyncio  # noqa: PLC0415

    async def lay() -> None:
        house.brush(TEAM_CARD)

    asyncio.run(team.bring_in(house.run_dir, lay))
    assert house.screen.do(ShowPage(request=0, page="arrivals")) == "locked"


def open_the_wrong_event_and_put_that_right(it: Afternoon) -> None:
    it.screen.unlock(team.LEAD.pin)
    chooser = it.screen.page(ShowPage(request=0, page="chooser"))
    assert isinstance(chooser, ChooserPage)
    events = {row.title: row.event for row in chooser.events}
    it.games, it.wrong = events["Games Club"], events["Drop-in at Cambridge"]
    it.screen.done(OpenEvent(request=0, event=it.wrong))
    it.come(1, 2, 3)
    mistaken = [row.record for row in it.arrivals().rows]
    it.screen.done(OpenEvent(request=0, event=it.games))
    it.screen.done(MoveArrivals(request=0, records=mistaken, event=it.games))
    assert sorted(row.name for row in it.arrivals().rows) == ["Tester 1", "Tester 2", "Tester 3"]


def arrive_by_card(it: Afternoon) -> None:
    it.screen.done(LockStaff(request=0))
    it.come(*range(4, 11))
    assert it.house.tap(LINKED_LATER).kind == "help"
    assert it.house.tap(NOBODYS).kind == "help"
    assert it.house.tap(mifare_classic("08" + secrets.token_hex(3))).kind == "help", "a phone"
    until(it.opens_by_staff_card, "a staff card opens the staff screens")


def arrive_without_a_network(it: Afternoon) -> None:
    it.house.until_settled()
    it.house.service.kill()
    it.come(11, 12, 13)
    until(lambda: it.shows("already_here", MEMBERS[3].card), "Tester 4 taps once more")
    for number in WITHOUT_A_CARD:
        it.screen.done(CheckIn(request=0, member=it.find(number)))
    for name in NEW_HERE:
        it.screen.done(AddPerson(request=0, name=name))
    lost = it.find(WITH_A_REPLACED_CARD)
    it.screen.done(ReportLost(request=0, member=lost, place=0))
    it.card_for(AwaitCard(request=0, why="replace", member=lost), NEW_CARD)
    until(lambda: it.shows("already_here", NEW_CARD), "the new card is known")
    assert it.house.tap(MEMBERS[WITH_A_REPLACED_CARD - 1].card).kind == "help", "the lost card"
    assert it.screen.staff.bar is not None
    assert (waiting(it.house.run_dir) or 0) > 0
    it.house.service.start()
    it.house.worker.hurry()


def correct(it: Afternoon) -> None:
    cards = it.screen.page(ShowPage(request=0, page="cards"))
    assert isinstance(cards, CardsPage)
    linked = {row.tap for row in cards.rows if row.reason == "unknown_card"}
    assert len(linked) == 2
    first = min(linked, key=[row.tap for row in cards.rows].index)
    oldest = next(row.tap for row in reversed(cards.rows) if row.reason == "unknown_card")
    assert first != oldest
    it.screen.done(LinkCard(request=0, tap=oldest, member=it.find(WHOSE_CARD_WAS_LINKED_LATER)))

    undone = it.screen.done(Undo(request=0, record=it.arrived("Tester 11")))
    assert "Tester 11" not in {row.name for row in it.arrivals().rows}
    it.screen.done(Undo(request=0, record=undone))

    it.screen.done(CheckIn(request=0, member=it.find(20)))
    it.screen.done(Undo(request=0, record=it.arrived("Tester 20")))
    assert it.screen.do(AddPerson(request=0, name="Zara")) == "duplicate"
    it.screen.done(AddPerson(request=0, name="Zara again"))
    it.screen.done(Undo(request=0, record=it.arrived("Zara again")))

    for number in WENT_HOME:
        it.screen.done(CheckOut(request=0, member=it.find(number)))

    at = f"{datetime.now(ZONE) - timedelta(minutes=1):%Y-%m-%dT%H:%M}"
    number, name = ON_PAPER
    it.screen.done(CopyFromPaper(request=0, event=it.games, member=it.find(int(number)), at=at))
    it.screen.done(CopyFromPaper(request=0, event=it.games, name=str(name), at=at))


def count_heads(it: Afternoon) -> None:
    for count in (4, 3):
        it.screen.done(CountHeads(request=0, label="adults", count=count))
    it.screen.done(CountHeads(request=0, label="children", count=6))
    page = it.screen.page(ShowPage(request=0, page="headcount"))
    assert isinstance(page, HeadcountPage)
    assert (page.total, len(page.rows)) == (HEADS, 3)


def evacuate(it: Afternoon) -> None:
    page = it.screen.page(ShowPage(request=0, page="here"))
    assert isinstance(page, HerePage)
    gone = {f"Tester {number}" for number in WENT_HOME}
    assert Counter(row.name for row in page.rows) == Counter({name: 1 for name in EXPECTED if name not in gone})
    assert (page.unnamed, page.lost, page.headcount, page.missing) == (UNLINKED_CARDS, LOST_CARDS, HEADS, [])


def end(it: Afternoon) -> None:
    page = it.screen.page(ShowPage(request=0, page="end"))
    assert isinstance(page, EndPage)
    assert (page.people, page.still_here) == (PEOPLE + UNLINKED_CARDS, PEOPLE + UNLINKED_CARDS - len(WENT_HOME))
    assert (page.by_staff, page.from_paper, page.unlinked) == (BY_STAFF, FROM_PAPER, UNLINKED_CARDS)
    assert page.headcount == HEADS
    it.screen.done(EndEvent(request=0, event=it.games))
    assert it.screen.staff.lock.state == "locked"
    assert (it.screen.staff.page, it.screen.staff.bar) == (None, None)
    it.house.until_settled()


def compare_with_the_ledger(it: Afternoon) -> None:
    assert names_on_the_stick(it) == EXPECTED
    today = f"{datetime.now(ZONE):%Y-%m-%d}"
    report = json.loads(it.house.ask_service("figures", "--from", today, "--to", today, "--json"))
    games = next(line for line in report["lines"] if line["level"] == "event" and line["event"] == it.games)
    assert (games["members"], games["unlinked_cards"], games["arrivals"]) == (PEOPLE, UNLINKED_CARDS, PEOPLE + 1)
    assert (games["headcount"], games["held"], games["not_counted"]) == (HEADS, LOST_CARDS, 0)
    assert games["no_goodbye"] == PEOPLE + UNLINKED_CARDS - len(WENT_HOME)
    assert all(line["event"] != it.wrong or line["arrivals"] == 0 for line in report["lines"])
    assert names_at_the_centre(it) == EXPECTED
    audit = it.house.audit()
    assert audit["records"] == audit["distinct_ids"]
    assert all(ledger.waiting == 0 for ledger in ask(it.house.run_dir).health.ledgers)


def names_on_the_stick(it: Afternoon) -> Counter[str]:
    """Have the event's list written to a stick, and return the people on it."""
    it.house.stick.mkdir()
    it.screen.unlock(team.LEAD.pin)
    past = it.screen.page(ShowPage(request=0, page="past"))
    assert isinstance(past, PastPage)
    event = next(row.event for row in past.events if row.title == "Games Club")
    it.screen.page(ShowPage(request=0, page="stick"))
    it.screen.done(UseStick(request=0, what="report", event=event))

    def is_written() -> bool:
        page = it.screen.staff.page
        return isinstance(page, StickPage) and page.state == "written"

    it.screen.until_staff(lambda _: is_written(), "that the list is written")
    (file,) = it.house.stick.glob("*.csv")
    return people_in(file.read_bytes())


def names_at_the_centre(it: Afternoon) -> Counter[str]:
    """Return the people in the service's table of the event: names come after the records, on a way of their own."""
    reports = DayReports(Database(f"sqlite:///{it.house.service_database}"), lambda: time.time_ns() // 1_000)
    day = datetime.now(ZONE).date()

    def names() -> Counter[str]:
        found = reports.table(HUB, day, it.games)
        assert found is not None
        return people_in(found)

    until(lambda: len(names()) == len(EXPECTED), "the centre knows the names of those who are new")
    return names()


def people_in(table: bytes) -> Counter[str]:
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    return Counter(row["name"] for row in rows if row["what"] == "person")
