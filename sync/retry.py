"""Trying again: exponential back-off with full jitter, or as long as the service asks; the only user of tenacity."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tenacity import Retrying, retry_if_result

from sync.answers import LONGEST_WAIT_S
from sync.network_state import Trouble

if TYPE_CHECKING:
    from tenacity import RetryCallState

FIRST_WAIT_S = 5.0
_MOST_DOUBLINGS = 16

Draw = Callable[[float, float], float]
"""A random number between two bounds, such as ``random.uniform``."""


def full_jitter_s(attempt: int, draw: Draw) -> float:
    """Return how long to wait after ``attempt`` (1, 2, …) tries in a row failed: 0 to 5 s, 10 s … at most 15 min."""
    ceiling_s = FIRST_WAIT_S * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
    return draw(0.0, min(ceiling_s, LONGEST_WAIT_S))


class _CutShortError(Exception):
    """A wait ended before its time."""


def until_calm(turn: Callable[[], Trouble | None], *, wait: Callable[[float], bool], draw: Draw) -> None:
    """Call ``turn`` until it meets no trouble, waiting in between, or until a wait is cut short.

    ``wait`` takes seconds and tells whether they passed in full; an interruption (the network came up, a person wants
    it sent now, the program stops) ends the row of failures, and so does a turn that got on before it met trouble.
    """
    failures = 0

    def counted() -> Trouble | None:
        nonlocal failures
        trouble = turn()
        failures = 1 if trouble is not None and trouble.got_on else failures + 1
        return trouble

    def waited(seconds: float) -> None:
        if not wait(seconds):
            raise _CutShortError

    retrying = Retrying(
        retry=retry_if_result(lambda trouble: trouble is not None),
        wait=lambda state: _wait_s(state, failures, draw),
        sleep=waited,
    )
    try:
        retrying(counted)
    except _CutShortError:
        return


def _wait_s(state: "RetryCallState", failures: int, draw: Draw) -> float:
    trouble = None if state.outcome is None else state.outcome.result()
    if isinstance(trouble, Trouble) and trouble.wait_s is not None:
        return trouble.wait_s
    return full_jitter_s(failures, draw)
