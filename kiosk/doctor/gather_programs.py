"""Facts that other programs tell: pcscd, the daemon, the worker. Each is bounded in time."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.administrator_line import NoAnswerError
from kiosk.doctor.facts import CardService, NoDaemon, NotTried, Pcscd, Service
from kiosk.local_api.messages import Status
from kiosk.status import ask

_PCSCD_TIMEOUT_S = 10.0
_SERVICE_TIMEOUT_S = 45.0
"""The worker gives up after ten seconds, but for a name that nobody answers for."""
_BAD_SETTINGS = 2


class _Listed(msgspec.Struct, frozen=True):
    """What ``kiosk.doctor.pcscd_list`` prints."""

    state: str
    readers: tuple[str, ...] = ()


class _Checked(msgspec.Struct, frozen=True):
    """What ``hubtap sync --check`` prints."""

    service: str
    state: str
    detail: str


def card_service() -> CardService:
    """Ask pcscd, from a process of its own: a service that hangs holds up nobody else."""
    try:
        ran = _run([sys.executable, "-m", "kiosk.doctor.pcscd_list"], _PCSCD_TIMEOUT_S)
        listed = msgspec.json.decode(ran.stdout, type=_Listed)
        return CardService(Pcscd(listed.state), listed.readers)
    except subprocess.TimeoutExpired:
        return CardService(Pcscd.STUCK)
    except (msgspec.DecodeError, ValueError):
        return CardService(Pcscd.NO_LIBRARY)


def daemon_status(run_dir: Path) -> Status | NoDaemon:
    """Ask the daemon whose sockets are in ``run_dir``."""
    try:
        return ask(run_dir)
    except NoAnswerError as error:
        return NoDaemon(str(error), error.refusal)


def badge_service(settings_file: Path) -> Service | NotTried:
    """Have the sync worker's program try to reach the badge service."""
    command = [sys.executable, "-m", "sync.main", "--check", "--settings", str(settings_file)]
    try:
        ran = _run(command, _SERVICE_TIMEOUT_S)
        checked = msgspec.json.decode(ran.stdout, type=_Checked)
    except subprocess.TimeoutExpired:
        return NotTried("the sync worker's program took too long.")
    except msgspec.DecodeError:
        return NotTried(ran.stderr.strip() if ran.returncode == _BAD_SETTINGS else "the sync worker's program failed.")
    return Service(checked.service, checked.state, checked.detail)


def _run(command: Sequence[str], timeout_s: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)  # noqa: S603  this project's own programs
