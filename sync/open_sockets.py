"""The socket of the exchange that is under way, so that it can be ended while it blocks in a system call."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Deadline:
    """Whether the time of one exchange ran out."""

    def __init__(self, total_s: float) -> None:
        """Let the time begin."""
        self.passed = False
        self._ends_s = time.monotonic() + total_s

    @property
    def left_s(self) -> float:
        """How much time is left; never less than nothing."""
        return max(self._ends_s - time.monotonic(), 0.0)


class OpenSockets:
    """Ends an exchange at its deadline or at once; timeouts of single reads don't bound a trickle of bytes."""

    def __init__(self) -> None:
        """Start with nothing to watch."""
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None
        self._deadline = Deadline(0.0)
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._closed

    def connected(self, host: str, port: int, *, each_s: float) -> socket.socket:
        """Try one address of ``host`` after the other, each for ``each_s`` at most, all within the exchange's time.

        Raises:
            OSError: none could be reached; what befell the last.

        """
        failure = OSError(f"{host} has no address")
        for family, kind, protocol, _, address in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM):
            left_s = min(each_s, self._deadline.left_s)
            if left_s <= 0 or self._closed:
                raise TimeoutError
            opened = socket.socket(family, kind, protocol)
            try:
                opened.settimeout(left_s)
                opened.connect(address)
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                opened.close()
                failure = error
            else:
                return self._watched(opened)
        raise failure

    def _watched(self, opened: socket.socket) -> socket.socket:
        """Return ``opened``, which was just connected, with a second handle kept here: TLS takes the first one over."""
        with self._lock:
            self._drop()
            self._handle = socket.socket(fileno=os.dup(opened.fileno()))
            too_late = self._closed or self._deadline.passed
        if too_late:
            self._shut()
        return opened

    def forget(self) -> None:
        """Let go of a connection that was closed."""
        with self._lock:
            self._drop()

    @contextmanager
    def bounded(self, total_s: float) -> Iterator[Deadline]:
        """End whatever happens inside after ``total_s``; the deadline tells whether that was so."""
        deadline = self._deadline = Deadline(total_s)
        timer = threading.Timer(total_s, self._expire, [deadline])
        timer.daemon = True
        timer.start()
        try:
            yield deadline
        finally:
            timer.cancel()

    def close(self) -> None:
        """End what is under way and whatever is opened later. Any thread may call this."""
        self._closed = True
        self._shut()

    def _expire(self, deadline: Deadline) -> None:
        if deadline is self._deadline:
            deadline.passed = True
            self._shut()

    def _shut(self) -> None:
        with self._lock, suppress(OSError):  # it may be over already
            if self._handle is not None:
                self._handle.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None
