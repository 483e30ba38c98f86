"""A card reader made of messages, for the demo and for tests: never part of the daemon that hubs run.

One JSON object a line on a Unix socket, each answered ``{"ok":true}`` once it was reported, or ``{"ok":false,...}``.
"""

import logging
import selectors
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Event as StopFlag
from threading import Thread
from typing import Any, Self

import msgspec

from kiosk.domain.cards import CardSeen, Technology
from kiosk.ports import CardGone, CardPresent, Misread, ReaderCause, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers.boottime import now_us

_log = logging.getLogger(__name__)
_MAX_LINE_BYTES = 4096
_MAX_UID_BYTES = 10
_LOOK_S = 1.0
"""How often it shows a sign of life."""


class Gesture(msgspec.Struct, tag_field="type", tag=str.lower, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a hand does to the reader: ``type`` names it, in lower case."""


class Present(Gesture, frozen=True, kw_only=True):
    """Lay a card on the reader, instead of whatever lies there. ``uid``: hexadecimal, in transmission order."""

    technology: Technology
    uid: str
    sak: int | None = None


class Gone(Gesture, frozen=True, kw_only=True):
    """Take the card away."""


class Misreading(Gesture, frozen=True, kw_only=True, tag="misread"):
    """Brush the field too quickly to be read."""


class Unplug(Gesture, frozen=True, kw_only=True):
    """Pull the reader out."""


class Plug(Gesture, frozen=True, kw_only=True):
    """Plug the reader in again; what lies on it is reported."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a gesture was made, and if not, why."""

    ok: bool
    reason: str | None = None


AnyGesture = Present | Gone | Misreading | Unplug | Plug
_gestures: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyGesture)


def encode(gesture: Gesture) -> bytes:
    """Return one line."""
    return msgspec.json.encode(gesture) + b"\n"


class SimulatedReader:
    """A reader whose cards come over the Unix socket at ``path``; only this process's user may open it."""

    name = "simulated reader"

    def __init__(self, path: Path) -> None:
        """Remember the path; nothing is opened before ``run``."""
        self._path = path
        self._card: CardSeen | None = None
        self._plugged = True

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        """Take gestures until ``stop`` is set; ``report`` is called from this thread."""
        self._path.unlink(missing_ok=True)
        with (
            _listening(self._path) as listener,
            _readable_at(stop) as ended,
            selectors.DefaultSelector() as selector,
            ExitStack() as hands,
        ):

            def meet() -> bool:
                hand = hands.enter_context(_Hand(listener))
                selector.register(hand.connection, selectors.EVENT_READ, partial(self._take, hand, report))
                return True

            selector.register(listener, selectors.EVENT_READ, meet)
            selector.register(ended, selectors.EVENT_READ, stop.is_set)
            self._plug(report)
            while not stop.is_set():
                for key, _ in selector.select(_LOOK_S):
                    if not key.data():
                        selector.unregister(key.fileobj)
        self._path.unlink(missing_ok=True)

    def _take(self, hand: "_Hand", report: Callable[[ReaderReport], None]) -> bool:
        """Take what ``hand`` sent; tell whether its connection goes on."""
        try:
            for line in hand.lines():
                hand.connection.sendall(msgspec.json.encode(self._answer(line, report)) + b"\n")
        except (EOFError, OSError) as error:
            _log.debug("simulated reader: connection closed (%s)", type(error).__name__)
            hand.connection.close()
            return False
        return True

    def _answer(self, line: bytes, report: Callable[[ReaderReport], None]) -> Answer:
        try:
            self._make(_gestures.decode(line), report)
        except (msgspec.DecodeError, ValueError) as error:
            return Answer(ok=False, reason=str(error))
        return Answer(ok=True)

    def _make(self, gesture: AnyGesture, report: Callable[[ReaderReport], None]) -> None:
        match gesture:
            case Unplug():
                self._plugged = False
                report(ReaderChanged(self.name, ReaderHealth.MISSING, ReaderCause.UNPLUGGED))
            case Plug():
                self._plugged = True
                self._plug(report)
            case Misreading():
                self._tell(report, Misread(self.name, now_us()))
            case Present() | Gone():
                self._card = _card(gesture)
                self._tell(report, self._field())

    def _tell(self, report: Callable[[ReaderReport], None], what: ReaderReport) -> None:
        if self._plugged:
            report(what)

    def _plug(self, report: Callable[[ReaderReport], None]) -> None:
        report(ReaderChanged(self.name, ReaderHealth.READY, ReaderCause.READY))
        report(self._field())

    def _field(self) -> CardPresent | CardGone:
        seen_us = now_us()
        return CardGone(self.name, seen_us) if self._card is None else CardPresent(self.name, self._card, seen_us)


class _Hand:
    """One connection, cut into lines."""

    def __init__(self, listener: socket.socket) -> None:
        self.connection, _address = listener.accept()
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def lines(self) -> list[bytes]:
        """Return the lines that are whole by now; raises EOFError after the last, or for a line past the limit."""
        arrived = self.connection.recv(_MAX_LINE_BYTES)
        *lines, self._rest = (self._rest + arrived).split(b"\n")
        if not arrived or len(self._rest) > _MAX_LINE_BYTES:
            raise EOFError
        return lines


@contextmanager
def _listening(path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen()
        yield listener


@contextmanager
def _readable_at(stop: StopFlag) -> Iterator[socket.socket]:
    """Give a socket that becomes readable when ``stop`` is set; leave only after that."""
    reading, writing = socket.socketpair()
    with reading, writing:

        def end() -> None:
            stop.wait()
            writing.close()

        waiting = Thread(target=end, name="simulated reader stop", daemon=True)
        waiting.start()
        yield reading
        waiting.join()


def _card(gesture: Present | Gone) -> CardSeen | None:
    if isinstance(gesture, Gone):
        return None
    uid = bytes.fromhex(gesture.uid)
    if not 0 < len(uid) <= _MAX_UID_BYTES:
        message = f"uid: 1 to {_MAX_UID_BYTES} bytes in hexadecimal"
        raise ValueError(message)
    return CardSeen(gesture.technology, uid, gesture.sak)
