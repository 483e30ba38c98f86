"""A one-time code makes this kiosk known to the service.

A person writes the code into a file. Power may fail at any point: the same code and key again give the same answer,
and the file goes only once the daemon has kept it. Making a request, sending it, and accepting its answer are three
things: request and answer may also travel as files.
"""

import logging
from collections.abc import Callable

import msgspec

from kiosk.local_api.messages import Enrolled, EnrolmentTold, Health, HealthWanted, Noted
from sync.answers import Answered, Problem, Result
from sync.code_file import CodeFile
from sync.errors import DaemonRefusedError
from sync.heartbeat import service_time
from sync.network_state import UNREADABLE, Failed, NetworkState, State, Trouble, failed
from sync.ports import Daemon, Service
from sync.protocol import ENROLMENTS_PATH, LEVEL, EnrolmentAnswer, EnrolmentRequest, PublicKey

_UNOPENED = NetworkState(
    State.SERVICE_FAULT, "The service's keys for this kiosk can't be opened. Ask for a new code.", "seal"
)
_OTHER_SERVICE = NetworkState(
    State.WRONG_CODE,
    "The code is another badge service's than this kiosk's. If that is meant, run `hubtap allow-other-service` on the "
    "kiosk, then `systemctl restart hubtap-sync`.",
    "other_service",
)
_UNUSABLE = NetworkState(
    State.SERVICE_FAULT, "This kiosk can't be used where the code says: its time zone is unknown.", "enrolment"
)
_REFUSALS = {"seal": _UNOPENED, "other_service": _OTHER_SERVICE, "enrolment": _UNUSABLE}

ENROLLED = EnrolmentTold(outcome="enrolled", detail="", done=True)

_log = logging.getLogger(__name__)


def enrolment_told(network: NetworkState, *, done: bool) -> EnrolmentTold:
    """Return what whoever typed the code is told. ``done``: it is not tried again by itself."""
    return EnrolmentTold(outcome=_outcome(network), detail=network.detail, done=done)


def _outcome(network: NetworkState) -> str:
    by_code = network.state is State.WRONG_CODE or network in _REFUSALS.values()
    return network.cause or network.state if by_code else network.state


class Enrolment:
    """One kiosk's enrolment, however request and answer travel."""

    def __init__(self, daemon: Daemon, *, key: Callable[[], PublicKey], sealing_key: str, model: str) -> None:
        """Register ``key`` (the worker's at the time) and ``sealing_key`` (the daemon's)."""
        self._daemon = daemon
        self._key = key
        self._sealing_key = sealing_key
        self._model = model

    def request(self, code: str, *, version: str) -> EnrolmentRequest:
        """Return what to ask of the service; whoever sends it signs it with the worker's key."""
        return EnrolmentRequest(
            code=code, key=self._key(), sealing_key=self._sealing_key, model=self._model, version=version
        )

    def accept(self, answer: EnrolmentAnswer) -> NetworkState | None:
        """Have the daemon keep who this kiosk is; return why it refuses, or None.

        Raises:
            LinkError: the daemon went away, or could not keep it; the same answer may come again.

        """
        enrolled = Enrolled(
            kiosk=answer.kiosk,
            hub=answer.hub,
            hub_name=answer.hub_name,
            zone=answer.zone,
            sealed_keys=answer.sealed_keys,
            issued_us=answer.service_time_us,
            service_key=answer.service_key.x,
            proof=answer.proof,
            settings=answer.settings,
        )
        try:
            self._daemon.ask(enrolled, Noted)
        except DaemonRefusedError as error:
            if error.refusal in _REFUSALS:
                return _REFUSALS[error.refusal]
            raise
        _log.info("event=enrolled kiosk=%s hub=%s", answer.kiosk, answer.hub)
        return None


class Enroller:
    """Enrols over the network with whatever code lies in the file."""

    def __init__(self, daemon: Daemon, service: Service, codes: CodeFile, enrolment: Enrolment) -> None:
        """Bring daemon and service together."""
        self._daemon = daemon
        self._service = service
        self._codes = codes
        self._enrolment = enrolment

    def step(self, code: str) -> Failed | None:
        """Enrol with ``code``; None once the daemon has kept who this kiosk is."""
        self._codes.tried(code)
        health = self._daemon.ask(HealthWanted(), Health)
        request = self._enrolment.request(code, version=health.version)
        result = self._service.call("POST", f"{ENROLMENTS_PATH}?level={LEVEL}", msgspec.json.encode(request))
        if not isinstance(result, Answered):
            self._give_up_on(code, result)
            return failed(result)
        try:
            answer = msgspec.json.decode(result.body, type=EnrolmentAnswer)
        except msgspec.DecodeError:
            return failed(UNREADABLE)
        refusal = self._enrolment.accept(answer)
        if refusal is not None:
            self._codes.done(code)
            return Failed(Trouble(refusal), isolated=True)
        self._daemon.ask(service_time(answer.service_time_us, result.timing), Noted)
        self._codes.done(code)
        self._codes.clear()
        return None

    def _give_up_on(self, code: str, result: Result) -> None:
        if isinstance(result, Problem) and (result.code.startswith("code_") or result.code == "bad_request"):
            self._codes.done(code)
