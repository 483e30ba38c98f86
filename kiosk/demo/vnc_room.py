"""A network of its own for a window that speaks VNC, so that only this machine can look at it.

Qt's VNC platform listens on every interface and asks for no password. In a fresh network namespace there is only a
loopback; this module brings that up, passes what arrives on a Unix socket on to the window, and becomes the window's
program: ``python -m kiosk.demo.vnc_room SOCKET PROGRAM [ARGUMENT …]``. Run it under ``FRESH_NETWORK``.
"""

import asyncio
import fcntl
import os
import socket
import struct
import subprocess
import sys

from kiosk.demo.child import python
from kiosk.demo.relay import LOOPBACK, pump_both

_AS_ROOT = () if os.geteuid() == 0 else ("--user", "--map-root-user")
FRESH_NETWORK = ("unshare", *_AS_ROOT, "--net", "--")
"""Before a command line: a network namespace with nothing in it but a loopback that is down."""
VNC_PORT = 5900

_SIOCGIFFLAGS, _SIOCSIFFLAGS = 0x8913, 0x8914
_IFF_UP = 0x1


def bring_up_loopback() -> None:
    """Bring up ``lo``; raises OSError where that isn't allowed."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = fcntl.ioctl(any_socket, _SIOCGIFFLAGS, struct.pack("16sH14x", b"lo", 0))
        flags = struct.unpack("16sH14x", request)[1] | _IFF_UP
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags))


async def pass_on(socket_path: str) -> None:
    """Serve the Unix socket: each connection goes on to the window's VNC port."""

    async def forward(near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        try:
            await pump_both((near, to_near), await asyncio.open_connection(LOOPBACK, VNC_PORT))
        except OSError:  # no window there, or either end went away
            to_near.close()

    server = await asyncio.start_unix_server(forward, socket_path)
    await server.serve_forever()


def main() -> None:
    """Bring up the network, start passing on in a process of its own, and become the window's program."""
    socket_path, *program = sys.argv[1:]
    if not program:
        asyncio.run(pass_on(socket_path))
        return
    bring_up_loopback()
    subprocess.Popen(python("kiosk.demo.vnc_room", socket_path))  # noqa: S603  our own module; it ends when we do
    os.execvp(program[0], program)  # noqa: S606  no shell is wanted


if __name__ == "__main__":
    main()
