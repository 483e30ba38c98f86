"""How a daemon is: asked on the administrator's socket, told in plain words."""

import socket
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import msgspec

from kiosk.domain.errors import HubtapError
from kiosk.local_api.messages import (
    MAX_LINE_BYTES,
    VERSION,
    Hello,
    Message,
    Refused,
    Status,
    StatusWanted,
    ToAdministrator,
    decoder,
    encode,
)

SOCKET = "administrator.sock"
_TIMEOUT_S = 5.0
_US_PER_S = 1_000_000
_BYTES_PER_GIB = 1024**3
_read = decoder(ToAdministrator).decode


class NoAnswerError(HubtapError):
    """The daemon doesn't say how it is; the text tells why."""

    code: ClassVar[str] = "no_answer"


def ask(run_dir: Path) -> Status:
    """Return the state of the daemon whose sockets are in ``run_dir``; takes 5 s at most.

    Raises:
        NoAnswerError: no daemon listens there, or it doesn't answer this user.

    """
    path = run_dir / SOCKET
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(_TIMEOUT_S)
            line.connect(str(path))
            with line.makefile("rwb") as stream:
                for message in (Hello(version=VERSION), StatusWanted()):
                    stream.write(encode(message))
                    stream.flush()
                    answer = _answer(stream.readline(MAX_LINE_BYTES))
    except (FileNotFoundError, ConnectionRefusedError):
        message_text = f"No attendance daemon is running: nothing listens at {path}."
        raise NoAnswerError(message_text) from None
    except OSError as error:
        message_text = f"The attendance daemon at {path} doesn't answer: {error.strerror or 'it took too long'}."
        raise NoAnswerError(message_text) from None
    if isinstance(answer, Status):
        return answer
    message_text = "The attendance daemon answered something else than its status."
    raise NoAnswerError(message_text)


def _answer(line: bytes) -> Message:
    try:
        answer: Message = _read(line)
    except msgspec.DecodeError:
        message = "The attendance daemon closed the connection, or another version of it is running."
        raise NoAnswerError(message) from None
    if isinstance(answer, Refused):
        message = f"The attendance daemon refuses to answer ({answer.code})."
        raise NoAnswerError(message)
    return answer


def in_words(status: Status) -> str:
    """Return ``status`` for a person, one fact a line."""
    health = status.health
    waiting = sum(ledger.waiting for ledger in health.ledgers)
    refused = sum(ledger.refused for ledger in health.ledgers)
    facts = [
        ("Kiosk", status.kiosk or "not enrolled yet"),
        ("Hub", status.hub or "none yet"),
        ("Event", status.event or "none is open"),
        *((f"Reader {reader.name}", f"{reader.health}: {reader.cause}") for reader in health.readers),
        (
            "Records",
            f"{sum(ledger.highest for ledger in health.ledgers)}, {waiting} waiting to be sent, {refused} refused",
        ),
        ("Oldest waiting", _moment(health.oldest_waiting_us, "none")),
        ("Network", f"{status.network_state} {status.network_detail}".strip() or "nothing heard yet"),
        ("Last contact", _moment(status.last_success_us, "never")),
        ("Clock", "trusted" if health.clock_trusted else "doubtful: not set by a time service"),
        ("Disk free", f"{health.disk_free_bytes / _BYTES_PER_GIB:.1f} GiB"),
        ("Version", f"{health.version}, SQLite {status.sqlite}"),
    ]
    width = max(len(name) for name, _ in facts)
    return "\n".join(f"{name:<{width}}  {words}" for name, words in facts)


def _moment(at_us: int | None, otherwise: str) -> str:
    if at_us is None:
        return otherwise
    return datetime.fromtimestamp(at_us / _US_PER_S).astimezone().strftime("%Y-%m-%d %H:%M:%S")
