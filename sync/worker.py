"""The worker's cycle: meet the daemon, enrol, then push, pull and send heartbeats as each falls due."""

import logging

from kiosk.domain.errors import LinkError
from kiosk.local_api.messages import StickWanted
from sync.daemon_link import DaemonLink
from sync.errors import DaemonRefusedError
from sync.network_state import Trouble
from sync.retry import until_calm
from sync.rounds import Cadence, Rounds, Surroundings
from sync.signed_calls import SignedCalls
from sync.waiting import Ear, Woke

_RECONNECT_S = 0.25
_REFUSED_S = 5.0

_log = logging.getLogger(__name__)


class Worker:
    """Runs until the waiter is stopped, whatever daemon, network and service do."""

    def __init__(self, around: Surroundings, cadence: Cadence) -> None:
        """Nothing is opened before ``run``."""
        self._around = around
        self._cadence = cadence
        self._daemon_missed = False

    def run(self) -> None:
        """Serve one daemon after the other; a daemon that restarts is found again at once."""
        waiter = self._around.waiter
        while not waiter.stopped:
            try:
                with DaemonLink(self._around.daemon_socket) as daemon:
                    self._daemon_missed = False
                    _log.info("event=daemon_met enrolled=%s", daemon.welcome.kiosk is not None)
                    self._around.reporter.met(daemon)
                    self._serve(daemon)
            except LinkError as error:
                if not self._daemon_missed:
                    _log.warning("event=daemon_missed reason=%r", str(error))
                self._daemon_missed = True
                pause_s = _REFUSED_S if isinstance(error, DaemonRefusedError) else _RECONNECT_S
                waiter.wait(self._around.now_s() + pause_s, Ear())

    def _serve(self, daemon: DaemonLink) -> None:
        """Serve ``daemon`` until the program stops or an enrolment changes who this kiosk is."""
        around = self._around
        waiter = around.waiter
        calls = SignedCalls(around.identities, around.exchange, kiosk=daemon.welcome.kiosk or "")
        rounds = Rounds(daemon, calls, around, self._cadence)

        def back_off(seconds: float) -> bool:
            woke = waiter.wait(around.now_s() + seconds, rounds.ear(heeds_wake=False))
            if woke is Woke.NUDGE:
                rounds.everything_now()
            return woke is Woke.TIME

        def turn() -> Trouble | None:
            wanted = daemon.take_stick()
            if wanted is not None and self._meet_stick(wanted, daemon):
                rounds.enrolled_anew = True
                return None
            wish = daemon.take_wish()
            if wish is not None:
                rounds.everything_now()
            trouble = rounds.turn()
            if wish is not None:
                around.reporter.tried(wish, daemon)
            return trouble

        while True:
            until_calm(turn, wait=back_off, draw=around.draw)
            if waiter.stopped or rounds.enrolled_anew:
                return
            if waiter.wait(rounds.next_s, rounds.ear(heeds_wake=True)) is Woke.NUDGE:
                rounds.everything_now()

    def _meet_stick(self, wanted: StickWanted, daemon: DaemonLink) -> bool:
        """Do the worker's part for a USB stick; return whether that enrolled this kiosk anew."""
        # PyNaCl is needed for a stick only.
        from sync.stick_wishes import StickWishes  # noqa: PLC0415

        around = self._around
        return StickWishes(around.daemon_socket, around.identities, around.machine).meet(wanted, daemon)
