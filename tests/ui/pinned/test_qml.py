"""qmllint knows the view models, and the check fails when QML and they disagree."""

import re
from pathlib import Path

import pytest

from ui import lint, scene

_RESERVED = (
    "abstract|boolean|byte|char|class|const|debugger|double|enum|export|extends|final|float|goto|implements|import|int|"
    "interface|long|native|package|private|protected|public|short|static|super|synchronized|throws|transient|volatile"
)
"""ECMA-262's reserved words, third edition: Qt 6.8 knows all of them, newer versions only those of today."""


def test_no_qml_has_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint.main() == 0, capsys.readouterr().err


@pytest.mark.parametrize("member", ["headlin", "Page.ARRIVD"])
def test_a_slip_against_a_view_model_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], member: str
) -> None:
    use = f"PublicScreen.{member}" if "." in member else f"vm.{member}"
    file = tmp_path / "Slip.qml"
    file.write_text(
        "import QtQuick\nimport Hubtap.Models\n"
        f"Item {{\n    id: root\n    required property PublicScreen vm\n    visible: root.{use} === 1\n}}\n".replace(
            "root.PublicScreen", "PublicScreen"
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(lint, "_qml_files", lambda: [str(file)])

    assert lint.main() == 1
    assert member.rpartition(".")[2] in capsys.readouterr().err


def test_no_colour_stands_outside_the_themes() -> None:
    themes = {"CalmColours.qml", "StrongColours.qml", "CalmDeskColours.qml", "StrongDeskColours.qml", "TrayTheme.qml"}
    others = [file for file in scene.QML.rglob("*.qml") if file.name not in themes]

    assert not [file.name for file in others if '"#' in file.read_text(encoding="utf-8")]


def test_nothing_moves_by_itself_and_nothing_needs_a_graphics_card() -> None:
    forbidden = ("Animation", "Behavior on", "Transition", "Timer", "ShaderEffect", "layer.enabled", "Popup", "Dialog")
    texts = {file.name: file.read_text(encoding="utf-8") for file in scene.QML.rglob("*.qml")}

    assert not [(name, word) for name, text in texts.items() for word in forbidden if word in text]


def test_nothing_has_a_name_that_an_older_qt_keeps_for_itself() -> None:
    names = rf"(?:property [\w<>.]+|function|signal|let|const|var|id:) ({_RESERVED})\b"
    texts = {file.name: file.read_text(encoding="utf-8") for file in scene.QML.rglob("*.qml")}

    assert not [(name, found) for name, text in texts.items() for found in re.findall(names, text)]
