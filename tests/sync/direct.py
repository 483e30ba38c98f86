"""The fakes without their sockets, for tests of one part of the worker."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kiosk.local_api.messages import Message, Refused
from sync.answers import Answered, Problem, Result, Timing
from sync.errors import DaemonRefusedError
from tests.fakes.daemon import READING, FakeDaemon

M = TypeVar("M", bound=Message)
TIMING = Timing(1_000_000, 1_500_000)


class DirectDaemon:
    """Asks a fake daemon in memory."""

    def __init__(self, *, kiosk: str | None = "kiosk-1") -> None:
        self.fake = FakeDaemon(Path("/nowhere"), kiosk=kiosk)

    def ask(self, message: Message, wanted: type[M]) -> M:
        self.fake.heard.append(message)
        refusal = self.fake.refuse_with.get(type(message))
        answer = Refused(code=refusal) if refusal else self.fake.answer(message)
        if isinstance(answer, Refused):
            raise DaemonRefusedError(answer.code)
        assert isinstance(answer, wanted)
        return answer

    def ask_ahead(self, message: Message, wanted: type[M]) -> Callable[[], M]:
        try:
            answer = self.ask(message, wanted)
        except DaemonRefusedError as refusal:
            kept = refusal

            def refused() -> M:
                raise kept

            return refused
        return lambda: answer


class DirectService:
    """Answers calls with a function; remembers them."""

    def __init__(self, answer: Callable[[str, str, bytes], Result]) -> None:
        self._answer = answer
        self.calls: list[tuple[str, str]] = []

    def call(self, method: str, target: str, body: bytes = b"", *, gzipped: bool = False) -> Result:
        del gzipped
        self.calls.append((method, target))
        return self._answer(method, target, body)


def answered(body: bytes, *, status: int = 200, wait_s: float | None = None) -> Answered:
    return Answered(status, body, "1.0", "n", wait_s, TIMING)


def problem(status: int, code: str = "bad_request", *, wait_s: float | None = None) -> Problem:
    return Problem(status, code, "1.0", "n", wait_s)


def now_s() -> float:
    """Return the boot time at which the fake daemon stands still."""
    return READING.boottime_us / 1_000_000
