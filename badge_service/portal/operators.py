"""The operators' page: plain HTML from this service alone, and a small script that keeps it live."""

import ipaddress
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Request, Response, Router, get

from badge_service.api.problems import ProblemError
from badge_service.portal.words import ago, held_because
from badge_service.usecases.board import Board, BoardState
from badge_service.usecases.caller import Denied

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_US_PER_S = 1_000_000
_ZONE = ZoneInfo("Europe/London")
_PAGES = "pages"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ELSEWHERE = Denied("not_found", "This page is for the networks that the setting operators_from lists.")


def operators_page(board: Board, operators_from: Sequence[Network], version: str) -> Router:
    """Return ``/operators`` and what it loads, for clients in ``operators_from`` only."""
    pages = Environment(
        loader=PackageLoader("badge_service.portal", _PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {"ago": ago, "held_because": held_because}

    def render(name: str) -> Response[str]:
        state = board()
        html = pages.get_template(name).render(board=state, time=_clock_time(state), version=version)
        return Response(html, media_type=MediaType.HTML, headers=_HEADERS)

    @get("/", sync_to_thread=True, include_in_schema=False)
    def page() -> Response[str]:
        return render("operators.html")

    @get("/live", sync_to_thread=True, include_in_schema=False)
    def live() -> Response[str]:
        return render("live.html")

    return Router(
        "/operators",
        route_handlers=[page, live, _asset("operators.css", "text/css"), _asset("operators.js", "text/javascript")],
        before_request=_only_from(operators_from),
    )


def _asset(name: str, media_type: str) -> Any:  # noqa: ANN401  Litestar's handler type takes no plain name
    content = files("badge_service.portal").joinpath(_PAGES, name).read_bytes()

    @get(f"/{name}", sync_to_thread=False, include_in_schema=False, name=name)
    def asset() -> Response[bytes]:
        return Response(content, media_type=media_type, headers=_HEADERS)

    return asset


def _only_from(networks: Sequence[Network]) -> Callable[[Request[Any, Any, Any]], None]:
    def check(request: Request[Any, Any, Any]) -> None:
        try:
            address = ipaddress.ip_address(request.client.host if request.client else "")
        except ValueError:
            raise ProblemError(_ELSEWHERE) from None
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        if not any(address in network for network in networks):
            raise ProblemError(_ELSEWHERE)

    return check


def _clock_time(state: BoardState) -> str:
    return datetime.fromtimestamp(state.now_us / _US_PER_S, UTC).astimezone(_ZONE).strftime("%H:%M:%S")
