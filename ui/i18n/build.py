"""The two steps of a translation, by Qt's own tools."""

import re
from pathlib import Path

from ui.languages import LANGUAGES, SOURCE, Language
from ui.qt_tools import run_tool

FOLDER = Path(__file__).parent
_QML = FOLDER.parent / "qml" / "Hubtap"
_TYPE_IN_USE = re.compile(r"\b([A-Z]\w+) \{")
TRANSLATED = tuple(language for language in LANGUAGES if language is not SOURCE)
"""The languages that have files here."""


def file_of(language: Language, kind: str = "ts") -> Path:
    """Return where its ``ts`` or ``qm`` is."""
    return FOLDER / f"hubtap_{language.code}.{kind}"


def collect(language: Language, into: Path | None = None) -> Path:
    """Put every text that the language needs into its ``.ts``, keeping what is translated; return the file."""
    target = into or file_of(language)
    files = _QML.rglob("*.qml") if language.for_staff else visitors_files()
    sources = [str(file) for file in sorted(files)]
    run_tool("pyside6-lupdate", *sources, "-ts", str(target), "-locations", "none", "-no-obsolete")
    return target


def compiled(language: Language, into: Path | None = None) -> Path:
    """Compile the language's ``.ts``; return the ``.qm`` file."""
    target = into or file_of(language, "qm")
    run_tool("pyside6-lrelease", str(file_of(language)), "-qm", str(target))
    return target


def visitors_files() -> list[Path]:
    """Return the QML of the public screen: its pages, and every type that they are made of."""
    by_type = {file.stem: file for file in _QML.rglob("*.qml")}
    found: dict[str, Path] = {}
    waiting = [file.stem for file in (_QML / "screens").glob("*.qml")]
    while waiting:
        name = waiting.pop()
        if name in by_type and name not in found:
            found[name] = by_type[name]
            waiting += _TYPE_IN_USE.findall(by_type[name].read_text(encoding="utf-8"))
    return list(found.values())
