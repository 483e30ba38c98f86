"""What staff do, numbered, with its answers matched. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from msgspec.structs import replace

from kiosk.local_api.messages import Act, Message, StaffAnswer

NEW = 0
"""The ``request`` of an act that ``Asking`` has not numbered yet."""
AWAY = "away"
"""The code of an act that the daemon never answered: it is not there, or went away."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act: a code of ``StaffAnswer``, or ``AWAY``; ``detail`` as there."""

    code: str
    detail: str | None = None


Then = Callable[[Outcome], None]


def forget(outcome: Outcome) -> None:
    """Stand for nobody who waits for the answer."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    then: Then
    own: frozenset[str]


class Asking:
    """Hands acts to the daemon. Every act is answered once, also where the daemon goes away meanwhile."""

    def __init__(self, send: Callable[[Message], bool], tell: Callable[[str], None]) -> None:
        """``send`` tells whether there was a connection; ``tell`` is told each code that is trouble."""
        self._send = send
        self._tell = tell
        self._numbers = count(1)
        self._waiting: dict[int, _Waiting] = {}

    def ask(self, act: Act, then: Then = forget, own: frozenset[str] = frozenset()) -> None:
        """Ask for ``act``, whose ``request`` is ``NEW``; ``own``: codes that whoever asks tells staff themselves."""
        number = next(self._numbers)
        self._waiting[number] = _Waiting(then, own)
        if not self._send(replace(act, request=number)):
            self._end(number, Outcome(AWAY))

    def answered(self, answer: StaffAnswer) -> None:
        """Take in an answer."""
        self._end(answer.request, Outcome(answer.code, answer.detail))

    def lose(self) -> None:
        """Take in that the daemon is gone: what it did not answer by now it never will."""
        for number in tuple(self._waiting):
            self._end(number, Outcome(AWAY))

    def _end(self, number: int, outcome: Outcome) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        if outcome.code != "done" and outcome.code not in waiting.own:
            self._tell(outcome.code)
        waiting.then(outcome)
