"""Rounds of work for one daemon: each turn does whatever is due, until nothing is or something is in the way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import assert_never

from kiosk.local_api.messages import Health, HealthWanted, Noted
from kiosk.machine import MachineHealth
from sync.change_key import KeyChange
from sync.code_file import CodeFile
from sync.daemon_link import DaemonLink
from sync.enrol import ENROLLED, Enroller, Enrolment, enrolment_told
from sync.heartbeat import Beaten, Heart
from sync.identity import Identities
from sync.names import NameSender
from sync.network_state import (
    NOT_ENROLLED,
    Failed,
    NetworkState,
    State,
    Trouble,
    blamed_on_the_clock,
    hangs_on_the_date,
)
from sync.pull import Pulled, Puller
from sync.push import Progress, Pusher
from sync.region_keys import RegionKeys
from sync.reporter import Reporter
from sync.retry import Draw, full_jitter_s
from sync.schedule import Step, begin, next_step
from sync.signed_calls import Exchange, SignedCalls
from sync.waiting import Ear, Waiter

_NEVER = float("inf")


class _Work(Enum):
    ENROL = auto()


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often, in seconds."""

    heartbeat_s: float
    pull_s: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the worker is given: the ways out, the clocks, chance, and the machine."""

    daemon_socket: Path
    exchange: Exchange
    identities: Identities
    codes: CodeFile
    waiter: Waiter
    reporter: Reporter
    now_s: Callable[[], float]
    draw: Draw
    machine: Callable[[], MachineHealth]
    model: str


class Rounds:
    """What is due for one daemon, and doing it."""

    def __init__(self, daemon: DaemonLink, calls: SignedCalls, around: Surroundings, cadence: Cadence) -> None:
        """Everything is due at first."""
        self._daemon = daemon
        self._around = around
        self._cadence = cadence
        self._is_enrolled = daemon.welcome.kiosk is not None
        enrolment = Enrolment(
            daemon,
            key=lambda: around.identities.current.public_key,
            sealing_key=daemon.welcome.sealing_key,
            model=around.model,
        )
        nobody = SignedCalls(around.identities, around.exchange, kiosk="")
        self._enroller = Enroller(daemon, nobody, around.codes, enrolment)
        self._heart = Heart(daemon, calls, around.machine, RegionKeys(daemon, daemon.welcome))
        self._key_change = KeyChange(around.identities, calls, kiosk=daemon.welcome.kiosk or "")
        self._pusher = Pusher(daemon, calls, now_s=around.now_s)
        self._names = NameSender(daemon, calls)
        self._puller = Puller(daemon, calls, daemon.welcome)
        self._schedule = begin(around.now_s())
        self._passes_with_rest = 0
        self._failed_pushes = 0
        self._got_on = False
        self.enrolled_anew = False

    @property
    def next_s(self) -> float:
        """When the next work is due (CLOCK_BOOTTIME in seconds)."""
        if self._is_enrolled:
            return self._schedule.next_s
        return _NEVER if self._code() is None else self._around.now_s()

    def ear(self, *, heeds_wake: bool) -> Ear:
        """Return what may end a wait between turns."""
        return Ear(self._daemon, heeds_wake=heeds_wake and self._is_enrolled, looks=self._sees_code)

    def _sees_code(self) -> bool:
        self._hear_code()
        return self._around.codes.is_new(enrolled=self._is_enrolled)

    def _hear_code(self) -> None:
        """Take a code that a person typed at the kiosk."""
        typed = self._daemon.take_typed_code()
        if typed is not None:
            self._around.codes.type(typed)

    def _code(self) -> str | None:
        self._hear_code()
        return self._around.codes.to_try(enrolled=self._is_enrolled)

    def everything_now(self) -> None:
        """Let everything be due: the network came up, or a person wants it."""
        self._failed_pushes = 0
        self._schedule = begin(self._around.now_s())

    def turn(self) -> Trouble | None:
        """Do what is due; return what got in the way, or None once nothing is due."""
        self._got_on = False
        while not self._around.waiter.stopped:
            code = self._code()
            if code is not None:
                self._settle_key()
                trouble = self._enrol(code)
                if trouble is not None or self.enrolled_anew:
                    return trouble
            if not self._is_enrolled:
                if self._around.codes.written(enrolled=False) is None:
                    self._around.reporter.idle(NOT_ENROLLED, self._daemon)
                return None
            if self._daemon.take_wake():
                self._schedule = self._schedule.woken(self._around.now_s())
            step = next_step(self._schedule, self._around.now_s())
            if step is None:
                return None
            trouble = self._do(step)
            if trouble is not None:
                return replace(trouble, got_on=self._got_on)
        return None

    def _enrol(self, code: str) -> Trouble | None:
        """Return the trouble unless the code is done with: a wrong one keeps no enrolled kiosk from its work."""
        typed = self._around.codes.is_typed(code)
        failure = self._enroller.step(code)
        if failure is None:
            self.enrolled_anew = True
            if typed:
                self._daemon.ask(ENROLLED, Noted)
            return None
        network = failure.trouble.network
        self._tell(_Work.ENROL, network, isolated=False)
        if self._is_enrolled and network.state is State.WRONG_CODE:
            self._around.codes.done(code)
        left = self._code()
        if typed:
            self._daemon.ask(enrolment_told(network, done=left != code), Noted)
        return None if left is None else failure.trouble

    def _do(self, step: Step) -> Trouble | None:
        match step:
            case Step.HEARTBEAT:
                return self._beat()
            case Step.PUSH_ALL | Step.PUSH:
                return self._push(from_start=step is Step.PUSH_ALL)
            case Step.NAMES:
                return self._send_names()
            case Step.PULL:
                return self._pull()
            case _:
                assert_never(step)

    def _settle_key(self) -> None:
        """Find out by which key the service knows this kiosk, before it is told one: another would be a new kiosk."""
        if self._is_enrolled and self._key_change.under_way:
            self._key_change.step()

    def _change_key(self) -> Trouble | None:
        """Go on with a change of the key that is under way."""
        if not self._key_change.under_way:
            return None
        failure = self._key_change.step()
        return None if failure is None else self._failed(Step.HEARTBEAT, failure)

    def _beat(self) -> Trouble | None:
        trouble = self._change_key()
        if trouble is not None:
            return trouble
        beaten = self._heart.step()
        now_s = self._around.now_s()
        if isinstance(beaten, Beaten) or beaten.isolated:
            self._schedule = self._schedule.beaten(now_s + self._cadence.heartbeat_s)
        if isinstance(beaten, Failed):
            return self._failed(Step.HEARTBEAT, beaten)
        if beaten.change_key:
            self._key_change.begin()
            trouble = self._change_key()
            if trouble is not None:
                return trouble
        self._schedule = self._schedule.names_at(now_s)
        if beaten.push and not self._schedule.pushes:
            self._schedule = self._schedule.push_all_at(now_s)
        self._around.reporter.worked(Step.HEARTBEAT, self._daemon)
        self._around.reporter.refresh(self._daemon)
        return None

    def _push(self, *, from_start: bool) -> Trouble | None:
        if from_start:
            self._schedule = self._schedule.push_begun()
        progress = self._pusher.step(from_start=from_start)
        if isinstance(progress, Failed):
            if progress.isolated:
                self._failed_pushes += 1
                self._schedule = self._schedule.push_held(self._after(progress.trouble.wait_s, self._failed_pushes))
            return self._failed(Step.PUSH, progress)
        if progress.mentions:
            self._schedule = self._schedule.names_at(self._around.now_s())
        if progress.drained:
            self._drained(progress)
        else:
            self._failed_pushes, self._got_on = 0, True
            self._around.reporter.worked(Step.PUSH, self._daemon)
        return None

    def _drained(self, progress: Progress) -> None:
        """Plan when to offer again what the service left undecided."""
        self._schedule = self._schedule.drained()
        if not progress.left:
            self._passes_with_rest = 0
            self._around.reporter.nothing_left(Step.PUSH, self._daemon)
            return
        self._passes_with_rest += 1
        self._schedule = self._schedule.push_all_at(self._after(progress.wait_s, self._passes_with_rest))

    def _after(self, wait_s: float | None, attempt: int) -> float:
        """Return when ``wait_s`` are over, or where the service asks for no such time, the back-off of ``attempt``."""
        return self._around.now_s() + (full_jitter_s(attempt, self._around.draw) if wait_s is None else wait_s)

    def _send_names(self) -> Trouble | None:
        """Offer names; what the service doesn't keep is offered again after the next heartbeat."""
        self._schedule = self._schedule.named()
        sent = self._names.step()
        if isinstance(sent, Failed):
            return self._failed(Step.NAMES, sent)
        self._around.reporter.nothing_left(Step.NAMES, self._daemon)
        return None

    def _pull(self) -> Trouble | None:
        pulled = self._puller.step()
        pause_s = 0.0 if isinstance(pulled, Pulled) and pulled.more else self._cadence.pull_s
        if isinstance(pulled, Pulled) or pulled.isolated:
            self._schedule = self._schedule.pulled(self._around.now_s() + pause_s)
        if isinstance(pulled, Failed):
            return self._failed(Step.PULL, pulled)
        self._got_on = self._got_on or pulled.more
        self._around.reporter.worked(Step.PULL, self._daemon)
        return None

    def _failed(self, step: Step, failure: Failed) -> Trouble | None:
        """Return the trouble unless it concerns ``step`` alone, which then waits for its next time."""
        self._tell(step, failure.trouble.network, isolated=failure.isolated)
        return None if failure.isolated else failure.trouble

    def _tell(self, work: Enum, network: NetworkState, *, isolated: bool) -> None:
        if hangs_on_the_date(network) and not self._daemon.ask(HealthWanted(), Health).clock_trusted:
            network = blamed_on_the_clock(network)
        self._around.reporter.failed(work, network, self._daemon, isolated=isolated)
