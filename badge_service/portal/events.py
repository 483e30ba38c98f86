"""The events page: what each event of a day came to, its table as a file, and events that are the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from badge_service.api.networks import OperatorsOnly
from badge_service.portal.days import Chosen, Days
from badge_service.portal.forms import FormGuard, fields, number, sent_from
from badge_service.portal.rendering import Pages
from badge_service.usecases.day_report import DayReports
from badge_service.usecases.merge_events import MergeEvents

_NOTICES = {
    "merged": "Merged. The figures follow at once. You can undo it below.",
    "undone": "Undone. Both count by themselves again.",
    "gone": "Nothing was changed: it was merged meanwhile, or this page was too old.",
}
_NOT_OURS = "Nothing was done: the form did not come from this page. Allow cookies for this site, and try again."
_FORBIDDEN, _NOT_FOUND = 403, 404
_Request = Request[Any, Any, Any]
_Act = Callable[[_Request, dict[str, str], Chosen], Response[Any]]


@dataclass(frozen=True, slots=True)
class EventsDesk:
    """What the page can show and do."""

    days: Days
    reports: DayReports
    merge: MergeEvents


def events_page(desk: EventsDesk, guard: FormGuard, operators_only: OperatorsOnly, version: str) -> Router:
    """Return ``/events`` and what it sends, for operators only."""
    page = _Page(desk, guard, version)

    @get("/", sync_to_thread=True, include_in_schema=False)
    def shown(request: _Request) -> Response[str]:
        return page.render(request, desk.days.asked(request), _NOTICES.get(request.query_params.get("done", "")))

    @post("/table", status_code=200, include_in_schema=False)
    async def table(request: _Request) -> Response[Any]:
        return await page.heard(request, page.table)

    @post("/merge", include_in_schema=False)
    async def merged(request: _Request) -> Response[Any]:
        return await page.heard(request, page.merged)

    @post("/undo", include_in_schema=False)
    async def undone(request: _Request) -> Response[Any]:
        return await page.heard(request, page.undone)

    return Router("/events", route_handlers=[shown, table, merged, undone], before_request=operators_only)


class _Page:
    def __init__(self, desk: EventsDesk, guard: FormGuard, version: str) -> None:
        self._desk = desk
        self._guard = guard
        self._version = version
        self._pages = Pages()

    def render(self, request: _Request, chosen: Chosen, notice: str | None, status: int = 200) -> Response[str]:
        form, cookie = self._guard.stamp(request)
        content = {
            "chosen": chosen,
            "report": self._desk.reports(chosen.hub.id, chosen.day),
            "merges": self._desk.merge.latest(chosen.hub.id),
            "notice": notice,
        }
        return self._pages.page_with_forms("events.html", cookie, status, form=form, version=self._version, **content)

    async def heard(self, request: _Request, act: _Act) -> Response[Any]:
        """Do what one of our own forms asks."""
        form = await fields(request)
        ours = self._guard.ours(request, form.get("form", ""))
        return await sync_to_thread(self._act, request, form, act if ours else self._refused)

    def _act(self, request: _Request, form: dict[str, str], act: _Act) -> Response[Any]:
        return act(request, form, self._desk.days.chosen(form.get("hub", ""), form.get("day", "")))

    def _refused(self, request: _Request, _: dict[str, str], chosen: Chosen) -> Response[Any]:
        return self.render(request, chosen, _NOT_OURS, _FORBIDDEN)

    def table(self, request: _Request, form: dict[str, str], chosen: Chosen) -> Response[Any]:
        content = self._desk.reports.table(chosen.hub.id, chosen.day, form.get("event", ""))
        if content is None:
            return self.render(request, chosen, _NOTICES["gone"], _NOT_FOUND)
        return _file(content, f"event-{chosen.hub.id}-{chosen.day.isoformat()}.csv")

    def merged(self, request: _Request, form: dict[str, str], chosen: Chosen) -> Response[Any]:
        pair = (form.get("event", ""), form.get("same_as", ""))
        done = self._desk.merge(chosen.hub.id, *pair, sent_from(request))
        return _back(chosen, "merged" if done else "gone")

    def undone(self, request: _Request, form: dict[str, str], chosen: Chosen) -> Response[Any]:
        done = self._desk.merge.undo(number(form.get("merge", "")), sent_from(request))
        return _back(chosen, "undone" if done else "gone")


def _file(content: bytes, name: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _back(chosen: Chosen, said: str) -> Response[Any]:
    where = f"hub={chosen.hub.id}&day={chosen.day.isoformat()}"
    return Redirect(f"/events?{where}&done={said}#notice", status_code=303)
