"""Lamps and a buzzer by the real gpiod, in a program of its own above an emulated chip: what they did, and when."""

import errno
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kiosk.feedback.gpio import GpioSignals
from kiosk.feedback.gpio_lines import LineError, open_line
from kiosk.feedback.gpio_patterns import NOTHING, PATTERNS, Output, Step
from kiosk.feedback.gpio_setting import Pin
from kiosk.ports import Signal
from tests.emulators.gpiochip import PATIENCE_S, GpioChip

GREEN, AMBER, BUZZER = 17, 27, 22
WIRED = {Output.GREEN: GREEN, Output.AMBER: AMBER, Output.BUZZER: BUZZER}
TOO_EARLY_S = 0.002
TOO_LATE_S = 0.5


class Program:
    """Gives signals in a process of its own."""

    def __init__(self, chip: GpioChip, folder: Path, *options: str) -> None:
        self._log = folder / "program.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.kiosk.feedback.gpio_program", *options],
                env={**os.environ, **chip.environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def give(self, signal: Signal) -> float:
        """Give it; return how long that held up whoever gave it, in seconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(signal.value, file=self.process.stdin, flush=True)
        return float(self.process.stdout.readline())

    def logged(self) -> list[str]:
        return self._log.read_text(encoding="utf-8").splitlines()

    def end(self) -> int:
        self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def chip(tmp_path: Path) -> Iterator[GpioChip]:
    with GpioChip(tmp_path) as chip:
        yield chip


@pytest.fixture
def start(chip: GpioChip, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    programs: list[Program] = []

    def start(*options: str) -> Program:
        programs.append(Program(chip, tmp_path, *options))
        return programs[-1]

    yield start
    for program in programs:
        program.close()


def until_held(chip: GpioChip, *offsets: int) -> None:
    chip.until(lambda: chip.held() == set(offsets))


def until_logged(program: Program, *words: str) -> str:
    """Wait for a line of the log with all these words."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        for line in program.logged():
            if all(word in line for word in words):
                return line
        assert time.monotonic() < deadline, program.logged()
        time.sleep(0.01)


def expected(steps: Sequence[Step]) -> list[tuple[float, set[int]]]:
    """Return the moments at which lines change, in seconds, and which do."""
    moments, before, at_s = [], NOTHING, 0.0
    for step in (*steps, Step(NOTHING, 0)):
        if step.on != before:
            moments.append((at_s, lines_of(step.on ^ before)))
        before, at_s = step.on, at_s + step.length_s
    return moments


def lines_of(on: Output) -> set[int]:
    return {offset for output, offset in WIRED.items() if output in on}


@pytest.mark.parametrize("signal", Signal)
def test_a_signal_lights_and_sounds_in_its_order_and_for_its_time(
    chip: GpioChip, start: Callable[..., Program], signal: Signal
) -> None:
    program = start()
    until_held(chip, GREEN, AMBER, BUZZER)
    program.give(signal)
    moments = expected(PATTERNS[signal])
    chip.until(lambda: len(chip.changes) >= sum(len(offsets) for _, offsets in moments))
    changes = iter(chip.changes)
    began_s = chip.changes[0].at_s
    for due_s, offsets in moments:
        together = [next(changes) for _ in offsets]
        assert {change.offset for change in together} == offsets
        assert all(due_s - TOO_EARLY_S <= change.at_s - began_s <= due_s + TOO_LATE_S for change in together)
    assert not chip.lit()


def test_lines_may_be_called_by_their_names(chip: GpioChip, start: Callable[..., Program]) -> None:
    program = start("by-name")
    until_held(chip, GREEN, AMBER, BUZZER)
    program.give(Signal.MISREAD)
    chip.until(lambda: chip.lit() == {AMBER, BUZZER})


def test_all_is_off_before_the_first_signal_and_after_the_end(chip: GpioChip, start: Callable[..., Program]) -> None:
    program = start()
    until_held(chip, GREEN, AMBER, BUZZER)
    assert not chip.lit()
    program.give(Signal.NOT_SAVED)
    chip.until(lambda: bool(chip.lit()))
    assert program.end() == 0
    assert not chip.lit()
    until_held(chip)
    assert program.logged() == []


def test_without_sounds_the_buzzer_is_held_silent(chip: GpioChip, start: Callable[..., Program]) -> None:
    program = start("quiet")
    until_held(chip, GREEN, AMBER, BUZZER)
    program.give(Signal.MISREAD)
    chip.until(lambda: len(chip.changes) == 2)
    assert {change.offset for change in chip.changes} == {AMBER}


def test_a_new_signal_cuts_off_the_one_before_so_that_two_people_get_two_answers(
    chip: GpioChip, start: Callable[..., Program]
) -> None:
    program = start()
    until_held(chip, GREEN, AMBER, BUZZER)
    program.give(Signal.IN)
    chip.until(lambda: chip.lit() == {GREEN, BUZZER})
    program.give(Signal.IN)
    chip.until(lambda: [change.on for change in chip.changes if change.offset == GREEN] == [True, False, True, False])
    lit_s = [change.at_s for change in chip.changes if change.offset == GREEN]
    assert lit_s[2] - lit_s[1] > 0.05


def test_a_line_that_another_program_has_is_told_by_name_and_taken_once_it_is_free(
    chip: GpioChip, start: Callable[..., Program]
) -> None:
    chip.hold_elsewhere(BUZZER)
    program = start()
    told = until_logged(program, "no buzzer", "another program")
    assert "line 22 of /dev/gpiochip0" in told
    program.give(Signal.IN)
    chip.until(lambda: GREEN in chip.lit())
    chip.hold_elsewhere()
    until_logged(program, "the buzzer, line 22 of /dev/gpiochip0, works again")
    assert sum("no buzzer" in line for line in program.logged()) == 1


def test_a_chip_that_was_unplugged_is_told_once_a_line_and_heals(chip: GpioChip, start: Callable[..., Program]) -> None:
    program = start()
    until_held(chip, GREEN, AMBER, BUZZER)
    chip.unplug()
    program.give(Signal.IN)
    until_logged(program, "no green lamp", "unplugged")
    program.give(Signal.HELP)
    chip.plug()
    until_held(chip, GREEN, AMBER, BUZZER)
    chip.changes.clear()
    program.give(Signal.GOODBYE)
    chip.until(lambda: chip.lit() == {GREEN, BUZZER})
    assert sum("no green lamp" in line for line in program.logged()) == 1
    until_logged(program, "the green lamp", "works again")


def test_a_chip_that_hangs_holds_nobody_up(chip: GpioChip, start: Callable[..., Program]) -> None:
    program = start()
    until_held(chip, GREEN, AMBER, BUZZER)
    chip.answering.clear()
    assert max(program.give(Signal.IN) for _ in range(20)) < 0.1
    chip.answering.set()
    chip.until(lambda: GREEN in chip.lit())


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EPERM, "the group gpio"), (errno.EINVAL, "can't be an output"), (errno.EIO, "Input/output error")],
)
def test_a_line_that_is_refused_says_why(
    chip: GpioChip, start: Callable[..., Program], number: int, words: str
) -> None:
    chip.refuses = number
    program = start()
    until_logged(program, "no amber lamp, line 27 of /dev/gpiochip0", words)


