"""Checks all QML against the types of the view models: ``python -m ui.lint`` ends non-zero on any warning."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ui.qt_tools import ToolError, run_tool

_HERE = Path(__file__).parent
_MODULE = "Hubtap.Models"


def main() -> int:
    """Lint every QML file; return the exit code and print what is wrong."""
    try:
        with TemporaryDirectory() as folder:
            _describe_view_models(Path(folder))
            run_tool("pyside6-qmllint", *_OPTIONS, "-I", folder, "-I", str(_HERE / "qml"), *_qml_files())
    except ToolError as error:
        print(error, file=sys.stderr)  # noqa: T201  the report is what this command is for
        return 1
    return 0


# Of the dumps of a view model, 6.11's tool leaves out which properties are constant.
_OPTIONS = ("--max-warnings", "0", "--stale-property-read", "disable")


def _qml_files() -> list[str]:
    return [str(file) for file in sorted((_HERE / "qml").rglob("*.qml"))]


def _view_models() -> list[str]:
    """Return the files that offer a type to QML."""
    files = [*(_HERE / "viewmodels").glob("*.py"), *(_HERE / "tray").glob("*.py")]
    return [str(file) for file in sorted(files) if "\n@QmlElement\n" in file.read_text(encoding="utf-8")]


def _describe_view_models(folder: Path) -> None:
    """Write the module that tells qmllint what Python offers to QML."""
    module = folder.joinpath(*_MODULE.split("."))
    module.mkdir(parents=True)
    dump, types = folder / "dump.json", module / "models.qmltypes"
    run_tool("pyside6-metaobjectdump", "-o", str(dump), *_view_models())
    registrar = ("--generate-qmltypes", str(types), "--import-name", _MODULE, "--major-version", "1")
    run_tool("pyside6-qmltyperegistrar", *registrar, "-o", str(folder / "unused.cpp"), str(dump))
    (module / "qmldir").write_text(f"module {_MODULE}\ntypeinfo models.qmltypes\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
