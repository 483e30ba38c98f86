"""Runs pieces of our shell scripts."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def bash(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``script`` in the project's folder, as strictly as our scripts are."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script, "-", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
