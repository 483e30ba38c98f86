"""A kiosk without a clock of its own lives through wrong clocks: every arrival is within its bounds, none is lost."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from badge_service.domain.holds import Standing
from tests.sync.authority import DAY, make_chain
from tests.system.clocked_house import Arrived, ClockedHouse
from tests.system.program import until
from tests.system.tls_relay import TlsRelay

S = 1_000_000
MINUTE_US = 60 * S
HOUR_US = 60 * MINUTE_US
DAY_US = 24 * HOUR_US
IN_2001_US = 978_307_200 * S
IN_2099_US = 4_070_908_800 * S
LATE_OCTOBER_US = int(datetime(2026, 10, 20, 9, tzinfo=UTC).timestamp()) * S
BEFORE_THE_HOUR_CHANGE_US = int(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()) * S
_SLACK_US = 10 * S


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClockedHouse]:
    """Give the tests of one long week one house: it grows older from test to test."""
    with ClockedHouse(tmp_path_factory.mktemp("house"), now_us=LATE_OCTOBER_US) as house:
        yield house.move_in()


def checked(house: ClockedHouse) -> list[Arrived]:
    """Return all arrivals at the centre, having checked that each is within its bounds, in order, and none missing."""
    house.until_settled()
    report = house.audit()
    assert report["records"] == report["distinct_ids"]
    arrivals = house.arrivals()
    assert len(arrivals) == len(house.taps)
    for each in arrivals:
        assert each.bounds.earliest_us <= each.tapped.before_us
        assert each.tapped.after_us <= each.bounds.latest_us
    assert all(before.bounds.at_us <= after.bounds.at_us for before, after in pairwise(arrivals))
    return arrivals


def close(arrival: Arrived) -> bool:
    """Tell whether the centre knows the time of an arrival well."""
    return arrival.standing is Standing.ACCEPTED and abs(arrival.bounds.at_us - arrival.tapped.after_us) < _SLACK_US


def test_a_kiosk_in_2001_that_gets_the_time_goes_dark_and_never_gets_it_again(house: ClockedHouse) -> None:
    house.power_cut(off_us=2 * HOUR_US, wall_us=IN_2001_US)
    house.tap()
    house.pass_us(10 * MINUTE_US)
    house.tap()
    house.connect()
    house.until_it_knows_the_time()
    house.tap()
    house.until_settled()
    # Dark, with a clock that is behind by the outage.
    house.power_cut(off_us=HOUR_US, wall_us=house.kiosk.wall_us)
    house.tap()
    house.pass_us(HOUR_US)
    house.tap()
    # The time comes back within the day.
    house.power_cut(off_us=HOUR_US, wall_us=IN_2001_US)
    house.connect()
    house.until_it_knows_the_time()
    house.until_settled()
    # Dark over a midnight, and nothing ever told that boot the time.
    house.power_cut(off_us=HOUR_US, wall_us=IN_2001_US)
    house.tap()
    house.power_cut(off_us=30 * HOUR_US, wall_us=house.kiosk.wall_us)
    house.tap()
    house.connect()
    house.until_it_knows_the_time()

    arrivals = checked(house)

    assert [close(each) for each in arrivals[:3]] == [True] * 3
    same_day = arrivals[3:5]
    assert [each.standing for each in same_day] == [Standing.ACCEPTED] * 2
    assert same_day[1].bounds.earliest_us - same_day[0].bounds.earliest_us >= HOUR_US - MINUTE_US
    assert (arrivals[5].standing, arrivals[5].reason) == (Standing.HELD, "doubtful_time")
    assert close(arrivals[6])


def test_a_hardware_clock_a_time_server_and_a_step_backwards(house: ClockedHouse) -> None:
    before = len(house.taps)
    battery = house.sys / "class/rtc/rtc0"
    battery.mkdir()

    def say(at_us: int) -> None:
        (battery / "since_epoch").write_text(f"{at_us // S}\n")

    # A time server sets the clock; the daemon remembers that the hardware clock agreed.
    house.power_cut(off_us=HOUR_US, wall_us=IN_2001_US)
    say(house.truth.wall_us)
    house.kiosk.set_wall(house.truth.wall_us, synchronised=True)
    until(lambda: source(house) == "kernel", "the kernel told the time")
    house.tap()
    # A power cut over a midnight, no network: the hardware clock knows.
    say(house.truth.wall_us + 20 * HOUR_US)
    house.power_cut(off_us=20 * HOUR_US, wall_us=house.truth.wall_us + 20 * HOUR_US)
    until(lambda: source(house) == "hardware", "the hardware clock told the time")
    house.tap()
    # Someone sets the clock back; nothing follows from it.
    house.kiosk.set_wall(house.truth.wall_us - 2 * HOUR_US)
    until(lambda: "the system's clock was set: by_s=-7200" in house.daemon.said(), "the step is noticed")
    house.tap()
    assert "the system's own clock is wrong" in house.hubtap("clock")
    house.connect()

    assert all(close(each) for each in checked(house)[before:])


def test_the_hour_that_comes_twice_in_october(house: ClockedHouse) -> None:
    before = len(house.taps)
    house.disconnect()
    house.pass_us(BEFORE_THE_HOUR_CHANGE_US - house.truth.wall_us)
    house.tap()
    house.pass_us(HOUR_US)
    house.tap()
    house.connect()

    arrivals = checked(house)[before:]

    assert all(close(each) for each in arrivals)
    assert HOUR_US <= arrivals[1].bounds.at_us - arrivals[0].bounds.at_us < HOUR_US + MINUTE_US


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[ClockedHouse]:
    """Give a house whose service has a certificate of 90 days, and no time server."""
    chain = make_chain(tmp_path, begins=-DAY, ends=timedelta(days=89))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain.certificate, chain.key)
    now_us = int(datetime.now(UTC).timestamp()) * S
    with ClockedHouse(tmp_path, now_us=now_us) as house, TlsRelay(context, house.service_port) as relay:
        house.service_url, house.ca_file = relay.url, chain.authority
        yield house.move_in()


def test_staff_confirm_the_date_and_the_backlog_drains(guarded: ClockedHouse) -> None:
    house = guarded
    for wrong_us in (IN_2001_US, IN_2099_US):
        house.power_cut(off_us=HOUR_US, wall_us=wrong_us)
        house.tap()
        house.connect()
        assert "clock seems to be wrong" in house.until_network("tls")
        assert "doubtful" in house.hubtap("clock")
        house.tap()
        local = datetime.fromtimestamp(house.truth.wall_us / S, UTC).astimezone(ZoneInfo("Europe/London"))

        said = house.hubtap("clock", "set", f"{local:%Y-%m-%d %H:%M}")

        assert "The system's clock is set." in said
        house.until_network("online")
        house.until_settled()
        assert abs(house.kiosk.wall_us - house.truth.wall_us) < 2 * MINUTE_US
    assert all(each.standing is Standing.ACCEPTED for each in checked(house))


def source(house: ClockedHouse) -> str | None:
    status = house.status
    return None if status is None or status.health.clock is None else status.health.clock.source
