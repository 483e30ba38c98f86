"""The inbox page: what waits for a decision, each settled with one button. Works without any script."""

from itertools import groupby
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from badge_service.api.networks import OperatorsOnly
from badge_service.portal.forms import FormGuard, fields, number, sent_from
from badge_service.portal.rendering import Pages, asset
from badge_service.portal.words import EXPLAINED
from badge_service.usecases.decide import Asked, Decide
from badge_service.usecases.inbox import Inbox

_NOTICES = {
    "settled": "Settled. The figures follow at once. You can undo it under “Decided lately”.",
    "undone": "Undone. What was settled waits again.",
    "gone": "Nothing was changed: somebody else settled it meanwhile, or this page was too old.",
}
_NOT_OURS = "Nothing was changed: the form did not come from this page. Allow cookies for this site, and try again."
_FORBIDDEN = 403
_Request = Request[Any, Any, Any]


def inbox_page(inbox: Inbox, decide: Decide, guard: FormGuard, operators_only: OperatorsOnly, version: str) -> Router:
    """Return ``/inbox`` and what it sends and loads, for whoever ``operators_only`` lets pass."""
    pages = Pages()

    def render(request: _Request, notice: str | None, status: int = 200) -> Response[str]:
        form, cookie = guard.stamp(request)
        state = inbox()
        sections = [(reason, list(rows)) for reason, rows in groupby(state.waiting, lambda row: row.group.reason)]
        content = {"inbox": state, "sections": sections, "explained": EXPLAINED}
        return pages.page_with_forms("inbox.html", cookie, status, form=form, notice=notice, version=version, **content)

    @get("/", sync_to_thread=True, include_in_schema=False)
    def page(request: _Request) -> Response[str]:
        return render(request, _NOTICES.get(request.query_params.get("done", "")))

    @post("/decide", include_in_schema=False)
    async def decided(request: _Request) -> Response[Any]:
        form = await fields(request)
        if not guard.ours(request, form.get("form", "")):
            return await sync_to_thread(render, request, _NOT_OURS, _FORBIDDEN)
        asked = Asked(
            group=form.get("group", ""),
            pick=form.get("pick", ""),
            place=form.get("place", ""),
            through_us=number(form.get("through", "")),
            claims=form.get("claims", ""),
            by=sent_from(request),
        )
        settled = await sync_to_thread(decide, asked)
        return _back("gone" if settled is None else "settled")

    @post("/undo", include_in_schema=False)
    async def undone(request: _Request) -> Response[Any]:
        form = await fields(request)
        if not guard.ours(request, form.get("form", "")):
            return await sync_to_thread(render, request, _NOT_OURS, _FORBIDDEN)
        known = await sync_to_thread(decide.undo, number(form.get("decision", "")), sent_from(request))
        return _back("undone" if known else "gone")

    return Router(
        "/inbox",
        route_handlers=[page, decided, undone, asset("inbox.css", "text/css")],
        before_request=operators_only,
    )


def _back(said: str) -> Redirect:
    return Redirect(f"/inbox?done={said}#notice", status_code=303)
