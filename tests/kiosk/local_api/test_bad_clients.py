"""A bad client is answered and closed, and harms only itself."""

import os
from pathlib import Path

import pytest

from kiosk.local_api.messages import (
    MAX_LINE_BYTES,
    VERSION,
    FetchPending,
    FromWorker,
    Hello,
    HelpAsked,
    StatusWanted,
    encode,
)
from tests.kiosk.local_api.hall import HELLO, hall, run

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


def refused(code: str) -> bytes:
    """Return the line that a client is closed with."""
    return b'{"type":"Refused","code":"%b"}\n' % code.encode()


@pytest.mark.parametrize("bad", BAD_FIRST)
def test_a_bad_first_line_is_answered_and_closed_and_others_go_on(tmp_path: Path, bad: str) -> None:
    line, code = BAD_FIRST[bad]

    async def story() -> None:
        async with hall(tmp_path) as here:
            good = await here.greeted()
            worse = await here.call(line, HELLO)
            assert await worse.rest() == refused(code)
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
            assert await caller.rest() == refused(code)
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
            assert await caller.rest() == refused("oversized")
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
