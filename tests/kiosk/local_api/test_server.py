"""The local sockets, with real ones: a bad client is answered and closed, and harms only itself."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.domain.errors import LinkError, StoreFullError
from kiosk.local_api.messages import (
    MAX_LINE_BYTES,
    VERSION,
    FetchPending,
    FromScreen,
    FromWorker,
    Hello,
    HelpAsked,
    Message,
    Noted,
    ScreenSnapshot,
    StatusWanted,
    decoder,
    encode,
)
from kiosk.local_api.server import Client, Door, LineServer

DEADLINE_S = 20
ME = frozenset({os.getuid()})
HELLO = encode(Hello(version=VERSION))


def snapshot(number: int) -> ScreenSnapshot:
    return ScreenSnapshot(
        number=number,
        enrolled=True,
        hub_name="Ely",
        zone="Europe/London",
        event_title="Code club",
        reader="ready",
        clock_us=1,
        result=None,
    )


@dataclass
class RecordingDesk:
    """Greets, remembers, and fails when told to."""

    heard_so_far: list[str] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)
    gone: int = 0
    fails_with: Exception | None = None

    def opened(self, client: Client) -> Message:
        self.clients.append(client)
        self._fail()
        return snapshot(0)

    def heard(self, _: Client, message: Any) -> Message:  # noqa: ANN401  whatever the decoder lets through
        self.heard_so_far.append(type(message).__name__)
        self._fail()
        return Noted()

    def closed(self, client: Client) -> None:
        self.clients.remove(client)
        self.gone += 1

    def note_tap(self) -> None:
        self.heard_so_far.append("tap")

    def _fail(self) -> None:
        if self.fails_with is not None:
            raise self.fails_with


class Caller:
    """A client that says and reads whole lines."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    def say(self, *lines: bytes) -> None:
        self.writer.write(b"".join(lines))

    async def line(self) -> bytes:
        return await self._reader.readline()

    async def rest(self) -> bytes:
        """Return everything up to the end; a reset is an end."""
        received = b""
        try:
            while more := await self._reader.read(1 << 16):
                received += more
        except ConnectionError:
            pass
        return received

    def pause(self) -> None:
        """Read nothing until ``go_on``."""
        self._connection.pause_reading()

    def go_on(self) -> None:
        self._connection.resume_reading()

    @property
    def _connection(self) -> asyncio.Transport:
        return cast("asyncio.Transport", self.writer.transport)

    async def hang_up(self) -> None:
        self.writer.close()
        await asyncio.gather(self.writer.wait_closed(), return_exceptions=True)


@dataclass
class Hall:
    """A server with one desk, and callers."""

    path: Path
    desk: RecordingDesk
    server: LineServer
    callers: list[Caller] = field(default_factory=list)

    async def call(self, *lines: bytes) -> Caller:
        caller = Caller(*await asyncio.open_unix_connection(self.path, limit=2 * MAX_LINE_BYTES))
        self.callers.append(caller)
        caller.say(*lines)
        return caller

    async def greeted(self) -> Caller:
        caller = await self.call(HELLO)
        assert b"ScreenSnapshot" in await caller.line()
        return caller


@asynccontextmanager
async def hall(
    folder: Path,
    *,
    kinds: object = FromScreen,
    peers: frozenset[int] = ME,
    desk: RecordingDesk | None = None,
    latest_only: bool = False,
) -> AsyncIterator[Hall]:
    desk = desk or RecordingDesk()
    path = folder / "role.sock"
    server = LineServer(Door(path, peers), desk, decoder(kinds), before_each=desk.note_tap, latest_only=latest_only)
    await server.start()
    here = Hall(path, desk, server)
    yield here
    for caller in here.callers:
        await caller.hang_up()
    await server.stop()
    assert not path.exists()


def run(story: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(story, DEADLINE_S))


# ----------------------------------------------------------------- good clients


