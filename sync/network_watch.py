"""The kernel's word that an address or a route came up."""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

_GROUPS = 0x10 | 0x40 | 0x100 | 0x400
"""RTMGRP_IPV4_IFADDR, RTMGRP_IPV4_ROUTE, RTMGRP_IPV6_IFADDR, RTMGRP_IPV6_ROUTE."""
_NEW_ADDRESS, _NEW_ROUTE = 20, 24
_HEADER = struct.Struct("=IHHII")
_ALIGNMENT = 4
_READ_BYTES = 64 * 1024


class NetworkWatch:
    """A netlink socket; it needs no rights."""

    def __init__(self) -> None:
        """Begin to listen."""
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
        self._socket.settimeout(0)
        self._socket.bind((0, _GROUPS))

    def fileno(self) -> int:
        """Return the descriptor to poll."""
        return self._socket.fileno()

    def came_up(self) -> bool:
        """Read what the kernel said, without blocking, and tell whether anything came up."""
        up = False
        with suppress(BlockingIOError):
            while True:
                up |= any(kind in {_NEW_ADDRESS, _NEW_ROUTE} for kind in _kinds(self._receive()))
        return up

    def _receive(self) -> bytes:
        try:
            return self._socket.recv(_READ_BYTES)
        except OSError as error:
            if isinstance(error, BlockingIOError):
                raise
            return _HEADER.pack(_HEADER.size, _NEW_ADDRESS, 0, 0, os.getpid())  # overrun: something surely changed

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


def _kinds(datagram: bytes) -> Iterator[int]:
    while len(datagram) >= _HEADER.size:
        size, kind, *_ = _HEADER.unpack_from(datagram)
        yield kind
        datagram = datagram[max(size + (-size % _ALIGNMENT), _HEADER.size) :]
