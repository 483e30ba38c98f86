"""What becomes of records: idempotent by id, complete by number, nothing lost and nothing doubled."""

import json
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from badge_service import commands
from badge_service.usecases.add_events import add_events
from badge_service.usecases.read_again import ReadAgain
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, HubId
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Answer, Json, PaperKiosk, record, tap


def words(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.body
    return [each["verdict"] for each in answer.json["verdicts"]]


def reasons(answer: Answer) -> list[str | None]:
    return [each["reason"] for each in answer.json["verdicts"]]


def audit(house: House) -> Json:
    return json.loads(commands.audit(house.database))


def test_new_records_are_accepted_each_by_its_id(kiosk: PaperKiosk) -> None:
    batch = [tap(1), tap(2), record(3, "event_opened", {"event": "drop-in-cambridge"})]

    answer = kiosk.push(batch)

    assert [each["id"] for each in answer.json["verdicts"]] == [each["id"] for each in batch]
    assert words(answer) == ["accepted"] * 3
    assert answer.json["complete_through"] == 3
    assert answer.json["gaps"] == []


def test_the_same_records_again_are_duplicates_and_stored_once(house: House, kiosk: PaperKiosk) -> None:
    batch = [tap(1), tap(2)]
    kiosk.push(batch)

    assert words(kiosk.push(batch, packed=True)) == ["duplicate"] * 2
    report = audit(house)
    assert (report["records"], report["distinct_ids"], report["duplicates"]) == (2, 2, 2)


def test_the_same_content_in_other_spacing_and_order_is_a_duplicate(kiosk: PaperKiosk) -> None:
    first = tap(1)
    kiosk.push([first])

    again = first | {"body": dict(reversed(first["body"].items()))}

    assert words(kiosk.push([again])) == ["duplicate"]


def test_missing_numbers_are_told_until_they_come(kiosk: PaperKiosk) -> None:
    assert kiosk.push([tap(1), tap(5)]).json["gaps"] == [{"first": 2, "last": 4}]

    answer = kiosk.push([tap(3)])

    assert answer.json["complete_through"] == 1
    assert answer.json["gaps"] == [{"first": 2, "last": 2}, {"first": 4, "last": 4}]
    answer = kiosk.push([tap(2), tap(4)])
    assert (answer.json["complete_through"], answer.json["gaps"]) == (5, [])


def test_another_content_under_a_known_id_is_kept_and_held(house: House, kiosk: PaperKiosk) -> None:
    first = tap(1)
    kiosk.push([first])
    forged = first | {"body": first["body"] | {"outcome": "left"}}

    for _ in range(2):
        answer = kiosk.push([forged])
        assert (words(answer), reasons(answer)) == (["held"], ["forked"])

    report = audit(house)
    assert (report["records"], report["accepted"], report["held"]) == (2, 1, 1)
    assert words(kiosk.push([first])) == ["duplicate"]


def test_a_number_taken_by_another_id_is_kept_and_held(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1), tap(2)])

    answer = kiosk.push([tap(2), tap(3)])

    assert (words(answer), reasons(answer)) == (["held", "accepted"], ["forked", None])
    assert answer.json["complete_through"] == 3
    assert audit(house)["held_by_reason"] == {"forked": 1}


def test_a_known_id_under_a_new_number_leaves_no_gap(kiosk: PaperKiosk) -> None:
    first = tap(1)
    kiosk.push([first])

    answer = kiosk.push([first | {"seq": 2}])

    assert (reasons(answer), answer.json["complete_through"]) == (["forked"], 2)


def test_two_of_one_batch_with_one_number_are_a_fork(kiosk: PaperKiosk) -> None:
    assert words(kiosk.push([tap(1), tap(1)])) == ["accepted", "held"]


def test_what_a_person_must_decide_is_held_with_its_reason(kiosk: PaperKiosk) -> None:
    answer = kiosk.push(
        [
            record(1, "seen_from_the_future", {"anything": [1, {"at": "all"}]}),
            record(2, "tap", {"tokens": "not a list"}),
            record(3, "tap", ["not an object"]),
            tap(4, event=None),
            tap(5, event="no-such-event"),
            record(6, "clock_fixed", {"boot": "b", "boottime_us": 1, "wall_us": 2, "source": "kernel"}),
        ]
    )

    assert reasons(answer) == ["unknown_kind", "malformed", "malformed", "no_event", "unknown_event", None]
    assert answer.json["complete_through"] == 6


def test_what_no_table_could_hold_is_refused_and_the_rest_goes_on(house: House, kiosk: PaperKiosk) -> None:
    answer = kiosk.push(
        [
            tap(1) | {"id": "NOT-A-UUID"},
            tap(0),
            record(3, "Bad\0Kind", {}),
            tap(4, wall_us=2**60),
            tap(5) | {"body": {"tokens": ["x" * 20_000]}},
            tap(6),
        ]
    )

    assert reasons(answer) == ["bad_id", "bad_seq", "bad_kind", "bad_time", "too_large", None]
    assert words(answer) == ["refused"] * 5 + ["accepted"]
    assert answer.json["gaps"] == [{"first": 1, "last": 5}]
    report = audit(house)
    assert (report["records"], report["refused"]) == (1, 5)


