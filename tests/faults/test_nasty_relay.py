"""The network of the chaos rig does to a request what its mood says."""

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.faults.nasty_relay import Mood, NastyRelay

_BODY = b"x" * 5_000
_TRIES = 20
_POLL_S = 0.01
_PATIENCE_S = 1.5
_heard: list[int] = []


class _Service(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        _heard.append(len(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.send_header("Content-Length", str(len(_BODY)))
        self.end_headers()
        self.wfile.write(_BODY)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def relay() -> Iterator[NastyRelay]:
    _heard.clear()
    with HTTPServer(("127.0.0.1", 0), _Service) as service:
        thread = threading.Thread(target=service.serve_forever, args=(_POLL_S,))
        thread.start()
        with NastyRelay(service.server_port, "1") as relay:
            yield relay
        service.shutdown()
        thread.join()


def ask(relay: NastyRelay) -> str:
    """Return the answer's status and whether it was whole, or what went wrong instead."""
    connection = http.client.HTTPConnection("127.0.0.1", relay.port, timeout=_PATIENCE_S)
    try:
        connection.request("POST", "/", _BODY)
        answer = connection.getresponse()
        return f"{answer.status} {answer.read() == _BODY}"
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("mood", "answer"),
    [
        (Mood.CLEAR, "200 True"),
        (Mood.TRICKLE, "200 True"),
        (Mood.OFF, "ConnectionResetError"),
        (Mood.HALF_OPEN, "TimeoutError"),
        (Mood.PORTAL, "200 False"),
    ],
)
def test_what_comes_back(relay: NastyRelay, mood: Mood, answer: str) -> None:
    relay.change(mood)
    assert ask(relay) == answer


def test_a_redirect_leads_away_from_the_service(relay: NastyRelay) -> None:
    relay.change(Mood.REDIRECT)
    assert {ask(relay) for _ in range(_TRIES)} == {"302 False", "307 False"}
    assert _heard == []


@pytest.mark.parametrize("mood", [Mood.CUT_ANSWER, Mood.LOST_ANSWER])
def test_the_service_hears_what_was_never_answered(relay: NastyRelay, mood: Mood) -> None:
    relay.change(mood)
    answers = [ask(relay) for _ in range(_TRIES)]
    assert answers.count("200 True") < _TRIES
    assert _heard == [len(_BODY)] * _TRIES


def test_a_request_that_is_cut_is_never_heard_whole(relay: NastyRelay) -> None:
    relay.change(Mood.CUT_REQUEST)
    answers = [ask(relay) for _ in range(_TRIES)]
    assert len(answers) > len(_heard) > 0
    assert answers.count("200 True") == len(_heard)