def test_a_client_says_hello_and_is_answered_line_by_line(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            caller = await here.greeted()
            caller.say(encode(HelpAsked()))
            assert await caller.line() == b'{"type":"Noted"}\n'

    run(story())


def test_lines_may_come_in_pieces_or_many_at_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            caller = await here.call(HELLO[:5])
            await here.greeted()  # by now the first piece has been read
            caller.say(HELLO[5:] + encode(HelpAsked()) * 3)
            assert [b"Noted" in await caller.line() for _ in range(4)] == [False, True, True, True]

    run(story())


def test_a_waiting_tap_goes_before_every_message(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            caller = await here.greeted()
            caller.say(encode(HelpAsked()))
            await caller.line()
            assert here.desk.heard_so_far == ["tap", "tap", "HelpAsked"]

    run(story())


def test_a_client_that_hangs_up_is_forgotten(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            caller = await here.greeted()
            await caller.hang_up()
            await here.greeted()
            assert (len(here.desk.clients), here.desk.gone) == (1, 1)

    run(story())


# ----------------------------------------------------------------- bad clients


_DEEP = b'{"x":' + b"[" * 200_000 + b"]" * 200_000 + b',"type":"Hello","version":1}\n'

BAD_FIRST = {
    "another version": (encode(Hello(version=VERSION + 1)), "version"),
    "not a hello": (encode(HelpAsked()), "unexpected"),
    "no JSON": (b"GET / HTTP/1.1\r\n", "malformed"),
    "not UTF-8": (b'{"type":"Hello","version":1,"\xff":0}\n', "malformed"),
    "an empty line": (b"\n", "malformed"),
    "a list": (b"[]\n", "malformed"),
    "an unknown field": (b'{"type":"Hello","version":1,"mood":"sunny"}\n', "malformed"),
    "a wrong type": (b'{"type":"Hello","version":"1"}\n', "malformed"),
    "a missing field": (b'{"type":"Hello"}\n', "malformed"),
    "a kind nobody knows": (b'{"type":"Bonjour","version":1}\n', "malformed"),
    "a message of another role": (encode(StatusWanted()), "malformed"),
    "a very deep one": (_DEEP, "malformed"),
}
BAD_LATER = {
    "a second hello": (HELLO, "unexpected"),
    "a message of another role": (encode(FetchPending(after_ledger=0, after_seq=0, most=1)), "malformed"),
    "no JSON": (b"?\n", "malformed"),
}


@pytest.mark.parametrize("bad", BAD_FIRST)
def test_a_bad_first_line_is_answered_and_closed_and_others_go_on(tmp_path: Path, bad: str) -> None:
    line, code = BAD_FIRST[bad]

    async def story() -> None:
        async with hall(tmp_path) as here:
            good = await here.greeted()
            worse = await here.call(line, HELLO)
            assert await worse.rest() == b'{"type":"Refused","code":"%b"}\n' % code.encode()
            good.say(encode(HelpAsked()))
            assert b"Noted" in await good.line()
            assert len(here.desk.clients) == 1

    run(story())


@pytest.mark.parametrize("bad", BAD_LATER)
def test_a_bad_later_line_is_answered_and_closed(tmp_path: Path, bad: str) -> None:
    line, code = BAD_LATER[bad]

    async def story() -> None:
        async with hall(tmp_path) as here:
            caller = await here.greeted()
            caller.say(line, encode(HelpAsked()))
            assert await caller.rest() == b'{"type":"Refused","code":"%b"}\n' % code.encode()
            await here.greeted()
            assert "HelpAsked" not in here.desk.heard_so_far
            assert (len(here.desk.clients), here.desk.gone) == (1, 1)

    run(story())


@pytest.mark.parametrize("end", [b"\n", b""], ids=["with its end", "without an end"])
def test_an_oversized_line_is_answered_and_closed_and_others_go_on(tmp_path: Path, end: bytes) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            good = await here.greeted()
            caller = await here.greeted()
            caller.say(b'{"type":"Hello","version":' + b" " * MAX_LINE_BYTES + b"1}" + end)
            assert await caller.rest() == b'{"type":"Refused","code":"oversized"}\n'
            good.say(encode(HelpAsked()))
            assert b"Noted" in await good.line()

    run(story())


def test_a_line_of_the_largest_size_is_taken(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            caller = await here.greeted()
            message = encode(HelpAsked()).rstrip(b"\n")
            caller.say(message + b" " * (MAX_LINE_BYTES - len(message)) + b"\n")
            assert b"Noted" in await caller.line()

    run(story())


def test_a_user_who_may_not_ask_is_answered_and_closed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with hall(tmp_path, peers=frozenset({os.getuid() + 1})) as here:
            caller = await here.call(HELLO)
            assert await caller.rest() == b'{"type":"Refused","code":"peer"}\n'
            assert here.desk.clients == []
            assert here.desk.heard_so_far == []

    run(story())
    assert "code=peer" in caplog.text


HALF_AN_EVENT = (
    '{"id":"e","hub":"h","title":"t","programme":null,"opens_us":5,"closes_us":null,"mode":"arrivals_only",'
    '"leave_gap_s":600}'
)


def changes(*, generation: int = 1, events: str = "") -> str:
    return (
        f'{{"type":"ApplyChanges","cursor":"c","generation":{generation},"last":true,"events":[{events}],'
        '"members":[],"cards":[],"gone_events":[],"gone_members":[],"gone_cards":[]}'
    )


OUT_OF_BOUNDS = (
    '{"type":"FetchPending","after_ledger":0,"after_seq":0,"most":-1}',
    '{"type":"FetchPending","after_ledger":0,"after_seq":0,"most":100000000}',
    '{"type":"FetchPending","after_ledger":0,"after_seq":99999999999999999999,"most":1}',
    '{"type":"FetchPending","after_ledger":-99999999999999999999,"after_seq":0,"most":1}',
    '{"type":"Reopen","ledger":"l","first":-1,"last":3}',
    '{"type":"Reopen","ledger":"l","first":1,"last":99999999999999999999}',
    '{"type":"ServiceTime","wall_us":99999999999999999999,"boottime_us":1,"uncertainty_us":1}',
    '{"type":"ServiceTime","wall_us":1,"boottime_us":1,"uncertainty_us":-1}',
    '{"type":"NetworkReport","state":"online","detail":"","last_success_us":-1}',
    changes(generation=99999999999999999999),
    changes(events=HALF_AN_EVENT),
)


@pytest.mark.parametrize("line", OUT_OF_BOUNDS)
def test_numbers_that_cannot_be_meant_are_malformed(tmp_path: Path, line: str) -> None:
    async def story() -> None:
        async with hall(tmp_path, kinds=FromWorker) as here:
            caller = await here.greeted()
            caller.say(line.encode() + b"\n")
            assert await caller.rest() == b'{"type":"Refused","code":"malformed"}\n'

    run(story())


# ----------------------------------------------------------------- trouble behind the desk


def test_a_request_that_cannot_be_met_is_answered_with_its_code(tmp_path: Path) -> None:
    async def story() -> None:
        desk = RecordingDesk()
        async with hall(tmp_path, desk=desk) as here:
            caller = await here.greeted()
            desk.fails_with = StoreFullError("the disk is full")
            caller.say(encode(HelpAsked()))
            assert await caller.line() == b'{"type":"Refused","code":"store_full"}\n'
            desk.fails_with = None
            caller.say(encode(HelpAsked()))
            assert b"Noted" in await caller.line()

    run(story())


def test_a_greeting_that_cannot_be_met_is_answered_and_closed(tmp_path: Path) -> None:
    async def story() -> None:
        desk = RecordingDesk(fails_with=StoreFullError("the disk is full"))
        async with hall(tmp_path, desk=desk) as here:
            caller = await here.call(HELLO)
            assert await caller.rest() == b'{"type":"Refused","code":"store_full"}\n'
            desk.fails_with = None
            await here.greeted()
            assert (len(desk.clients), desk.gone) == (1, 1)

    run(story())


# ----------------------------------------------------------------- slow clients, old files, the end


def test_a_slow_screen_gets_the_latest_snapshot_and_never_a_backlog(tmp_path: Path) -> None:
    most = 20_000

    async def story() -> None:
        async with hall(tmp_path, latest_only=True) as here:
            caller = await here.greeted()
            client = here.desk.clients[0]
            for number in range(1, most + 1):
                client.show(snapshot(number))
            received = 0
            while f'"number":{most},' not in (line := (await caller.line()).decode()):
                assert line.endswith("\n")
                received += 1
            assert received <= 16
            client.show(snapshot(most + 1))
            assert f'"number":{most + 1},' in (await caller.line()).decode()

    run(story())


def test_an_answer_is_never_left_out_for_a_slow_client(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            caller = await here.greeted()
            caller.say(encode(HelpAsked()) * 2_000)
            assert [b"Noted" in await caller.line() for _ in range(2_000)] == [True] * 2_000

    run(story())


def test_a_client_that_reads_nothing_does_not_delay_the_end(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            await here.greeted()
            for number in range(5_000):
                here.desk.clients[0].send(snapshot(number))
            await here.server.stop()
            assert here.desk.clients == []

    run(story())


def test_a_socket_file_that_a_killed_daemon_left_is_replaced(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(tmp_path / "role.sock"))

    async def story() -> None:
        async with hall(tmp_path) as here:
            await here.greeted()

    run(story())


def test_the_socket_is_for_its_user_and_group_only(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path) as here:
            assert here.path.stat().st_mode & 0o777 == 0o660

    run(story())


def test_a_group_is_given_the_socket(tmp_path: Path) -> None:
    async def story() -> None:
        group = os.getgroups()[-1] if os.getgroups() else os.getgid()
        desk = RecordingDesk()
        server = LineServer(
            Door(tmp_path / "role.sock", ME, group), desk, decoder(FromScreen), before_each=desk.note_tap
        )
        await server.start()
        assert (tmp_path / "role.sock").stat().st_gid == group
        await server.stop()

    run(story())


def test_a_path_that_cannot_be_a_socket_is_named(tmp_path: Path) -> None:
    async def story() -> None:
        desk = RecordingDesk()
        path = tmp_path / ("long" * 30) / "role.sock"
        server = LineServer(Door(path, ME), desk, decoder(FromScreen), before_each=desk.note_tap)
        with pytest.raises(LinkError, match=r"role\.sock"):
            await server.start()

    run(story())


def test_whoever_asks_without_reading_the_answers_waits_and_holds_up_only_itself(tmp_path: Path) -> None:
    questions = 100_000

    async def story() -> None:
        async with hall(tmp_path) as here:
            greedy, other = await here.greeted(), await here.greeted()
            greedy.pause()
            greedy.say(encode(HelpAsked()) * questions)
            for _ in range(200):
                other.say(encode(HelpAsked()))
                assert b"Noted" in await other.line()
            assert here.desk.heard_so_far.count("HelpAsked") < questions // 2
            greedy.go_on()
            for _ in range(questions):
                assert b"Noted" in await greedy.line()

    run(story())