def test_a_body_is_kept_as_it_came(house: House, kiosk: PaperKiosk) -> None:
    body = {"tokens": [], "event": "drop-in-cambridge", "outcome": "help", "later": {"ü": "\0", "n": 1e3}}
    kiosk.push([record(1, "tap", body)])

    (kept,) = house.database.read(lambda unit: unit.records.of_hub("cambridge", 0))

    assert kept.body == body


def test_another_kiosks_ledger_is_refused_and_tells_nothing(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1), tap(2)])
    other = house.kiosk()
    other.ledger = kiosk.ledger

    answer = other.push([tap(3)])

    assert (words(answer), reasons(answer)) == (["refused"], ["other_kiosk"])
    assert answer.json["complete_through"] == 0
    assert audit(house)["records"] == 2


def test_records_of_a_hub_where_the_kiosk_never_stood_are_held(kiosk: PaperKiosk) -> None:
    assert reasons(kiosk.push([tap(1)], hub="ely")) == ["wrong_hub"]


def test_records_of_the_old_hub_still_count_after_a_move(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1)])
    old_ledger = kiosk.ledger
    assert kiosk.enrol(house.code("Ely")).json["hub"] == "ely"

    late = kiosk.push([tap(2)], hub="cambridge", ledger=old_ledger)
    new = kiosk.push([tap(1, event="drop-in-ely")], ledger="ledger-at-ely")

    assert words(late) == words(new) == ["accepted"]


def test_held_records_are_read_again_after_an_upgrade_or_a_new_event(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1, event="made-later"), record(2, "seen_from_the_future", {})])
    event = Event(EventId("made-later"), HubId("cambridge"), "Made later")
    house.database.write(lambda unit: unit.events.add(event))

    assert ReadAgain(house.database, house.clock)() == 1

    report = audit(house)
    assert (report["accepted"], report["held_by_reason"]) == (1, {"unknown_kind": 1})


def test_what_waited_for_an_event_counts_as_soon_as_the_event_is_added(house: House, kiosk: PaperKiosk) -> None:
    cursor = kiosk.pull().json["cursor"]
    kiosk.push([tap(1, event="made-later"), tap(2, event="never-made")])
    event = Event(EventId("made-later"), HubId("cambridge"), "Made later")

    added = [house.database.write(lambda unit: add_events(unit, [event], house.clock.now_us)) for _ in range(2)]

    assert added == [1, 0]
    report = audit(house)
    assert (report["accepted"], report["held_by_reason"]) == (1, {"unknown_event": 1})
    assert [each["id"] for each in kiosk.pull(cursor).json["events"]] == ["made-later"]


def test_the_audit_tells_gaps_and_the_lag_of_taps(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    kiosk.push([tap(1, wall_us=now_us - 40_000), tap(2, wall_us=now_us - 20_000), tap(5, wall_us=now_us - 900_000)])

    report = audit(house)

    assert report["ledgers"] == [
        {
            "ledger": kiosk.ledger,
            "kiosk": kiosk.id,
            "hub": "cambridge",
            "highest": 5,
            "complete_through": 2,
            "gaps": [[3, 4]],
        }
    ]
    assert (report["receive_lag_p50_ms"], report["receive_lag_p99_ms"]) == (40.0, 900.0)


def test_the_same_batch_over_many_connections_at_once_is_stored_once(house: House, kiosk: PaperKiosk) -> None:
    twins = [house.stranger() for _ in range(4)]
    for twin in twins:
        twin.key, twin.id, twin.ledger = kiosk.key, kiosk.id, kiosk.ledger
    batch = [tap(seq) for seq in range(1, 101)]

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda twin: twin.push(batch), twins))

    counted = Counter(word for answer in answers for word in words(answer))
    assert counted == {"accepted": 100, "duplicate": 300}
    assert audit(house)["records"] == 100


def test_one_id_in_two_ledgers_at_once_is_kept_once_and_held_once(house: House) -> None:
    kiosks = [house.kiosk(), house.kiosk()]
    batch = [tap(seq) for seq in range(1, 51)]

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda each: each.push(batch), kiosks))

    counted = Counter(word for answer in answers for word in words(answer))
    assert counted == {"accepted": 50, "held": 50}
    report = audit(house)
    assert (report["records"], report["distinct_ids"]) == (100, 50)


def test_a_restart_forgets_nothing(house: House, kiosk: PaperKiosk) -> None:
    batch = [tap(1), tap(3)]
    kiosk.push(batch)
    commands.init(house.database, None, house.clock, secrets.token_bytes)

    answer = kiosk.push(batch)

    assert words(answer) == ["duplicate"] * 2
    assert answer.json["gaps"] == [{"first": 2, "last": 2}]
