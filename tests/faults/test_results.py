"""Figures of another program are never taken for this one's."""

from pathlib import Path

import pytest

from tests.bench import lost
from tests.bench.figures import Figure
from tests.faults import chaos, power
from tests.faults.results import digest, keep, kept

_FIGURE = Figure("power.lost_fs", 0, "taps", 0.0, "50 cuts")


@pytest.fixture(autouse=True)
def _no_rig_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let figures that are measured anew be known by their words."""
    monkeypatch.setattr(power, "RESULTS", tmp_path / "power.json")
    monkeypatch.setattr(chaos, "RESULTS", tmp_path / "chaos.json")
    for name in ("lost_in_memory", "lost_on_disk", "lost_by_kills"):
        monkeypatch.setattr(power, name, lambda *_: Figure("power", 0, "taps", 0.0, "measured now"))
    monkeypatch.setattr(chaos, "figures", lambda *_: [Figure("chaos", 0, "records", 0.0, "measured now")])


def test_figures_of_this_program_are_shown_with_their_moment() -> None:
    keep([_FIGURE], power.RESULTS, program=digest())
    results = kept(power.RESULTS)
    assert results is not None
    (shown, *_) = lost.figures()
    assert shown.name == _FIGURE.name
    assert shown.compared_with == f"50 cuts; measured {results.measured} at {results.commit}"


def test_figures_of_another_program_are_measured_anew() -> None:
    keep([_FIGURE], power.RESULTS, program="another")
    assert all("measured now" in figure.compared_with for figure in lost.figures())


@pytest.mark.parametrize("text", [None, "", "{}", '{"figures": 1}'])
def test_what_is_not_there_or_cannot_be_read_is_measured_anew(text: str | None) -> None:
    if text is not None:
        power.RESULTS.write_text(text, encoding="utf-8")
    assert all("measured now" in figure.compared_with for figure in lost.figures())
