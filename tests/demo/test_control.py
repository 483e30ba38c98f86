"""The control socket, with the real simulated reader behind it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as StopFlag
from threading import Thread

import pytest

from kiosk.demo import remote
from kiosk.demo.cast import CAST
from kiosk.demo.control import Control, serve
from kiosk.demo.hands import Hands
from kiosk.demo.messages import (
    Cast,
    CastWanted,
    Done,
    Lay,
    Message,
    Network,
    NotDone,
    Reader,
    TakeAway,
    Tap,
    TapTwice,
    ToTray,
)
from kiosk.demo.remote import NoDemoError
from kiosk.ports import CardGone, CardPresent, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers.simulated import SimulatedReader

DEADLINE_S = 20


@dataclass
class FakeNetwork:
    network_is_on: bool = True

    async def switch_network(self, *, on: bool) -> None:
        self.network_is_on = on


@dataclass
class Room:
    """A running control socket; ``seen`` is what the daemon would hear of the reader."""

    path: Path
    seen: list[ReaderReport]
    network: FakeNetwork = field(default_factory=FakeNetwork)

    async def ask(self, wish: Message) -> ToTray:
        return await asyncio.to_thread(remote.ask, self.path / "control.sock", wish)

    def cards(self) -> list[bytes | None]:
        """What lay on the reader, one after the other; None for nothing."""
        fields = [report for report in self.seen if isinstance(report, CardPresent | CardGone)]
        return [report.card.uid if isinstance(report, CardPresent) else None for report in fields][1:]

    def start_reader(self) -> Callable[[], None]:
        stop = StopFlag()
        reader = SimulatedReader(self.path / "reader.sock")
        thread = Thread(target=reader.run, args=(self.seen.append, stop))
        thread.start()

        def end() -> None:
            stop.set()
            thread.join()

        return end

    async def until_reader(self, health: ReaderHealth) -> None:
        while not any(isinstance(each, ReaderChanged) and each.health is health for each in self.seen):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@asynccontextmanager
async def room(path: Path) -> AsyncIterator[Room]:
    hands = Hands(path / "reader.sock")
    opened = Room(path, [])
    end_reader = opened.start_reader()
    server = await serve(Control(CAST, hands, opened.network), path / "control.sock")
    await opened.until_reader(ReaderHealth.READY)
    yield opened
    server.close()
    hands.close()
    await asyncio.to_thread(end_reader)


def run(story: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(story, DEADLINE_S))


def uid(name: str) -> bytes:
    (part,) = (part for part in CAST if part.name == name)
    return part.uid()


def test_the_cast_is_told_with_the_switches(tmp_path: Path) -> None:
    async def story() -> None:
        async with room(tmp_path) as here:
            cast = await here.ask(CastWanted())
            assert isinstance(cast, Cast)
            assert [player.name for player in cast.players] == [part.name for part in CAST]
            assert (cast.network, cast.reader) == (True, True)

    run(story())


def test_a_tap_is_a_card_held_to_the_reader_and_taken_away(tmp_path: Path) -> None:
    async def story() -> None:
        async with room(tmp_path) as here:
            assert await here.ask(Tap(name="Amina")) == Done()
            assert await here.ask(TapTwice(name="mei")) == Done()
            assert here.cards() == [uid("amina"), None, uid("mei"), None, uid("mei"), None]

    run(story())


def test_a_card_left_lying_stays_until_it_is_taken_away(tmp_path: Path) -> None:
    async def story() -> None:
        async with room(tmp_path) as here:
            assert await here.ask(Lay(name="kwame")) == Done()
            assert here.cards() == [uid("kwame")]
            assert await here.ask(TakeAway()) == Done()
            assert here.cards() == [uid("kwame"), None]

    run(story())


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    async def story() -> None:
        async with room(tmp_path) as here:
            answer = await here.ask(Tap(name="nobody"))
            assert isinstance(answer, NotDone)
            assert all(part.name in answer.reason for part in CAST)
            assert here.cards() == []

    run(story())


def test_an_unplugged_reader_reads_nothing_until_it_is_plugged_in_again(tmp_path: Path) -> None:
    async def story() -> None:
        async with room(tmp_path) as here:
            assert await here.ask(Reader(plugged=False)) == Done()
            assert isinstance(await here.ask(Tap(name="amina")), NotDone)
            cast = await here.ask(CastWanted())
            assert isinstance(cast, Cast)
            assert not cast.reader
            assert await here.ask(Reader(plugged=True)) == Done()
            assert await here.ask(Tap(name="amina")) == Done()
            assert uid("amina") in here.cards()

    run(story())


def test_the_network_is_switched(tmp_path: Path) -> None:
    async def story() -> None:
        async with room(tmp_path) as here:
            assert await here.ask(Network(on=False)) == Done()
            assert not here.network.network_is_on

    run(story())


def test_hands_find_a_reader_that_was_started_again_and_keep_it_unplugged(tmp_path: Path) -> None:
    async def story() -> None:
        seen = Room(tmp_path, [])
        end = seen.start_reader()
        await seen.until_reader(ReaderHealth.READY)
        hands = Hands(tmp_path / "reader.sock")
        await hands.plug(plugged=False)
        await asyncio.to_thread(end)
        again = Room(tmp_path, [])
        end = again.start_reader()
        await again.until_reader(ReaderHealth.READY)
        await hands.lay(CAST[0])
        await again.until_reader(ReaderHealth.MISSING)
        assert again.cards() == []
        hands.close()
        await asyncio.to_thread(end)

    run(story())


def test_without_a_daemon_a_tap_says_so(tmp_path: Path) -> None:
    async def story() -> None:
        server = await serve(Control(CAST, Hands(tmp_path / "reader.sock"), FakeNetwork()), tmp_path / "control.sock")
        answer = await Room(tmp_path, []).ask(Tap(name="amina"))
        assert isinstance(answer, NotDone)
        assert "daemon" in answer.reason
        server.close()

    run(story())


def test_nonsense_is_answered_and_the_demo_goes_on(tmp_path: Path) -> None:
    async def story() -> None:
        async with room(tmp_path) as here:
            reader, writer = await asyncio.open_unix_connection(tmp_path / "control.sock")
            writer.write(b'{"type":"Explode"}\nhello\n')
            assert b"NotDone" in await reader.readline()
            assert b"NotDone" in await reader.readline()
            writer.write(b"x" * 10_000 + b"\n")
            assert await reader.read() == b""
            writer.close()
            assert await here.ask(Tap(name="amina")) == Done()

    run(story())


def test_no_demo_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoDemoError, match="hubtap demo"):
        remote.ask(tmp_path / "control.sock", CastWanted())
