"""Running the application: one listening socket, one process, a clean end."""

import asyncio
import gc
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from litestar.types import ASGIApp

from badge_service.settings import Address
from kiosk.domain.errors import HubtapError

_logger = logging.getLogger(__name__)

_GRACE_S = 5
_KEEP_ALIVE_S = 75
"""Longer than a kiosk waits between heartbeats, so that the next tap finds its connection open."""
_BACKLOG = 1024
_COLLECT_AFTER = (50_000, 20, 20)
"""Objects made between two collections: a batch of records makes some ten thousand, none of which are in a cycle."""


class ListenError(HubtapError):
    """The service can't listen where it was told to."""

    code = "listen"


def listen(address: Address) -> socket.socket:
    """Return a socket that listens at ``address``.

    Raises:
        ListenError: the address is taken, not this machine's, or not allowed.

    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, where = found[0]
        listener = socket.create_server(where[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        message = f"can't listen at {address.host}:{address.port}: {error.strerror or error}"
        raise ListenError(message) from error
    # Connections inherit this. asyncio would set it only on sockets that name their protocol, which these don't,
    # and each answer would wait 40 ms for the client's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the URL at which ``listener`` is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(app: ASGIApp, listener: socket.socket, *, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way, for at most five seconds.

    ``ready`` is called with the URL once requests are answered.
    """
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_GRACE_S,
    )
    # uvicorn raises the signal anew once it has stopped: with these handlers that ends nothing half-way.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _note)
    # What was loaded stays for good: the collector need not go through it again and again while records come in.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    asyncio.run(_Server(config, lambda: ready(url_of(listener))).serve(sockets=[listener]))


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _note(number: int, _frame: FrameType | None) -> None:
    _logger.info("event=stopped signal=%s", signal.Signals(number).name)
