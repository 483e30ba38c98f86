"""``hubtap demo``: everything on this machine, until the window is closed or Ctrl-C is pressed."""

import asyncio
import shutil
import socket
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from rich.console import Console

from kiosk.demo import control, team
from kiosk.demo.cast import CAST, WITHOUT_CARD, PartKind
from kiosk.demo.hands import Hands
from kiosk.demo.house import House, usual_root
from kiosk.demo.progress import ShownProgress
from kiosk.demo.relay import LOOPBACK, Relay
from kiosk.demo.sight import Sight, choose
from kiosk.demo.supervisor import ProgramFailedError, Rooms, Supervisor
from kiosk.demo.system import Setup, System
from kiosk.demo.tasks import unless_interrupted
from kiosk.demo.vnc_room import VNC_PORT
from kiosk.domain.errors import HubtapError

_USUAL_PORT = 8080
_TEAM_CARD = next(part for part in CAST if part.kind is PartKind.STAFF)


def run(house: House, *, fresh: bool) -> int:
    """Run the demo in ``house``; return the exit code: 1 if a program could not be kept running."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        with house.occupied(fresh=fresh):
            asyncio.run(unless_interrupted(_show(house, console)))
    except ProgramFailedError as error:
        console.print(f"{error}. It said:\n{error.last_words}\nIts log is in {house.logs}", markup=False)
        return 1
    except (HubtapError, OSError) as error:
        console.print(str(error), markup=False)
        return 1
    console.print("The demo has ended. Your taps are kept for the next time.")
    return 0


async def _show(house: House, console: Console) -> None:
    async with AsyncExitStack() as leaving:
        with ShownProgress(console) as progress:
            supervisor = Supervisor(Rooms(house.logs, house.run), tell=lambda line: console.print(line, markup=False))
            seen = choose(house)

            async def start_screen() -> None:
                if seen.program is not None:
                    with progress.step("Touchscreen and card tray"):
                        await supervisor.start(seen.program, closes_all=True)

            setup = Setup(house, (*CAST, *WITHOUT_CARD), _free_port(_USUAL_PORT), sounds=True, eventful=True)
            system = System(setup, supervisor, progress, start_screen=start_screen)
            leaving.push_async_callback(system.close)
            hands = Hands(house.reader)
            leaving.callback(hands.close)
            server = await control.serve(control.Control(CAST, hands, system), house.control)
            leaving.callback(server.close)
            vnc_port = None if seen.vnc_socket is None else await _open_vnc(seen.vnc_socket, leaving)
            await system.open()
            with progress.step("Team of two, and a folder for a USB stick"):
                house.stick.mkdir(mode=0o700, exist_ok=True)
                await team.bring_in(house.run, lambda: hands.tap(_TEAM_CARD))
        console.print(_welcome(house, system.operators_page, _look(seen, vnc_port)), markup=False)
        await supervisor.over()


async def _open_vnc(socket_path: Path, leaving: AsyncExitStack) -> int:
    """Let viewers on this machine reach the window; return the port: the usual one, or a free one if that is taken."""
    relay = Relay(lambda: asyncio.open_unix_connection(socket_path), port=VNC_PORT)
    try:
        await relay.switch(on=True)
    except OSError:
        relay = Relay(lambda: asyncio.open_unix_connection(socket_path))
        await relay.switch(on=True)

    async def close() -> None:
        await relay.switch(on=False)

    leaving.push_async_callback(close)
    return relay.port


def _welcome(house: House, operators_page: str, look: str) -> str:
    names = ", ".join(part.name for part in CAST)
    where = "" if house.root == usual_root().resolve() else f" --dir {house.root}"
    command = _command()
    return f"""
{look}
Tap a card in the tray, or from another terminal:
    {command} tap amina{where}
    also: {names}
{team.WORDS}
A stick for "Send by USB stick" is the folder {house.stick}
What the library service's operators see:
    {operators_page}
How the kiosk is:
    {command} status --settings {house.settings}
Logs are in {house.logs}. Ctrl-C ends everything; your taps are kept for the next time.
"""


def _look(seen: Sight, vnc_port: int | None) -> str:
    if seen.program is None:
        return (
            "There is no screen here, and this machine allows no private network for a remote one, so the touchscreen\n"
            "is not shown. Everything else runs."
        )
    if vnc_port is None:
        return "The kiosk is on your screen."
    return (
        f"There is no screen here: look at the touchscreen with a VNC viewer at 127.0.0.1:{vnc_port}, on this machine\n"
        f"only. From another computer:\n"
        f"    ssh -L {VNC_PORT}:127.0.0.1:{vnc_port} THIS-MACHINE\n"
        f"and open 127.0.0.1:{VNC_PORT} in the viewer there."
    )


def _free_port(wanted: int) -> int:
    """Return ``wanted`` if nothing listens there, else 0."""
    try:
        with socket.create_server((LOOPBACK, wanted)):
            return wanted
    except OSError:
        return 0


def _command() -> str:
    """Return how to call this program from another terminal."""
    beside = Path(sys.executable).with_name("hubtap")
    if shutil.which("hubtap"):
        return "hubtap"
    return str(beside) if beside.exists() else f"{sys.executable} -m kiosk.cli"
