"""Waiting: until a moment, a message, a change of network or clock, a person's word, or the end."""

import os
import select
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from sync.clock_watch import ClockWatch
from sync.daemon_link import DaemonLink
from sync.network_watch import NetworkWatch

_MS_PER_S = 1_000
LOOK_EVERY_S = 2.0


class Woke(Enum):
    """Why a wait ended."""

    TIME = auto()
    STOP = auto()
    NUDGE = auto()
    DAEMON = auto()


@dataclass(frozen=True, slots=True)
class Ear:
    """What else may end a wait. ``heeds_wake``: new records do; ``looks``: asked every two seconds."""

    daemon: DaemonLink | None = None
    heeds_wake: bool = False
    looks: Callable[[], bool] | None = None


class Waiter:
    """Every wait of the worker. ``stop`` and ``nudge`` may be called from any thread or signal handler."""

    def __init__(
        self,
        *,
        now_s: Callable[[], float],
        alive: Callable[[], None],
        network: NetworkWatch | None = None,
        clock: ClockWatch | None = None,
    ) -> None:
        """``alive`` is called at least every two seconds of a wait: it feeds the watchdog."""
        self._now_s = now_s
        self._alive = alive
        self._network = network
        self._clock = clock
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._nudged = False
        self.stopped = False

    def stop(self) -> None:
        """End this wait and every later one at once."""
        self.stopped = True
        os.eventfd_write(self._bell, 1)

    def nudge(self) -> None:
        """Send now: end a back-off."""
        self._nudged = True
        os.eventfd_write(self._bell, 1)

    def close(self) -> None:
        """Let go of the system's means; no wait may follow."""
        os.close(self._bell)

    def wait(self, until_s: float, ear: Ear) -> Woke:
        """Wait until CLOCK_BOOTTIME reaches ``until_s`` seconds, unless something ends it before.

        Raises:
            LinkError: the daemon went away meanwhile.

        """
        while True:
            self._alive()
            woke = self._why(ear)
            if woke is not None:
                return woke
            left_s = until_s - self._now_s()
            if left_s <= 0:
                return Woke.TIME
            self._poll(min(left_s, LOOK_EVERY_S), ear)

    def _why(self, ear: Ear) -> Woke | None:
        if self.stopped:
            return Woke.STOP
        if ear.daemon is not None:
            woken = ear.daemon.listen()
            if ear.daemon.wished:
                return Woke.NUDGE
            if woken and ear.heeds_wake:
                return Woke.DAEMON
        came_up = self._network is not None and self._network.came_up()
        was_set = self._clock is not None and self._clock.stepped()
        if self._nudged or came_up or was_set or (ear.looks is not None and ear.looks()):
            self._nudged = False
            return Woke.NUDGE
        return None

    def _poll(self, timeout_s: float, ear: Ear) -> None:
        poll = select.poll()
        for each in (self._bell, self._network, ear.daemon):
            if each is not None:
                poll.register(each, select.POLLIN)
        poll.poll(timeout_s * _MS_PER_S)
        try:
            os.eventfd_read(self._bell)
        except BlockingIOError:
            return
