"""What the doctor says: findings, the worst of them, and the exit code. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is, the best first."""

    PASS = "pass"  # noqa: S105  a verdict, no password
    WARNING = "warning"
    """The kiosk takes cards, but something isn't as it should be, or couldn't be looked at."""
    FAULT = "fault"
    """Cards, records or deliveries suffer until a person does something."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``subject``: what was looked at; ``found``: what was seen; ``remedy``: what to do, empty for a pass."""

    subject: str
    level: Level
    found: str
    remedy: str = ""


def passed(subject: str, found: str) -> Finding:
    """Return a pass."""
    return Finding(subject, Level.PASS, found)


def warning(subject: str, found: str, remedy: str) -> Finding:
    """Return a warning."""
    return Finding(subject, Level.WARNING, found, remedy)


def fault(subject: str, found: str, remedy: str) -> Finding:
    """Return a fault."""
    return Finding(subject, Level.FAULT, found, remedy)


def worst(findings: Sequence[Finding]) -> Level:
    """Return the worst level; a pass where there are none."""
    return max((finding.level for finding in findings), key=list(Level).index, default=Level.PASS)


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 0 if all passed, 1 if there are only warnings, 2 if there is a fault."""
    return list(Level).index(worst(findings))
