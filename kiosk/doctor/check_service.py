"""Findings about the way to the badge service. Pure."""

from collections.abc import Iterator

from kiosk.doctor.facts import NoDaemon, NotTried, Service
from kiosk.doctor.findings import Finding, Level, fault, passed, warning
from kiosk.local_api.messages import Status

_ONLINE = "online"
_REMEDIES = {
    "offline": "Look at the network cable or Wi-Fi, the name server, and whether a firewall lets the kiosk out.",
    "service_down": "Nothing to do at the kiosk. Tell the operator of the badge service.",
    "portal": "Let the kiosk out without a log-in page, or correct service_url; docs/it.md says what it needs.",
    "tls": "Correct the date, or set ca_file to your own authority's certificate; docs/it.md says how.",
    "service_fault": "Look whether service_url names the badge service, and tell its operator.",
    "wrong_code": "Ask the operator for a new enrolment code.",
    "revoked": "Ask the operator, then enrol the kiosk again.",
    "not_allowed": "Ask the operator, then enrol the kiosk again.",
    "not_enrolled": "Enrol the kiosk; docs/it.md says how.",
}
_BEARABLE = frozenset({"offline", "service_down", "not_enrolled", "starting", "unknown"})
"""A kiosk goes on through these by itself, or has only just begun."""
_CLOCK_FIRST = "Set the clock first (see clock): a wrong date makes every certificate invalid."


def check_service(facts: Service | NotTried, *, clock_set: bool) -> Iterator[Finding]:
    """Yield whether the service can be reached from here; ``clock_set``: a time server vouches for the clock."""
    if isinstance(facts, NotTried):
        yield warning("badge service", f"Not tried: {facts.reason}", "Correct the settings, then look again.")
    elif facts.state == _ONLINE:
        yield passed("badge service", f"{facts.address}: {facts.detail}")
    else:
        remedy = _CLOCK_FIRST if facts.state == "tls" and not clock_set else _remedy(facts.state)
        yield Finding("badge service", _level(facts.state), f"{facts.address}: {facts.detail}", remedy)


def check_worker(facts: Status | NoDaemon) -> Iterator[Finding]:
    """Yield how the sync worker gets on, as it last told the daemon."""
    if isinstance(facts, NoDaemon):
        return
    if facts.network_state == "unknown":
        yield fault("sync worker", facts.network_detail, "`systemctl status hubtap-sync` tells why it isn't running.")
    elif facts.network_state == _ONLINE:
        yield passed("sync worker", facts.network_detail)
    else:
        state = facts.network_state
        yield Finding("sync worker", _level(state), facts.network_detail, _remedy(state))


def _level(state: str) -> Level:
    return Level.WARNING if state in _BEARABLE else Level.FAULT


def _remedy(state: str) -> str:
    return _REMEDIES.get(state, "Wait a minute, then look again.")
