"""What ``hubtap clock`` does: it asks a running daemon, and brings it a person's word of the time."""

from collections.abc import Callable
from pathlib import Path

from kiosk import status
from kiosk.administrator_line import NoAnswerError, administrator_line
from kiosk.clock.words import REFUSALS, NoTimeError, local_time, read_local
from kiosk.local_api.messages import ConfirmTime, TimeJudged, WireClock

_LOOKS = 25
_NEAR_US = 2_000_000
_NO_HUB = "This kiosk is not enrolled: it has no hub whose time it could keep."
_NOT_SET = (
    "The kiosk goes by that time now. Its system's own clock could not be set: "
    "see `systemctl status hubtap-clock.socket`."
)


def show(run_dir: Path) -> WireClock:
    """Return how the clock of the daemon whose sockets are in ``run_dir`` stands.

    Raises:
        NoAnswerError: no daemon answers, or its kiosk is not enrolled.

    """
    clock = status.ask(run_dir).health.clock
    if clock is None:
        raise NoAnswerError(_NO_HUB)
    return clock


def confirm(run_dir: Path, text: str, pause: Callable[[], None]) -> str:
    """Confirm that it is ``text`` in the hub's local time; return in words what came of it.

    ``pause`` waits a fifth of a second: setting the system's clock takes a moment.

    Raises:
        NoAnswerError: no daemon answers, or its kiosk is not enrolled.
        NoTimeError: the text is no time, or can't be the time.

    """
    wall_us = read_local(text, show(run_dir).zone)
    with administrator_line(run_dir) as line:
        answer = line.ask(ConfirmTime(wall_us=wall_us))
    if not isinstance(answer, TimeJudged):
        message = "The attendance daemon answered something else than was asked."
        raise NoAnswerError(message)
    if answer.refused is not None:
        raise NoTimeError(REFUSALS[answer.refused])
    return _outcome(run_dir, answer, pause)


def _outcome(run_dir: Path, judged: TimeJudged, pause: Callable[[], None]) -> str:
    for _ in range(_LOOKS if judged.setting else 0):
        clock = show(run_dir)
        if abs(clock.wall_us - clock.at_us) <= _NEAR_US:
            return f"Confirmed: it is {local_time(clock.at_us, clock.zone)}. The system's clock is set."
        pause()
    return _NOT_SET
