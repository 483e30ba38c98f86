"""Forms that only our own pages can send: a cookie that stays on this site, and its keyed digest in the form."""

import hashlib
import hmac
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import Cookie

from badge_service.api.networks import network_of

COOKIE = "hubtap_form"
_COOKIE_BYTES = 16
_LIFE_S = 12 * 3_600
_Request = Request[Any, Any, Any]


class FormGuard:
    """Knows our own forms again. Any process with the same secret does."""

    def __init__(self, secret: bytes, random_bytes: Callable[[int], bytes]) -> None:
        """Take a secret that all of the service's processes share."""
        self._secret = secret
        self._random_bytes = random_bytes

    def stamp(self, request: _Request) -> tuple[str, Cookie]:
        """Return what a page's forms must carry, and the cookie that goes with the page."""
        value = request.cookies.get(COOKIE) or self._random_bytes(_COOKIE_BYTES).hex()
        secure = request.headers.get("x-forwarded-proto") == "https"
        cookie = Cookie(
            key=COOKIE, value=value, path="/", max_age=_LIFE_S, httponly=True, samesite="strict", secure=secure
        )
        return self._stamp(value), cookie

    def ours(self, request: _Request, stamp: str) -> bool:
        """Tell whether a form came from one of our pages in the same browser."""
        value = request.cookies.get(COOKIE, "")
        return (
            bool(value)
            and hmac.compare_digest(self._stamp(value).encode(), stamp.encode("utf-8", "surrogatepass"))
            and _same_site(request)
        )

    def _stamp(self, value: str) -> str:
        return hmac.digest(self._secret, b"hubtap form v1\0" + value.encode(), hashlib.sha256).hex()


def _same_site(request: _Request) -> bool:
    """Tell what the browser says of where the form stood; old browsers say nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def fields(request: _Request) -> dict[str, str]:
    """Return the text fields of a form."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def number(text: str) -> int:
    """Return a number that a page gave out; 0, which is nobody's, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(2**53)) + 1 else 0


def sent_from(request: _Request) -> str:
    """Return the network address that a form came from."""
    return network_of(request.client.host if request.client else None).removesuffix("/32")
