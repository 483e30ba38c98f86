"""From facts to findings: each thing that can be wrong is told with its level and what to do."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from kiosk.doctor.check_readers import GRABBING_MODULES, version_numbers
from kiosk.doctor.examine import examine
from kiosk.doctor.facts import CardService, ClockState, Disk, Facts, NoDaemon, NotTried, Pcscd, Polkit, Service
from kiosk.doctor.findings import Level, exit_code, worst
from kiosk.local_api.messages import LedgerStatus, ReaderStatus, Status, TeamStatus
from tests.kiosk.doctor.facts import ACR122U, GIB, HEALTH, HOUR_US, NOW_US, READERS, STATUS, WELL

PASS, WARNING, FAULT = Level.PASS, Level.WARNING, Level.FAULT
ASKING = WELL.polkit


def readers(**changed: Any) -> Facts:  # noqa: ANN401  any field of the facts
    return replace(WELL, readers=replace(READERS, **changed))


def usb(**changed: Any) -> Facts:  # noqa: ANN401  any field of the reader
    return readers(usb=(replace(ACR122U, **changed),))


def status(**changed: Any) -> Status:  # noqa: ANN401  any field of the status
    return msgspec.structs.replace(STATUS, **changed)


def health(**changed: Any) -> Facts:  # noqa: ANN401  any field of the health
    return replace(WELL, daemon=status(health=msgspec.structs.replace(HEALTH, **changed)))


def queue(hours: float, *, trusted: bool = True) -> Facts:
    return health(
        ledgers=[LedgerStatus(ledger="a", highest=40, waiting=7, refused=0)],
        oldest_waiting_us=NOW_US - round(hours * HOUR_US),
        clock_trusted=trusted,
    )


def test_where_all_is_well_every_finding_passes_and_asks_for_nothing() -> None:
    findings = examine(WELL)
    assert {finding.level for finding in findings} == {PASS}
    assert {finding.remedy for finding in findings} == {""}
    assert exit_code(findings) == 0


CASES = [
    (replace(WELL, settings_problems=("line 2: unknown",)), "settings", FAULT, "line 2"),
    (readers(service=CardService(Pcscd.SILENT)), "smart card service", FAULT, "doesn't answer"),
    (
        readers(service=CardService(Pcscd.SILENT), versions={}, pcscd_wanted=False),
        "smart card service",
        PASS,
        "Not used",
    ),
    (readers(service=CardService(Pcscd.STUCK)), "smart card service", FAULT, "took too long"),
    (readers(service=CardService(Pcscd.NO_LIBRARY)), "smart card service", FAULT, "library"),
    (readers(service=CardService(Pcscd.DENIES)), "smart card service", WARNING, "let you ask"),
    (readers(service=CardService(Pcscd.ANSWERS)), "smart card service", WARNING, "none of the readers"),
    (readers(service=CardService(Pcscd.ANSWERS), usb=()), "smart card service", WARNING, "no reader is plugged in"),
    (readers(versions={}), "reader drivers", FAULT, "not installed"),
    (readers(versions=None), "reader drivers", WARNING, "no dpkg"),
    (readers(versions={"libccid": "1.5.2-1"}), "reader drivers", WARNING, "ACR122U"),
    (readers(versions={"libccid": "1.5.2-1"}, usb=()), "reader drivers", PASS, "too old for the reader ACR122U"),
    (usb(kernel_drivers=("pn533_usb",)), "owner of ACS ACR122U", FAULT, "pn533_usb"),
    (usb(holders=("pcscd", "python3")), "owner of ACS ACR122U", FAULT, "pcscd, python3"),
    (usb(holders=None), "owner of ACS ACR122U", WARNING, "may not see"),
    (usb(holders=()), "owner of ACS ACR122U", WARNING, "No program has it"),
    (usb(power="auto"), "power of ACS ACR122U", WARNING, "sleep"),
    (replace(WELL, polkit=Polkit(False, None, False, True)), "permission (polkit)", PASS, "asks nobody"),  # noqa: FBT003
    (replace(WELL, polkit=replace(ASKING, rule=False)), "permission (polkit)", FAULT, "nothing lets the daemon in"),
    (replace(WELL, polkit=replace(ASKING, rule=None)), "permission (polkit)", WARNING, "may not look"),
    (replace(WELL, polkit=replace(ASKING, installed=False)), "permission (polkit)", FAULT, "not installed"),
    (replace(WELL, polkit=replace(ASKING, hidden_processes=True)), "permission (polkit)", FAULT, "hidepid"),
    (replace(WELL, daemon=NoDaemon("Nothing listens.")), "attendance daemon", FAULT, "Nothing listens"),
    (replace(WELL, daemon=NoDaemon("Nothing listens.")), "database", WARNING, "doesn't tell"),
    (replace(WELL, daemon=NoDaemon("Refused.", "peer")), "attendance daemon", WARNING, "Refused"),
    (replace(WELL, daemon=NoDaemon("at x: Permission denied.")), "attendance daemon", WARNING, "Permission"),
    (replace(WELL, daemon=NoDaemon("Refused.", "store")), "database", FAULT, "not saved"),
    (replace(WELL, daemon=status(kiosk=None)), "enrolment", WARNING, "not enrolled"),
    (health(readers=[]), "taking cards", FAULT, "no reader"),
    (
        health(readers=[ReaderStatus(name="x", health="busy", cause="Another program.")]),
        "daemon's reader x",
        WARNING,
        "Another program",
    ),
    (
        health(ledgers=[LedgerStatus(ledger="a", highest=9, waiting=0, refused=2)]),
        "refused records",
        WARNING,
        "refused 2",
    ),
    (queue(0.5), "queue", PASS, "30 minutes"),
    (queue(30), "queue", WARNING, "1 days"),
    (queue(24 * 8), "queue", FAULT, "8 days"),
    (queue(24 * 8, trusted=False), "queue", PASS, "can't say"),
    (queue(-3), "queue", PASS, "can't say"),
    (replace(WELL, clock=ClockState(synchronised=True, battery=True, year=1970)), "clock", FAULT, "1970"),
    (replace(WELL, clock=ClockState(synchronised=False, battery=True, year=2026)), "clock", PASS, "hubtap clock"),
    (
        replace(WELL, daemon=NoDaemon("Down."), clock=ClockState(synchronised=False, battery=False, year=2026)),
        "clock",
        WARNING,
        "No time server",
    ),
    (replace(WELL, clock=replace(WELL.clock, battery=False)), "hardware clock", PASS, "none"),
    (
        replace(WELL, daemon=status(team=TeamStatus(pins=0, trouble="Nobody has a PIN.", remedy="Make a code."))),
        "staff",
        WARNING,
        "Nobody has a PIN",
    ),
    (replace(WELL, disk=None), "disk", WARNING, "may not look"),
    (replace(WELL, disk=Disk("/", 5 * GIB, read_only=True)), "disk", FAULT, "can't be written"),
    (replace(WELL, disk=Disk("/", GIB // 2, read_only=False)), "disk space", WARNING, "0.5 GiB"),
    (replace(WELL, disk=Disk("/", 1, read_only=False)), "disk space", FAULT, "0.0 GiB"),
    (replace(WELL, daemon=status(network_state="unknown")), "sync worker", FAULT, ""),
    (replace(WELL, daemon=status(network_state="offline")), "sync worker", WARNING, ""),
    (replace(WELL, daemon=status(network_state="revoked")), "sync worker", FAULT, ""),
    (replace(WELL, service=NotTried("no settings.")), "badge service", WARNING, "no settings"),
    (replace(WELL, service=Service("https://x", "offline", "No network.")), "badge service", WARNING, "No network"),
    (replace(WELL, service=Service("https://x", "portal", "A log-in page.")), "badge service", FAULT, "log-in"),
    (replace(WELL, service=Service("https://x", "tls", "Expired.")), "badge service", FAULT, "Expired"),
]


@pytest.mark.parametrize(("facts", "subject", "level", "words"), CASES, ids=lambda value: str(value)[:30])
def test_what_is_wrong_is_told_with_its_level_and_a_remedy(
    facts: Facts, subject: str, level: Level, words: str
) -> None:
    told = [finding for finding in examine(facts) if finding.subject == subject and words in finding.found]
    assert [finding.level for finding in told] == [level]
    assert (told[0].remedy != "") == (level is not PASS)


@pytest.mark.parametrize("module", GRABBING_MODULES)
def test_a_module_that_grabs_readers_is_a_warning_until_it_took_one(module: str) -> None:
    loaded = readers(modules=frozenset({module}))
    taken = replace(
        loaded, readers=replace(loaded.readers, usb=(replace(ACR122U, kernel_drivers=(module,), holders=()),))
    )
    for facts, level in ((loaded, WARNING), (taken, FAULT)):
        told = next(finding for finding in examine(facts) if finding.subject == "kernel modules")
        assert told.level is level
        assert module in told.found
        assert "modprobe -r" in told.remedy


def test_a_wrong_date_is_named_before_the_certificate() -> None:
    facts = replace(
        WELL,
        daemon=NoDaemon("Down."),
        clock=ClockState(synchronised=False, battery=False, year=2026),
        service=Service("https://x", "tls", "The certificate has expired."),
    )
    told = next(finding for finding in examine(facts) if finding.subject == "badge service")
    assert "Set the clock first" in told.remedy


def test_with_everything_down_every_part_still_has_its_say() -> None:
    down = replace(
        WELL,
        settings_problems=("no such file",),
        readers=replace(READERS, service=CardService(Pcscd.SILENT), usb=None, modules=None, versions=None),
        polkit=Polkit(asked=True, installed=None, rule=None, hidden_processes=False),
        daemon=NoDaemon("Nothing listens."),
        disk=None,
        service=NotTried("no settings."),
    )
    findings = examine(down)
    assert {"settings", "smart card service", "attendance daemon", "database", "clock", "disk", "badge service"} <= {
        finding.subject for finding in findings
    }
    assert (worst(findings), exit_code(findings)) == (FAULT, 2)


def test_warnings_alone_have_an_exit_code_of_their_own() -> None:
    assert exit_code(examine(queue(30))) == 1


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("1.5.2-1", (1, 5, 2)), ("1.6.2-1+deb13u1", (1, 6, 2)), ("1:1.7-2", (1, 7)), ("1.10.0", (1, 10, 0))],
)
def test_versions_are_compared_as_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert version_numbers(version) == numbers
