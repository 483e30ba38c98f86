"""Ways for ``tests.fakes.service`` to misbehave; ``tests.fakes.nasty`` has those that go down to single bytes."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import msgspec

from sync import protocol
from sync.protocol import RecordsAnswer, RecordsRequest, RecordVerdict
from tests.fakes.service import Asked, Behaviour, FakeService, Said, problem, rendered


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-").title(): value for name, value in headers.items()}


def refuse(status: int, code: str, **headers: str) -> Behaviour:
    """Answer with a problem; ``Retry_After="5"`` becomes a header."""
    return lambda _asked, _proper, _connection: problem(status, code, _named(headers))


def portal(status: int = 200, **headers: str) -> Behaviour:
    """Answer as a captive portal does."""
    page = b"<html><body>Please log in to the library's Wi-Fi</body></html>"
    said = Said(status, page, {"Content-Type": "text/html"} | _named(headers), ours=False)
    return lambda _asked, _proper, _connection: said


def properly(_asked: Asked, proper: Callable[[], Said], _connection: socket.socket) -> Said:
    """Don't misbehave, this once."""
    return proper()


def take_and_hang_up(_asked: Asked, proper: Callable[[], Said], connection: socket.socket) -> None:
    """Keep the records, but end before the answer."""
    proper()
    connection.shutdown(socket.SHUT_RDWR)


def cut_short(by: int, fake: FakeService) -> Behaviour:
    """Send the proper answer without its last ``by`` bytes, then end."""

    def behave(_asked: Asked, proper: Callable[[], Said], connection: socket.socket) -> None:
        connection.sendall(rendered(proper(), fake)[:-by])
        connection.shutdown(socket.SHUT_RDWR)

    return behave


def trickle(every_s: float) -> Behaviour:
    """Send one byte of a header at a time, for ever."""

    def behave(_asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        with contextlib.suppress(OSError):
            while True:
                connection.sendall(b"x")
                time.sleep(every_s)

    return behave


def silence(released: threading.Event) -> Behaviour:
    """Never answer, until ``released``."""

    def behave(_asked: Asked, _proper: Callable[[], Said], _connection: socket.socket) -> None:
        released.wait()

    return behave


def say(said: Said) -> Behaviour:
    """Answer with exactly this."""
    return lambda _asked, _proper, _connection: said


def mangle(change: Callable[[RecordsAnswer], RecordsAnswer]) -> Behaviour:
    """Take the records, but answer with something else."""

    def behave(_asked: Asked, proper: Callable[[], Said], _connection: socket.socket) -> Said:
        said = proper()
        return replace(said, body=msgspec.json.encode(change(msgspec.json.decode(said.body, type=RecordsAnswer))))

    return behave


def judge(verdict: Callable[[protocol.WireRecord], RecordVerdict | None]) -> Behaviour:
    """Answer for each record by ``verdict`` (None: not at all), without keeping any."""

    def behave(asked: Asked, _proper: Callable[[], Said], _connection: socket.socket) -> Said:
        request = msgspec.json.decode(asked.decoded(), type=RecordsRequest)
        verdicts = [given for each in request.records if (given := verdict(each)) is not None]
        return Said(200, msgspec.json.encode(RecordsAnswer(verdicts=verdicts, complete_through=0, gaps=[])))

    return behave
