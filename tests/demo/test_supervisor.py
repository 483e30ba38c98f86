"""The demo's supervisor with tiny real programs."""

import asyncio
import os
import signal
import sys
import textwrap
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from kiosk.demo.child import TIED_TO_US, Program
from kiosk.demo.supervisor import ProgramFailedError, Rooms, Supervisor

DEADLINE_S = 30
READY = """
    import os, socket, signal, sys, time
    def say(words):
        with open(sys.argv[1], "a") as diary:
            diary.write(words + "\\n")
    def ready():
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            ear.sendto(b"READY=1", os.environ["NOTIFY_SOCKET"])
"""
STAYS = """
    def end(*_):
        say(f"{sys.argv[2]} ended")
        sys.exit(0)
    signal.signal(signal.SIGTERM, end)
    say(f"{sys.argv[2]} {os.getpid()}")
    ready()
    while True:
        signal.pause()
"""
DIES_AT_ONCE = """
    print("no such hub", file=sys.stderr)
    sys.exit(3)
"""
CLOSES = """
    ready()
    sys.stdin.close()
    sys.exit(0)
"""
DEAF = """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say(f"{sys.argv[2]} {os.getpid()}")
    ready()
    while True:
        signal.pause()
"""


def run(story: Coroutine[None, None, None]) -> None:
    asyncio.run(asyncio.wait_for(story, DEADLINE_S))


def program(tmp_path: Path, name: str, body: str) -> Program:
    source = textwrap.dedent(READY) + textwrap.dedent(body)
    return Program(name, (*TIED_TO_US, sys.executable, "-c", source, str(tmp_path / "diary"), name))


def diary(tmp_path: Path) -> list[str]:
    path = tmp_path / "diary"
    return path.read_text().splitlines() if path.exists() else []


def pids(tmp_path: Path) -> list[int]:
    return [int(line.split()[1]) for line in diary(tmp_path) if line.split()[1].isdigit()]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def supervisor(tmp_path: Path, told: list[str]) -> Supervisor:
    return Supervisor(Rooms(logs=tmp_path, sockets=tmp_path), tell=told.append)


async def until(met: Callable[[], bool]) -> None:
    while not met():  # noqa: ASYNC110  another process changes it; the story has a deadline
        await asyncio.sleep(0.02)


def test_programs_are_ended_in_the_reverse_order(tmp_path: Path) -> None:
    async def story() -> None:
        house = supervisor(tmp_path, [])
        await house.start(program(tmp_path, "service", STAYS))
        await house.start(program(tmp_path, "daemon", STAYS))
        await house.stop()
        assert diary(tmp_path)[2:] == ["daemon ended", "service ended"]
        assert not any(map(is_alive, pids(tmp_path)))

    run(story())


def test_a_program_that_dies_is_started_again_and_told(tmp_path: Path) -> None:
    async def story() -> None:
        told: list[str] = []
        house = supervisor(tmp_path, told)
        await house.start(program(tmp_path, "daemon", STAYS))
        os.kill(pids(tmp_path)[0], signal.SIGKILL)
        await until(lambda: len(pids(tmp_path)) == 2)
        assert told == ["daemon ended (signal 9); it is started again"]
        await house.stop()
        assert not any(map(is_alive, pids(tmp_path)))

    run(story())


def test_a_program_that_cannot_start_leaves_its_last_words(tmp_path: Path) -> None:
    async def story() -> None:
        house = supervisor(tmp_path, [])
        with pytest.raises(ProgramFailedError) as caught:
            await house.start(program(tmp_path, "badge service", DIES_AT_ONCE))
        assert caught.value.name == "badge service"
        assert caught.value.last_words == "no such hub"
        await house.stop()

    run(story())


def test_a_program_that_is_not_there_is_told_too(tmp_path: Path) -> None:
    async def story() -> None:
        house = supervisor(tmp_path, [])
        with pytest.raises(ProgramFailedError, match="daemon did not start"):
            await house.start(Program("daemon", (str(tmp_path / "nothing"),)))
        await house.stop()

    run(story())


def test_closing_the_window_is_the_end_and_no_fault(tmp_path: Path) -> None:
    async def story() -> None:
        told: list[str] = []
        house = supervisor(tmp_path, told)
        await house.start(program(tmp_path, "window", CLOSES), closes_all=True)
        assert await house.over() == "window"
        await house.stop()
        assert told == []

    run(story())


def test_a_program_that_will_not_listen_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        monkeypatch.setattr("kiosk.demo.supervisor._END_WITHIN_S", 0.2)
        house = supervisor(tmp_path, [])
        await house.start(program(tmp_path, "daemon", DEAF))
        await house.stop()
        assert not any(map(is_alive, pids(tmp_path)))

    run(story())


def test_lines_are_handed_over_and_one_of_them_may_mean_ready(tmp_path: Path) -> None:
    body = """
        print("first", flush=True)
        print("listening on 5", flush=True)
        signal.pause()
    """

    async def story() -> None:
        lines: list[bytes] = []
        argv = program(tmp_path, "service", body).argv
        house = supervisor(tmp_path, [])
        await house.start(Program("service", argv, on_line=lines.append, ready_line=b"listening"))
        assert lines == [b"first\n", b"listening on 5\n"]
        await house.stop()

    run(story())


def test_a_program_that_talks_much_to_its_supervisor_is_not_held_up(tmp_path: Path) -> None:
    body = """
        for _ in range(1_000):
            ready()
        say("service 1")
        signal.pause()
    """

    async def story() -> None:
        house = supervisor(tmp_path, [])
        await house.start(program(tmp_path, "service", body))
        await until(lambda: pids(tmp_path) == [1])
        await house.stop()

    run(story())


def test_programs_do_not_outlive_a_demo_that_is_killed(tmp_path: Path) -> None:
    demo = """
        import asyncio, os, signal
        from pathlib import Path
        from tests.demo.test_supervisor import DEAF, program, supervisor

        async def story(room):
            await supervisor(room, []).start(program(room, "daemon", DEAF))
            os.kill(os.getpid(), signal.SIGKILL)

        asyncio.run(story(Path({room!r})))
    """

    async def story() -> None:
        source = textwrap.dedent(demo.format(room=str(tmp_path)))
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", source)
        assert await process.wait() == -signal.SIGKILL
        (pid,) = pids(tmp_path)
        await until(lambda: not is_alive(pid))

    run(story())


def test_a_program_that_never_gets_ready_is_ended_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        monkeypatch.setattr("kiosk.demo.supervisor._READY_WITHIN_S", 1.0)
        house = supervisor(tmp_path, [])
        with pytest.raises(ProgramFailedError) as caught:
            await house.start(program(tmp_path, "daemon", 'say(f"daemon {os.getpid()}")\nsignal.pause()'))
        assert caught.value.last_words == "\n(not ready within 1 s)"
        assert not any(map(is_alive, pids(tmp_path)))
        await house.stop()

    run(story())
