"""Answers that no service should give, byte for byte, for ``tests.fakes.service``: raw bytes on the real socket.

Each is a ``Behaviour``. Unless its words say otherwise it keeps no record, whatever it claims.
"""

import contextlib
import gzip
import json
import os
import socket
import struct
import time
from collections.abc import Callable, Iterable
from functools import cache

import msgspec

from sync.protocol import NONCE_HEADER, PROBLEM_TYPE, SERVICE_HEADER, RecordsRequest
from tests.fakes.service import Asked, Behaviour, Said

DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
OURS = {SERVICE_HEADER: "1.0", NONCE_HEADER: "nasty", "Content-Type": "application/json", "Date": DATE}
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_MANY = 1_000_000
_ENDLESS_S = 20.0

Body = Callable[[Asked], bytes]
"""What to answer a request with."""


# ----------------------------------------------------------------- bodies


def ids(asked: Asked) -> list[str]:
    """Return the ids of the batch that was sent; none for another call."""
    if not asked.path.endswith("/records"):
        return []
    return [record.id for record in msgspec.json.decode(asked.decoded(), type=RecordsRequest).records]


def verdicts(named: Iterable[tuple[str, str]]) -> bytes:
    """Return an answer to a batch with these ids and words."""
    listed = [{"id": each, "verdict": word} for each, word in named]
    return json.dumps({"verdicts": listed, "complete_through": 0, "gaps": []}).encode()


def accepted(asked: Asked) -> list[tuple[str, str]]:
    """Return what was sent as accepted."""
    return [(each, "accepted") for each in ids(asked)]


def everything(asked: Asked, word: str = "accepted") -> bytes:
    """Return an answer that names everything that was sent."""
    return verdicts((each, word) for each in ids(asked))


def shortened(by: int) -> Body:
    """Return an answer that accepts everything, without its last bytes."""
    return lambda asked: everything(asked)[:-by]


def text(words: str | bytes) -> Body:
    """Return always the same body."""
    body = words.encode() if isinstance(words, str) else words
    return lambda _asked: body


# ----------------------------------------------------------------- answers


def head(status: int, headers: dict[str, str], *, ours: bool = True) -> bytes:
    """Return a status line and headers."""
    lines = [f"{name}: {value}" for name, value in ((OURS if ours else {}) | headers).items()]
    return "\r\n".join([f"HTTP/1.1 {status} Nasty", *lines, "", ""]).encode("latin-1")


def send(  # noqa: PLR0913  every way in which an answer may be wrong
    body: Body = everything,
    *,
    status: int = 200,
    ours: bool = True,
    lies_by: int = 0,
    sized: bool = True,
    before: bytes = b"",
    **headers: str,
) -> Behaviour:
    """Answer with ``body`` and end the connection; ``content_type="text/html"`` becomes a header.

    ``lies_by``: what Content-Length says too much, or too little. ``sized``: whether there is one at all.
    """
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}

    def behave(asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        payload = body(asked)
        length = {"Content-Length": str(len(payload) + lies_by)} if sized else {}
        with contextlib.suppress(OSError):
            connection.sendall(before + head(status, length | named, ours=ours) + payload)

    return behave


def says(words: bytes) -> Behaviour:
    """Answer with exactly these bytes, then end."""
    return lambda _asked, _proper, connection: connection.sendall(words)


def problem(status: int, code: str = "made_up", *, ours: bool = True, retry_after: str | None = None) -> Behaviour:
    """Answer with a problem document."""
    body = text(json.dumps({"code": code, "title": code, "status": status}))
    if retry_after is None:
        return send(body, status=status, ours=ours, content_type=PROBLEM_TYPE)
    return send(body, status=status, ours=ours, content_type=PROBLEM_TYPE, retry_after=retry_after)


def cut(keep: float) -> Behaviour:
    """Send this share of a whole answer, then end."""

    def behave(asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        answer = whole(everything(asked))
        connection.sendall(answer[: int(len(answer) * keep)])

    return behave


def reset(keep: float) -> Behaviour:
    """Send this share of a whole answer, then break the connection as a crashing router does."""

    def behave(asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        answer = whole(everything(asked))
        connection.sendall(answer[: int(len(answer) * keep)])
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        os.close(connection.detach())

    return behave


def chunks(last: bytes) -> Behaviour:
    """Send a whole body in chunks, with ``last`` in place of the end mark."""

    def behave(asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        payload = everything(asked)
        chunk = f"{len(payload):x}\r\n".encode() + payload + b"\r\n"
        connection.sendall(head(200, {"Transfer-Encoding": "chunked"}) + chunk + last)

    return behave


def trickle(every_s: float) -> Behaviour:
    """Send a whole, true answer, a byte at a time."""

    def behave(asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            for byte in whole(everything(asked)):
                connection.sendall(bytes([byte]))
                time.sleep(every_s)

    return behave


def endless(piece: bytes, *, start: bytes) -> Behaviour:
    """Send ``start``, then ``piece`` again and again, as fast as it is taken."""

    def behave(_asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        ends = time.monotonic() + _ENDLESS_S
        with contextlib.suppress(OSError):
            connection.sendall(start)
            while time.monotonic() < ends:
                connection.sendall(piece)

    return behave


def zipped(make: Callable[[bytes], bytes], body: Body = everything) -> Behaviour:
    """Answer with what ``make`` makes of the body, and call it gzip."""
    return send(lambda asked: make(body(asked)), content_encoding="gzip")


@cache
def bomb() -> bytes:
    """Return 50 kB of gzip that hold 50 MB."""
    return gzip.compress(b" " * 50 * _MANY)


def silent(_asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
    """Never answer; the connection stays open for as long as the other side keeps it."""
    with contextlib.suppress(OSError):
        connection.settimeout(_ENDLESS_S)
        connection.recv(1)


def left_over(asked: Asked, proper: Callable[[], Said], _connection: socket.socket) -> Said:
    """Answer properly, and leave one more whole answer on the connection: it must not count for the next batch."""
    said = proper()
    return Said(said.status, said.body + whole(everything(asked)), {"Content-Length": str(len(said.body))})


def whole(body: bytes) -> bytes:
    """Return a whole answer with ``body``."""
    return head(200, {"Content-Length": str(len(body))}) + body
