"""All facts about this kiosk, gathered from a settings file on. Whatever is down is a fact, never an error."""

from pathlib import Path

from kiosk.card_readers import PCSC
from kiosk.doctor.facts import Facts, Readers
from kiosk.doctor.gather_machine import clock_state, disk_state, loaded_modules, package_versions, polkit_state
from kiosk.doctor.gather_programs import badge_service, card_service, daemon_status
from kiosk.doctor.gather_usb import usb_readers
from kiosk.domain.errors import SettingsError
from kiosk.settings import DaemonSettings, read_settings
from kiosk.system import SystemClock, boot_id

_ROOT = Path("/")
_PROC = Path("/proc")
_SYS = Path("/sys")


def gather(settings_file: Path) -> Facts:
    """Return the facts; takes as long as the slowest that is asked, less than a minute."""
    problems: tuple[str, ...] = ()
    try:
        settings = read_settings(settings_file)
    except SettingsError as error:
        problems, settings = error.problems, DaemonSettings()
    versions = package_versions()
    return Facts(
        settings_file=str(settings_file),
        settings_problems=problems,
        readers=Readers(
            service=card_service(),
            usb=usb_readers(_SYS, _PROC),
            modules=loaded_modules(_PROC),
            versions=versions,
            pcscd_wanted=PCSC in settings.readers,
        ),
        polkit=polkit_state(_ROOT, _PROC, versions),
        clock=clock_state(SystemClock(boot_id()).read(), _SYS),
        disk=disk_state(settings.state_dir),
        daemon=daemon_status(settings.run_dir),
        service=badge_service(settings_file),
    )
