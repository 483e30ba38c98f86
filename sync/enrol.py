"""A one-time code makes this kiosk known to the service.

A person writes the code into a file. Power may fail at any point: the same code and key again give the same answer,
and the file goes only once the daemon has kept it.
"""

import logging
from pathlib import Path

import msgspec

from kiosk.local_api.messages import Enrolled, Health, HealthWanted, Noted
from sync.answers import Answered, Problem, Result
from sync.errors import DaemonRefusedError
from sync.heartbeat import service_time
from sync.network_state import UNREADABLE, Failed, NetworkState, State, Trouble, failed
from sync.ports import Daemon, Service
from sync.protocol import ENROLMENTS_PATH, EnrolmentAnswer, EnrolmentRequest, PublicKey

_MOST_CHARACTERS = 200
_UNOPENED = NetworkState(State.SERVICE_FAULT, "The service's keys for this kiosk can't be opened. Ask for a new code.")

_log = logging.getLogger(__name__)


class CodeFile:
    """Where people put the code. One that is done with is left alone until the file says something else."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self._path = path
        self._done: str | None = None
        self._tried: str | None = None

    def written(self) -> str | None:
        """Return what the file holds, or None."""
        try:
            words = self._path.read_text(encoding="utf-8", errors="replace")[:_MOST_CHARACTERS].split()
        except OSError:
            return None
        return words[0] if words else None

    def to_try(self) -> str | None:
        """Return the code to enrol with, or None."""
        code = self.written()
        return None if code == self._done else code

    def is_new(self) -> bool:
        """Tell whether the file holds a code that was never tried."""
        return self.to_try() not in {None, self._tried}

    def tried(self, code: str) -> None:
        """Note an attempt."""
        self._tried = code

    def done(self, code: str) -> None:
        """Leave ``code`` alone from now on: it was accepted, or never will be."""
        self._done = code

    def clear(self) -> None:
        """Remove the file, or empty it where its folder belongs to someone else."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            try:
                self._path.write_bytes(b"")
            except OSError:
                _log.warning("event=code_file_kept reason=not_writable")


class Enroller:
    """Enrols with whatever code lies in the file."""

    def __init__(  # noqa: PLR0913  an enrolment brings daemon, service, key and machine together
        self, daemon: Daemon, service: Service, codes: CodeFile, *, key: PublicKey, sealing_key: str, model: str
    ) -> None:
        """Register ``key`` (the worker's) and ``sealing_key`` (the daemon's)."""
        self._daemon = daemon
        self._service = service
        self._codes = codes
        self._key = key
        self._sealing_key = sealing_key
        self._model = model

    def step(self, code: str) -> Failed | None:
        """Enrol with ``code``; None once the daemon has kept who this kiosk is."""
        self._codes.tried(code)
        health = self._daemon.ask(HealthWanted(), Health)
        request = EnrolmentRequest(
            code=code, key=self._key, sealing_key=self._sealing_key, model=self._model, version=health.version
        )
        result = self._service.call("POST", ENROLMENTS_PATH, msgspec.json.encode(request))
        if not isinstance(result, Answered):
            self._give_up_on(code, result)
            return failed(result, clock_trusted=health.clock_trusted)
        try:
            answer = msgspec.json.decode(result.body, type=EnrolmentAnswer)
        except msgspec.DecodeError:
            return failed(UNREADABLE)
        if not self._kept(answer):
            self._codes.done(code)
            return Failed(Trouble(_UNOPENED), isolated=True)
        self._daemon.ask(service_time(answer.service_time_us, result.timing), Noted)
        self._codes.done(code)
        self._codes.clear()
        _log.info("event=enrolled kiosk=%s hub=%s", answer.kiosk, answer.hub)
        return None

    def _give_up_on(self, code: str, result: Result) -> None:
        if isinstance(result, Problem) and (result.code.startswith("code_") or result.code == "bad_request"):
            self._codes.done(code)

    def _kept(self, answer: EnrolmentAnswer) -> bool:
        enrolled = Enrolled(
            kiosk=answer.kiosk,
            hub=answer.hub,
            hub_name=answer.hub_name,
            zone=answer.zone,
            sealed_keys=answer.sealed_keys,
        )
        try:
            self._daemon.ask(enrolled, Noted)
        except DaemonRefusedError as error:
            if error.refusal == "seal":
                return False
            raise
        return True
