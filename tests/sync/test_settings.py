from pathlib import Path

import pytest

from kiosk.domain.errors import SettingsError
from sync.settings import read_settings


def write(folder: Path, text: str) -> Path:
    path = folder / "hubtap.toml"
    path.write_text(text)
    return path


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://[::1]:8080/", "http://localhost", "http://127.9.9.9"])
def test_plain_http_is_for_this_machine(tmp_path: Path, url: str) -> None:
    assert read_settings(write(tmp_path, f'[sync]\nservice_url = "{url}"')).service_url == url


def test_everything_has_a_default_but_the_service(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, '[sync]\nservice_url = "http://localhost:1"\nrun_dir = "/r"'))
    assert settings.daemon_socket == Path("/r/worker.sock")
    assert settings.heartbeat_every_s == 60


@pytest.mark.parametrize(
    "url",
    [
        "http://badges.example.org",
        "http://10.0.0.1",
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@example.org",
        "https://me:secret@badges.example.org",
        "https://badges.example.org/path",
        "https://badges.example.org?x=1",
        "https://badges.example.org:port",
        "ftp://badges.example.org",
        "badges.example.org",
        "https://[",
        "",
    ],
)
def test_other_addresses_are_refused_with_their_line(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(write(tmp_path, f'[sync]\nservice_url = "{url}"'))
    (problem,) = refused.value.problems
    assert "line 2" in problem
    assert "service_url" in problem


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = '[sync]\nservice_url = "x"\nproxi = ""\nheartbeat_every_s = 0\nlog_level = "loud"\n'
    with pytest.raises(SettingsError) as refused:
        read_settings(write(tmp_path, text))
    assert len(refused.value.problems) == 4
    assert "did you mean proxy?" in refused.value.problems[1]


def test_a_proxys_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(write(tmp_path, '[sync]\nservice_url = "http://[::1]"\nproxy = "me:hunter2@proxy"'))
    assert "hunter2" not in str(refused.value)


def test_a_certificate_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    text = '[sync]\nservice_url = "https://badges.example.org"\nca_file = "/nowhere/ca.pem"'
    with pytest.raises(SettingsError, match="ca_file"):
        read_settings(write(tmp_path, text))


def test_a_settings_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        read_settings(tmp_path / "nothing.toml")
