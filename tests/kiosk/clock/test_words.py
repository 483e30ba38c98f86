"""From words to a time and back, through the hours that come twice or not at all."""

import pytest

from kiosk.clock.words import NoTimeError, in_words, read_local, standing
from kiosk.local_api.messages import WireClock
from tests.fakes.house import HOUR_US, NOON_US, SECOND_US

LONDON = "Europe/London"
TRUSTED = WireClock(
    at_us=NOON_US, wall_us=NOON_US, zone=LONDON, source="staff", error_us=180 * SECOND_US, steps=0, step_us=0
)
DOUBTFUL = WireClock(at_us=0, wall_us=0, zone=LONDON, source=None, error_us=None, steps=0, step_us=0)


@pytest.mark.parametrize("text", ["2026-11-13 12:00", " 2026-11-13 12:00:00", "2026-11-13T12:00"])
def test_a_time_is_read_as_the_hubs_clocks_show_it(text: str) -> None:
    assert read_local(text, LONDON) == NOON_US
    assert read_local(text, "Europe/Warsaw") == NOON_US - HOUR_US


@pytest.mark.parametrize("text", ["", "12:00", "13/11/2026 12:00", "2026-11-31 12:00", "now"])
def test_what_is_no_time_is_told_with_an_example(text: str) -> None:
    with pytest.raises(NoTimeError, match="2026-11-22 15:40"):
        read_local(text, LONDON)


def test_an_hour_that_the_clocks_skip_does_not_exist() -> None:
    with pytest.raises(NoTimeError, match="skip"):
        read_local("2026-03-29 01:30", LONDON)


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    assert read_local("2026-10-25 01:30", LONDON) == read_local("2026-10-25 00:30", LONDON) + HOUR_US
    assert read_local("2026-10-25 02:30", LONDON) == read_local("2026-10-25 01:30", LONDON) + 2 * HOUR_US


def test_a_clock_is_told_with_who_vouches_for_it_and_how_well() -> None:
    assert standing(TRUSTED) == "trusted: confirmed by a person, at most 180 s off"
    assert "doubtful" in standing(DOUBTFUL)
    assert "hubtap clock set" in standing(DOUBTFUL)


def test_a_system_clock_that_is_wrong_is_told_though_the_kiosk_knows_the_time() -> None:
    wrong = WireClock(
        at_us=NOON_US, wall_us=0, zone=LONDON, source="service", error_us=SECOND_US, steps=2, step_us=-90 * SECOND_US
    )
    words = in_words(wrong)
    assert "the system's own clock is wrong" in words
    assert "2026-11-13 12:00:00 (GMT)" in words
    assert "2 times while the daemon ran, last by -90 s" in words
