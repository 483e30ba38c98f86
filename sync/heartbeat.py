"""Says how the kiosk is, and hears the time and what the service lacks."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

import msgspec

from kiosk.local_api.messages import AskedAgain, Health, HealthWanted, Noted, ServiceMet, ServiceTime
from kiosk.machine import MachineHealth
from sync.answers import Answered, Problem, Result, Timing
from sync.ledgers import confirmed, lacking, told, told_plainly
from sync.network_state import UNREADABLE, Failed, failed
from sync.others import others_here
from sync.ports import Daemon, Service
from sync.protocol import (
    HEARTBEATS_PATH,
    LEVEL,
    HeartbeatAnswer,
    HeartbeatRequest,
    ReaderHealth,
)
from sync.region_keys import RegionKeys
from sync.wire import wire_reading

_BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class Beaten:
    """The service heard the heartbeat. ``push``: records wait that the service doesn't have.

    ``change_key``: the service wants the kiosk to sign with another key.
    """

    push: bool
    change_key: bool = False


class Heart:
    """Sends heartbeats."""

    def __init__(
        self, daemon: Daemon, service: Service, machine: Callable[[], MachineHealth], region_keys: RegionKeys
    ) -> None:
        """Ask ``machine`` for what only the machine knows; bring changed keys to ``region_keys``."""
        self._daemon = daemon
        self._service = service
        self._machine = machine
        self._region_keys = region_keys
        self._met = ""

    def step(self) -> Beaten | Failed:
        """Send one heartbeat."""
        health = self._daemon.ask(HealthWanted(), Health)
        result = self._send(beat_request(health, self._machine()))
        if not isinstance(result, Answered):
            return failed(result)
        try:
            answer = _decode(result.body)
        except msgspec.DecodeError:
            return failed(UNREADABLE)
        self._daemon.ask(service_time(answer.service_time_us, result.timing), Noted)
        missing = list(
            lacking(
                answer.ledgers,
                {each.ledger: each.highest for each in health.ledgers},
                {(each.ledger, first, last) for each in health.ledgers for first, last in each.lost},
            )
        )
        for word in (*missing, *confirmed(answer.ledgers, health.ledgers)):
            self._daemon.ask(word, Noted)
        here = None if answer.others is None else others_here(answer.others)
        if here is not None:
            self._daemon.ask(here, Noted)
        if answer.letter is not None:
            self._region_keys.deliver(answer.letter)
        waits = bool(missing) or self._offered_anew(result.service) or any(each.waiting for each in health.ledgers)
        return Beaten(push=waits, change_key=answer.rotate_key)

    def _send(self, request: HeartbeatRequest) -> Result:
        """Send it; to a service that is older than what is told of the ledgers, without that."""
        target = f"{HEARTBEATS_PATH}?level={LEVEL}&keys={quote(self._region_keys.held, safe=',')}"
        result = self._service.call("POST", target, _encode(request))
        plain = msgspec.structs.replace(request, ledgers=told_plainly(request.ledgers))
        if isinstance(result, Problem) and result.status == _BAD_REQUEST and plain != request:
            return self._service.call("POST", target, _encode(plain))
        return result

    def _offered_anew(self, service: str) -> bool:
        """Tell whether records wait again that only other versions of the service refused."""
        if service == self._met:
            return False
        again = self._daemon.ask(ServiceMet(service=service), AskedAgain)
        self._met = service
        return again.count > 0


def service_time(wall_us: int, timing: Timing) -> ServiceTime:
    """Return the service's clock as of half-way between request and answer."""
    half_us = (timing.received_us - timing.sent_us) // 2
    return ServiceTime(wall_us=wall_us, boottime_us=timing.sent_us + half_us, uncertainty_us=half_us)


def beat_request(health: Health, machine: MachineHealth) -> HeartbeatRequest:
    """Return what a heartbeat tells."""
    return HeartbeatRequest(
        version=health.version,
        readers=[ReaderHealth(name=each.name, health=each.health, cause=each.cause) for each in health.readers],
        ledgers=told(health.ledgers),
        waiting=sum(each.waiting for each in health.ledgers),
        oldest_waiting_us=health.oldest_waiting_us,
        clock_trusted=health.clock_trusted,
        disk_free_bytes=health.disk_free_bytes,
        temperature_c=machine.temperature_c,
        undervoltage=machine.undervoltage,
        reading=wire_reading(health.reading),
    )


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(HeartbeatAnswer).decode
