"""The kernel's word that an address or a route came up."""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress

_GROUPS = 0x10 | 0x40 | 0x100 | 0x400
"""RTMGRP_IPV4_IFADDR, RTMGRP_IPV4_ROUTE, RTMGRP_IPV6_IFADDR, RTMGRP_IPV6_ROUTE."""
_NEW_ADDRESS, _ADDRESS_GONE, _NEW_ROUTE = 20, 21, 24
_HEADER = struct.Struct("=IHHII")
_ADDRESS = struct.Struct("=BBBBI")
"""The kernel's ``ifaddrmsg``: family, length of the prefix, flags, scope, interface."""
_ATTRIBUTE = struct.Struct("=HH")
_ITSELF = frozenset({1, 2})
"""IFA_ADDRESS and IFA_LOCAL; what else is told of an address changes while it stays, such as until when it holds."""
_TENTATIVE = 0x40
_ALIGNMENT = 4
_READ_BYTES = 64 * 1024


class NetworkWatch:
    """A netlink socket; it needs no rights.

    An address that is renewed is no news: some networks renew theirs every few seconds, and each piece of news ends
    the wait of a kiosk that was asked to come later.
    """

    def __init__(self) -> None:
        """Begin to listen."""
        self._known: set[bytes] = set()
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
                for kind, payload in _messages(self._receive()):
                    up |= self._is_news(kind, payload)
        return up

    def _is_news(self, kind: int, payload: bytes) -> bool:
        if kind not in {_NEW_ADDRESS, _ADDRESS_GONE} or len(payload) < _ADDRESS.size:
            return kind == _NEW_ROUTE
        family, prefix, flags, _, interface = _ADDRESS.unpack_from(payload)
        address = _ADDRESS.pack(family, prefix, 0, 0, interface) + b"".join(_named(payload[_ADDRESS.size :]))
        if kind == _ADDRESS_GONE:
            self._known.discard(address)
            return False
        is_new = not flags & _TENTATIVE and address not in self._known
        if is_new:
            self._known.add(address)
        return is_new

    def _receive(self) -> bytes:
        try:
            return self._socket.recv(_READ_BYTES)
        except OSError as error:
            if isinstance(error, BlockingIOError):
                raise
            self._known.clear()
            return _HEADER.pack(_HEADER.size, _NEW_ROUTE, 0, 0, os.getpid())  # overrun: something surely changed

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


def _messages(datagram: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each message's kind and what it says."""
    while len(datagram) >= _HEADER.size:
        size, kind, *_ = _HEADER.unpack_from(datagram)
        yield kind, datagram[_HEADER.size : size]
        datagram = datagram[max(_aligned(size), _HEADER.size) :]


def _named(attributes: bytes) -> Iterator[bytes]:
    """Yield what tells an address from others, with the attribute's own head."""
    while len(attributes) >= _ATTRIBUTE.size:
        size, kind = _ATTRIBUTE.unpack_from(attributes)
        if kind in _ITSELF:
            yield attributes[:size]
        attributes = attributes[max(_aligned(size), _ATTRIBUTE.size) :]


def _aligned(size: int) -> int:
    return size + (-size % _ALIGNMENT)
