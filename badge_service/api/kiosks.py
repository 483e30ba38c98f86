"""The kiosk's calls: each a thin handler before its use case."""

import ipaddress
from typing import Annotated, Any, TypeVar

from litestar import Request, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, QueryParameter

from badge_service.api.admission import Admission, Asked
from badge_service.api.gate import BodyGate, KioskGate, provide_asked, provide_caller
from badge_service.api.problems import ProblemError
from badge_service.api.strict import StrictRequest
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.enrol import Enrol
from badge_service.usecases.heartbeat import HearHeartbeat
from badge_service.usecases.ingest import Ingest
from badge_service.usecases.pull import Pull
from sync.protocol import (
    CHANGES_PATH,
    ENROLMENTS_PATH,
    HEARTBEATS_PATH,
    LEVEL,
    RECORDS_PATH,
    ChangesAnswer,
    EnrolmentAnswer,
    EnrolmentRequest,
    HeartbeatAnswer,
    HeartbeatRequest,
    Problem,
    RecordsAnswer,
    RecordsRequest,
)

_IPV6_NETWORK_BITS = 64
_AnyRequest = Request[Any, Any, Any]
T = TypeVar("T")


def _problems(*statuses: int) -> dict[int, ResponseSpec]:
    return {
        status: ResponseSpec(
            Problem, description="A problem document (RFC 9457)", media_type="application/problem+json"
        )
        for status in statuses
    }


def enrolments(enrol: Enrol, admission: Admission) -> HTTPRouteHandler:
    """Return ``POST /api/v1/enrolments``."""

    @post(
        ENROLMENTS_PATH,
        request_class=StrictRequest,
        middleware=[BodyGate()],
        dependencies={"asked": Provide(provide_asked)},
        sync_to_thread=True,
        responses=_problems(400, 401, 403, 413, 415, 429, 503),
        summary="Enrol a kiosk with a one-time code and its own key",
    )
    def enrolment(
        data: JSONBody[EnrolmentRequest], asked: NamedDependency[Asked], request: _AnyRequest
    ) -> EnrolmentAnswer:
        wrong = admission.check_enrolment(asked, data.key.x)
        if wrong is not None:
            raise ProblemError(wrong)
        return _granted(enrol(data, _network(request)))

    return enrolment


def records(ingest: Ingest, admission: Admission) -> HTTPRouteHandler:
    """Return ``POST /api/v1/records``."""

    @post(
        RECORDS_PATH,
        status_code=200,
        request_class=StrictRequest,
        middleware=[KioskGate(admission)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_problems(400, 401, 403, 413, 415, 503),
        summary="Send 1 to 500 records of one ledger; each gets its verdict",
    )
    def take_records(data: JSONBody[RecordsRequest], caller: NamedDependency[Caller]) -> RecordsAnswer:
        return _granted(ingest(caller, data))

    return take_records


def changes(pull: Pull, admission: Admission) -> HTTPRouteHandler:
    """Return ``GET /api/v1/changes``."""

    @get(
        CHANGES_PATH,
        middleware=[KioskGate(admission)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_problems(400, 401, 403, 410, 503)
        | {304: ResponseSpec(None, description="Nothing changed since the cursor")},
        summary="Pull one page of what changed for the kiosk's hub",
    )
    def give_changes(
        caller: NamedDependency[Caller],
        since: Annotated[str | None, QueryParameter(max_length=500, description="The last page's cursor")] = None,
        level: Annotated[int, QueryParameter(ge=1, description="The protocol level of the kiosk")] = LEVEL,
    ) -> Response[ChangesAnswer | None]:
        page = _granted(pull(caller, since or None, level))
        return Response(page, status_code=200 if page is not None else 304)

    return give_changes


def heartbeats(hear: HearHeartbeat, admission: Admission) -> HTTPRouteHandler:
    """Return ``POST /api/v1/heartbeats``."""

    @post(
        HEARTBEATS_PATH,
        status_code=200,
        request_class=StrictRequest,
        middleware=[KioskGate(admission)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_problems(400, 401, 403, 413, 415, 503),
        summary="Say how the kiosk is, and hear what the service lacks",
    )
    def take_heartbeat(data: JSONBody[HeartbeatRequest], caller: NamedDependency[Caller]) -> HeartbeatAnswer:
        return _granted(hear(caller, data))

    return take_heartbeat


def _granted(answer: T | Denied) -> T:
    if isinstance(answer, Denied):
        raise ProblemError(answer)
    return answer


def _network(request: _AnyRequest) -> str:
    """Return where a request came from: one IPv4 address, or one IPv6 network, which is one household or hub."""
    try:
        address = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return "unknown"
    bits = _IPV6_NETWORK_BITS if address.version == 6 else address.max_prefixlen  # noqa: PLR2004  the version's name
    return str(ipaddress.ip_network((address, bits), strict=False))
