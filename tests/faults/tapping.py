"""The daemon with a simulated reader, and people who never stop tapping: card after card, each of them once."""

import json
import random
import selectors
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from tests.emulators.pace import Pace
from tests.faults.hand import Hand
from tests.faults.kept import Kept

_PATIENCE_S = 15.0
_LOOK_S = 0.01


class TappedDaemon(Kept):
    """``acknowledged``: the numbers of the cards whose tap the daemon has answered as saved."""

    answers = True

    def __init__(  # noqa: PLR0913  a program, and the people who use it
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Callable[[], Mapping[str, str]],
        *,
        reader: Path,
        pause_s: float,
        dice: random.Random,
    ) -> None:
        """``reader``: its socket. People take up to ``pause_s`` from tap to tap."""
        super().__init__("daemon", arguments, folder, environment)
        self.acknowledged: list[int] = []
        self.laid = 0
        self.unanswered: list[int] = []
        """Cards on which the daemon said nothing although it lived."""
        self.people_come = threading.Event()
        self._reader = reader
        self._pause_s = pause_s
        self._dice = dice

    def serve(self, process: subprocess.Popen[bytes]) -> None:
        """Tap as long as it lives."""
        assert process.stdout is not None
        with suppress(OSError):
            while not self.people_come.wait(_LOOK_S):
                if process.poll() is not None:
                    return
            self._tap(process, process.stdout)
        process.wait()

    def _tap(self, process: subprocess.Popen[bytes], answers: IO[bytes]) -> None:
        with self._hand(process) as hand, selectors.DefaultSelector() as ear:
            self.at_work_s = time.monotonic()
            ear.register(answers, selectors.EVENT_READ)
            people = Pace.drawn(self._dice, self._pause_s)
            while self.people_come.is_set():
                self.laid += 1
                hand.lay(self.laid)
                if not ear.select(_PATIENCE_S):
                    self.unanswered.append(self.laid)
                    continue
                answer = answers.readline()
                if not answer.endswith(b"\n"):
                    return
                if json.loads(answer)["saved"]:
                    self.acknowledged.append(self.laid)
                people.until_next()

    def _hand(self, process: subprocess.Popen[bytes]) -> Hand:
        """Reach for the reader until it is there; raises OSError where the daemon is gone."""
        while True:
            try:
                return Hand(self._reader)
            except OSError:
                if process.poll() is not None:
                    raise
                time.sleep(_LOOK_S)
