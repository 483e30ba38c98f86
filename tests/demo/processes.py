"""Which processes of a demo are there."""

import os
import signal
from pathlib import Path


def processes_of(root: Path) -> dict[int, str]:
    """Return every process whose command line names ``root``, by process id."""
    found = {}
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            continue
        if entry.name.isdigit() and str(root) in command:
            found[int(entry.name)] = command
    return found


def kill(root: Path, module: str) -> None:
    """Kill the one process of the demo at ``root`` that runs ``module``."""
    (process,) = (pid for pid, command in processes_of(root).items() if f"-m {module} " in command)
    os.kill(process, signal.SIGKILL)
