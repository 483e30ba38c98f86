"""The demo's network switch: real connections, refused and reset as a failing network would."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

import pytest

from kiosk.demo.relay import LOOPBACK, Relay, Streams

DEADLINE_S = 10


def run(story: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(story, DEADLINE_S))


@asynccontextmanager
async def relayed_echo() -> AsyncIterator[Relay]:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while chunk := await reader.read(1024):
                writer.write(chunk)
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()

    server = await asyncio.start_server(echo, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    relay = Relay(lambda: asyncio.open_connection(LOOPBACK, port))
    await relay.switch(on=True)
    yield relay
    await relay.switch(on=False)
    server.close()


async def dial(relay: Relay) -> Streams:
    return await asyncio.open_connection(LOOPBACK, relay.port)


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()
    await asyncio.gather(writer.wait_closed(), return_exceptions=True)


def test_what_is_sent_comes_through_both_ways_whole() -> None:
    async def story() -> None:
        async with relayed_echo() as relay:
            reader, writer = await dial(relay)
            writer.write(b"x" * 1_000_000)
            assert await reader.readexactly(1_000_000) == b"x" * 1_000_000
            writer.write_eof()
            assert await reader.read() == b""
            await hang_up(writer)

    run(story())


def test_switched_off_it_resets_what_is_open_and_refuses_what_is_new() -> None:
    async def story() -> None:
        async with relayed_echo() as relay:
            reader, writer = await dial(relay)
            writer.write(b"hello")
            assert await reader.readexactly(5) == b"hello"
            await relay.switch(on=False)
            assert not relay.is_on
            with pytest.raises(ConnectionResetError):
                await reader.read()
            with pytest.raises(ConnectionRefusedError):
                await dial(relay)
            await hang_up(writer)

    run(story())


def test_switched_on_again_it_is_found_on_the_same_port() -> None:
    async def story() -> None:
        async with relayed_echo() as relay:
            port = relay.port
            await relay.switch(on=False)
            await relay.switch(on=True)
            assert relay.port == port
            reader, writer = await dial(relay)
            writer.write(b"again")
            assert await reader.readexactly(5) == b"again"
            await hang_up(writer)

    run(story())


def test_with_nobody_at_the_far_end_the_caller_is_reset() -> None:
    async def story() -> None:
        async with relayed_echo() as empty:
            nowhere = empty.port
        relay = Relay(lambda: asyncio.open_connection(LOOPBACK, nowhere))
        await relay.switch(on=True)
        reader, writer = await dial(relay)
        with pytest.raises(ConnectionResetError):
            await reader.read()
        await hang_up(writer)
        await relay.switch(on=False)

    run(story())
