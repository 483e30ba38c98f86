"""What staff do at a kiosk is understood at the centre, in whatever order it comes."""

import itertools
import logging
import secrets

import pytest

from badge_service.domain.figures import Tally
from badge_service.usecases.figures import Figures, Period
from badge_service.usecases.forget import Forget
from badge_service.usecases.on_the_spot import UNTITLED
from kiosk.domain.events import Event, OpeningWindow
from kiosk.domain.ids import EventId, HubId, MemberRef
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, record, tap
from tests.badge_service.staff import (
    EVENT,
    HOUR_US,
    MEMBER,
    acted,
    came,
    closed,
    heads,
    left,
    made,
    name,
    send_names,
    verdicts,
)

ACCEPTED = ("accepted", None)


def event(house: House, which: str = EVENT) -> Event:
    return house.database.read(lambda unit: unit.events.of_hub(HubId("cambridge")))[EventId(which)]


def window(house: House) -> OpeningWindow:
    found = event(house).window
    assert found is not None
    return found


def told_members(kiosk: PaperKiosk) -> dict[str, str | None]:
    return {each["ref"]: each["shown_name"] for each in kiosk.pull(level=4).json["members"]}


def arrivals(house: House) -> dict[str, tuple[int, int]]:
    """Return arrivals and heads by event id, on the tests' day."""
    day = house.today
    lines = Figures(house.database, house.clock)(Period(day, day)).lines
    return {each.event.id: (each.tally.arrivals, each.tally.headcount) for each in lines if each.event is not None}


def tally_of_the_event(house: House) -> Tally:
    lines = Figures(house.database, house.clock)(Period(house.today, house.today)).lines
    return next(each.tally for each in lines if each.event is not None)


# ------------------------------------------------------------- events and people made on the spot


