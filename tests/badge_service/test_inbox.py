"""The inbox: everything that waits for a person, each settled with one button, and taken back with another."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from badge_service.domain.holds import OFFERED
from badge_service.domain.intake import Hold
from badge_service.portal.words import EXPLAINED
from kiosk.domain.ids import RecordId
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Answer, PaperKiosk, reading, record, tap
from tests.badge_service.test_links import ANNA, BOB, CARD, S, linked, lost, standing, worth
from tests.badge_service.test_operators import figure, live


@dataclass
class Browser:
    """A person at the inbox: sees one page, presses its buttons."""

    house: House
    cookie: str = ""
    html: str = ""

    def look(self) -> str:
        answer = self._send("GET", "/inbox")
        assert answer.status == 200, answer.body
        self.html = re.sub(r"\s+", " ", answer.body.decode())
        return self.html

    def press(self, words: str, *, place: str = "", **changed: str) -> Answer:
        """Press the first button that says this, in its form."""
        form = next(each for each in re.findall(r"<form.*?</form>", self.html) if f">{words}</button>" in each)
        action = re.search(r'action="([^"]+)"', form)
        button = re.search(rf'<button name="([^"]+)" value="([^"]+)"[^>]*>{re.escape(words)}</button>', form)
        assert action is not None
        assert button is not None
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        fields |= {button[1]: button[2], "place": place} | changed
        return self._send("POST", action[1], urlencode(fields).encode())

    def decide(self, words: str, **fields: str) -> None:
        self.look()
        answer = self.press(words, **fields)
        assert (answer.status, answer.headers["location"]) == (303, "/inbox?done=settled#notice")
        self.look()

    def undo(self) -> None:
        assert self.press("Undo").headers["location"] == "/inbox?done=undone#notice"
        self.look()

    def _send(self, method: str, target: str, body: bytes = b"") -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        answer = self.house.stranger().send(method, target, body, headers | {"Cookie": self.cookie})
        self.cookie = answer.headers.get("set-cookie", self.cookie).partition(";")[0]
        return answer


@pytest.fixture
def browser(house: House) -> Browser:
    return Browser(house)


def arrivals(house: House) -> str:
    house.clock.forward(60)
    return figure(live(house), "Arrivals today")


def test_an_empty_inbox_says_so(browser: Browser) -> None:
    assert "Nothing waits for a decision." in browser.look()
    assert "<form" not in browser.html


def test_a_hundred_taps_outside_any_event_are_one_row_and_count_at_the_event_that_a_person_chose(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    taps = [tap(seq, event=None, wall_us=house.clock.now_us) for seq in range(1, 101)]
    kiosk.push(taps)
    assert "100 taps of 100 cards" in browser.look()
    assert arrivals(house) == "0"

    browser.decide("Count them there", place="drop-in-cambridge")

    assert arrivals(house) == "100"
    assert "Counted for Drop-in at Cambridge" in browser.html
    browser.undo()
    assert arrivals(house) == "0"
    assert "100 taps of 100 cards" in browser.html


def test_what_a_person_does_not_count_stays_stored_and_is_not_asked_again(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    nowhere = tap(1, event=None, wall_us=house.clock.now_us)
    kiosk.push([nowhere])

    browser.decide("Don&#39;t count them")

    assert "Nothing waits for a decision." in browser.html
    assert arrivals(house) == "0"
    assert kiosk.push([nowhere]).json["verdicts"][0]["verdict"] == "duplicate"


def test_a_contested_card_becomes_the_members_that_a_person_named(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    now_us = house.clock.now_us
    first = tap(1, CARD, wall_us=now_us)
    kiosk.push([first, linked(2, ANNA, now_us), linked(3, BOB, now_us)])
    assert arrivals(house) == "0"

    browser.decide("It is the card of member …-bob")

    assert (arrivals(house), standing(kiosk)) == ("1", ("linked", BOB))
    later = tap(4, CARD, wall_us=now_us)
    assert kiosk.push([later]).json["verdicts"][0]["verdict"] == "accepted"
    browser.undo()
    assert (worth(house, first, later), standing(kiosk)) == (["contested_link"] * 2, ("contested", None))


def test_a_contested_card_shows_before_anyone_tapped_it_and_is_not_asked_about_again_as_nobodys(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    now_us = house.clock.now_us
    kiosk.push([linked(1, ANNA, now_us), linked(2, BOB, now_us)])
    assert "No taps so far" in browser.look()

    browser.decide("Nobody&#39;s: don&#39;t count its taps")

    assert "Nothing waits for a decision." in browser.html
    later = tap(3, CARD, wall_us=now_us)
    kiosk.push([later])
    assert (worth(house, later), standing(kiosk)) == (["contested_link"], ("contested", None))
    assert arrivals(house) == "0"
    assert "Nothing waits for a decision." in browser.look()


@pytest.mark.parametrize(
    ("button", "ends"),
    [
        ("It was found: count them, the card works again", ("1", "linked", "accepted")),
        ("Count these taps only", ("1", "lost", "after_loss")),
        ("Keep it lost: don&#39;t count them", ("0", "lost", "after_loss")),
    ],
)
def test_taps_after_a_loss_are_settled_in_three_ways(
    house: House, kiosk: PaperKiosk, browser: Browser, button: str, ends: tuple[str, str, str]
) -> None:
    now_us = house.clock.now_us
    kiosk.push([linked(1, ANNA, now_us), lost(2, now_us + S), tap(3, CARD, wall_us=now_us + 2 * S)])

    browser.decide(button)

    told = standing(kiosk)
    assert told is not None
    counted = arrivals(house)
    another = tap(4, CARD, wall_us=now_us + 3 * S)
    kiosk.push([another])
    assert (counted, told[0], *worth(house, another)) == ends
    browser.look()
    browser.undo()
    assert arrivals(house) == "0"


def test_a_second_history_counts_when_a_person_says_so(house: House, kiosk: PaperKiosk, browser: Browser) -> None:
    now_us = house.clock.now_us
    first = tap(1, "r1:a", wall_us=now_us)
    kiosk.push([first])
    kiosk.push([tap(1, "r1:b", wall_us=now_us), first | {"body": first["body"] | {"tokens": ["r1:c"]}}])
    assert arrivals(house) == "1"

    browser.decide("Count them")

    assert arrivals(house) == "3"
    browser.undo()
    assert arrivals(house) == "1"


def test_a_hub_where_the_kiosk_never_stood_counts_when_a_person_says_so_and_waits_again_when_not(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    kiosk.push([tap(1, event="drop-in-ely", wall_us=house.clock.now_us)], hub="ely")
    assert kiosk.id in browser.look()

    browser.decide("Count them")
    assert arrivals(house) == "1"

    browser.undo()
    assert arrivals(house) == "0"
    assert "From a hub where the kiosk never stood" in browser.html


def test_what_came_from_a_wrong_hub_never_counts_by_being_voided_and_brought_back(
    house: House, kiosk: PaperKiosk
) -> None:
    astray = tap(1, event="drop-in-ely", wall_us=house.clock.now_us)
    kiosk.push([astray], hub="ely")
    here = house.kiosk()
    void = record(1, "voided", {"record": astray["id"]})
    here.push([void])
    assert worth(house, astray) == ["accepted"], "nothing is left to decide"

    here.push([record(2, "voided", {"record": void["id"]})])

    assert worth(house, astray) == ["wrong_hub"]


def test_what_came_from_a_wrong_hub_waits_for_that_again_once_a_decision_about_its_card_is_undone(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    now_us = house.clock.now_us
    kiosk.push([linked(1, ANNA, now_us), lost(2, now_us + S), tap(3, CARD, wall_us=now_us + 2 * S)])
    other = house.kiosk()
    astray = tap(1, CARD, "drop-in-ely", wall_us=now_us + 3 * S)
    other.push([astray], hub="ely")
    browser.decide("Keep it lost: don&#39;t count them")
    assert worth(house, astray) == ["after_loss"]

    browser.undo()

    assert worth(house, astray) == ["wrong_hub"]


def test_records_that_came_after_the_page_was_shown_are_not_decided_about(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    early, late = (tap(seq, event=None, wall_us=house.clock.now_us) for seq in (1, 2))
    kiosk.push([early])
    browser.look()
    house.clock.forward(1)
    kiosk.push([late])

    browser.press("Count them there", place="drop-in-cambridge")

    assert worth(house, early, late) == ["accepted", "no_event"]


def test_a_card_is_not_decided_about_on_a_page_that_lacks_what_was_said_of_it_since(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    now_us = house.clock.now_us
    kiosk.push([tap(1, CARD, wall_us=now_us), linked(2, ANNA, now_us), linked(3, BOB, now_us)])
    browser.look()
    kiosk.push([linked(4, "m-carla", now_us)])

    answer = browser.press("It is the card of member …-bob")

    assert answer.headers["location"] == "/inbox?done=gone#notice"
    assert standing(kiosk) == ("contested", None)
    browser.decide("It is the card of member …-bob")
    assert standing(kiosk) == ("linked", BOB)


def test_a_second_loss_is_not_dismissed_with_the_first(house: House, kiosk: PaperKiosk, browser: Browser) -> None:
    now_us = house.clock.now_us
    kiosk.push([linked(1, ANNA, now_us), lost(2, now_us + S), tap(3, CARD, wall_us=now_us + 2 * S)])
    browser.look()
    kiosk.push([lost(4, now_us + 3 * S)])

    answer = browser.press("It was found: count them, the card works again")

    assert answer.headers["location"] == "/inbox?done=gone#notice"
    assert standing(kiosk) == ("lost", ANNA)


def test_two_operators_at_once_settle_it_once(house: House, kiosk: PaperKiosk, browser: Browser) -> None:
    kiosk.push([tap(1, event=None, wall_us=house.clock.now_us)])
    other = Browser(house)
    other.look()
    browser.decide("Don&#39;t count them")

    answer = other.press("Count them there", place="drop-in-cambridge")

    assert answer.headers["location"] == "/inbox?done=gone#notice"
    assert browser.press("Undo").headers["location"] == "/inbox?done=undone#notice"
    assert browser.press("Undo").headers["location"] == "/inbox?done=gone#notice"


@pytest.mark.parametrize("wrong", ["stamp", "cookie"])
def test_a_form_from_elsewhere_changes_nothing(house: House, kiosk: PaperKiosk, browser: Browser, wrong: str) -> None:
    kiosk.push([tap(1, event=None, wall_us=house.clock.now_us)])
    browser.look()
    if wrong == "cookie":
        browser.cookie = ""

    answer = browser.press("Don&#39;t count them", **({"form": "0" * 64} if wrong == "stamp" else {}))

    assert (answer.status, b"the form did not come from this page" in answer.body) == (403, True)
    assert "1 tap of 1 card" in browser.look()


def test_looking_changes_nothing_and_nothing_but_a_post_decides(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1, event=None)])
    for target in ("/inbox/decide", "/inbox/undo"):
        assert house.stranger().send("GET", target).status == 405
    page = house.stranger().send("GET", "/inbox")
    assert "samesite=strict" in page.headers["set-cookie"].lower()
    assert "httponly" in page.headers["set-cookie"].lower()
    assert "form-action 'self'" in page.headers["content-security-policy"]


def test_no_token_and_no_reference_is_on_the_page(house: House, kiosk: PaperKiosk, browser: Browser) -> None:
    card, reference = "r1:" + "0123456789abcdef" * 2, "m-4242424242424242"
    now_us = house.clock.now_us
    kiosk.push(
        [
            linked(1, reference, now_us, card),
            linked(2, BOB, now_us, card),
            tap(3, card, wall_us=now_us),
            tap(4, card, None),
        ]
    )

    html = browser.look()

    assert "…cdef" in html
    assert card not in html
    assert reference not in html


def test_other_networks_neither_see_nor_decide(database_url: str) -> None:
    with House(database_url, operators_from="192.0.2.0/24") as house:
        for method, target in (("GET", "/inbox"), ("POST", "/inbox/decide"), ("POST", "/inbox/undo")):
            answer = house.stranger().send(method, target)
            assert (answer.status, answer.code) == (404, "not_found")


def test_what_kiosks_send_is_only_ever_text(kiosk: PaperKiosk, browser: Browser) -> None:
    kiosk.push([tap(1, event="<script>alert(1)</script>"), record(2, "new_kind", {})])

    html = browser.look()

    assert "<script>" not in html
    assert "kind new_kind" in html


def test_every_reason_has_words_and_something_that_can_be_done() -> None:
    assert set(EXPLAINED) == set(OFFERED) == set(Hold)


def test_taps_of_a_boot_that_nobody_told_the_time_count_on_the_day_that_a_person_chose(
    house: House, kiosk: PaperKiosk, browser: Browser
) -> None:
    """They keep their order, and the time between them."""
    unsure = {"boot": "5b0f3c52-0000-4000-8000-000000000003", "synchronised": False}
    taps = [tap(seq, f"r1:{seq}") | {"taken": reading(0, seq * 60 * S) | unsure} for seq in (1, 2, 3)]
    kiosk.push(taps)
    browser.look()
    assert "At an unknown time" in browser.html
    assert "some time before 21 Sep 2026, 13:00" in browser.html

    browser.decide("Count them there", place="drop-in-cambridge@2026-09-21")

    assert arrivals(house) == "3"
    rulings = house.database.read(lambda unit: unit.links.rulings_at("cambridge", 0))
    first, second, third = (rulings[RecordId(each["id"])].at_us or 0 for each in taps)
    assert (second - first, third - second) == (60 * S, 60 * S)
    browser.undo()
    assert arrivals(house) == "0"
