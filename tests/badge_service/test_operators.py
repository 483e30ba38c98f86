"""The operators' page: live figures, trouble in words, nothing personal, nobody else."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from badge_service import commands
from badge_service.portal.words import ago
from badge_service.seed import Seed
from badge_service.store.keyring import Purpose
from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, reading, record, tap


@pytest.fixture(scope="module")
def named_house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    database = shutil.copy(sqlite_template, tmp_path_factory.mktemp("named"))
    with House(f"sqlite:///{database}", operators_at=["Badges.example.org"]) as house:
        yield house


def live(house: House) -> str:
    house.clock.forward(1)
    answer = house.stranger().send("GET", "/operators/live")
    assert answer.status == 200, answer.body
    return re.sub(r"\s+", " ", answer.body.decode())


def figure(html: str, name: str) -> str:
    found = re.search(rf"<dt>{name}</dt><dd>(\d+)", html)
    assert found is not None, html
    return found[1]


def test_arrivals_appear_as_they_come_in(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    assert figure(live(house), "Arrivals today") == "0"

    kiosk.push([tap(1, "r1:a", wall_us=now_us), tap(2, "r1:b", wall_us=now_us), tap(3, "r1:a", wall_us=now_us + 1)])

    assert figure(live(house), "Arrivals today") == "2"


def test_one_person_at_two_kiosks_of_a_hub_counts_once(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1, "r1:a", wall_us=house.clock.now_us)])
    house.kiosk().push([tap(1, "r1:a", wall_us=house.clock.now_us)])
    house.kiosk("Ely").push([tap(1, "r1:a", "drop-in-ely", wall_us=house.clock.now_us)])

    assert figure(live(house), "Arrivals today") == "2"


def test_a_staff_card_never_counts_not_even_for_taps_from_before_it_was_one(house: House, kiosk: PaperKiosk) -> None:
    seed = Seed(house.clock, lambda size: bytes(range(size)))
    card = CardSeen(Technology.ISO14443A, b"\x04abcdef")
    keys = house.database.read(lambda unit: unit.keyring.keys(Purpose.REGION))
    its = token(card, RegionKey(keys[0].key_id, keys[0].secret)).value
    now_us = house.clock.now_us
    kiosk.push([tap(1, its, wall_us=now_us), tap(2, "r1:a", wall_us=now_us)])
    assert figure(live(house), "Arrivals today") == "2"

    house.database.write(lambda unit: seed.make_staff(unit, [card]))
    assert figure(live(house), "Arrivals today") == "1"
    kiosk.push([tap(3, its, wall_us=now_us), tap(4, "r1:b", wall_us=now_us)])

    assert figure(live(house), "Arrivals today") == "2"


def test_yesterdays_arrivals_and_voided_ones_do_not_count(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    wrong = tap(2, "r1:b", wall_us=now_us)
    kiosk.push(
        [
            tap(1, "r1:a", wall_us=now_us - 86_400_000_000),
            wrong,
            record(3, "voided", {"record": wrong["id"]}, wall_us=now_us),
        ]
    )

    assert figure(live(house), "Arrivals today") == "0"


def test_a_tap_with_a_wrong_clock_counts_once_its_boot_was_fixed(house: House, kiosk: PaperKiosk) -> None:
    now_us, boot = house.clock.now_us, "7d0f3c52-0000-4000-8000-000000000002"
    doubtful = tap(1, "r1:a") | {"taken": reading(0, boottime_us=5) | {"synchronised": False, "boot": boot}}
    kiosk.push([doubtful])
    assert figure(live(house), "Arrivals today") == "0"

    fix = {"boot": boot, "boottime_us": 5, "wall_us": now_us, "source": "service"}
    kiosk.push([record(2, "clock_fixed", fix) | {"taken": reading(now_us, boottime_us=6) | {"boot": boot}}])

    assert figure(live(house), "Arrivals today") == "1"


def test_the_day_ends_at_the_hubs_midnight(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1, wall_us=house.clock.now_us)])
    assert figure(live(house), "Arrivals today") == "1"

    house.clock.forward(12 * 3_600)

    assert figure(live(house), "Arrivals today") == "0"


def test_kiosks_say_how_they_are(house: House, kiosk: PaperKiosk) -> None:
    assert "Not heard of yet" in live(house)
    kiosk.beat({}, waiting=4)
    html = live(house)
    assert "Online" in html
    assert "Reader ready" in html
    assert figure(html, "Waiting at kiosks") == "4"
    assert figure(html, "Kiosks online") == "1"

    house.clock.forward(6 * 60)

    html = live(house)
    assert "Quiet" in html
    assert "6 min ago" in html
    assert figure(html, "Kiosks online") == "0"


def test_trouble_is_told_in_words(house: House, kiosk: PaperKiosk) -> None:
    reader = {"name": "ACR122U", "health": "missing", "cause": "The reader was unplugged."}
    kiosk.beat({}, readers=[reader], clock_trusted=False, undervoltage=True)

    html = live(house)

    for words in ("ACR122U: The reader was unplugged.", "Clock not trusted", "Weak power supply"):
        assert words in html


def test_what_a_kiosk_says_is_only_ever_text(house: House, kiosk: PaperKiosk) -> None:
    kiosk.beat({}, readers=[{"name": "<script>alert(1)</script>", "health": "missing", "cause": "<b>"}])

    html = live(house)

    assert "<script>" not in html
    assert "<b>" not in html


def test_held_records_are_counted_with_their_reason(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1, event=None), tap(2, event=None), record(3, "unheard_of", {})])

    html = live(house)

    assert figure(html, "Held for a decision") == "3"
    assert "2 held: outside any event" in html


def test_a_revoked_kiosk_shows_as_such(house: House, kiosk: PaperKiosk) -> None:
    kiosk.beat({})
    commands.revoke(house.database, kiosk.id, house.clock)

    html = live(house)

    assert "Revoked" in html
    assert figure(html, "Kiosks online") == "0"


def test_the_page_loads_nothing_from_elsewhere_and_names_nobody(house: House) -> None:
    browser = house.stranger()
    page = browser.send("GET", "/operators")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.body.decode())

    assert loaded
    for target in loaded:
        assert browser.send("GET", target).status == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not {"Amira", "Ben", "Chloe"} & set(re.findall(r"\w+", page.body.decode()))


def test_other_networks_do_not_see_it(database_url: str) -> None:
    with House(database_url, operators_from="192.0.2.0/24") as house:
        for target in ("/operators", "/operators/live", "/operators/operators.js"):
            answer = house.stranger().send("GET", target)
            assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("[::1]:8080", 200),
        ("LocalHost:8080", 200),
        ("badges.example.org", 200),
        ("Badges.Example.ORG.:443", 200),
        ("elsewhere.example:8080", 421),
        ("badges.example.org.elsewhere.example", 421),
        ("127.0.0.1.elsewhere.example", 421),
        ("[nonsense", 421),
        ("", 421),
    ],
)
def test_a_page_elsewhere_cannot_have_its_name_lead_a_browser_here(named_house: House, host: str, status: int) -> None:
    for target in ("/operators", "/operators/live", "/inbox", "/bundles", "/metrics"):
        assert named_house.stranger().send("GET", target, headers={"Host": host}).status == status


def test_under_a_name_that_is_not_ours_nothing_can_be_sent_and_the_setting_is_told(named_house: House) -> None:
    for target in ("/inbox/decide", "/inbox/undo", "/bundles"):
        answer = named_house.stranger().send("POST", target, headers={"Host": "elsewhere.example"})
        assert (answer.status, answer.code) == (421, "wrong_host")
        assert "operators_at" in answer.json["detail"]


def test_kiosks_may_call_the_service_by_any_name(named_house: House) -> None:
    assert named_house.stranger().send("GET", "/livez", headers={"Host": "elsewhere.example"}).status == 200


def test_a_client_behind_a_proxy_on_this_machine_is_who_the_proxy_says(house: House) -> None:
    answer = house.stranger().send("GET", "/operators", headers={"X-Forwarded-For": "203.0.113.9"})

    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "just now"), (9, "just now"), (10, "10 s ago"), (60, "1 min ago"), (7_200, "2 h ago"), (200_000, "2 d ago")],
)
def test_how_long_ago_is_said_as_a_person_would(seconds: int, words: str) -> None:
    assert ago(seconds * 1_000_000) == words


def test_missing_numbers_show_with_how_long_they_are_missing_until_they_come(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1), tap(9)])
    house.clock.forward(7_200)
    kiosk.push([tap(4)])

    html = live(house)
    assert "1 of 9" in html
    assert "No. 2 to 3: missing, noticed 2 h ago" in html
    assert "No. 5 to 8: missing, noticed 2 h ago" in html

    kiosk.push([tap(seq) for seq in (2, 3, 5, 6, 7, 8)])
    assert "Not complete" not in live(house)


def test_what_a_kiosk_has_lost_for_ever_is_told_apart_from_what_may_still_come(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1), tap(9)])
    lost = [{"first": 3, "last": 4}, {"first": 10, "last": 12}]
    kiosk.beat({}, ledgers=[{"ledger": kiosk.ledger, "highest": 12, "closed": True, "lost": lost}])

    html = live(house)

    assert "No. 2: missing, noticed" in html
    assert "No. 3 to 4: lost at the kiosk, for ever" in html
    assert "No. 5 to 8: missing, noticed" in html
    assert "No. 10 to 12: lost at the kiosk, for ever" in html
    assert "closed" in html


def test_a_second_history_shows_kinds_and_times_and_no_token(house: House, kiosk: PaperKiosk) -> None:
    now_us, token = house.clock.now_us, "r1:" + "5ec3e7" * 5
    kiosk.push([tap(1, token, wall_us=now_us), tap(2, token, wall_us=now_us)])
    other = tap(2, token, wall_us=now_us + 60_000_000)
    kiosk.push([record(1, "event_opened", {"event": "drop-in-cambridge"}, wall_us=now_us), other])

    html = live(house)

    assert "No. 1: tap at 21 Sep 2026, 12:00 UTC, and event_opened at 21 Sep 2026, 12:00 UTC" in html
    assert "No. 2: tap at 21 Sep 2026, 12:00 UTC, and tap at 21 Sep 2026, 12:01 UTC" in html
    assert token not in html
