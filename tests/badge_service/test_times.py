"""When things happened: records of kiosks that don't know the time count on the right day, or wait for a person."""

import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from badge_service.domain.arrivals import arrivals_today
from badge_service.domain.boots import Heard
from badge_service.domain.intake import Incoming
from badge_service.store import schema
from badge_service.store.engine import Database
from badge_service.store.unit import Unit
from badge_service.usecases.attendance import evidence
from badge_service.usecases.caller import Caller
from badge_service.usecases.ingest import Ingest
from badge_service.usecases.times import bounds_of, history_of, to_consider
from kiosk.domain.clock import OLDEST_US, ClockReading
from kiosk.domain.clock_bounds import Bounds, history
from kiosk.domain.derive import Stay, derive
from kiosk.domain.events import Event, OpeningWindow
from kiosk.domain.ids import BootId, EventId, HubId, KioskId, LedgerId, RecordId
from sync.protocol import RecordsRequest
from tests.badge_service.house import NOON_US, House
from tests.badge_service.paper_kiosk import Answer, Json, PaperKiosk, record, tap

S = 1_000_000
MINUTE_US = 60 * S
HOUR_US = 60 * MINUTE_US
DAY_US = 24 * HOUR_US
WRONG_US = 978_307_200 * S
CLUB = Event(EventId("club"), HubId("cambridge"), "Code club", window=OpeningWindow(NOON_US, NOON_US + 2 * HOUR_US))


def clocks(boot: str, boottime_us: int, wall_us: int = WRONG_US) -> dict[str, Any]:
    """Return what a clock says that nobody vouches for."""
    return {"wall_us": wall_us, "synchronised": False, "boot": boot, "boottime_us": boottime_us}


def lost_tap(seq: int, boot: str, boottime_us: int, *, wall_us: int = WRONG_US) -> dict[str, Any]:
    return tap(seq) | {"taken": clocks(boot, boottime_us, wall_us)}


def fix(seq: int, boot: str, boottime_us: int, wall_us: int, source: str = "service") -> dict[str, Any]:
    body = {"boot": boot, "boottime_us": boottime_us, "wall_us": wall_us, "source": source, "uncertainty_us": 20_000}
    return record(seq, "clock_fixed", body) | {"taken": clocks(boot, boottime_us)}


def push(kiosk: PaperKiosk, records: list[dict[str, Any]], boot: str, boottime_us: int) -> Answer:
    answer = kiosk.push(records, reading=clocks(boot, boottime_us))
    assert answer.status == 200, answer.body
    return answer


def judged(answer: Answer) -> list[str]:
    verdicts: Json = answer.json["verdicts"]
    return [each["reason"] or each["verdict"] for each in verdicts]


def worth(house: House, each: dict[str, Any]) -> str:
    stored = house.database.read(lambda unit: unit.held.stored([RecordId(each["id"])]))[RecordId(each["id"])]
    return stored.standing.value if stored.reason is None else stored.reason.value


def bounds(house: House, each: dict[str, Any]) -> Bounds:
    found = house.database.read(lambda unit: bounds_of(unit, RecordId(each["id"])))
    assert found is not None
    return found


def stays(house: House) -> tuple[Stay, ...]:
    def derived(unit: Any) -> tuple[Stay, ...]:  # noqa: ANN401  the store's own
        known = evidence(unit, unit.hubs.get(HubId("cambridge")), 0)
        return derive(known.records, known.book)

    return house.database.read(derived)


def today(house: House) -> int:
    def counted(unit: Any) -> int:  # noqa: ANN401  the store's own
        known = evidence(unit, unit.hubs.get(HubId("cambridge")), 0)
        return arrivals_today(known.records, known.book, house.clock.now_us)

    return house.database.read(counted)


def test_taps_of_a_boot_without_time_count_by_when_that_boot_sent_them(house: House, kiosk: PaperKiosk) -> None:
    taps = [lost_tap(1, "a", HOUR_US), lost_tap(2, "a", 2 * HOUR_US)]

    assert judged(push(kiosk, taps, "a", 3 * HOUR_US)) == ["accepted"] * 2

    for each, hours in zip(taps, (2, 1), strict=True):
        told = bounds(house, each)
        assert told.earliest_us <= NOON_US - hours * HOUR_US <= told.latest_us
        assert told.width_us < 8 * MINUTE_US
        assert abs(told.at_us - (NOON_US - hours * HOUR_US)) < S
    assert today(house) == 2


