"""One exchange with the service over HTTP; the only user of requests, whose types never leave this module.

A request is sent once: nothing is followed, nothing is repeated inside, nothing comes from the environment.
"""

import errno
import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from sync.answers import Cause, Portal, Result, Sign, Timing, TlsCause, TlsFailed, Unreachable, classify, unzipped
from sync.open_sockets import OpenSockets

_CHUNK_BYTES = 64 * 1024
_NS_PER_US = 1_000
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_VERIFY_CODES: Mapping[int, TlsCause] = {
    9: TlsCause.NOT_YET_VALID,
    10: TlsCause.EXPIRED,
    18: TlsCause.UNKNOWN_ISSUER,
    19: TlsCause.UNKNOWN_ISSUER,
    20: TlsCause.UNKNOWN_ISSUER,
    21: TlsCause.UNKNOWN_ISSUER,
    62: TlsCause.WRONG_NAME,
    64: TlsCause.WRONG_NAME,
}
"""OpenSSL's X509_V_ERR numbers."""


def boottime_us() -> int:
    """Return CLOCK_BOOTTIME in microseconds."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_PER_US


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one exchange. ``total_s`` bounds it as a whole, however slowly bytes trickle in."""

    connect_s: float = 5.0
    read_s: float = 20.0
    total_s: float = 30.0
    answer_bytes: int = 4 * 1024 * 1024


