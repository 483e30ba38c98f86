"""The demo's control socket: the card tray and ``hubtap tap`` say here what to do."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from kiosk.demo import team
from kiosk.demo.cast import Part
from kiosk.demo.hands import Hands, NoReaderError
from kiosk.demo.messages import (
    Cast,
    CastWanted,
    Done,
    FromTray,
    Lay,
    Network,
    NotDone,
    Player,
    Reader,
    TakeAway,
    Tap,
    TapTwice,
    ToTray,
    decoder,
    encode,
)

_log = logging.getLogger(__name__)
_MAX_LINE_BYTES = 4096
_read = decoder(FromTray).decode


class NetworkSwitch(Protocol):
    """The kiosk's network."""

    @property
    def network_is_on(self) -> bool:
        """Whether there is a network."""

    async def switch_network(self, *, on: bool) -> None:
        """Switch it."""


class Control:
    """Does what the tray asks for, with the reader's hands and the network's switch."""

    def __init__(self, cast: Sequence[Part], hands: Hands, network: NetworkSwitch) -> None:
        """Take the cast, whose names are told apart without regard to case."""
        self._parts = {part.name.casefold(): part for part in cast}
        self._hands = hands
        self._network = network

    async def answer(self, line: bytes) -> ToTray:
        """Do what one line asks for."""
        try:
            return await self._do(_read(line))
        except msgspec.DecodeError:
            return NotDone(reason="The demo doesn't understand this request.")
        except (NoReaderError, OSError) as error:
            return NotDone(reason=str(error))

    async def _do(self, wish: FromTray) -> ToTray:
        match wish:
            case Tap(name=name) | TapTwice(name=name) | Lay(name=name):
                return await self._play(wish, name)
            case TakeAway():
                await self._hands.take_away()
            case Network(on=on):
                await self._network.switch_network(on=on)
            case Reader(plugged=plugged):
                await self._hands.plug(plugged=plugged)
            case CastWanted():
                return self._cast()
        return Done()

    async def _play(self, wish: Tap | TapTwice | Lay, name: str) -> Done | NotDone:
        part = self._parts.get(name.casefold())
        if part is None:
            return NotDone(reason=f"There is no {name!r} here. You can tap: {', '.join(self._parts)}.")
        if not self._hands.plugged:
            return NotDone(reason="The reader is unplugged: nothing reads the card.")
        if isinstance(wish, Lay):
            await self._hands.lay(part)
            return Done()
        for _ in range(2 if isinstance(wish, TapTwice) else 1):
            await self._hands.tap(part)
        return Done()

    def _cast(self) -> Cast:
        players = [Player(name=part.name, title=part.title, kind=part.kind.value) for part in self._parts.values()]
        return Cast(players=players, network=self._network.network_is_on, reader=self._hands.plugged, team=team.WORDS)


async def serve(control: Control, path: Path) -> asyncio.Server:
    """Answer on a Unix socket at ``path``, in a folder that is this person's alone, until the server is closed."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                writer.write(encode(await control.answer(line)))
                await writer.drain()
        except (ConnectionError, ValueError) as error:  # it went away, or sent a line past the limit
            _log.info("control socket: connection closed (%s)", type(error).__name__)
        finally:
            writer.close()

    return await asyncio.start_unix_server(converse, path, limit=_MAX_LINE_BYTES)
