"""How a daemon is: asked on the administrator's socket, told in plain words."""

from datetime import datetime
from pathlib import Path

from kiosk.administrator_line import NoAnswerError, administrator_line
from kiosk.clock.words import standing
from kiosk.local_api.messages import Status, StatusWanted, TeamStatus
from kiosk.sending.now import waiting_in
from kiosk.sending.refused import reason_in_words
from kiosk.storage_words import storage_facts

_US_PER_S = 1_000_000
_BYTES_PER_GIB = 1024**3


def ask(run_dir: Path) -> Status:
    """Return the state of the daemon whose sockets are in ``run_dir``; takes 5 s at most.

    Raises:
        NoAnswerError: no daemon listens there, or it doesn't answer this user.

    """
    with administrator_line(run_dir) as line:
        answer = line.ask(StatusWanted())
    if isinstance(answer, Status):
        return answer
    message = "The attendance daemon answered something else than its status."
    raise NoAnswerError(message)


def in_words(status: Status) -> str:
    """Return ``status`` for a person, one fact a line."""
    health = status.health
    waiting = waiting_in(status)
    refused = sum(ledger.refused for ledger in health.ledgers)
    facts = [
        ("Kiosk", status.kiosk or "not enrolled yet"),
        ("Hub", status.hub or "none yet"),
        ("Event", status.event or "none is open"),
        *((f"Reader {reader.name}", f"{reader.health}: {reader.cause}") for reader in health.readers),
        (
            "Records",
            f"{sum(ledger.highest for ledger in health.ledgers)}, {waiting} waiting to be sent, {refused} refused",
        ),
        ("Oldest waiting", _moment(health.oldest_waiting_us, "none")),
        *((f"Refused {each.count}", reason_in_words(each.reason)) for each in status.refused),
        *_staff(status.team),
        ("Ledger", status.ledger or "none yet"),
        ("Sync worker", "runs" if status.worker else "not running: `systemctl status hubtap-sync` tells why"),
        ("Network", f"{status.network_state}: {status.network_detail}"),
        ("Last contact", _moment(status.last_success_us, "never")),
        ("Clock", standing(health.clock)),
        *storage_facts(health),
        ("Disk free", f"{health.disk_free_bytes / _BYTES_PER_GIB:.1f} GiB"),
        ("Version", f"{health.version}, SQLite {status.sqlite}"),
    ]
    width = max(len(name) for name, _ in facts)
    return "\n".join(f"{name:<{width}}  {words}" for name, words in facts)


def _staff(team: TeamStatus | None) -> list[tuple[str, str]]:
    if team is None:
        return []
    if team.trouble:
        return [("Staff", f"{team.trouble} {team.remedy}")]
    return [("Staff", f"{team.pins} with a PIN")]


def _moment(at_us: int | None, otherwise: str) -> str:
    if at_us is None:
        return otherwise
    return datetime.fromtimestamp(at_us / _US_PER_S).astimezone().strftime("%Y-%m-%d %H:%M:%S")
