"""Qt's command-line tools, as they lie beside this Python or in the path."""

import shutil
import subprocess
import sys
from pathlib import Path


class ToolError(Exception):
    """A tool is missing or failed; the text is what it said."""


def run_tool(name: str, *arguments: str) -> str:
    """Run a tool and return what it said.

    Raises:
        ToolError: it isn't there, or it failed.

    """
    beside = Path(sys.executable).with_name(name)
    program = str(beside) if beside.exists() else shutil.which(name)
    if program is None:
        message = f"{name} is not installed"
        raise ToolError(message)
    done = subprocess.run([program, *arguments], check=False, capture_output=True, text=True)  # noqa: S603  Qt's own tool
    said = done.stdout + done.stderr
    if done.returncode:
        raise ToolError(said)
    return said
