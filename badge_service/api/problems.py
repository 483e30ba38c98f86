"""Errors as ``application/problem+json`` (RFC 9457), each with a stable code; never an exception's text."""

import logging
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from badge_service.usecases.caller import Denied
from kiosk.domain.errors import StoreError
from sync.protocol import AUTHORIZATION_SCHEME, PROBLEM_TYPE, Problem

_logger = logging.getLogger(__name__)

STATUS = {
    "use_nonce": 401,
    "bad_signature": 401,
    "unknown_kiosk": 403,
    "kiosk_revoked": 403,
    "code_unknown": 403,
    "code_used": 403,
    "code_expired": 403,
    "too_many_tries": 429,
    "rate_limited": 429,
    "bad_request": 400,
    "too_large": 413,
    "unsupported_encoding": 415,
    "cursor_gone": 410,
    "busy": 503,
    "not_found": 404,
    "wrong_host": 421,
    "internal": 500,
}
_TITLE = {
    "use_nonce": "Sign again with a fresh nonce",
    "bad_signature": "The signature does not hold",
    "unknown_kiosk": "Unknown kiosk",
    "kiosk_revoked": "This kiosk was revoked",
    "code_unknown": "Unknown enrolment code",
    "code_used": "Used enrolment code",
    "code_expired": "Expired enrolment code",
    "too_many_tries": "Too many tries",
    "rate_limited": "Too many requests",
    "bad_request": "Bad request",
    "too_large": "Too large",
    "unsupported_encoding": "Unsupported encoding",
    "cursor_gone": "Cursor gone",
    "busy": "Busy",
    "not_found": "Not found",
    "wrong_host": "Asked for by a name that is not known",
    "internal": "Internal error",
}
_CODE_OF_STATUS = {404: "not_found", 413: "too_large", 415: "unsupported_encoding"}
_BUSY = Denied("busy", "The service can't reach its database right now.", 5)
_INTERNAL = Denied("internal", "Something went wrong here. The service's log says what.")
_UNAUTHORISED = 401


class ProblemError(Exception):
    """A call ends with a problem. ``status``: where it isn't the code's usual one."""

    def __init__(self, denied: Denied, status: int | None = None) -> None:
        """Keep what to answer."""
        super().__init__(denied.code)
        self.denied = denied
        self.status = STATUS[denied.code] if status is None else status


def document(denied: Denied, status: int | None = None) -> Response[bytes]:
    """Return the answer that tells a problem."""
    number = STATUS[denied.code] if status is None else status
    problem = Problem(code=denied.code, title=_TITLE[denied.code], status=number, detail=denied.detail)
    headers = {"Cache-Control": "no-store"}
    if denied.retry_after_s is not None:
        headers["Retry-After"] = str(denied.retry_after_s)
    if number == _UNAUTHORISED:
        headers["WWW-Authenticate"] = AUTHORIZATION_SCHEME
    return Response(msgspec.json.encode(problem), status_code=number, media_type=PROBLEM_TYPE, headers=headers)


def _on_problem(_request: Request[Any, Any, Any], error: ProblemError) -> Response[bytes]:
    return document(error.denied, error.status)


def _on_http(_request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    if error.status_code >= STATUS["internal"]:
        return _on_fault(_request, error)
    code = _CODE_OF_STATUS.get(error.status_code, "bad_request")
    answer = document(Denied(code, _detail(error)), error.status_code)
    answer.headers.update({name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"})
    return answer


def _detail(error: HTTPException) -> str:
    """Return what was wrong, naming the field; msgspec's texts hold types and paths, never values."""
    cause = error.__cause__
    while cause is not None and not isinstance(cause, msgspec.MsgspecError):
        cause = cause.__cause__
    return error.detail if cause is None else str(cause)


def _on_store(_request: Request[Any, Any, Any], error: StoreError) -> Response[bytes]:
    _logger.error("event=store_refused cause=%s", error)
    return document(_BUSY)


def _on_fault(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Log the place, not the text: an exception's text may hold what a request held."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = "unknown" if last is None else f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}"
    _logger.error("event=fault kind=%s place=%s", type(error).__name__, place)
    return document(_INTERNAL)


HANDLERS: dict[type[Exception] | int, Any] = {
    ProblemError: _on_problem,
    HTTPException: _on_http,
    StoreError: _on_store,
    Exception: _on_fault,
}
"""For the application's ``exception_handlers``."""
