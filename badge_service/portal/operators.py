"""The operators' page: plain HTML from this service alone, and a small script that keeps it live."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from litestar import Response, Router, get

from badge_service.api.networks import OperatorsOnly
from badge_service.portal.rendering import Pages, asset
from badge_service.usecases.board import Board, BoardState

_US_PER_S = 1_000_000
_ZONE = ZoneInfo("Europe/London")


def operators_page(board: Board, operators_only: OperatorsOnly, version: str) -> Router:
    """Return ``/operators`` and what it loads, for whoever ``operators_only`` lets pass."""
    pages = Pages()

    def render(name: str) -> Response[str]:
        state = board()
        return pages.page(name, board=state, time=_clock_time(state), version=version)

    @get("/", sync_to_thread=True, include_in_schema=False)
    def page() -> Response[str]:
        return render("operators.html")

    @get("/live", sync_to_thread=True, include_in_schema=False)
    def live() -> Response[str]:
        return render("live.html")

    return Router(
        "/operators",
        route_handlers=[page, live, asset("operators.css", "text/css"), asset("operators.js", "text/javascript")],
        before_request=operators_only,
    )


def _clock_time(state: BoardState) -> str:
    return datetime.fromtimestamp(state.now_us / _US_PER_S, UTC).astimezone(_ZONE).strftime("%H:%M:%S")