def test_a_fix_says_it_closer_also_for_what_was_taken_before(house: House, kiosk: PaperKiosk) -> None:
    early = lost_tap(1, "a", 10 * S)
    push(kiosk, [early, fix(2, "a", HOUR_US, NOON_US)], "a", HOUR_US + S)
    told = bounds(house, early)
    assert (told.at_us, told.width_us < 4 * S) == (NOON_US - HOUR_US + 10 * S, True)


def test_a_dark_boot_between_two_others_of_one_day_counts_on_that_day(house: House, kiosk: PaperKiosk) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 3 * HOUR_US)], "a", S)
    dark = lost_tap(2, "dark", MINUTE_US)
    assert judged(push(kiosk, [dark, fix(3, "c", 10 * S, NOON_US)], "c", 10 * S)) == ["accepted"] * 2
    told = bounds(house, dark)
    assert NOON_US - 3 * HOUR_US <= told.earliest_us < told.latest_us <= NOON_US
    assert today(house) == 1


def test_a_tap_of_which_nobody_can_tell_the_day_waits_for_a_person_and_is_kept(house: House, kiosk: PaperKiosk) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 3 * DAY_US)], "a", S)
    dark = lost_tap(2, "dark", MINUTE_US)

    assert judged(push(kiosk, [dark], "c", 10 * S)) == ["doubtful_time"]

    assert today(house) == 0
    assert bounds(house, dark).width_us > 2 * DAY_US
    again = push(kiosk, [dark], "c", 11 * S)
    assert judged(again) == ["duplicate"]


def test_what_was_never_told_any_time_is_between_the_first_kiosk_and_now(house: House, kiosk: PaperKiosk) -> None:
    only = lost_tap(1, "dark", MINUTE_US)
    assert judged(push(kiosk, [only], "c", S)) == ["doubtful_time"]
    told = bounds(house, only)
    assert (told.earliest_us, told.latest_us) == (OLDEST_US, NOON_US + S)


@pytest.mark.parametrize("source", ["hardware", "service"])
def test_a_fix_that_comes_later_lets_what_waited_count(house: House, kiosk: PaperKiosk, source: str) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 3 * DAY_US)], "a", S)
    dark = lost_tap(2, "dark", MINUTE_US)
    assert judged(push(kiosk, [dark], "c", 10 * S)) == ["doubtful_time"]

    push(kiosk, [fix(3, "dark", 2 * MINUTE_US, NOON_US - HOUR_US, source)], "c", 20 * S)

    assert worth(house, dark) == "accepted"
    assert today(house) == 1


def test_the_wall_clock_decides_only_where_it_can_be_right(house: House, kiosk: PaperKiosk) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 3 * HOUR_US)], "a", S)
    likely, mad = (
        lost_tap(2, "b", 0, wall_us=NOON_US - HOUR_US),
        lost_tap(3, "c", 0, wall_us=NOON_US + 400 * DAY_US),
    )
    push(kiosk, [likely, mad], "d", S)
    assert bounds(house, likely).at_us == NOON_US - HOUR_US
    assert bounds(house, mad).at_us <= NOON_US + S


def test_the_order_of_arrivals_is_the_order_of_the_numbers(house: House, kiosk: PaperKiosk) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 3 * HOUR_US)], "a", S)
    taps = [lost_tap(seq, f"boot-{seq}", S, wall_us=NOON_US - seq * 10 * MINUTE_US) for seq in range(2, 6)]
    push(kiosk, taps, "z", S)
    assert [each.arrival for each in stays(house)] == [each["id"] for each in taps]


