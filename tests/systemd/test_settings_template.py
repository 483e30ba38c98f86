"""The settings file that a kiosk starts with is one that its programs accept."""

from kiosk.settings import read_settings as read_daemon
from sync.settings import read_settings as read_sync
from tests.systemd.test_accounts import TEMPLATE
from ui.settings import read_settings as read_screen


def test_every_program_accepts_the_template() -> None:
    assert read_daemon(TEMPLATE).worker_user == "hubtap-sync"
    assert read_sync(TEMPLATE).service_url == "https://badges.example.org"
    assert read_screen(TEMPLATE).full_screen