class Transport:
    """A kept-alive connection to the service. One exchange at a time; ``cut`` may be called from any thread."""

    def __init__(  # noqa: PLR0913  where the service is, the way there, its bounds, and the clock
        self,
        base_url: str,
        *,
        ca_file: Path,
        proxy: str = "",
        limits: Limits | None = None,
        clock_us: Callable[[], int] = boottime_us,
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        """Remember where the service is; nothing is opened until the first exchange.

        ``alive`` is called before each request: none takes longer than a name look-up and ``total_s``.
        """
        self._base_url = base_url.rstrip("/")
        self._limits = limits or Limits()
        self._clock_us = clock_us
        self._alive = alive
        self._sockets = OpenSockets()
        self._connected_before = False
        self._session = _session(_Adapter(self._sockets, self._limits.connect_s), ca_file, proxy)

    def exchange(self, method: str, target: str, body: bytes | None, headers: Mapping[str, str]) -> Result:
        """Send one request and return what came of it; ``target`` is the path with its query.

        A kept-alive connection that the service had closed meanwhile is opened anew once, since every request may be
        repeated safely.
        """
        kept_alive = self._connected_before
        result = self._once(method, target, body, headers)
        if kept_alive and result == Unreachable(Cause.DROPPED) and not self._sockets.closed:
            result = self._once(method, target, body, headers)
        self._connected_before = not isinstance(result, Unreachable | TlsFailed)
        return result

    def cut(self) -> None:
        """End the exchange that is under way, and refuse further ones: the program is stopping."""
        self._sockets.close()

    def close(self) -> None:
        """Close the connection, if one is kept; a further exchange opens another."""
        self._session.close()

    def _once(self, method: str, target: str, body: bytes | None, headers: Mapping[str, str]) -> Result:
        limits = self._limits
        self._alive()
        sent_us = self._clock_us()
        with self._sockets.bounded(limits.total_s) as deadline:
            try:
                answer = self._session.request(
                    method,
                    self._base_url + target,
                    data=body,
                    headers=dict(headers),
                    timeout=(limits.connect_s, limits.read_s),
                    allow_redirects=False,
                    stream=True,
                )
                with answer:
                    raw = _read(answer.raw, limits.answer_bytes)
            except (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError) as error:
                return Unreachable(Cause.TIMEOUT) if deadline.passed else _failure(error)
        if deadline.passed:
            return Unreachable(Cause.TIMEOUT)
        timing = Timing(sent_us, self._clock_us())
        if raw is not None and answer.headers.get("Content-Encoding", "").strip().lower() == "gzip":
            raw = unzipped(raw, most=limits.answer_bytes)
            if raw is None:
                return Portal(Sign.UNREADABLE)
        if raw is None:
            return Portal(Sign.TOO_LARGE)
        return classify(answer.status_code, answer.headers, raw, timing)


def _read(raw: Any, most: int) -> bytes | None:  # noqa: ANN401  requests types its raw answer so
    """Return the body as it came, or None where it is larger than ``most`` bytes."""
    body = bytearray()
    while chunk := raw.read(_CHUNK_BYTES, decode_content=False):
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def _failure(error: Exception) -> Portal | Unreachable | TlsFailed:
    """Find the cause in what requests and urllib3 wrap around it."""
    chain = tuple(_chain(error))
    if _any(chain, requests.exceptions.ProxyError):
        return Unreachable(Cause.PROXY)
    for each in chain:
        if isinstance(each, ssl.SSLCertVerificationError):
            return TlsFailed(_VERIFY_CODES.get(each.verify_code, TlsCause.OTHER))
    if _any(chain, requests.exceptions.SSLError, urllib3.exceptions.SSLError, ssl.SSLError):
        return TlsFailed(TlsCause.OTHER)
    if _any(chain, http.client.IncompleteRead, urllib3.exceptions.InvalidChunkLength):
        return Portal(Sign.CUT_SHORT)
    return _unconnected(chain)


def _unconnected(chain: tuple[BaseException, ...]) -> Portal | Unreachable:
    """Tell why no whole answer came. The order matters: urllib3 calls a refused connection a timeout, too."""
    if _any(chain, socket.gaierror):
        return Unreachable(Cause.DNS)
    if _any(chain, ConnectionRefusedError):
        return Unreachable(Cause.REFUSED)
    if any(isinstance(each, OSError) and each.errno in _NO_ROUTE for each in chain):
        return Unreachable(Cause.NO_ROUTE)
    if _any(chain, TimeoutError, requests.exceptions.Timeout, urllib3.exceptions.TimeoutError):
        return Unreachable(Cause.TIMEOUT)
    if _any(chain, http.client.HTTPException, ValueError) and not _any(chain, ConnectionError):
        return Portal(Sign.UNREADABLE)  # http.client raises ValueError on a chunk of negative size
    return Unreachable(Cause.DROPPED)


def _any(chain: tuple[BaseException, ...], *kinds: type[BaseException]) -> bool:
    return any(isinstance(each, kinds) for each in chain)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield ``error`` and everything that it wraps, outermost first."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, BaseException) and not any(each is other for other in seen):
            seen.append(each)
            yield each
            waiting += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]


class _Session(requests.Session):
    """A session that follows nothing and keeps no cookie."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002  the base class names it
        """Find no redirect: looking for one would read a body without bound."""
        return None


class _Adapter(HTTPAdapter):
    """Opens connections that ``sockets`` can end."""

    def __init__(self, sockets: OpenSockets, connect_s: float) -> None:
        self._pools = _pools(sockets, connect_s)
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  handed on as they come
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  handed on as they come
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(sockets: OpenSockets, connect_s: float) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return sockets.connected(self._dns_host, self.port, each_s=connect_s)

        def close(self) -> None:
            super().close()
            sockets.forget()

    class Encrypted(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return sockets.connected(self._dns_host, self.port, each_s=connect_s)

        def close(self) -> None:
            super().close()
            sockets.forget()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}


def _session(adapter: HTTPAdapter, ca_file: Path, proxy: str) -> requests.Session:
    session = _Session()
    session.trust_env = False
    session.verify = str(ca_file)
    session.proxies = {"http": proxy, "https": proxy} if proxy else {}
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.clear()
    session.headers.update({"User-Agent": "hubtap-sync", "Accept": "application/json", "Accept-Encoding": "gzip"})
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
