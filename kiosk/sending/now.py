"""Has the worker send everything now, and watches how far it gets."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.administrator_line import AdministratorLine, NoAnswerError, administrator_line
from kiosk.local_api.messages import Sending, SendNow, Status, StatusWanted


@dataclass(frozen=True, slots=True)
class Sent:
    """What it came to. ``left``: records that still wait; ``state`` and ``detail``: what the worker says of the way."""

    sent: int
    left: int
    state: str
    detail: str

    @property
    def all_sent(self) -> bool:
        """Whether the service has answered for every record."""
        return self.left == 0 and self.state == "online"


def send_now(run_dir: Path, show: Callable[[int, int], None], pause: Callable[[], None]) -> Sent:
    """Return once the worker has tried everything. ``show`` is told how many are sent, of how many; then ``pause``.

    Raises:
        NoAnswerError: the daemon doesn't answer, or no worker is there.

    """
    with administrator_line(run_dir) as line:
        at_first = waiting_in(_status(line))
        number = _wish(line)
        while True:
            status = _status(line)
            waiting = waiting_in(status)
            total = max(at_first, waiting)
            show(total - waiting, total)
            if status.tried >= number:
                return Sent(total - waiting, waiting, status.network_state, status.network_detail)
            if not status.worker:
                message = "The sync worker went away. `systemctl status hubtap-sync` tells why. Nothing is lost."
                raise NoAnswerError(message)
            pause()


def in_words(sent: Sent) -> str:
    """Return what it came to, for a person."""
    if sent.all_sent:
        return "Nothing was waiting." if sent.sent == 0 else f"All sent: {_records(sent.sent)}."
    done = f"{_records(sent.sent)} sent, " if sent.sent else ""
    return f"{done}{_records(sent.left)} still waiting. {sent.detail}".strip()


def waiting_in(status: Status) -> int:
    """Return how many records wait, in all ledgers."""
    return sum(ledger.waiting for ledger in status.health.ledgers)


def _records(count: int) -> str:
    return f"{count} record" if count == 1 else f"{count} records"


def _wish(line: AdministratorLine) -> int:
    try:
        answer = line.ask(SendNow())
    except NoAnswerError as error:
        if error.refusal != "no_worker":
            raise
        message = "The sync worker is not running. `systemctl status hubtap-sync` tells why. Nothing is lost."
        raise NoAnswerError(message, refusal=error.refusal) from None
    if isinstance(answer, Sending):
        return answer.number
    message = "The attendance daemon answered something else than that it sends."
    raise NoAnswerError(message)


def _status(line: AdministratorLine) -> Status:
    answer = line.ask(StatusWanted())
    if isinstance(answer, Status):
        return answer
    message = "The attendance daemon answered something else than its status."
    raise NoAnswerError(message)
