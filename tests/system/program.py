"""One program of the house: a real process, started as systemd would, ready when it says so."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

PATIENCE_S = 20.0
_ROOT = Path(__file__).parents[2]
_NOTIFICATION_BYTES = 4096


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until ``holds``."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.01)


class Program:
    """A module run as a process of its own, with its output in a log file."""

    def __init__(self, name: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        """``arguments`` go to Python; ``folder`` takes the log and the socket for notifications."""
        self.name = name
        self.log = folder / f"{name}.log"
        self._arguments = arguments
        self._environment = environment
        self._notify_path = folder / f"{name}.notify"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None, f"{self.name} was not started"
        return self._process.pid

    def start(self, *, under: Sequence[str] = ()) -> None:
        """Start it and wait until it is ready. ``under``: a tracer's command line that leaves it our child."""
        said_before = len(self.said())
        environment = {**os.environ, **self._environment, "NOTIFY_SOCKET": str(self._notify_path)}
        with self._notified() as notifications, self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*under, sys.executable, *self._arguments],
                cwd=_ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            until(lambda: self._is_ready(notifications, said_before), f"{self.name} is ready")

    def said(self) -> str:
        """Return what it said so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def pause(self) -> None:
        """Make it stand still, holding whatever it holds."""
        os.kill(self.pid, signal.SIGSTOP)
        state = Path(f"/proc/{self.pid}/stat")
        until(lambda: state.read_text().rpartition(")")[2].split()[0] == "T", f"{self.name} stands still")

    def go_on(self) -> None:
        """Let it go on after ``pause``, if it runs."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def hurry(self) -> None:
        """Say "send now" to a worker, which ends its back-off."""
        os.kill(self.pid, signal.SIGHUP)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """End it as systemd would; return its exit code."""
        return self._end(signal.SIGTERM)

    def close(self) -> None:
        """End it whatever it does, and forget it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        code = self._process.wait(PATIENCE_S)
        self._process = None
        return code

    @contextlib.contextmanager
    def _notified(self) -> Iterator[socket.socket]:
        """Listen as systemd does, until the program is ready; one that nobody read would make it wait."""
        self._notify_path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as notifications:
            notifications.bind(str(self._notify_path))
            yield notifications

    def _is_ready(self, notifications: socket.socket, said_before: int) -> bool:
        assert self._process is not None
        code = self._process.poll()
        assert code is None, f"{self.name} ended with {code}; it said: {self.said()}"
        with contextlib.suppress(BlockingIOError):
            if b"READY=1" in notifications.recv(_NOTIFICATION_BYTES).splitlines():
                return True
        return "listening on http" in self.said()[said_before:]
