"""One program of the demo: started, watched until it is ready, ended; what it says goes to its log."""

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_LAST_LINES = 15
_DATAGRAM_BYTES = 4096

TIED_TO_US = ("setpriv", "--pdeathsig", "KILL", "--")
"""Before a command line: the kernel kills it if the demo dies without ending it."""


@dataclass(frozen=True, slots=True)
class Program:
    """What to start. ``on_line``: called with each line of its standard output, which otherwise goes to the log.

    ``ready_line``: it is ready once ``on_line`` was called with a line that begins so; without one it says ``READY=1``
    to the socket that the environment names, as systemd has it.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    on_line: Callable[[bytes], None] | None = None
    ready_line: bytes | None = None


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """Return the command line of one of our own modules, tied to this process."""
    return (*TIED_TO_US, sys.executable, "-m", module, *arguments)


class Child:
    """A running ``Program``. Use it from one event loop."""

    def __init__(self, program: Program, *, log: Path, notify: Path) -> None:
        """``log`` is appended to; ``notify`` is the Unix socket on which it says that it is ready."""
        self.program = program
        self._log = log
        self._notify = notify
        self._ear: socket.socket | None = None
        self._said_ready = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._readers: set[asyncio.Task[None]] = set()

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start the program; it is not ready yet.

        Raises:
            OSError: it can't be started at all.

        """
        self._open_ear()
        env = {**os.environ, "PYTHONUNBUFFERED": "1", "NOTIFY_SOCKET": str(self._notify), **self.program.env}
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.program.argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log if self.program.on_line is None else asyncio.subprocess.PIPE,
                stderr=log,
                env=env,
                start_new_session=True,  # Ctrl-C reaches the demo alone, which ends its programs in order
            )
        if self._process.stdout is not None:
            reading = asyncio.create_task(self._read(self._process.stdout))
            self._readers.add(reading)
            reading.add_done_callback(self._readers.discard)

    async def ready(self, *, within_s: float) -> bool:
        """Wait until the program is ready; False if it ended before, or took longer than ``within_s``."""
        becoming = asyncio.create_task(self._said_ready.wait())
        ending = asyncio.create_task(self.ended())
        try:
            done, _ = await asyncio.wait({becoming, ending}, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
            return becoming in done and ending not in done
        finally:
            becoming.cancel()
            ending.cancel()
            await asyncio.gather(becoming, ending, return_exceptions=True)

    async def ended(self) -> int:
        """Wait for the program's end; return its exit code, negative for a signal."""
        return -1 if self._process is None else await self._process.wait()

    def signal(self, number: int) -> None:
        """Send a signal; one to a program that has ended is lost."""
        if self._process is not None and self.is_running:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def end(self, *, within_s: float) -> None:
        """Ask the program to end, and kill it if it doesn't ``within_s``. Does nothing if it never ran or has ended."""
        process = self._process
        if process is None or not self.is_running:
            self._close_ear()
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), within_s)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        finally:
            self._close_ear()

    def last_words(self) -> str:
        """Return the last lines of the log."""
        try:
            lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(lines[-_LAST_LINES:])

    async def _read(self, output: asyncio.StreamReader) -> None:
        program, said_ready = self.program, self._said_ready
        while program.on_line is not None and (line := await output.readline()):
            program.on_line(line)
            if program.ready_line is not None and line.startswith(program.ready_line):
                said_ready.set()

    def _open_ear(self) -> None:
        """Listen to what the program says as systemd does: all its life, for a full socket would hold it up."""
        self._close_ear()
        self._said_ready = asyncio.Event()
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self._ear.bind(str(self._notify))
        asyncio.get_running_loop().add_reader(self._ear, self._hear, self._ear)

    def _hear(self, ear: socket.socket) -> None:
        with contextlib.suppress(BlockingIOError):
            said = ear.recv(_DATAGRAM_BYTES).split(b"\n")
            if self.program.ready_line is None and b"READY=1" in said:
                self._said_ready.set()

    def _close_ear(self) -> None:
        if self._ear is not None:
            asyncio.get_running_loop().remove_reader(self._ear)
            self._ear.close()
            self._ear = None
        self._notify.unlink(missing_ok=True)
