"""The local sockets, with real ones: what a client may expect, and how the sockets come and go."""

import os
import socket
from pathlib import Path

import pytest

from kiosk.domain.errors import LinkError, StoreFullError
from kiosk.local_api.messages import FromScreen, HelpAsked, decoder, encode
from kiosk.local_api.server import Door, LineServer
from tests.kiosk.local_api.hall import HELLO, ME, RecordingDesk, hall, run

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


# ----------------------------------------------------------------- the socket


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
