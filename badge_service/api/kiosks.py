"""The kiosk's calls: each a thin handler before its use case."""

from typing import Annotated, Any, TypeVar

from litestar import Request, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, QueryParameter

from badge_service.api.admission import Admission, Asked
from badge_service.api.gate import BodyGate, KioskGate, provide_asked, provide_caller
from badge_service.api.limits import Limits
from badge_service.api.networks import network_of
from badge_service.api.problems import ProblemError
from badge_service.api.strict import StrictRequest
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.change_key import ChangeKey
from badge_service.usecases.enrol import Enrol
from badge_service.usecases.heartbeat import HearHeartbeat
from badge_service.usecases.ingest import Ingest
from badge_service.usecases.names import TakeNames
from badge_service.usecases.pull import Pull
from sync.protocol import (
    CHANGES_PATH,
    ENROLMENTS_PATH,
    HEARTBEATS_PATH,
    KEYS_PATH,
    LEVEL,
    NAMES_LEVEL,
    NAMES_PATH,
    RECORDS_PATH,
    ChangesAnswer,
    EnrolmentAnswer,
    EnrolmentRequest,
    HeartbeatAnswer,
    HeartbeatRequest,
    NamesAnswer,
    NamesRequest,
    NewKeyAnswer,
    NewKeyRequest,
    Problem,
    RecordsAnswer,
    RecordsRequest,
)

_AnyRequest = Request[Any, Any, Any]
_Level = Annotated[int, QueryParameter(ge=1, description="The protocol level of the kiosk")]
T = TypeVar("T")


def _problems(*statuses: int) -> dict[int, ResponseSpec]:
    return {
        status: ResponseSpec(
            Problem, description="A problem document (RFC 9457)", media_type="application/problem+json"
        )
        for status in statuses
    }


_TO_ANY_CALL = _problems(400, 401, 403, 429, 503)
_TO_A_BODY = _TO_ANY_CALL | _problems(413, 415)


def enrolments(enrol: Enrol, admission: Admission, limits: Limits) -> HTTPRouteHandler:
    """Return ``POST /api/v1/enrolments``."""

    @post(
        ENROLMENTS_PATH,
        request_class=StrictRequest,
        middleware=[BodyGate(limits)],
        dependencies={"asked": Provide(provide_asked)},
        sync_to_thread=True,
        responses=_TO_A_BODY,
        summary="Enrol a kiosk with a one-time code and its own key",
    )
    def enrolment(
        data: JSONBody[EnrolmentRequest], asked: NamedDependency[Asked], request: _AnyRequest, level: _Level = 1
    ) -> EnrolmentAnswer:
        wrong = admission.check_enrolment(asked, data.key.x)
        if wrong is not None:
            raise ProblemError(wrong)
        return _granted(enrol(data, network_of(request.client.host if request.client else None), level))

    return enrolment


def records(ingest: Ingest, admission: Admission, limits: Limits) -> HTTPRouteHandler:
    """Return ``POST /api/v1/records``."""

    @post(
        RECORDS_PATH,
        status_code=200,
        request_class=StrictRequest,
        middleware=[KioskGate(admission, limits)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_TO_A_BODY,
        summary="Send 1 to 500 records of one ledger; each gets its verdict",
    )
    def take_records(data: JSONBody[RecordsRequest], caller: NamedDependency[Caller]) -> RecordsAnswer:
        return _granted(ingest(caller, data))

    return take_records


def changes(pull: Pull, admission: Admission, limits: Limits) -> HTTPRouteHandler:
    """Return ``GET /api/v1/changes``."""

    @get(
        CHANGES_PATH,
        middleware=[KioskGate(admission, limits)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_TO_ANY_CALL
        | _problems(410)
        | {304: ResponseSpec(None, description="Nothing changed since the cursor")},
        summary="Pull one page of what changed for the kiosk's hub",
    )
    def give_changes(
        caller: NamedDependency[Caller],
        since: Annotated[str | None, QueryParameter(max_length=500, description="The last page's cursor")] = None,
        level: _Level = LEVEL,
    ) -> Response[ChangesAnswer | None]:
        page = _granted(pull(caller, since or None, level))
        return Response(page, status_code=200 if page is not None else 304)

    return give_changes


def heartbeats(hear: HearHeartbeat, admission: Admission, limits: Limits) -> HTTPRouteHandler:
    """Return ``POST /api/v1/heartbeats``."""

    @post(
        HEARTBEATS_PATH,
        status_code=200,
        request_class=StrictRequest,
        middleware=[KioskGate(admission, limits)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_TO_A_BODY,
        summary="Say how the kiosk is, and hear what the service lacks",
    )
    def take_heartbeat(
        data: JSONBody[HeartbeatRequest],
        caller: NamedDependency[Caller],
        level: _Level = 1,
        keys: Annotated[str, QueryParameter(max_length=200, description="Ids of the region's keys it holds")] = "",
    ) -> HeartbeatAnswer:
        return _granted(hear(caller, data, level, keys))

    return take_heartbeat


def keys(change_key: ChangeKey, admission: Admission, limits: Limits) -> HTTPRouteHandler:
    """Return ``POST /api/v1/keys``."""

    @post(
        KEYS_PATH,
        status_code=200,
        request_class=StrictRequest,
        middleware=[KioskGate(admission, limits)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_TO_A_BODY,
        summary="Change the kiosk's own key: register the new one, then sign with it",
    )
    def take_key(data: JSONBody[NewKeyRequest], caller: NamedDependency[Caller]) -> NewKeyAnswer:
        return _granted(change_key(caller, data))

    return take_key


def names(take_names: TakeNames, admission: Admission, limits: Limits) -> HTTPRouteHandler:
    """Return ``POST /api/v1/names``."""

    @post(
        NAMES_PATH,
        status_code=200,
        request_class=StrictRequest,
        middleware=[KioskGate(admission, limits)],
        dependencies={"caller": Provide(provide_caller)},
        sync_to_thread=True,
        responses=_TO_A_BODY,
        summary="Send names of what was made at the kiosk; the answer tells which the service has",
    )
    def give_names(
        data: JSONBody[NamesRequest], caller: NamedDependency[Caller], level: _Level = NAMES_LEVEL
    ) -> NamesAnswer:
        del level  # there is only one form of it so far
        return _granted(take_names(caller, data))

    return give_names


def _granted(answer: T | Denied) -> T:
    if isinstance(answer, Denied):
        raise ProblemError(answer)
    return answer
