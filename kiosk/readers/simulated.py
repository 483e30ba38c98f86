"""A card reader made of messages, for the demo and for tests: never part of the daemon that hubs run.

One JSON object a line on a Unix socket, each answered ``{"ok":true}`` once it was reported, or ``{"ok":false,...}``.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event as StopFlag
from typing import Any

import msgspec

from kiosk.domain.cards import CardSeen, Technology
from kiosk.ports import CardGone, CardPresent, Misread, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers.boottime import now_us

_log = logging.getLogger(__name__)
_MAX_LINE_BYTES = 4096
_MAX_UID_BYTES = 10


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
        asyncio.run(self._serve(report, stop))

    async def _serve(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        hands: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            hands[writer] = asyncio.current_task()
            try:
                await self._take_gestures(reader, writer, report)
            finally:
                writer.close()
                del hands[writer]

        self._path.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(take, self._path, limit=_MAX_LINE_BYTES)
        self._path.chmod(0o600)
        self._plug(report)
        await asyncio.get_running_loop().run_in_executor(None, stop.wait)
        server.close()
        for writer in tuple(hands):
            writer.close()
        await asyncio.gather(*filter(None, tuple(hands.values())))
        self._path.unlink(missing_ok=True)

    async def _take_gestures(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, report: Callable[[ReaderReport], None]
    ) -> None:
        try:
            while line := await reader.readline():
                seen_us = now_us()
                writer.write(msgspec.json.encode(self._answer(line, report, seen_us)) + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError) as error:  # the hand went away, or sent a line past the limit
            _log.info("simulated reader: connection closed (%s)", type(error).__name__)

    def _answer(self, line: bytes, report: Callable[[ReaderReport], None], seen_us: int) -> Answer:
        try:
            self._make(_gestures.decode(line), report, seen_us)
        except (msgspec.DecodeError, ValueError) as error:
            return Answer(ok=False, reason=str(error))
        return Answer(ok=True)

    def _make(self, gesture: AnyGesture, report: Callable[[ReaderReport], None], seen_us: int) -> None:
        match gesture:
            case Unplug():
                self._plugged = False
                report(ReaderChanged(self.name, ReaderHealth.MISSING, "The simulated reader is unplugged."))
            case Plug():
                self._plugged = True
                self._plug(report)
            case Misreading():
                self._tell(report, Misread(self.name, seen_us))
            case Present() | Gone():
                self._card = _card(gesture)
                self._tell(report, self._field(seen_us))

    def _tell(self, report: Callable[[ReaderReport], None], what: ReaderReport) -> None:
        if self._plugged:
            report(what)

    def _plug(self, report: Callable[[ReaderReport], None]) -> None:
        report(ReaderChanged(self.name, ReaderHealth.READY, "The simulated reader is ready."))
        report(self._field(now_us()))

    def _field(self, seen_us: int) -> CardPresent | CardGone:
        return CardGone(self.name, seen_us) if self._card is None else CardPresent(self.name, self._card, seen_us)


def _card(gesture: Present | Gone) -> CardSeen | None:
    if isinstance(gesture, Gone):
        return None
    uid = bytes.fromhex(gesture.uid)
    if not 0 < len(uid) <= _MAX_UID_BYTES:
        message = f"uid: 1 to {_MAX_UID_BYTES} bytes in hexadecimal"
        raise ValueError(message)
    return CardSeen(gesture.technology, uid, gesture.sak)
