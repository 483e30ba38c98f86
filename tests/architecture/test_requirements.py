"""Everything that is installed is pinned, with hashes, and from no address of ours."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

FOLDER = ROOT / "deploy" / "requirements"
LOCK_FILES = ["build.txt", "dev.txt", "lock.txt", "run.txt"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")
SHA256 = re.compile(r"^\s+--hash=sha256:[0-9a-f]{64}( \\)?$")


def blocks(name: str) -> list[list[str]]:
    """Return the requirements of a lock file, each as its pin and the lines of its hashes."""
    found: list[list[str]] = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def pins(name: str) -> dict[str, str]:
    matches = [PIN.match(block[0]) for block in blocks(name)]
    return {match[1].lower(): match[2] for match in matches if match}


def test_these_are_all_the_lock_files() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.txt") if path.stem != "constraints") == LOCK_FILES


@pytest.mark.parametrize("name", LOCK_FILES)
def test_a_lock_file_has_pins_with_hashes_and_nothing_else(name: str) -> None:
    assert blocks(name)
    for pin, *hashes in blocks(name):
        assert PIN.match(pin), pin
        assert hashes, pin
        assert all(SHA256.match(line) for line in hashes), pin


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_no_requirement_file_records_an_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)", text, re.MULTILINE)


@pytest.mark.parametrize("smaller", ["build.txt", "run.txt"])
def test_developers_have_what_runs_at_the_same_versions(smaller: str) -> None:
    everything = pins("dev.txt") | (pins("build.txt") if smaller == "run.txt" else {})
    shared = {name: version for name, version in pins(smaller).items() if name in everything}
    assert {name: everything[name] for name in shared} == shared
    if smaller == "run.txt":
        assert shared == pins(smaller)


def test_the_release_of_qt_that_leaks_references_is_not_used() -> None:
    for name in ("run.txt", "dev.txt"):
        assert pins(name)["pyside6-essentials"] != "6.12.0"
        assert pins(name)["pyside6-essentials"] == pins(name)["shiboken6"]
