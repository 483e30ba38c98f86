"""Compiles the libraries that stand between a program and the kernel, each once in a test run."""

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def built(name: str) -> Path:
    """Return the library made of ``name``.c in this folder."""
    library = _folder() / f"{name}.so"
    command: list[str | Path] = ["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library]
    subprocess.run([*command, _HERE / f"{name}.c", "-ldl", "-lpthread"], check=True)
    return library


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="preload-"))
    atexit.register(shutil.rmtree, folder)
    return folder
