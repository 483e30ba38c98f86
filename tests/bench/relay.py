"""A relay in front of the badge service, as a reverse proxy stands there: it ends TLS and counts bytes.

``python -m tests.bench.relay PORT [CERTIFICATE KEY]`` carries to ``PORT``. It listens on a free port, says which on
standard output, and tells what came and went whenever a line comes in on standard input. Without certificate it carries
everything as it comes.
"""

import socket
import ssl
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

_READ_BYTES = 64 * 1024


class Relay:
    """Carries bytes between a listening socket and ``target``; each connection has two threads."""

    def __init__(self, target: tuple[str, int], wrap: Callable[[socket.socket], socket.socket]) -> None:
        """Listen on a free port of this machine; ``wrap`` makes of a new connection what bytes are read from."""
        self._target = target
        self._wrap = wrap
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.came = self.went = 0

    def run(self) -> None:
        """Serve until the process ends."""
        while True:
            connection, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError):
            near, far = self._wrap(connection), socket.create_connection(self._target)
            far.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._carry, args=[far, near, False], daemon=True).start()
            self._carry(near, far, inwards=True)

    def _carry(self, source: socket.socket, sink: socket.socket, inwards: bool) -> None:  # noqa: FBT001  a thread's own
        with suppress(OSError):
            while data := source.recv(_READ_BYTES):
                if inwards:
                    self.came += len(data)
                else:
                    self.went += len(data)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


def main() -> None:
    """Run the relay that the command line describes."""
    port, *files = sys.argv[1:]
    wrap: Callable[[socket.socket], socket.socket] = lambda connection: connection  # noqa: E731
    if files:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
        wrap = lambda connection: context.wrap_socket(connection, server_side=True)  # noqa: E731
    relay = Relay(("127.0.0.1", int(port)), wrap)
    threading.Thread(target=relay.run, daemon=True).start()
    sys.stdout.write(f"{relay.port}\n")
    sys.stdout.flush()
    for _ in sys.stdin:
        sys.stdout.write(f"{relay.came} {relay.went}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
