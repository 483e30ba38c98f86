"""The demo's team: made-up people whose PINs everybody may know, brought in as IT and a lead would do it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from kiosk.administrator_line import administrator_line
from kiosk.domain.errors import HubtapError
from kiosk.local_api.messages import (
    MAX_LINE_BYTES,
    VERSION,
    Act,
    AddStaff,
    AwaitCard,
    Hello,
    LockStaff,
    RescueCode,
    SetupDone,
    ShowPage,
    StaffAnswer,
    StaffCode,
    StaffCodeWanted,
    StaffPage,
    StaffSnapshot,
    ToScreen,
    decoder,
    encode,
)

_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Teammate:
    """Someone of the made-up team."""

    name: str
    pin: str


LEAD = Teammate("Alex", "246810")
HELPER = Teammate("Sam", "864213")
WORDS = f"Staff: the lead's PIN is {LEAD.pin}, the helper's {HELPER.pin}. The team card opens too."


class NoTeamError(HubtapError):
    """The team could not be brought in."""

    code: ClassVar[str] = "no_team"


async def bring_in(run_dir: Path, lay_team_card: Callable[[], Awaitable[None]]) -> None:
    """Make a lead, with the team card for a staff card, and a helper; a kiosk that has a team is left alone.

    Raises:
        HubtapError: the daemon would not have it.

    """
    link = _Screen(run_dir / "screen.sock")
    try:
        async with asyncio.timeout(_WITHIN_S):
            await link.open()
            if link.staff.lock.state == "unset":
                await _bring_in(link, run_dir, lay_team_card)
    except (OSError, EOFError, TimeoutError) as error:
        message = "the team could not be brought in: the attendance daemon doesn't answer"
        raise NoTeamError(message) from error
    finally:
        link.close()


async def _bring_in(link: "_Screen", run_dir: Path, lay_team_card: Callable[[], Awaitable[None]]) -> None:
    code = await asyncio.to_thread(_code, run_dir)
    await link.do(lambda request: RescueCode(request=request, code=code, pin=LEAD.pin, name=LEAD.name))
    await link.do(lambda request: AddStaff(request=request, name=HELPER.name, role="helper", pin=HELPER.pin))
    await link.do(lambda request: SetupDone(request=request))
    await link.do(lambda request: ShowPage(request=request, page="staff"))
    page = link.staff.page
    lead = next((row.staff for row in page.rows if row.me), None) if isinstance(page, StaffPage) else None
    await link.do(lambda request: AwaitCard(request=request, why="staff", staff=lead))
    await lay_team_card()
    await link.until_card_is_known()
    await link.do(lambda request: LockStaff(request=request))


def _code(run_dir: Path) -> str:
    with administrator_line(run_dir) as line:
        answer = line.ask(StaffCodeWanted())
    if not isinstance(answer, StaffCode):
        message = "the attendance daemon makes no code for the team"
        raise NoTeamError(message)
    return answer.code


class _Screen:
    """A screen without a picture, whose hands do one thing after the other."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._decode = decoder(ToScreen).decode
        self._request = 0
        self._writer: asyncio.StreamWriter | None = None
        self.staff: StaffSnapshot

    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_unix_connection(self._path, limit=MAX_LINE_BYTES)
        self._writer.write(encode(Hello(version=VERSION)))
        while not isinstance(await self._next(), StaffSnapshot):
            pass

    async def do(self, act: Callable[[int], Act]) -> None:
        if self._writer is None:
            raise EOFError
        self._request += 1
        self._writer.write(encode(act(self._request)))
        while True:
            answer = await self._next()
            if isinstance(answer, StaffAnswer) and answer.request == self._request:
                break
        if answer.code != "done":
            message = f"the team could not be brought in: {answer.code}"
            raise NoTeamError(message)

    async def until_card_is_known(self) -> None:
        while self.staff.awaited is None or self.staff.awaited.outcome is None:
            await self._next()
        if self.staff.awaited.outcome != "done":
            message = f"the team card could not be used: {self.staff.awaited.outcome}"
            raise NoTeamError(message)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()

    async def _next(self) -> object:
        said = self._decode(await self._reader.readuntil())
        if isinstance(said, StaffSnapshot):
            self.staff = said
        return said
