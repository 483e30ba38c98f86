"""A client that reads slowly or not at all waits itself, and holds up nobody else."""

from pathlib import Path

from kiosk.local_api.messages import HelpAsked, Lock, StaffAnswer, StaffSnapshot, encode
from tests.kiosk.local_api.hall import Hall, hall, run, snapshot


def staff_snapshot(number: int) -> StaffSnapshot:
    return StaffSnapshot(number=number, lock=Lock(state="locked"))


async def until(here: Hall, wanted: str) -> list[str]:
    """Return the lines that the caller gets, up to the one with ``wanted`` in it."""
    lines = [""]
    while wanted not in lines[-1]:
        lines.append((await here.callers[0].line()).decode())
    return lines


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


def test_a_slow_screen_gets_the_latest_of_each_kind(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path, latest_only=True) as here:
            await here.greeted()
            client = here.desk.clients[0]
            for number in range(1, 5_000):
                client.show(snapshot(number))
                client.show(staff_snapshot(number))
            lines = await until(here, '"StaffSnapshot","number":4999')
            assert any('"ScreenSnapshot","number":4999' in line for line in lines)
            assert len(lines) <= 40

    run(story())


def test_an_answer_comes_after_the_snapshot_before_it_and_is_never_dropped(tmp_path: Path) -> None:
    async def story() -> None:
        async with hall(tmp_path, latest_only=True) as here:
            await here.greeted()
            client = here.desk.clients[0]
            for number in range(1, 3_000):
                client.show(staff_snapshot(number))
            client.send(StaffAnswer(request=7, code="done"))
            for number in range(3_000, 4_000):
                client.show(staff_snapshot(number))
            before = await until(here, '"StaffAnswer","request":7')
            assert '"StaffSnapshot","number":2999' in before[-2]
            await until(here, '"StaffSnapshot","number":3999')

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
