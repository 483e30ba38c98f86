"""From facts to findings, in the order in which a person looks for a cause. Pure."""

from collections.abc import Iterator

from kiosk.doctor.check_daemon import check_daemon
from kiosk.doctor.check_machine import check_clock, check_disk
from kiosk.doctor.check_polkit import check_polkit
from kiosk.doctor.check_readers import check_readers
from kiosk.doctor.check_service import check_service, check_worker
from kiosk.doctor.facts import Facts
from kiosk.doctor.findings import Finding, fault, passed
from kiosk.local_api.messages import Status


def examine(facts: Facts) -> tuple[Finding, ...]:
    """Return everything that is to be said about ``facts``."""
    return tuple(_findings(facts))


def _findings(facts: Facts) -> Iterator[Finding]:
    if facts.settings_problems:
        yield fault("settings", " ".join(facts.settings_problems), f"Correct {facts.settings_file}.")
    else:
        yield passed("settings", f"{facts.settings_file} is right.")
    yield from check_readers(facts.readers)
    if facts.readers.pcscd_wanted:
        yield from check_polkit(facts.polkit)
    yield from check_daemon(facts.daemon)
    trusts = facts.daemon.health.clock_trusted if isinstance(facts.daemon, Status) else None
    yield from check_clock(facts.clock, daemon_trusts=trusts)
    yield from check_disk(facts.disk)
    yield from check_worker(facts.daemon)
    yield from check_service(facts.service, clock_set=facts.clock.synchronised or bool(trusts))
