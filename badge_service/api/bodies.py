"""Request bodies: read with a bound on size and time, unpacked with a bound on what comes out."""

import asyncio
import zlib
from collections.abc import Mapping

from litestar.types import HTTPRequestEvent, Receive
from litestar.types.asgi_types import HTTPReceiveMessage, WebSocketReceiveMessage

from badge_service.api.problems import ProblemError
from badge_service.usecases.caller import Denied

MOST_BYTES = 1_048_576
MOST_UNPACKED_BYTES = 8_388_608
PATIENCE_S = 30
_MOST_DISCARDED_BYTES = 16_777_216
_GZIP_WINDOW = 31
_TIMEOUT_STATUS = 408

_LARGE = Denied("too_large", f"A body may hold {MOST_BYTES} bytes as sent and {MOST_UNPACKED_BYTES} unpacked.")
_SLOW = Denied("bad_request", f"The body did not arrive within {PATIENCE_S} s.")
_BROKEN = Denied("bad_request", "The body is not what its Content-Encoding says.")
_ENCODING = Denied("unsupported_encoding", "Send the body plain or with Content-Encoding: gzip.")


async def read_body(receive: Receive) -> bytes:
    """Return the body as it was sent.

    What is too large is read on and thrown away, up to a bound: a sender whose bytes nobody reads never sees the
    answer, only a broken connection.

    Raises:
        ProblemError: too large, too slow, or the sender went away.

    """
    kept = bytearray()
    total = 0
    try:
        async with asyncio.timeout(PATIENCE_S):
            more = True
            while more and total <= _MOST_DISCARDED_BYTES:
                message = await receive()
                if message["type"] != "http.request":
                    raise ProblemError(_BROKEN)
                total += len(message["body"])
                if total <= MOST_BYTES:
                    kept += message["body"]
                more = message["more_body"]
    except TimeoutError:
        raise ProblemError(_SLOW, _TIMEOUT_STATUS) from None
    if total > MOST_BYTES:
        raise ProblemError(_LARGE)
    return bytes(kept)


def unpacked(body: bytes, encoding: str) -> bytes:
    """Return the body behind its ``Content-Encoding`` (empty: plain).

    Raises:
        ProblemError: another encoding, broken, or too large once unpacked.

    """
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip":
            return _gunzipped(body)
        case _:
            raise ProblemError(_ENCODING)


def _gunzipped(body: bytes) -> bytes:
    stream = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = stream.decompress(body, MOST_UNPACKED_BYTES + 1)
    except zlib.error:
        raise ProblemError(_BROKEN) from None
    if len(plain) > MOST_UNPACKED_BYTES:
        raise ProblemError(_LARGE)
    if not stream.eof or stream.unused_data:
        raise ProblemError(_BROKEN)
    return plain


def replaying(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that hands out ``body``, then whatever comes after it."""
    first: list[HTTPReceiveMessage] = [HTTPRequestEvent(type="http.request", body=body, more_body=False)]

    async def next_message() -> HTTPReceiveMessage | WebSocketReceiveMessage:
        return first.pop() if first else await receive()

    return next_message


def header(headers: Mapping[bytes, bytes], name: bytes) -> str:
    """Return a request header as text, empty where it isn't there."""
    return headers.get(name, b"").decode("latin-1")
