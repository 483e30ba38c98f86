"""Tells the daemon, and through it the staff, how the worker gets on."""

import logging
from collections.abc import Callable
from enum import Enum

from kiosk.local_api.messages import NetworkReport, Noted
from sync.network_state import ONLINE, STARTING, NetworkState
from sync.ports import Daemon

_log = logging.getLogger(__name__)


class Reporter:
    """Keeps what each kind of work met last; the first that is in trouble is what people are told."""

    def __init__(self, wall_us: Callable[[], int], status: Callable[[str], None]) -> None:
        """``status`` tells the system's service manager the same words."""
        self._wall_us = wall_us
        self._status = status
        self._faults: dict[Enum, NetworkState] = {}
        self._shown = STARTING
        self._told: NetworkReport | None = None
        self._last_success_us: int | None = None
        self._tried = 0

    def met(self, daemon: Daemon) -> None:
        """Tell a daemon that has just come up; it knows nothing yet."""
        self._told = None
        self._tried = 0
        self._tell(daemon)

    def worked(self, work: Enum, daemon: Daemon) -> None:
        """Note that ``work`` succeeded."""
        self._faults.pop(work, None)
        self._last_success_us = self._wall_us()
        self._show(next(iter(self._faults.values()), ONLINE), daemon)

    def failed(self, work: Enum, network: NetworkState, daemon: Daemon, *, isolated: bool) -> None:
        """Note what ``work`` met; ``isolated``: it concerns this work alone."""
        if isolated:
            self._faults[work] = network
        self._show(network, daemon)

    def nothing_left(self, work: Enum, daemon: Daemon) -> None:
        """Note that there is nothing of ``work`` that could be in trouble."""
        if self._faults.pop(work, None) is not None:
            self._show(next(iter(self._faults.values()), ONLINE), daemon)

    def idle(self, network: NetworkState, daemon: Daemon) -> None:
        """Note that there is nothing to do, and why."""
        self._show(network, daemon)

    def tried(self, wish: int, daemon: Daemon) -> None:
        """Tell that everything was tried, as a person wished."""
        self._tried = wish
        self._tell(daemon)

    def refresh(self, daemon: Daemon) -> None:
        """Tell the daemon when the last success was, though the state is the same."""
        self._tell(daemon)

    def _show(self, network: NetworkState, daemon: Daemon) -> None:
        if network != self._shown:
            _log.info("event=network state=%s detail=%r", network.state, network.detail)
        self._shown = network
        self._status(network.detail)
        if self._told is None or (self._told.state, self._told.detail) != (network.state, network.detail):
            self._tell(daemon)

    def _tell(self, daemon: Daemon) -> None:
        report = NetworkReport(
            state=self._shown.state,
            detail=self._shown.detail,
            cause=self._shown.cause,
            last_success_us=self._last_success_us,
            tried=self._tried,
        )
        if report != self._told:
            daemon.ask(report, Noted)
            self._told = report
