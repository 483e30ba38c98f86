"""Sending by USB stick: what staff ask for, how far it is, and what came of it. The loop's thread only.

The worker seals and opens what the stick carries, whoever has the stick mounted sees only bytes, and this room hands
them from one to the other. An event's list goes from here to the stick; the worker never sees it.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from kiosk.local_api.messages import (
    PART_BYTES,
    AnswerCode,
    AnswerPart,
    AnswerWanted,
    StickContent,
    StickDone,
    StickPage,
    StickWanted,
)
from kiosk.ports import Clock
from kiosk.ports.sticks import StickError, Sticks, StickTrouble
from kiosk.staff_room.one_thread import SideJobs

MOST_BYTES = 64 * 1024 * 1024
PATIENCE_US = 120_000_000
_NO_WORKER = "no_worker"
_FAULT = "fault"
State = Literal["idle", "writing", "written", "reading", "read", "nothing", "failed"]
_BUSY = frozenset({"writing", "reading"})


@dataclass(frozen=True, slots=True)
class StickFile:
    """A file to write: its name, which ends in ``.csv`` or ``.hubtap``, and what it holds."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Shown:
    """``detail``: the file's name once it is written, or a code of what went wrong."""

    state: State = "idle"
    done: int = 0
    of: int = 0
    detail: str = ""


class _Clear(msgspec.Struct, frozen=True):
    """What anybody can see of a file: whose it is."""

    sort: str = ""
    kiosk: str = ""


