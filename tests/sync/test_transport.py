import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from sync.answers import Answered, Cause, Portal, Problem, Result, Sign, Unreachable
from sync.protocol import HEARTBEATS_PATH, RECORDS_PATH
from sync.transport import Limits, Transport, boottime_us
from tests.fakes import ways
from tests.fakes.service import Asked, Behaviour, FakeService, Said, rendered

LIMITS = Limits(connect_s=2.0, read_s=2.0, total_s=0.4, answer_bytes=10_000)
SYSTEM_CA = Path("/etc/ssl/certs/ca-certificates.crt")
Clock = Callable[[], int]
SECRET = b'{"records":"only for the service"}'


@pytest.fixture
def service() -> Iterator[FakeService]:
    with FakeService() as running:
        yield running


class Opener(Protocol):
    def __call__(self, url: str, limits: Limits = LIMITS, *, proxy: str = "", clock_us: Clock = ...) -> Transport: ...


@pytest.fixture
def transport_to() -> Iterator[Opener]:
    with ExitStack() as stack:

        def opened(url: str, limits: Limits = LIMITS, *, proxy: str = "", clock_us: Clock = boottime_us) -> Transport:
            transport = Transport(url, ca_file=SYSTEM_CA, limits=limits, proxy=proxy, clock_us=clock_us)
            stack.callback(transport.close)
            return transport

        yield opened


def post(transport: Transport) -> Result:
    return transport.exchange("POST", RECORDS_PATH, SECRET, {"Content-Type": "application/json"})


def ok(body: bytes = b"{}", **headers: str) -> Behaviour:
    return ways.say(Said(200, body, headers))


def test_an_answer_comes_back_with_its_timing(service: FakeService, transport_to: Opener) -> None:
    clock = iter([1_000, 3_000])
    transport = transport_to(service.url, clock_us=lambda: next(clock))
    service.next(RECORDS_PATH, ok(b'{"a":1}'))
    result = post(transport)
    assert isinstance(result, Answered)
    assert (result.body, result.timing.sent_us, result.timing.received_us) == (b'{"a":1}', 1_000, 3_000)


def test_a_problem_is_a_problem(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ways.refuse(429, "busy", Retry_After="3"))
    result = post(transport_to(service.url))
    assert isinstance(result, Problem)
    assert (result.status, result.code, result.retry_after_s) == (429, "busy", 3.0)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("named", [True, False])
def test_the_body_never_goes_to_a_redirects_target(
    service: FakeService, transport_to: Opener, status: int, *, named: bool
) -> None:
    with FakeService() as login:
        headers = {"Location": f"{login.url}/login"}
        service.next(RECORDS_PATH, ways.say(Said(status, b"", headers, ours=named)))
        assert post(transport_to(service.url)) == Portal(Sign.REDIRECT if named else Sign.UNNAMED)
        assert login.asked == []


def test_a_log_in_page_is_a_portal(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ways.portal())
    assert post(transport_to(service.url)) == Portal(Sign.UNNAMED)


