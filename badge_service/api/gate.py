"""Every call passes here before its handler: the body is read, the signature checked, then the body unpacked."""

from typing import Any

from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from badge_service.api.admission import Admission, Asked
from badge_service.api.bodies import header, read_body, replaying, unpacked
from badge_service.api.limits import Limits
from badge_service.api.networks import network_of
from badge_service.api.problems import ProblemError
from badge_service.api.signatures import body_digest
from badge_service.usecases.caller import Caller, Denied

_ASKED = "asked"
_CALLER = "caller"
_UNKNOWN_CALLER = frozenset({"bad_signature", "unknown_kiosk"})
_NOT_HTTP = Denied("bad_request", "Only HTTP is spoken here.")


class BodyGate(ASGIMiddleware):
    """Reads the body; the handler itself checks who signed. For enrolment, whose key is in the body."""

    def __init__(self, limits: Limits) -> None:
        """Take how much is let in."""
        self._limits = limits

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Hand on a plain body of allowed size, and what its signature must speak for."""
        if scope["type"] != ScopeType.HTTP:
            raise ProblemError(_NOT_HTTP)
        headers = dict(scope["headers"])
        body = await read_body(receive)
        asked = _asked(scope, headers, body)
        scope["state"][_ASKED] = asked
        with self._limits.room():
            await self.check(scope, asked)
            plain = unpacked(body, header(headers, b"content-encoding"))
            await next_app(scope, replaying(plain, receive), send)

    async def check(self, scope: Scope, asked: Asked) -> None:
        """Let everyone through."""


class KioskGate(BodyGate):
    """Lets enrolled kiosks through."""

    def __init__(self, admission: Admission, limits: Limits) -> None:
        """Take what checks a request, and how much is let in."""
        super().__init__(limits)
        self._admission = admission

    async def check(self, scope: Scope, asked: Asked) -> None:
        """Note who calls.

        Raises:
            ProblemError: no enrolled kiosk signed this request, or too many came.

        """
        network = network_of(scope["client"][0] if scope["client"] else None)
        self._limits.admit(network)
        admitted = await sync_to_thread(self._admission.admit, asked)
        if isinstance(admitted, Denied):
            if admitted.code in _UNKNOWN_CALLER:
                self._limits.refused(network)
            raise ProblemError(admitted)
        self._limits.count(admitted.kiosk)
        scope["state"][_CALLER] = admitted


async def provide_caller(request: Request[Any, Any, Any]) -> Caller:
    """Return the kiosk that ``KioskGate`` let through."""
    caller: Caller = request.scope["state"][_CALLER]
    return caller


async def provide_asked(request: Request[Any, Any, Any]) -> Asked:
    """Return what the request's signature must speak for."""
    asked: Asked = request.scope["state"][_ASKED]
    return asked


def _asked(scope: HTTPScope, headers: dict[bytes, bytes], body: bytes) -> Asked:
    path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
    return Asked(
        authorization=header(headers, b"authorization") or None,
        method=str(scope["method"]),
        target=f"{path}?{query}" if query else path,
        digest=body_digest(body),
    )
