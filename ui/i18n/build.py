"""The two steps of a translation, by Qt's own tools."""

from pathlib import Path

from ui.qt_tools import run_tool

FOLDER = Path(__file__).parent
_QML = FOLDER.parent / "qml" / "Hubtap"


def languages() -> tuple[str, ...]:
    """Return the languages there is a file for; a new one begins as an empty ``hubtap_LANGUAGE.ts``."""
    return tuple(sorted(file.stem.removeprefix("hubtap_") for file in FOLDER.glob("hubtap_*.ts")))


def collect(language: str, into: Path | None = None) -> Path:
    """Put every text of the screen into the language's ``.ts``, keeping what is translated; return the file."""
    target = into or FOLDER / f"hubtap_{language}.ts"
    sources = [str(file) for file in sorted(_QML.rglob("*.qml"))]
    run_tool("pyside6-lupdate", *sources, "-ts", str(target), "-locations", "none", "-no-obsolete")
    return target


def compiled(language: str, into: Path | None = None) -> Path:
    """Compile the language's ``.ts``; return the ``.qm`` file."""
    target = into or FOLDER / f"hubtap_{language}.qm"
    run_tool("pyside6-lrelease", str(FOLDER / f"hubtap_{language}.ts"), "-qm", str(target))
    return target