class StickRoom:
    """One wish at a time."""

    def __init__(  # noqa: PLR0913  it stands between the worker, the stick and the screen
        self,
        *,
        sticks: Sticks,
        jobs: SideJobs,
        clock: Clock,
        ask_worker: Callable[[StickWanted], bool],
        kiosk: Callable[[], str],
        today: Callable[[], str],
        changed: Callable[[], None],
    ) -> None:
        """Nothing is looked at before staff ask.

        ``jobs``: a thread of its own, for a stick is slow. ``ask_worker`` says whether one is there. ``kiosk``: this
        kiosk's id; ``today``: the local day. ``changed`` is called when there is something else to show.
        """
        self._sticks = sticks
        self._jobs = jobs
        self._clock = clock
        self._ask_worker = ask_worker
        self._kiosk = kiosk
        self._today = today
        self._changed = changed
        self._number = 0
        self._heard_us = 0
        self._held = bytearray()
        self._shown = _Shown()

    # ------------------------------------------------------------- for staff

    def page(self) -> StickPage:
        """Return what the page shows."""
        shown, self._told_in = self._shown, self._sticks.is_in()
        return StickPage(found=self._told_in, state=shown.state, done=shown.done, of=shown.of, detail=shown.detail)

    def is_in(self) -> bool:
        """Tell whether there is a stick."""
        return self._sticks.is_in()

    def write_records(self) -> AnswerCode:
        """Begin to write what waits; ``done``: it has begun, and the page tells how it goes on."""
        refused = self._begin("writing")
        if refused is None and not self._ask_worker(StickWanted(number=self._number, what="write")):
            return self._fail(_NO_WORKER)
        return refused or "done"

    def read_answer(self) -> AnswerCode:
        """Begin to read the service's answer."""
        refused = self._begin("reading")
        if refused is None:
            sticks, kiosk, number = self._sticks, self._kiosk(), self._number
            self._jobs.start(lambda: _found(sticks, kiosk), lambda found: self._got(number, found), self._faulty)
        return refused or "done"

    def write_list(self, file: StickFile) -> AnswerCode:
        """Begin to write an event's list."""
        refused = self._begin("writing")
        if refused is None:
            self._put(file, _Shown("written"))
        return refused or "done"

    def step(self) -> None:
        """Give up a wish from whose worker nothing is heard."""
        if self._shown.state in _BUSY and self._clock.boottime_us() - self._heard_us > PATIENCE_US:
            self._fail(_NO_WORKER)

    # ------------------------------------------------------------- for the worker

    def take(self, message: StickContent) -> None:
        """Keep a part of the file that the worker makes."""
        if self._awaits(message.number, "writing") and len(self._held) + len(message.content) <= MOST_BYTES:
            self._held += message.content

    def give(self, message: AnswerWanted) -> AnswerPart:
        """Return a part of the answer that was on the stick."""
        if not self._awaits(message.number, "reading"):
            return AnswerPart(content=b"")
        return AnswerPart(content=bytes(self._held[message.offset : message.offset + PART_BYTES]))

    def finish(self, message: StickDone) -> None:
        """Hear what the worker made of it."""
        if message.number != self._number or self._shown.state not in _BUSY:
            return
        if message.trouble is not None:
            self._fail(message.trouble)
        elif self._shown.state == "reading":
            self._end_read(message)
        else:
            self._put(
                StickFile(f"records-{self._kiosk()}-{self._today()}.hubtap", bytes(self._held)),
                _Shown("written", message.records, message.records + message.left),
            )

    def worker_gone(self) -> None:
        """Give up what the worker was at when it went away."""
        if self._shown.state in _BUSY:
            self._fail(_NO_WORKER)

    # ------------------------------------------------------------- inside

    def _begin(self, state: State) -> AnswerCode | None:
        """Return why it can't begin; while another wish is at work it goes on, and nothing new begins."""
        if self._shown.state in _BUSY:
            return "done"
        if not self.is_in():
            self._show(_Shown("failed", detail=StickTrouble.NO_STICK.value))
            return "no_stick"
        self._number += 1
        self._held.clear()
        self._show(_Shown(state))
        return None

    def _put(self, file: StickFile, then: _Shown) -> None:
        """Have the file written; ``then`` is shown once it is on the stick, with its name there."""
        self._show(replace(then, state="writing", done=0))
        sticks, number = self._sticks, self._number

        def told(came: "str | StickTrouble") -> None:
            if number != self._number:
                return
            if isinstance(came, StickTrouble):
                self._fail(came.value)
            else:
                self._end(replace(then, detail=came))

        self._jobs.start(lambda: _written(sticks, file), told, self._faulty)

    def _got(self, number: int, found: "bytes | StickTrouble") -> None:
        if not self._awaits(number, "reading"):
            return
        if isinstance(found, StickTrouble):
            self._fail(found.value)
            return
        self._held[:] = found
        if not self._ask_worker(StickWanted(number=number, what="read")):
            self._fail(_NO_WORKER)

    def _end_read(self, done: StickDone) -> None:
        something = done.records or done.changes
        self._end(_Shown("read" if something else "nothing", done.records, done.records + done.left))

    def _awaits(self, number: int, state: State) -> bool:
        self._heard_us = self._clock.boottime_us()
        return number == self._number and self._shown.state == state

    def _fail(self, why: str) -> AnswerCode:
        self._end(_Shown("failed", detail=why))
        return "no_worker" if why == _NO_WORKER else "done"

    def _faulty(self) -> None:
        self._fail(_FAULT)

    def _end(self, shown: _Shown) -> None:
        self._held = bytearray()
        self._show(shown)

    def _show(self, shown: _Shown) -> None:
        self._heard_us = self._clock.boottime_us()
        self._shown = shown
        self._changed()


def _written(sticks: Sticks, file: StickFile) -> str | StickTrouble:
    """Write ``file``; return its name on the stick, or why not."""
    try:
        with sticks.opened(write=True) as stick:
            return stick.write(file.name, file.content)
    except StickError as error:
        return error.trouble


def _found(sticks: Sticks, kiosk: str) -> bytes | StickTrouble:
    """Return the newest answer for ``kiosk`` on the stick, or why there is none."""
    trouble = StickTrouble.NO_ANSWER
    try:
        with sticks.opened(write=False) as stick:
            for name in stick.answers():
                content = stick.read(name)
                with suppress(msgspec.DecodeError, UnicodeDecodeError):
                    clear = msgspec.json.decode(content, type=_Clear)
                    if (clear.sort, clear.kiosk) == ("answer", kiosk):
                        return content
                    trouble = StickTrouble.OTHER_KIOSK
    except StickError as error:
        return error.trouble
    return trouble
