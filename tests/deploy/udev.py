"""A strict reader of udev rules, and enough of their meaning to try them on made-up devices."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

MATCHES = {
    "ACTION": False,
    "SUBSYSTEM": False,
    "SUBSYSTEMS": False,
    "KERNEL": False,
    "DRIVER": False,
    "ENV": True,
    "ATTR": True,
    "ATTRS": True,
    "TEST": False,
}
"""What may be asked, and whether it takes a name in braces."""
ASSIGNMENTS = {
    "ENV": True,
    "ATTR": True,
    "GROUP": False,
    "MODE": False,
    "SYMLINK": False,
    "GOTO": False,
    "LABEL": False,
}
_TERM = re.compile(r'([A-Z]+)(?:\{([^{}"]+)\})?(==|!=|\+=|=)"([^"]*)"')


@dataclass(frozen=True)
class Term:
    key: str
    name: str | None
    operator: str
    value: str

    @property
    def asks(self) -> bool:
        return self.operator in {"==", "!="}


def read(path: Path) -> list[list[Term]]:
    """Return the rules of ``path``; an unknown key, operator or stray character is an error."""
    lines = path.read_text(encoding="ascii").splitlines()
    return [_rule(line) for line in lines if line and not line.startswith("#")]


def _rule(line: str) -> list[Term]:
    terms = []
    for part in line.split(", "):
        matched = _TERM.fullmatch(part)
        assert matched, f"not a term: {part!r}"
        term = Term(matched[1], matched[2], matched[3], matched[4])
        known = MATCHES if term.asks else ASSIGNMENTS
        assert known.get(term.key) is (term.name is not None), f"not a key with that operator: {part!r}"
        terms.append(term)
    return terms


@dataclass
class Device:
    """A made-up device: what udev would find, by ``KEY`` or ``KEY{name}``; and what the rules then give it."""

    found: Mapping[str, str]
    environment: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    def matches(self, term: Term) -> bool:
        label = term.key if term.name is None else f"{term.key}{{{term.name}}}"
        value = self.environment.get(label, self.found.get(label, ""))
        if term.key == "TEST":
            return value != ""
        alike = any(fnmatchcase(value, pattern) for pattern in term.value.split("|"))
        return alike is (term.operator == "==")

    def give(self, term: Term) -> None:
        label = term.key if term.name is None else f"{term.key}{{{term.name}}}"
        if term.key == "ENV":
            self.environment[label] = term.value
        self.given[label] = re.sub(r"\$env\{(\w+)\}", lambda each: self.found[f"ENV{{{each[1]}}}"], term.value)


def apply(rules: list[list[Term]], found: Mapping[str, str]) -> dict[str, str]:
    """Return what ``rules`` give to a device that udev finds so."""
    device, goal = Device(found), ""
    for rule in rules:
        if goal and not any(term.key == "LABEL" and term.value == goal for term in rule):
            continue
        goal = ""
        if all(device.matches(term) for term in rule if term.asks):
            for term in rule:
                if term.key == "GOTO":
                    goal = term.value
                elif not term.asks and term.key != "LABEL":
                    device.give(term)
    assert not goal, f"no label {goal}"
    return {name: value for name, value in device.given.items() if not name.startswith("ENV{")}
