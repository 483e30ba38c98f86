"""The hands that hold cards to the demo's simulated reader."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import msgspec

from kiosk.demo.cast import Part
from kiosk.domain.cards import Technology
from kiosk.domain.errors import HubtapError
from kiosk.readers.simulated import Answer, Gesture, Gone, Plug, Present, Unplug, encode


class NoReaderError(HubtapError):
    """The daemon with the simulated reader doesn't answer, or wouldn't take the card."""

    code: ClassVar[str] = "no_reader"


class Hands:
    """Makes gestures, one after the other, at the reader's socket. One event loop."""

    def __init__(self, reader_socket: Path) -> None:
        """Remember the socket; it is opened with the first gesture and again after the daemon was restarted."""
        self._path = reader_socket
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._busy = asyncio.Lock()
        self.plugged = True

    async def tap(self, part: Part) -> None:
        """Hold a card to the reader for a moment."""
        await self._make(lambda: [_present(part), Gone()])

    async def lay(self, part: Part) -> None:
        """Leave a card on the reader."""
        await self._make(lambda: [_present(part)])

    async def take_away(self) -> None:
        """Take away what lies on the reader."""
        await self._make(lambda: [Gone()])

    async def plug(self, *, plugged: bool) -> None:
        """Plug the reader in or pull it out."""
        await self._make(lambda: [Plug() if plugged else Unplug()])
        self.plugged = plugged

    def close(self) -> None:
        """Let go of the reader."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _make(self, gestures: Callable[[], list[Gesture]]) -> None:
        """Make the gestures; once more from the start if the daemon was restarted since the last ones.

        Raises:
            NoReaderError: there is no reader.

        """
        async with self._busy:
            if self._streams is not None:
                try:
                    return await self._send(gestures())
                except (OSError, EOFError):
                    self.close()
            try:
                self._streams = await asyncio.open_unix_connection(self._path)
                await self._send(gestures() if self.plugged else [Unplug(), *gestures()])
            except (OSError, EOFError) as error:
                self.close()
                message = "The card reader doesn't answer; the attendance daemon may be starting. Try again."
                raise NoReaderError(message) from error

    async def _send(self, gestures: list[Gesture]) -> None:
        if self._streams is None:
            raise EOFError
        reader, writer = self._streams
        for gesture in gestures:
            writer.write(encode(gesture))
            answer = msgspec.json.decode(await reader.readuntil(), type=Answer)
            if not answer.ok:
                raise NoReaderError(answer.reason or "")


def _present(part: Part) -> Present:
    return Present(technology=Technology.ISO14443A, uid=part.uid().hex(), sak=part.sak)