def test_an_answer_that_is_cut_short_is_none(service: FakeService, transport_to: Opener) -> None:
    def cut(_asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        connection.sendall(rendered(Said(200, b'{"a":1}'), service)[:-3])

    service.next(RECORDS_PATH, cut)
    assert post(transport_to(service.url)) == Portal(Sign.CUT_SHORT)


def test_an_endless_answer_is_not_read_to_its_end(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ok(b"[" * 20_000))
    assert post(transport_to(service.url)) == Portal(Sign.TOO_LARGE)


def test_a_zip_bomb_is_not_inflated(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ok(gzip.compress(bytes(5_000_000)), **{"Content-Encoding": "gzip"}))
    assert post(transport_to(service.url)) == Portal(Sign.UNREADABLE)


def test_a_zipped_answer_is_read(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ok(gzip.compress(b'{"a":1}'), **{"Content-Encoding": "gzip"}))
    result = post(transport_to(service.url))
    assert isinstance(result, Answered)
    assert result.body == b'{"a":1}'


def test_bytes_that_trickle_in_are_ended_at_the_deadline(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ways.trickle(0.05))
    began = time.monotonic()
    assert post(transport_to(service.url)) == Unreachable(Cause.TIMEOUT)
    assert time.monotonic() - began < 1.5


def test_a_body_that_trickles_in_is_ended_at_the_deadline(service: FakeService, transport_to: Opener) -> None:
    def slow(_asked: Asked, _proper: Callable[[], Said], connection: socket.socket) -> None:
        whole = rendered(Said(200, b"x" * 5_000), service)
        for at in range(len(whole)):
            connection.sendall(whole[at : at + 1])
            time.sleep(0.02)

    service.next(RECORDS_PATH, slow)
    assert post(transport_to(service.url)) == Unreachable(Cause.TIMEOUT)


def test_silence_is_a_timeout(service: FakeService, transport_to: Opener) -> None:
    released = threading.Event()
    service.next(RECORDS_PATH, ways.silence(released))
    assert post(transport_to(service.url)) == Unreachable(Cause.TIMEOUT)
    released.set()


def test_after_a_timeout_the_next_exchange_works(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ways.trickle(0.05), ok())
    transport = transport_to(service.url)
    post(transport)
    assert isinstance(post(transport), Answered)


def test_many_addresses_that_swallow_everything_take_no_longer_than_an_exchange_may(
    transport_to: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, ExitStack() as waiting:
        address = full.getsockname()
        for _ in range(3):  # the kernel lets no more wait; whoever comes next gets no answer
            each = waiting.enter_context(socket.socket())
            each.settimeout(0)
            each.connect_ex(address)
        found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", address)] * 20
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
        began = time.monotonic()
        limits = Limits(connect_s=0.2, read_s=2.0, total_s=0.5)
        assert post(transport_to("http://badges.example.org", limits)) == Unreachable(Cause.TIMEOUT)
        assert time.monotonic() - began < 1.5


def test_the_next_address_is_tried_where_one_refuses(
    service: FakeService, transport_to: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.next(RECORDS_PATH, ok())
    port = int(service.url.rpartition(":")[2])
    found = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, port)) for host in ("127.0.0.9", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    assert isinstance(post(transport_to("http://badges.example.org")), Answered)


def test_an_address_in_brackets_is_understood(transport_to: Opener) -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as listener:
        answer = rendered(Said(200, b"{}"), FakeService())

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        assert isinstance(post(transport_to(f"http://[::1]:{listener.getsockname()[1]}")), Answered)
        thread.join()


def test_a_service_that_is_down_refuses(service: FakeService, transport_to: Opener) -> None:
    service.stop()
    assert post(transport_to(service.url)) == Unreachable(Cause.REFUSED)


def test_a_name_that_nobody_knows_is_told_apart(transport_to: Opener) -> None:
    assert post(transport_to("https://hubtap.invalid", Limits(total_s=30.0))) == Unreachable(Cause.DNS)


def test_a_proxy_that_is_not_there_is_told_apart(service: FakeService, transport_to: Opener) -> None:
    transport = transport_to("https://badges.example.org", proxy=service.url)
    service.stop()
    assert post(transport) == Unreachable(Cause.PROXY)


def test_an_answer_that_never_came_leaves_the_outcome_unknown(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, lambda _asked, _proper, connection: connection.close())
    assert post(transport_to(service.url)) == Unreachable(Cause.DROPPED)
    assert service.count(RECORDS_PATH) == 1


def test_a_kept_connection_that_the_service_closed_is_opened_anew_at_once(
    service: FakeService, transport_to: Opener
) -> None:
    transport = transport_to(service.url)
    service.next(RECORDS_PATH, ok(), ok())
    assert isinstance(post(transport), Answered)
    service.stop()
    service.start()
    assert isinstance(post(transport), Answered)


def test_something_that_is_not_http_is_a_portal(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, lambda _asked, _proper, connection: connection.sendall(b"SSH-2.0-Gateway\r\n"))
    assert post(transport_to(service.url)) == Portal(Sign.UNREADABLE)


def test_nothing_comes_from_the_environment(
    service: FakeService, transport_to: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    service.next(RECORDS_PATH, ok())
    transport_to(service.url).exchange("POST", RECORDS_PATH, b"{}", {"Authorization": "Hubtap mine"})
    assert service.asked[0].headers["authorization"] == "Hubtap mine"


def test_no_cookie_is_kept(service: FakeService, transport_to: Opener) -> None:
    service.next(RECORDS_PATH, ways.portal(set_cookie="portal=1"), ok())
    transport = transport_to(service.url)
    post(transport)
    post(transport)
    assert "cookie" not in service.asked[1].headers


def test_an_exchange_can_be_cut_from_another_thread(service: FakeService, transport_to: Opener) -> None:
    released = threading.Event()
    service.next(HEARTBEATS_PATH, ways.silence(released))
    transport = transport_to(service.url, Limits(total_s=30.0))
    results: list[Result] = []
    thread = threading.Thread(target=lambda: results.append(transport.exchange("POST", HEARTBEATS_PATH, b"{}", {})))
    thread.start()
    while not service.asked:
        time.sleep(0.005)
    transport.cut()
    thread.join(2.0)
    assert not thread.is_alive()
    assert isinstance(results[0], Unreachable)
    assert isinstance(post(transport), Unreachable)
    released.set()
