"""Findings about polkit, which pcscd may ask who may use the readers. Pure."""

from collections.abc import Iterator

from kiosk.doctor.facts import Polkit
from kiosk.doctor.findings import Finding, fault, passed, warning

_SUBJECT = "permission (polkit)"
_STAGE = "Run deploy/stage again: it installs 50-hubtap-pcscd.rules."


def check_polkit(facts: Polkit) -> Iterator[Finding]:
    """Yield what there is to say."""
    if not facts.asked:
        yield passed(_SUBJECT, "This pcscd asks nobody: every program may use the readers.")
        return
    if facts.installed is False:
        yield fault(
            _SUBJECT, "pcscd asks polkit, which is not installed: pcscd can't even start.", "`apt install polkitd`"
        )
    if facts.hidden_processes:
        yield fault(
            _SUBJECT,
            "/proc hides other users' processes (hidepid), so pcscd can't tell who asks.",
            "Take hidepid out of /proc's mount options.",
        )
    if facts.rule is None:
        yield warning(_SUBJECT, "You may not look for Hubtap's rule.", "Run the doctor as root.")
    elif facts.rule:
        yield passed(_SUBJECT, "pcscd asks polkit, and Hubtap's rule is there.")
    else:
        yield fault(_SUBJECT, "pcscd asks polkit, and nothing lets the daemon in.", _STAGE)