def test_a_tap_taken_for_drop_in_on_a_doubtful_clock_counts_at_the_event_that_was_on(
    house: House, kiosk: PaperKiosk
) -> None:
    house.database.write(lambda unit: unit.events.add(CLUB))
    during, before = lost_tap(2, "a", 4 * HOUR_US), lost_tap(1, "a", HOUR_US)
    house.clock.now_us = NOON_US + 3 * HOUR_US

    push(kiosk, [before, during], "a", 6 * HOUR_US)

    assert {each.arrival: each.event for each in stays(house)} == {
        before["id"]: "drop-in-cambridge",
        during["id"]: "club",
    }


def test_a_tap_that_may_be_of_the_event_or_not_waits_for_a_person(house: House, kiosk: PaperKiosk) -> None:
    house.database.write(lambda unit: unit.events.add(CLUB))
    house.clock.now_us = NOON_US + HOUR_US
    push(kiosk, [fix(1, "a", 0, NOON_US - HOUR_US)], "a", S)
    assert judged(push(kiosk, [lost_tap(2, "dark", MINUTE_US)], "c", S)) == ["doubtful_time"]


def test_a_kiosk_that_knew_the_time_keeps_its_word_for_drop_in(house: House, kiosk: PaperKiosk) -> None:
    house.database.write(lambda unit: unit.events.add(CLUB))
    house.clock.now_us = NOON_US + HOUR_US
    known = lost_tap(2, "a", HOUR_US)
    push(kiosk, [fix(1, "a", 0, NOON_US - MINUTE_US), known], "a", HOUR_US + S)
    assert [each.event for each in stays(house)] == ["drop-in-cambridge"]


def test_another_kiosk_cannot_say_what_time_it_was_here(house: House, kiosk: PaperKiosk) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 3 * DAY_US)], "a", S)
    dark = lost_tap(2, "dark", MINUTE_US)
    push(kiosk, [dark], "c", 10 * S)
    other = house.kiosk()
    push(other, [fix(1, "dark", MINUTE_US, NOON_US)], "elsewhere", S)
    assert worth(house, dark) == "doubtful_time"


def test_the_hour_that_comes_twice_is_two_hours(house: House, kiosk: PaperKiosk) -> None:
    """2026-10-25 in Cambridge: 01:30 at 00:30 UTC, and again at 01:30 UTC."""
    first_us = 1_792_888_200 * S
    house.clock.now_us = first_us + 2 * HOUR_US
    taps = [lost_tap(1, "a", HOUR_US), lost_tap(2, "a", 2 * HOUR_US)]
    push(kiosk, [*taps, fix(3, "a", 3 * HOUR_US, first_us + 2 * HOUR_US)], "a", 3 * HOUR_US)
    assert [each.arrived_us for each in stays(house)] == [first_us, first_us + HOUR_US]


def test_what_was_carried_here_on_a_stick_tells_nothing_of_when_it_was_made(house: House, kiosk: PaperKiosk) -> None:
    made = lost_tap(1, "a", HOUR_US)
    content = {"ledger": kiosk.ledger, "hub": kiosk.hub, "reading": clocks("a", 2 * HOUR_US), "records": [made]}
    request = msgspec.json.decode(msgspec.json.encode(content), type=RecordsRequest)

    Ingest(house.database, house.clock)(Caller(KioskId(kiosk.id), HubId("cambridge")), request, carried=True)

    assert worth(house, made) == "doubtful_time"
    told = bounds(house, made)
    assert (told.earliest_us, told.latest_us) == (OLDEST_US, NOON_US + S)


def considered(house: House, kiosk: PaperKiosk, incoming: list[Incoming], boot: str) -> set[str]:
    """Return what would be considered anew for the time's sake if ``incoming`` came in; nothing is kept of it."""
    sending = ClockReading(WRONG_US, synchronised=False, boot=BootId(boot), boottime_us=HOUR_US)

    def asked(unit: Unit) -> set[str]:
        return set(to_consider(unit, LedgerId(kiosk.ledger), incoming, sending, house.clock.now_us))

    return house.database.change(lambda connection: asked(Unit(connection)))


def came(kiosk: PaperKiosk, seq: int, boot: str, *, synchronised: bool = False, wall_us: int = WRONG_US) -> Incoming:
    taken = ClockReading(wall_us, synchronised, BootId(boot), MINUTE_US)
    return Incoming(RecordId(f"new-{seq}"), LedgerId(kiosk.ledger), seq, "tap", taken, b"", b"{}", None)


