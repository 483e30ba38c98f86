"""The daemon with lamps and a buzzer in its settings: a tap is answered on the pins, and without them all the same."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.house import House
from tests.emulators.gpiochip import GpioChip
from tests.emulators.hand import Hand
from tests.kiosk.process import DaemonProcess, card, members

GREEN, AMBER, BUZZER = 17, 27, 22
WIRING = {
    "green_lamp": '"/dev/gpiochip0 GPIO17"',
    "amber_lamp": '"/dev/gpiochip0 27"',
    "buzzer": '"/dev/gpiochip0 22"',
}


@pytest.fixture
def chip(tmp_path: Path) -> Iterator[GpioChip]:
    with GpioChip(tmp_path) as chip:
        yield chip


@pytest.fixture
def daemon(tmp_path: Path, chip: GpioChip) -> Iterator[DaemonProcess]:
    daemon = DaemonProcess(tmp_path, env=chip.environment)
    daemon.configure(**WIRING)
    daemon.start()
    daemon.enrol(members(1))
    yield daemon
    daemon.close()


def tap(daemon: DaemonProcess, number: int) -> str:
    with Hand(House(daemon.folder).reader) as hand:
        hand.make("present", technology="14443A", uid=card(number).uid.hex(), sak=0)
        hand.make("gone")
        return daemon.answered()


def test_a_tap_is_answered_by_lamp_and_buzzer_and_the_lines_are_left_at_the_end(
    daemon: DaemonProcess, chip: GpioChip
) -> None:
    assert tap(daemon, 1) == "arrived"
    chip.until(lambda: chip.lit() == {GREEN, BUZZER})
    chip.until(lambda: not chip.lit())
    assert {change.offset for change in chip.changes} == {GREEN, BUZZER}
    assert daemon.end() == 0
    chip.until(lambda: not chip.held())


def test_a_tap_that_nobody_is_known_for_lights_the_other_lamp(daemon: DaemonProcess, chip: GpioChip) -> None:
    assert tap(daemon, 2) == "help"
    chip.until(lambda: chip.lit() == {AMBER, BUZZER})


def test_a_tap_that_the_disk_refused_lights_both_lamps(daemon: DaemonProcess, chip: GpioChip) -> None:
    assert daemon.process is not None
    _, hard = resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE, (1, hard))
    assert tap(daemon, 1).startswith("store")
    chip.until(lambda: chip.lit() == {GREEN, AMBER, BUZZER})


def test_without_the_chip_taps_are_recorded_and_it_is_used_again_once_it_is_back(
    daemon: DaemonProcess, chip: GpioChip
) -> None:
    chip.unplug()
    assert tap(daemon, 1) == "arrived"
    assert [each["kind"] for each in daemon.pending()].count("tap") == 1
    chip.plug()
    chip.until(lambda: chip.held() == {GREEN, AMBER, BUZZER})
    assert tap(daemon, 2) == "help"
    chip.until(lambda: chip.lit() == {AMBER, BUZZER})
