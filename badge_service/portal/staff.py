"""The page that tells what staff saw and did at the kiosks: references, never names."""

from typing import Any

from litestar import Request, Response, Router, get

from badge_service.api.networks import OperatorsOnly
from badge_service.portal.days import Days
from badge_service.portal.rendering import Pages
from badge_service.usecases.audit_log import MOST_ACTS, AuditLog

_Request = Request[Any, Any, Any]


def staff_page(days: Days, log: AuditLog, operators_only: OperatorsOnly, version: str) -> Router:
    """Return ``/staff``, for operators only."""
    pages = Pages()

    @get("/", sync_to_thread=True, include_in_schema=False)
    def page(request: _Request) -> Response[str]:
        chosen = days.asked(request)
        audit = log(chosen.hub.id, chosen.day)
        return pages.page_that_chooses("staff.html", chosen=chosen, audit=audit, most=MOST_ACTS, version=version)

    return Router("/staff", route_handlers=[page], before_request=operators_only)
