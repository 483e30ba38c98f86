"""The player here is a program that writes down what it was asked to play, and plays for as long as it is told."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.feedback.silent import SilentSignals
from kiosk.feedback.sound import Loudness, SoundSignals, find_player
from kiosk.ports import Phrase, Saying, Signal

PLAYER = """
import pathlib, signal, sys
log, how, file = sys.argv[1:]
with open(log, "a") as out:
    out.write(f"{pathlib.Path(file).stem} {pathlib.Path(file).stat().st_size > 1000}\\n")
if how == "for ever":
    signal.pause()
sys.exit(how == "fails")
"""


class Stage:
    def __init__(self, folder: Path) -> None:
        self.log = folder / "played"
        self.folder = folder / "sounds"
        self._script = folder / "player.py"
        self._script.write_text(PLAYER)

    def player(self, how: str) -> list[str]:
        return [sys.executable, "-S", str(self._script), str(self.log), how]

    def played(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.fixture
def started(stage: Stage) -> Iterator[Callable[..., SoundSignals]]:
    running: list[SoundSignals] = []

    def start(player: list[str], spoken: str = "") -> SoundSignals:
        signals = SoundSignals(stage.folder, player, Loudness(spoken=spoken))
        signals.start()
        running.append(signals)
        return signals

    yield start
    for signals in running:
        signals.stop()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.01)


def children() -> list[str]:
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()


def test_a_signal_is_played(stage: Stage, started: Callable[[list[str]], SoundSignals]) -> None:
    started(stage.player("at once")).give(Signal.IN)
    until(lambda: stage.played() == ["in True"])


def test_a_new_signal_cuts_off_the_one_before(stage: Stage, started: Callable[[list[str]], SoundSignals]) -> None:
    signals = started(stage.player("for ever"))
    signals.give(Signal.IN)
    until(lambda: stage.played() == ["in True"])
    signals.give(Signal.HELP)
    until(lambda: stage.played() == ["in True", "help True"])


def test_a_phrase_follows_the_sound_in_the_persons_language(stage: Stage, started: Callable[..., SoundSignals]) -> None:
    signals = started(stage.player("at once"), spoken="en")
    signals.give(Signal.IN, saying=Saying(Phrase.IN, "pl"))
    until(lambda: stage.played() == ["in True", "pl-in True"])
    signals.give(Signal.HELP, saying=Saying(Phrase.HELP))
    until(lambda: stage.played() == ["in True", "pl-in True", "help True", "en-help True"])


def test_nothing_is_said_where_no_voice_is_wanted(stage: Stage, started: Callable[..., SoundSignals]) -> None:
    signals = started(stage.player("at once"))
    signals.give(Signal.IN, saying=Saying(Phrase.IN, "pl"))
    until(lambda: stage.played() == ["in True"])
    signals.give(Signal.HELP)
    until(lambda: stage.played() == ["in True", "help True"])


def test_a_new_answer_cuts_off_the_sound_and_what_would_have_been_said(
    stage: Stage, started: Callable[..., SoundSignals]
) -> None:
    signals = started(stage.player("for ever"), spoken="en")
    signals.give(Signal.IN, saying=Saying(Phrase.IN))
    until(lambda: stage.played() == ["in True"])
    signals.give(Signal.HELP, saying=Saying(Phrase.HELP))
    until(lambda: stage.played() == ["in True", "help True"])


def test_giving_a_signal_returns_at_once(stage: Stage, started: Callable[[list[str]], SoundSignals]) -> None:
    signals = started(stage.player("for ever"))
    began = time.monotonic()
    for signal in Signal:
        signals.give(signal)
    assert time.monotonic() - began < 0.05
    until(lambda: stage.played()[-1:] == ["not_saved True"])


def test_stopping_leaves_no_child(stage: Stage, started: Callable[[list[str]], SoundSignals]) -> None:
    before = children()
    signals = started(stage.player("for ever"))
    signals.give(Signal.IN)
    until(lambda: stage.played() == ["in True"])
    signals.stop()
    assert children() == before


def test_a_player_that_fails_is_logged_once(
    stage: Stage, started: Callable[[list[str]], SoundSignals], caplog: pytest.LogCaptureFixture
) -> None:
    signals = started(stage.player("fails"))
    signals.give(Signal.IN)
    until(lambda: len(caplog.records) == 1)
    signals.give(Signal.IN)
    until(lambda: len(stage.played()) == 2)
    signals.stop()
    assert [record.getMessage() for record in caplog.records] == [f"no sound: {sys.executable} ended with 1"]


def test_a_missing_player_is_logged_once_and_nothing_else_happens(
    started: Callable[[list[str]], SoundSignals], caplog: pytest.LogCaptureFixture
) -> None:
    signals = started(["/nowhere/player"])
    signals.give(Signal.IN)
    until(lambda: len(caplog.records) == 1)
    signals.give(Signal.IN)
    signals.stop()
    assert len(caplog.records) == 1


def test_a_folder_that_cannot_be_written_is_logged_and_nothing_else_happens(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    signals = SoundSignals(tmp_path / "file" / "sounds", ["true"])
    signals.start()
    signals.give(Signal.IN)
    signals.stop()
    assert caplog.records[0].getMessage().startswith("no sound: ")


def test_the_player_is_one_that_this_machine_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_player() is None
    (tmp_path / "pw-play").touch(mode=0o755)
    assert find_player() == ("pw-play",)
    (tmp_path / "aplay").touch(mode=0o755)
    assert find_player() == ("aplay", "--quiet")


def test_silence_takes_every_signal() -> None:
    for signal in Signal:
        SilentSignals().give(signal)