def test_a_boot_that_knows_nothing_lets_nobody_think_again_of_what_waits(house: House, kiosk: PaperKiosk) -> None:
    dark = [lost_tap(seq, f"dark-{seq}", MINUTE_US) for seq in range(1, 6)]
    assert judged(push(kiosk, dark, "z", S)) == ["doubtful_time"] * 5

    assert considered(house, kiosk, [came(kiosk, 6, "dark-6")], "z") == {"new-6"}


def test_news_of_a_boot_lets_think_again_only_of_those_up_to_the_next_that_knew_the_time(
    house: House, kiosk: PaperKiosk
) -> None:
    apart = [NOON_US - days * DAY_US for days in (30, 20, 10)]
    fixes = [fix(3 * place, f"known-{place}", 0, at_us) for place, at_us in enumerate(apart, 1)]
    dark = [lost_tap(seq, f"dark-{seq}", MINUTE_US) for seq in (1, 4, 7, 10)]
    push(kiosk, [*fixes, *dark], "z", S)
    assert [worth(house, each) for each in dark] == ["doubtful_time"] * 4

    found = considered(house, kiosk, [came(kiosk, 8, "now-8", synchronised=True, wall_us=NOON_US - 15 * DAY_US)], "z")

    assert found == {dark[2]["id"]}


def test_a_fix_in_the_next_ledger_lets_count_what_waits_in_the_one_before(house: House, kiosk: PaperKiosk) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 3 * DAY_US)], "a", S)
    dark = lost_tap(2, "dark", MINUTE_US)
    assert judged(push(kiosk, [dark], "c", 10 * S)) == ["doubtful_time"]

    kiosk.ledger += "-restored"
    push(kiosk, [fix(1, "dark", 2 * MINUTE_US, NOON_US - HOUR_US)], "c", 20 * S)

    assert worth(house, dark) == "accepted"
    assert today(house) == 1


def test_a_fix_in_the_next_ledger_tells_that_a_tap_in_the_one_before_came_before_the_loss(
    house: House, kiosk: PaperKiosk
) -> None:
    push(kiosk, [fix(1, "a", 0, NOON_US - 4 * HOUR_US)], "a", S)
    dark = lost_tap(2, "dark", MINUTE_US)
    (token,) = dark["body"]["tokens"]
    push(kiosk, [dark], "c", 10 * S)
    lost = record(1, "card_lost", {"token": token}, wall_us=NOON_US - HOUR_US)
    push(house.kiosk(), [lost], "elsewhere", S)
    assert worth(house, dark) == "after_loss"

    kiosk.ledger += "-restored"
    push(kiosk, [fix(1, "dark", 2 * MINUTE_US, NOON_US - 2 * HOUR_US)], "c", 20 * S)

    assert worth(house, dark) == "accepted"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["dark", "fix", "staff", "vouched", "sent"]), min_size=1, max_size=14))
def test_the_times_of_one_boot_are_the_same_whichever_others_are_asked_for(
    house: House, kiosk: PaperKiosk, evidence_of: list[str]
) -> None:
    ledger = kiosk.ledger = f"ledger-{uuid.uuid4()}"
    house.clock.now_us = NOON_US - 40 * DAY_US
    for seq, kind in enumerate(evidence_of, 1):
        house.clock.now_us += (7 * HOUR_US, 2 * MINUTE_US, 3 * DAY_US)[seq % 3]
        came_to_know(house, kiosk, seq, kind)

    def compared(unit: Unit) -> None:
        boots = unit.boots.between(LedgerId(ledger), 1, len(evidence_of))
        fixes = unit.boots.fixes(LedgerId(ledger), {each.boot for each in boots})
        whole = history([each.seen(fixes[each.boot]) for each in boots])
        for each in boots:
            unit.histories.clear()
            some = history_of(unit, [(LedgerId(ledger), each.boot)])
            for boottime_us in (0, HOUR_US, 2 * HOUR_US, 5 * DAY_US):
                taken = ClockReading(WRONG_US, synchronised=False, boot=each.boot, boottime_us=boottime_us)
                assert some.bounds(taken) == whole.bounds(taken)

    house.database.read(compared)


