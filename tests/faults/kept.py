"""A program that is started again whenever it ends, as systemd does, and that can be killed at any moment."""

import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PATIENCE_S = 20.0
_USUAL_START_S = 1.0
_ENDED_TOO_SOON_S = 0.05
"""The least time between two starts, as ``RestartSec`` of the units."""


class Kept:
    """One program. ``environment`` is asked at each start."""

    answers = False
    """Whether what it says on standard output is for ``serve``, and not for its log."""

    def __init__(
        self, name: str, arguments: Sequence[str], folder: Path, environment: Callable[[], Mapping[str, str]]
    ) -> None:
        """Start nothing yet. ``arguments`` go to Python; what it says goes into ``folder``."""
        self.name = name
        self.log = folder / f"{name}.log"
        self.kills = 0
        self._arguments = arguments
        self._environment = environment
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lives = 0
        self._lives_again = threading.Condition()
        self._thread = threading.Thread(target=self._keep, name=name)
        self.started_s = time.monotonic()
        """When it was started last."""
        self.at_work_s = math.inf
        """Since when it has been at work, as far as ``serve`` can tell; infinite before that."""

    def start(self) -> None:
        """Start it, and from now on whenever it ends."""
        self._thread.start()

    def said(self) -> str:
        """Return what it logged so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def kill(self) -> None:
        """End it as a power cut would."""
        self._send(signal.SIGKILL)
        self.kills += 1

    def kill_and_await(self) -> None:
        """End it as a power cut would, and wait until it is started again."""
        with self._lives_again:
            lives = self._lives
            self.kill()
            again = self._lives_again.wait_for(lambda: self._lives > lives, _PATIENCE_S)
        assert again, f"{self.name} was not started again"

    def pause(self) -> None:
        """Make it stand still."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on after ``pause``."""
        self._send(signal.SIGCONT)

    def hurry(self) -> None:
        """Say "send now" to a worker."""
        self._send(signal.SIGHUP)

    def stop(self) -> None:
        """Ask it to end, and don't start it again."""
        self._over.set()
        self.go_on()
        self._send(signal.SIGTERM)
        self._thread.join(_PATIENCE_S)
        if self._thread.is_alive():
            self._send(signal.SIGKILL)
            self._thread.join()

    def serve(self, process: subprocess.Popen[bytes]) -> None:
        """Do whatever is to be done while it runs; return once it has ended."""
        self.at_work_s = self.started_s + _USUAL_START_S
        process.wait()

    def _keep(self) -> None:
        while not self._over.is_set():
            with self.log.open("ab") as log:
                self._process = process = subprocess.Popen(
                    [sys.executable, *self._arguments],
                    env={**os.environ, **self._environment()},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE if self.answers else log,
                    stderr=log,
                )
            self.started_s, self.at_work_s = time.monotonic(), math.inf
            with self._lives_again:
                self._lives += 1
                self._lives_again.notify_all()
            with process:
                self.serve(process)
            self._over.wait(_ENDED_TOO_SOON_S)

    def _send(self, which: signal.Signals) -> None:
        process = self._process
        if process is not None and process.poll() is None:
            process.send_signal(which)