def test_a_name_that_the_chip_does_not_know_is_told_with_its_line(
    chip: GpioChip, start: Callable[..., Program]
) -> None:
    del chip.names[BUZZER]
    program = start("by-name")
    assert "no such line" in until_logged(program, "no buzzer, line GPIO22 of /dev/gpiochip0")
    until_held(chip, GREEN, AMBER)


@pytest.mark.parametrize(("path", "words"), [("/dev/hubtap-none", "no such chip"), (__file__, "no GPIO chip")])
def test_what_is_no_chip_is_told(path: str, words: str) -> None:
    with pytest.raises(LineError, match=words):
        open_line(Pin(path, "17"))


def test_a_kiosk_without_gpiod_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gpiod", None)  # what an import finds that fails
    with pytest.raises(LineError, match="python3-libgpiod"):
        open_line(Pin("/dev/gpiochip0", "17"))


def test_a_killed_program_leaves_its_lines_to_the_next(chip: GpioChip, start: Callable[..., Program]) -> None:
    first = start()
    until_held(chip, GREEN, AMBER, BUZZER)
    first.give(Signal.IN)
    chip.until(lambda: bool(chip.lit()))
    first.process.kill()
    until_held(chip)
    start()
    until_held(chip, GREEN, AMBER, BUZZER)
    assert not chip.lit()


class Missing:
    """Opens nothing; says how often it was tried."""

    def __init__(self) -> None:
        self.tried = threading.Semaphore(0)

    def open(self, _pin: Pin) -> "Missing":
        self.tried.release()
        raise LineError("made up")  # noqa: EM101, TRY003  short

    def switch(self, *, on: bool) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def test_nothing_there_is_never_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    missing = Missing()
    signals = GpioSignals({Output.GREEN: Pin("/dev/gpiochip9", "1")}, open_=missing.open)
    signals.start()
    for signal in Signal:
        signals.give(signal)
    for _ in range(3):
        assert missing.tried.acquire(timeout=PATIENCE_S)
    signals.stop()
    assert caplog.messages == ["no green lamp, line 1 of /dev/gpiochip9: made up"]
