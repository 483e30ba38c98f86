"""What a monitoring system reads."""

from prometheus_client.parser import text_string_to_metric_families

from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, tap


def figures(house: House) -> dict[tuple[str, tuple[str, ...]], float]:
    """Return every sample under its name and its labels' values, sorted."""
    answer = house.stranger().send("GET", "/metrics")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.body.decode())
    return {
        (sample.name, tuple(sorted(sample.labels.values()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_answers_are_counted_by_call_and_status(house: House, kiosk: PaperKiosk) -> None:
    kiosk.push([tap(1), tap(2)])
    kiosk.signed("POST", "/api/v1/records", b"{")
    found = figures(house)
    assert found["hubtap_answers_total", ("200", "records")] == 1
    assert found["hubtap_answers_total", ("400", "records")] == 1
    assert found["hubtap_answers_total", ("201", "enrolments")] == 1
    assert found["hubtap_answer_seconds_count", ("records",)] == 2
    assert found["hubtap_requests_under_way", ()] == 0


def test_hubs_kiosks_and_what_a_person_must_decide_are_told(house: House, kiosk: PaperKiosk) -> None:
    kiosk.beat({}, waiting=7)
    kiosk.push([tap(1, event="nobody-knows-it"), tap(2, wall_us=house.clock.now_us)])
    found = figures(house)
    assert found["hubtap_kiosks", ("cambridge", "online")] == 1
    assert found["hubtap_kiosk_waiting", ("cambridge",)] == 7
    assert found["hubtap_held", ("cambridge", "unknown_event")] == 1
    assert found["hubtap_arrivals_today", ("cambridge",)] == 1


def test_figures_are_for_the_operators_networks_only(database_url: str) -> None:
    with House(database_url, operators_from="192.0.2.0/24") as house:
        assert house.stranger().send("GET", "/metrics").status == 404


def test_a_process_whose_database_is_away_still_says_that_it_lives(house: House) -> None:
    house.database.change(lambda connection: connection.exec_driver_sql("ALTER TABLE records RENAME TO away"))
    stranger = house.stranger()
    assert stranger.send("GET", "/livez").json == {"status": "ok"}
    assert stranger.send("GET", "/healthz").status == 503
    assert stranger.send("GET", "/metrics").status == 503
