"""Speaks TLS in front of a service that doesn't, as a council's proxy would."""

import socket
import ssl
import threading
from contextlib import suppress
from typing import Self

_BYTES = 65_536


class TlsRelay:
    """Accepts TLS on a port of its own and passes everything on to a port of this machine."""

    def __init__(self, context: ssl.SSLContext, port: int) -> None:
        """``context`` holds the certificate; ``port``: where the service listens."""
        self._context = context
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Where the worker reaches the service."""
        return f"https://127.0.0.1:{self._listener.getsockname()[1]}"

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                link, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with (
            suppress(OSError),
            socket.create_connection(("127.0.0.1", self._port)) as service,
            self._context.wrap_socket(link, server_side=True) as client,
        ):
            back = threading.Thread(target=_pour, args=(service, client), daemon=True)
            back.start()
            _pour(client, service)
            back.join()


def _pour(source: socket.socket, into: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(_BYTES):
            into.sendall(data)
    with suppress(OSError):
        into.shutdown(socket.SHUT_WR)
