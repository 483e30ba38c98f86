"""Heartbeats: kept, and answered with what the service lacks."""

import json

from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, tap


def test_a_heartbeat_hears_what_is_missing(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1), tap(2), tap(4)])

    answer = kiosk.beat({kiosk.ledger: 6, "never-sent": 2, "empty": 0})

    assert answer.status == 200
    assert answer.json["service_time_us"] == house.clock.now_us
    assert answer.json["ledgers"] == [
        {"ledger": kiosk.ledger, "complete_through": 2, "gaps": [{"first": 3, "last": 3}, {"first": 5, "last": 6}]},
        {"ledger": "never-sent", "complete_through": 0, "gaps": [{"first": 1, "last": 2}]},
        {"ledger": "empty", "complete_through": 0, "gaps": []},
    ]


def test_another_kiosks_ledger_is_not_told(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1)])

    (told,) = house.kiosk().beat({kiosk.ledger: 1, "its-own": 0}).json["ledgers"]

    assert told["ledger"] == "its-own"


def test_the_latest_heartbeat_counts(house: House, kiosk: PaperKiosk) -> None:
    kiosk.beat({}, waiting=7)
    house.clock.forward(60)
    kiosk.beat({}, waiting=3)

    (beat,) = house.database.read(lambda unit: unit.heartbeats.all()).values()

    assert beat.received_us == house.clock.now_us
    assert json.loads(beat.body)["waiting"] == 3


def test_more_ledgers_than_a_kiosk_can_have_are_a_bad_request(kiosk: PaperKiosk) -> None:
    assert kiosk.beat({f"l{number}": 1 for number in range(101)}).code == "bad_request"
    assert kiosk.beat({"a\0b": 1}).code == "bad_request"
