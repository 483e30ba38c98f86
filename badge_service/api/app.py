"""The application: every route, what each answer carries, and the OpenAPI description."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from litestar import Litestar, MediaType, Response, Router, get
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Server
from litestar.types import ASGIApp

from badge_service.api import kiosks
from badge_service.api.admission import Admission
from badge_service.api.bodies import MOST_UNPACKED_BYTES
from badge_service.api.limits import Limits
from badge_service.api.metrics import Measured, Meters, metrics
from badge_service.api.networks import OperatorsOnly
from badge_service.api.problems import HANDLERS
from badge_service.api.stamp import Stamped
from badge_service.store.engine import Database
from badge_service.usecases.board import Board
from badge_service.usecases.kiosk_calls import KioskCalls

_WELCOME = """Hubtap badge service

Kiosks:      /api/v1
Operators:   /operators
Monitoring:  /livez /healthz /metrics
OpenAPI:     /schema/openapi.json
"""


@dataclass(frozen=True, slots=True)
class UseCases:
    """What the routes call."""

    admission: Admission
    calls: KioskCalls
    board: Board


@dataclass(frozen=True, slots=True)
class Entry:
    """Who is let in, and how much: ``operators_only`` says who may see figures."""

    limits: Limits
    operators_only: OperatorsOnly


class Health(msgspec.Struct, frozen=True):
    """The answer of ``/healthz`` and ``/livez``."""

    status: str


def build_app(
    database: Database,
    use_cases: UseCases,
    entry: Entry,
    portal: Sequence[Router],
    version: str,
) -> ASGIApp:
    """Return the ASGI application."""
    admission, calls = use_cases.admission, use_cases.calls
    meters = Meters(use_cases.board, lambda: entry.limits.under_way)
    limits = entry.limits
    app = Litestar(
        [
            kiosks.enrolments(calls.enrol, admission, limits),
            kiosks.records(calls.ingest, admission, limits),
            kiosks.changes(calls.pull, admission, limits),
            kiosks.heartbeats(calls.hear, admission, limits),
            kiosks.keys(calls.change_key, admission, limits),
            kiosks.names(calls.names, admission, limits),
            metrics(meters, entry.operators_only),
            _healthz(database),
            _livez(),
            _welcome(),
            *portal,
        ],
        exception_handlers=HANDLERS,
        openapi_config=_description(version),
        request_max_body_size=MOST_UNPACKED_BYTES,
        debug=False,
        logging_config=None,
    )
    return Stamped(Measured(app, meters), version, admission.nonce)


def _description(version: str) -> OpenAPIConfig:
    scheme = SecurityScheme(
        type="apiKey",
        name="Authorization",
        security_scheme_in="header",
        description="Hubtap JWT (EdDSA) over method, path, body digest and the nonce of the last answer's Hubtap-Nonce",
    )
    return OpenAPIConfig(
        title="Hubtap badge service",
        version=version,
        path="/schema",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(security_schemes={"hubtap": scheme}),
        security=[{"hubtap": []}],
        servers=[Server(url="/")],
    )


def _healthz(database: Database) -> HTTPRouteHandler:
    @get("/healthz", sync_to_thread=True, security=[], summary="Whether the service and its database answer")
    def healthz() -> Health:
        database.read(lambda unit: unit.tally.newest_us())
        return Health("ok")

    return healthz


def _livez() -> HTTPRouteHandler:
    @get("/livez", sync_to_thread=False, security=[], summary="Whether this process answers")
    def livez() -> Health:
        return Health("ok")

    return livez


def _welcome() -> HTTPRouteHandler:
    @get("/", sync_to_thread=False, include_in_schema=False)
    def welcome() -> Response[str]:
        return Response(_WELCOME, media_type=MediaType.TEXT)

    return welcome
