"""Findings for a person, and for a program."""

from collections.abc import Sequence
from typing import TextIO

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kiosk.doctor.findings import Finding, Level, worst

_MARKS = {Level.PASS: ("ok", "green"), Level.WARNING: ("warning", "yellow"), Level.FAULT: ("FAULT", "bold red")}
_VERDICTS = {
    Level.PASS: "All is well.",
    Level.WARNING: "The kiosk works, but look at the warnings.",
    Level.FAULT: "Something is broken. Do what stands beside each fault, from the top.",
}
_NO_TERMINAL_WIDTH = 120


def as_json(findings: Sequence[Finding]) -> str:
    """Return one JSON object: ``verdict``, and ``findings`` with subject, level, found and remedy."""
    return msgspec.json.encode({"verdict": worst(findings), "findings": list(findings)}).decode()


def show(findings: Sequence[Finding], out: TextIO) -> None:
    """Write a table to ``out``: in colour and as wide as the terminal, if it is one."""
    console = Console(file=out, width=None if out.isatty() else _NO_TERMINAL_WIDTH, highlight=False)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for finding in findings:
        mark, style = _MARKS[finding.level]
        words = Text(finding.found)
        if finding.remedy:
            words.append(f"\n→ {finding.remedy}", style="bold")
        table.add_row(Text(mark, style=style), Text(finding.subject), words)
    console.print(table)
    console.print()
    console.print(Text(_VERDICTS[worst(findings)], style=_MARKS[worst(findings)][1]))
