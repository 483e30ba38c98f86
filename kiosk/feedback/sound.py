"""Sounds and spoken phrases, played by a child process: a sound system that hangs or fails holds nobody up."""

import logging
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread

from kiosk.feedback.tones import MELODIES, wav
from kiosk.feedback.voice import language_of, spoken
from kiosk.ports import Saying, Signal

_log = logging.getLogger(__name__)
_PLAYERS = (("aplay", "--quiet"), ("pw-play",))
_LONGEST_S = 5.0


def find_player() -> tuple[str, ...] | None:
    """Return the command that plays a WAV file on this machine, or None where there is none."""
    return next((player for player in _PLAYERS if shutil.which(player[0])), None)


@dataclass(frozen=True, slots=True)
class Loudness:
    """``volume``: from 0 to 1. ``spoken``: the language that phrases follow the sounds in; empty for sounds alone."""

    volume: float = 1
    spoken: str = ""


_FULL = Loudness()


@dataclass(frozen=True, slots=True)
class _Wanted:
    signal: Signal
    saying: Saying | None


class SoundSignals:
    """``kiosk.ports.Signals`` by sound. A new sound cuts off the one before. May be used from any thread.

    A player that fails is logged once, and again only after a sound was heard in between.
    """

    def __init__(self, folder: Path, player: Sequence[str], loudness: Loudness = _FULL) -> None:
        """Remember where the sounds go and the command that plays one; nothing happens before ``start``."""
        self._folder = folder
        self._player = player
        self._loudness = loudness
        self._wanted: SimpleQueue[_Wanted | None] = SimpleQueue()
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._heard = True
        self._thread = Thread(target=self._play_all, name="sounds", daemon=True)

    def start(self) -> None:
        """Begin to play; the sounds are generated first, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Cut off what sounds, and end."""
        self._ask(None)
        self._thread.join()

    def give(
        self,
        signal: Signal,
        *,
        reader: str | None = None,  # noqa: ARG002  it sounds the same for all
        saying: Saying | None = None,
    ) -> None:
        """Start the sound for ``signal``, and what is said after it; returns at once."""
        self._ask(_Wanted(signal, saying))

    def _ask(self, wanted: _Wanted | None) -> None:
        with self._lock:
            self._wanted.put(wanted)
            if self._child is not None:
                self._child.terminate()

    def _play_all(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for signal, melody in MELODIES.items():
                self._file(signal).write_bytes(wav(melody, self._loudness.volume))
        except OSError as error:
            self._failed(str(error))
        self._play_wanted()

    def _play_wanted(self) -> None:
        while (wanted := self._wanted.get()) is not None:
            if self._wanted.empty():
                self._play(self._file(wanted.signal))
            if wanted.saying is not None and self._loudness.spoken and self._wanted.empty():
                self._say(wanted.saying)

    def _say(self, saying: Saying) -> None:
        language = language_of(saying, self._loudness.spoken)
        file = self._folder / f"{language}-{saying.phrase.value}.wav"
        try:
            if not file.exists():
                file.write_bytes(spoken(saying, language, self._loudness.volume))
        except OSError as error:
            self._failed(str(error))
            return
        self._play(file)

    def _play(self, file: Path) -> None:
        try:
            child = self._begin(file)
        except OSError as error:
            self._failed(str(error))
            return
        try:
            status = child.wait(_LONGEST_S)
        except subprocess.TimeoutExpired:
            child.kill()
            status = child.wait()
        with self._lock:
            self._child = None
        if status == 0:
            self._heard = True
        elif self._wanted.empty():  # else it was cut off
            self._failed(f"{self._player[0]} ended with {status}")

    def _begin(self, file: Path) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        command = [*self._player, str(file)]
        with self._lock:
            self._child = subprocess.Popen(  # noqa: S603  the command is ours
                command, stdin=nothing, stdout=nothing, stderr=nothing
            )
            if not self._wanted.empty():  # asked for between the look and the start
                self._child.terminate()
            return self._child

    def _failed(self, why: str) -> None:
        if self._heard:
            _log.warning("no sound: %s", why)
        self._heard = False

    def _file(self, signal: Signal) -> Path:
        return self._folder / f"{signal.value}.wav"