def came_to_know(house: House, kiosk: PaperKiosk, seq: int, kind: str) -> None:
    """Let a boot of one hour send one record, with that kind of evidence of its time."""
    boot, at_us = f"{kiosk.ledger}-{seq}", house.clock.now_us
    told = lost_tap(seq, boot, HOUR_US, wall_us=at_us - DAY_US)
    if kind in {"fix", "staff"}:
        told = fix(seq, boot, HOUR_US, at_us - MINUTE_US, "staff" if kind == "staff" else "service")
    elif kind == "vouched":
        told["taken"] |= {"wall_us": at_us - MINUTE_US, "synchronised": True}
    sending = clocks(boot if kind == "sent" else "elsewhere", HOUR_US)
    content = {"ledger": kiosk.ledger, "hub": kiosk.hub, "reading": sending, "records": [told]}
    request = msgspec.json.decode(msgspec.json.encode(content), type=RecordsRequest)
    Ingest(house.database, house.clock)(Caller(KioskId(kiosk.id), HubId("cambridge")), request)


def test_both_halves_of_a_synchronised_reading_are_of_one_record_after_the_upgrade(empty_url: str) -> None:
    """A boot whose clock was set back showed a later time before."""
    database = Database(empty_url)
    if database.file is not None:
        database.file.touch(mode=0o600)
    database.change(lambda connection: upgraded(connection, "0001"))
    database.change(lambda connection: taken_in_by_an_older_program(connection, set_back_us=HOUR_US))

    schema.bring_up_to_date(database)

    (boot,) = database.read(lambda unit: unit.boots.between(LedgerId("old"), 1, 2))
    assert boot.vouched == ClockReading(NOON_US - HOUR_US, synchronised=True, boot=BootId("a"), boottime_us=S)
    database.close()


def test_what_an_older_program_took_in_has_bounds_after_the_upgrade(empty_url: str) -> None:
    """Its records came before their boots were kept; a later tap of the same boot is bounded by them."""
    database = Database(empty_url)
    if database.file is not None:
        database.file.touch(mode=0o600)
    database.change(lambda connection: upgraded(connection, "0001"))
    database.change(taken_in_by_an_older_program)

    schema.bring_up_to_date(database)

    (boot,) = database.read(lambda unit: unit.boots.between(LedgerId("old"), 1, 2))
    assert (boot.first_seq, boot.last.boottime_us, boot.received) == (1, S, Heard(S, NOON_US))
    told = history([boot.seen(())]).bounds(ClockReading(WRONG_US, synchronised=False, boot=BootId("a"), boottime_us=5))
    assert (told.at_us, told.width_us < 3 * S) == (NOON_US - S + 5, True)
    database.close()


def upgraded(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def taken_in_by_an_older_program(connection: Connection, set_back_us: int | None = None) -> None:
    first = (WRONG_US, "false") if set_back_us is None else (NOON_US, "true")
    second_us = NOON_US - (set_back_us or 0)
    say = connection.exec_driver_sql
    say("INSERT INTO hubs (id, name, zone) VALUES ('cambridge', 'Cambridge', 'Europe/London')")
    kiosk = "id, hub, key, sealing_key, model, version, enrolled_us, duplicates, refused"
    say(f"INSERT INTO kiosks ({kiosk}) VALUES ('k', 'cambridge', 'x', 'y', 'm', 'v', 1, 0, 0)")  # noqa: S608  all ours
    say("INSERT INTO ledgers (id, kiosk, hub, highest) VALUES ('old', 'k', 'cambridge', 2)")
    names = "ledger, seq, id, kind, wall_us, synchronised, boot, boottime_us, body, digest, received_us, verdict"
    for values in (f"1, 'one', 'tap', {first[0]}, {first[1]}, 'a', 5", f"2, 'two', 'tap', {second_us}, true, 'a', {S}"):
        say(f"INSERT INTO records ({names}) VALUES ('old', {values}, '', '', {NOON_US}, 'accepted')")  # noqa: S608  ours
