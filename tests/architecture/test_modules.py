"""Modules stay small, are named for what they do, and open nothing when they are imported."""

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, product_modules

MOST_LINES = 400
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

# Run by a fresh Python: whoever opens something while a module is being imported ends with a traceback to the line.
IMPORTER = """
import importlib, os, sys

FORBIDDEN = {
    "socket.__new__", "socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen", "os.system", "os.fork",
    "os.mkdir", "os.remove", "os.rename", "os.chmod", "_thread.start_new_thread", "_thread.start_joinable_thread",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
    if event in FORBIDDEN or writes:
        raise RuntimeError(f"importing opened something: {event} {arguments[0]!r}")

sys.addaudithook(watch)
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except RuntimeError as error:
        raise SystemExit(f"{name}: {error}") from error
"""


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


MODULES = [str(path.relative_to(ROOT)) for path in product_modules()]
# Migrations are alembic's scripts: they run when they are loaded, by alembic only.
IMPORTABLE = [module_name(path) for path in MODULES if "/migrations/" not in path]


@pytest.mark.parametrize("path", MODULES)
def test_a_module_is_small_enough_to_have_one_reason_to_change(path: str) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_a_module_is_named_for_what_it_does() -> None:
    assert not [path for path in MODULES if SAYS_NOTHING & set(module_name(path).split("."))]


def test_importing_the_product_opens_nothing() -> None:
    finished = subprocess.run(
        [sys.executable, "-B", "-c", IMPORTER, *IMPORTABLE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert finished.returncode == 0, finished.stderr