def test_an_event_made_at_the_kiosk_is_there_with_all_that_names_it(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us
    answer = kiosk.push([made(1, now), came(2, now), tap(3, event=EVENT, wall_us=now), heads(4, now, 7, "visitors")])

    assert verdicts(answer) == [ACCEPTED] * 4
    assert event(house).title == UNTITLED
    assert arrivals(house)[EVENT] == (2, 7)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_no_record_stays_held_once_its_event_is_known(house: House, order: tuple[int, ...]) -> None:
    now, kiosk = house.clock.now_us, house.kiosk()
    records = [made(1, now), came(2, now), tap(3, event=EVENT, wall_us=now)]

    for place in order:
        kiosk.push([records[place]])

    assert house.database.read(lambda unit: unit.tally.held()) == []
    assert arrivals(house)[EVENT] == (2, 0)


def test_who_was_checked_in_is_known_to_the_hub_and_named_once_the_name_comes(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us
    other = house.kiosk()
    kiosk.push([came(1, now, event="drop-in-cambridge")])
    assert told_members(other)[MEMBER] is None

    assert send_names(kiosk, name(MEMBER, "Callum B")) == {MEMBER: 1}
    assert told_members(other)[MEMBER] == "Callum B"
    assert MEMBER not in told_members(house.kiosk("Ely"))


def test_an_event_gets_its_title_and_the_newest_revision_stays(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([made(1, house.clock.now_us)])

    assert send_names(kiosk, name(EVENT, "Chess", 2, "event")) == {EVENT: 2}
    assert send_names(kiosk, name(EVENT, "Draughts", 1, "event")) == {EVENT: 2}
    assert event(house).title == "Chess"


def test_names_are_kept_for_nobody_else(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([came(1, house.clock.now_us, event="drop-in-cambridge")])
    elsewhere = house.kiosk("Ely")

    assert send_names(elsewhere, name(MEMBER, "Mallory")) == {}
    assert send_names(kiosk, name("m-unheard-of", "Mallory"), name("drop-in-cambridge", "Mallory", 1, "event")) == {}
    scheme = next(ref for ref in told_members(kiosk) if ref != MEMBER)
    assert (
        send_names(kiosk, name(scheme, "Mallory"), name(MEMBER, "Bad\u202ename", 3), name(MEMBER, "x" * 500, 4)) == {}
    )
    assert "Mallory" not in told_members(kiosk).values()


def test_a_name_is_in_no_log(house: House, kiosk: PaperKiosk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kiosk.push([came(1, house.clock.now_us, event="drop-in-cambridge")])
    send_names(kiosk, name(MEMBER, "Zebedee"))
    kiosk.post("/api/v1/names?level=4", {"names": [name(MEMBER, "Zebedee") | {"stray": 1}]})

    assert "Zebedee" not in caplog.text


@pytest.mark.parametrize("names", [[], [{"kind": "staff"}], [name(MEMBER, "x")] * 501])
def test_what_are_no_names_is_refused(kiosk: PaperKiosk, names: list[object]) -> None:
    assert kiosk.post("/api/v1/names?level=4", {"names": names}).code == "bad_request"


def test_a_forgotten_walk_in_leaves_no_name_and_a_late_one_is_not_kept(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([came(1, house.clock.now_us, event="drop-in-cambridge")])
    send_names(kiosk, name(MEMBER, "Callum B"))

    house.clock.forward(60)
    Forget(house.database, house.clock, secrets.token_bytes)(MemberRef(MEMBER))

    assert send_names(kiosk, name(MEMBER, "Callum B", 2)) == {}
    kiosk.push([came(2, house.clock.now_us - 120_000_000, event="drop-in-cambridge")])
    assert send_names(kiosk, name(MEMBER, "Callum B", 3)) == {}
    assert MEMBER not in told_members(kiosk)


# ------------------------------------------------------------- corrections, ends, paper, audit


def test_corrections_of_what_staff_did_count_and_can_be_taken_back(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us
    first, second = came(2, now), came(3, now, "m-00000000000000bb")
    void = record(4, "voided", {"record": first["id"]}, wall_us=now)
    move = record(5, "moved", {"record": second["id"], "event": "drop-in-cambridge"}, wall_us=now)
    kiosk.push([made(1, now), first, second, void, move])
    assert arrivals(house) == {"drop-in-cambridge": (1, 0)}

    kiosk.push([record(6, "voided", {"record": void["id"]}, wall_us=now)])
    kiosk.push([record(7, "voided", {"record": move["id"]}, wall_us=now)])
    assert arrivals(house) == {EVENT: (2, 0)}


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_a_walk_in_who_was_moved_and_taken_back_counts_the_same_in_any_order(
    house: House, order: tuple[int, ...]
) -> None:
    now, kiosk = house.clock.now_us, house.kiosk()
    walk_in = came(2, now)
    move = record(3, "moved", {"record": walk_in["id"], "event": "drop-in-cambridge"}, wall_us=now)
    records = [made(1, now), walk_in, move, record(4, "voided", {"record": move["id"]}, wall_us=now)]

    for place in order:
        kiosk.push([records[place]])

    assert house.database.read(lambda unit: unit.tally.held()) == []
    assert arrivals(house) == {EVENT: (1, 0)}
    assert MEMBER in told_members(kiosk)


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0)])
def test_heads_that_were_moved_along_count_at_the_other_event_until_that_is_taken_back(
    house: House, order: tuple[int, ...]
) -> None:
    now, kiosk = house.clock.now_us, house.kiosk()
    counted = heads(2, now, 7, "visitors")
    move = record(3, "moved", {"record": counted["id"], "event": "drop-in-cambridge"}, wall_us=now)
    records = [made(1, now), counted, move]

    for place in order:
        kiosk.push([records[place]])
    assert arrivals(house) == {"drop-in-cambridge": (0, 7)}

    kiosk.push([record(4, "voided", {"record": move["id"]}, wall_us=now)])
    assert arrivals(house) == {EVENT: (0, 7)}


def test_something_moved_to_an_event_that_is_made_later_counts_there(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us
    there = tap(1, wall_us=now)
    kiosk.push([there, record(2, "moved", {"record": there["id"], "event": EVENT}, wall_us=now)])
    kiosk.push([made(3, now)])

    assert house.database.read(lambda unit: unit.tally.held()) == []
    assert arrivals(house) == {EVENT: (1, 0)}


def test_paper_tells_its_own_time_and_is_never_doubtful(house: House, kiosk: PaperKiosk) -> None:
    then = house.clock.now_us - 3 * HOUR_US
    line = came(1, 0, event="drop-in-cambridge", paper_us=then)
    line["taken"] |= {"synchronised": False, "boot": "7d0f3c52-0000-4000-8000-00000000dead"}

    assert verdicts(kiosk.push([line])) == [ACCEPTED]
    assert arrivals(house) == {"drop-in-cambridge": (1, 0)}


def test_an_impossible_time_on_paper_is_held(house: House, kiosk: PaperKiosk) -> None:
    line = came(1, house.clock.now_us, event="drop-in-cambridge", paper_us=2**62)

    assert verdicts(kiosk.push([line])) == [("held", "malformed")]


def test_heads_of_each_label_count_once_the_last_number(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us
    kiosk.push([made(1, now), heads(2, now, 5, "adults"), heads(3, now + 1, 8, "adults"), heads(4, now, 2, "children")])

    assert arrivals(house)[EVENT] == (0, 10)


def test_who_forgot_to_say_goodbye_left_when_staff_ended_the_event(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us - 2 * HOUR_US
    kiosk.push([made(1, now, mode="arrive_and_leave"), came(2, now), closed(3, now + HOUR_US)])

    tally = tally_of_the_event(house)
    assert (tally.arrivals, tally.no_goodbye, tally.dwell_s) == (1, 1, [])


def test_how_long_people_stayed_is_told_where_they_said_goodbye(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us - 4 * HOUR_US
    kiosk.push([made(1, now, mode="arrive_and_leave"), came(2, now), left(3, now + HOUR_US)])

    tally = tally_of_the_event(house)
    assert (tally.no_goodbye, tally.dwell_s) == (0, [3_600])


def test_what_staff_did_is_kept(house: House, kiosk: PaperKiosk) -> None:
    assert verdicts(kiosk.push([acted(1, house.clock.now_us, "saw_arrivals")])) == [ACCEPTED]


def test_an_event_made_on_a_wrong_clock_moves_to_when_it_was(house: House, kiosk: PaperKiosk) -> None:
    now, boot = house.clock.now_us, "7d0f3c52-0000-4000-8000-00000000beef"
    wrong_us = 1_767_300_000_000_000
    opened = made(1, wrong_us)
    opened["taken"] = {"wall_us": wrong_us, "synchronised": False, "boot": boot, "boottime_us": 60_000_000}
    kiosk.push([opened])
    assert window(house).opens_us == wrong_us

    fix = {"boot": boot, "boottime_us": 60_000_000, "wall_us": now, "source": "kernel"}
    told = record(2, "clock_fixed", fix)
    told["taken"] = {"wall_us": now, "synchronised": True, "boot": boot, "boottime_us": 61_000_000}
    kiosk.push([told])

    assert abs(window(house).opens_us - now) <= 2_000_000


# ------------------------------------------------------------- who is in at the hub's other kiosks


def test_a_heartbeat_tells_who_is_in_at_the_hubs_others(house: House, kiosk: PaperKiosk) -> None:
    now = house.clock.now_us
    here, elsewhere = house.kiosk(), house.kiosk("Ely")
    kiosk.push([came(1, now, event="drop-in-cambridge"), tap(2, wall_us=now), came(3, now, "m-00000000000000bb")])
    kiosk.beat({kiosk.ledger: 3}, level=4)

    (other,) = here.beat({}, level=4).json["others"]
    assert (other["kiosk"], other["as_of_us"], other["unnamed"]) == (kiosk.id, now, 1)
    assert other["members"] == [MEMBER]
    assert elsewhere.beat({}, level=4).json.get("others", []) == []
    assert "others" not in here.beat({}, level=3).json


@pytest.mark.parametrize("mode", ["arrivals_only", "arrive_and_leave"])
def test_who_is_in_at_a_kiosk_stays_in_when_another_ends_the_event_for_itself(
    house: House, kiosk: PaperKiosk, mode: str
) -> None:
    now = house.clock.now_us - HOUR_US
    other, asking = house.kiosk(), house.kiosk()
    kiosk.push([made(1, now, mode=mode), came(2, now), closed(3, now + HOUR_US // 2)])
    other.push([came(1, now, "m-00000000000000bb")])

    told = {each["kiosk"]: each["members"] for each in asking.beat({}, level=4).json["others"]}
    assert told == {kiosk.id: [], other.id: ["m-00000000000000bb"]}
