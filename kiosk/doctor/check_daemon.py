"""Findings from the daemon's own words: its readers, its database, what waits to be sent. Pure."""

from collections.abc import Iterator

from kiosk.doctor.check_storage import check_storage
from kiosk.doctor.facts import NoDaemon
from kiosk.doctor.findings import Finding, fault, passed, warning
from kiosk.local_api.messages import Health, ReaderStatus, Status, TeamStatus

_US_PER_HOUR = 3_600_000_000
_OLD_HOURS = 24
_VERY_OLD_HOURS = 24 * 7
_START = (
    "`systemctl status hubtap-daemon` and `journalctl -u hubtap-daemon` tell why; "
    "then `systemctl restart hubtap-daemon`."
)


def check_daemon(facts: Status | NoDaemon) -> Iterator[Finding]:
    """Yield what there is to say."""
    match facts:
        case NoDaemon(reason, refusal):
            yield from _silent(reason, refusal)
        case Status():
            yield passed("attendance daemon", f"Runs, version {facts.health.version}.")
            yield from map(_reader, facts.health.readers)
            if not any(reader.health == "ready" for reader in facts.health.readers):
                yield fault(
                    "taking cards",
                    "The daemon has no reader that can take cards.",
                    "The findings on readers tell why. Until then write names down.",
                )
            yield _enrolled(facts)
            yield from _team(facts.team)
            yield from _database(facts.health)
            yield from check_storage(facts.health)
            yield _queue(facts.health)


def _silent(reason: str, refusal: str | None) -> Iterator[Finding]:
    if refusal is not None and refusal.startswith("store"):
        yield passed("attendance daemon", "Runs.")
        yield fault(
            "database",
            "The daemon can't read its database: taps are not saved.",
            "Look at the disk and at `journalctl -u hubtap-daemon`. Copy the state folder before anything else.",
        )
        return
    if refusal == "peer" or "Permission denied" in reason:
        yield warning(
            "attendance daemon", reason, "Run the doctor as root, or as the user that administrator_user names."
        )
    else:
        yield fault("attendance daemon", reason, _START)
    yield warning("database", "Only the daemon may open it, and it doesn't tell.", "See the attendance daemon above.")


def _reader(reader: ReaderStatus) -> Finding:
    subject = f"daemon's reader {reader.name}"
    if reader.health == "ready":
        return passed(subject, "Ready.")
    return warning(subject, f"{reader.health}: {reader.cause}", "Do what it says. It heals by itself.")


def _enrolled(status: Status) -> Finding:
    if status.kiosk is None:
        return warning("enrolment", "This kiosk is not enrolled: taps are not taken.", "Enrol it; docs/it.md says how.")
    return passed("enrolment", f"Enrolled for {status.hub}.")


def _team(team: TeamStatus | None) -> Iterator[Finding]:
    if team is None:
        return
    if team.trouble:
        yield warning("staff", team.trouble, team.remedy)
    else:
        yield passed("staff", f"{team.pins} of the team can open the staff screens with a PIN.")


def _database(health: Health) -> Iterator[Finding]:
    records = sum(ledger.highest for ledger in health.ledgers)
    refused = sum(ledger.refused for ledger in health.ledgers)
    yield passed("database", f"{records} records in {len(health.ledgers)} ledgers.")
    if refused:
        yield warning(
            "refused records",
            f"The badge service refused {refused}. They are kept here.",
            "Ask the operator of the badge service; docs/operator.md says what can be done.",
        )


def _queue(health: Health) -> Finding:
    waiting = sum(ledger.waiting for ledger in health.ledgers)
    if not waiting or health.oldest_waiting_us is None:
        return passed("queue", "Nothing waits to be sent.")
    hours = (health.reading.wall_us - health.oldest_waiting_us) / _US_PER_HOUR
    if not health.clock_trusted or hours < 0:
        return passed("queue", f"{waiting} wait to be sent; for how long, this clock can't say.")
    words = f"{waiting} wait to be sent, the oldest for {_age(hours)}."
    remedy = "Bring the kiosk online. Nothing is lost meanwhile; see the findings on the badge service."
    if hours >= _VERY_OLD_HOURS:
        return fault("queue", words, remedy)
    return warning("queue", words, remedy) if hours >= _OLD_HOURS else passed("queue", words)


def _age(hours: float) -> str:
    if hours < 1:
        return f"{hours * 60:.0f} minutes"
    return f"{hours:.0f} hours" if hours < _OLD_HOURS else f"{hours / 24:.0f} days"
