"""Asks a running demo to do something: the other end of its control socket."""

import socket
from pathlib import Path
from typing import ClassVar

import msgspec

from kiosk.demo.messages import Message, ToTray, decoder, encode
from kiosk.domain.errors import HubtapError

_TIMEOUT_S = 10.0
_MAX_LINE_BYTES = 64 * 1024
_read = decoder(ToTray).decode


class NoDemoError(HubtapError):
    """No demo answers; the text says what to do."""

    code: ClassVar[str] = "no_demo"


def ask(control_socket: Path, wish: Message) -> ToTray:
    """Return the demo's answer to ``wish``; blocks for 10 s at most.

    Raises:
        NoDemoError: no demo is running there.

    """
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(_TIMEOUT_S)
            line.connect(str(control_socket))
            with line.makefile("rwb") as stream:
                stream.write(encode(wish))
                stream.flush()
                answer: ToTray = _read(stream.readline(_MAX_LINE_BYTES))
    except (OSError, msgspec.DecodeError):
        message = f"No demo answers at {control_socket}. Start one in another terminal: hubtap demo"
        raise NoDemoError(message) from None
    return answer
