"""The page for USB sticks: a kiosk's file is read, and the answer for it is saved. Works without any script."""

from datetime import UTC, datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile

from badge_service.api.networks import OperatorsOnly
from badge_service.portal.forms import FormGuard
from badge_service.portal.rendering import Pages
from badge_service.usecases.bundles import ImportBundle, Imported
from sync.bundle_protocol import MOST_FILE_BYTES, BundleError

_NOT_OURS = "Nothing was read: the form did not come from this page. Allow cookies for this site, and try again."
_NO_FILE = "Choose a file first: the one that the kiosk wrote, ending in .hubtap."
_FORBIDDEN, _BAD_REQUEST = 403, 400
_FORM_BYTES = 65_536
_Request = Request[Any, Any, Any]


def bundles_page(take_in: ImportBundle, guard: FormGuard, operators_only: OperatorsOnly, version: str) -> Router:
    """Return ``/bundles``, for whoever ``operators_only`` lets pass."""
    pages = Pages()

    def render(request: _Request, notice: str | None, status: int = 200) -> Response[str]:
        form, cookie = guard.stamp(request)
        return pages.page_with_forms("bundles.html", cookie, status, form=form, notice=notice, version=version)

    @get("/", sync_to_thread=True, include_in_schema=False)
    def page(request: _Request) -> Response[str]:
        return render(request, None)

    @post("/", include_in_schema=False, request_max_body_size=MOST_FILE_BYTES + _FORM_BYTES)
    async def read(request: _Request) -> Response[Any]:
        form = await request.form()
        if not guard.ours(request, str(form.get("form", ""))):
            return await sync_to_thread(render, request, _NOT_OURS, _FORBIDDEN)
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
        if not content:
            return await sync_to_thread(render, request, _NO_FILE, _BAD_REQUEST)
        try:
            imported = await sync_to_thread(take_in, content)
        except BundleError as error:
            return await sync_to_thread(render, request, f"Nothing was read. {error}", _BAD_REQUEST)
        return _answer(imported)

    return Router("/bundles", route_handlers=[page, read], before_request=operators_only)


def _answer(imported: Imported) -> Response[bytes]:
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    name = f"answer-{imported.kiosk}-{day}.hubtap"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(imported.answer, media_type="application/octet-stream", headers=headers)
