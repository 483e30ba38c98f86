"""``hubtap``: one name for every program."""

import subprocess
import sys
from pathlib import Path

import pytest

HUBTAP = (sys.executable, "-m", "kiosk.cli")


def hubtap(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*HUBTAP, *arguments], capture_output=True, text=True, timeout=60, check=False)


def test_the_help_names_every_command_and_program() -> None:
    ran = hubtap("--help")
    assert ran.returncode == 0
    for name in (
        "demo",
        "tap",
        "status",
        "doctor",
        "cards",
        "clock",
        "refused",
        "daemon",
        "sync",
        "ui",
        "service",
        "--version",
    ):
        assert name in ran.stdout


def test_the_version_is_told() -> None:
    ran = hubtap("--version")
    assert (ran.returncode, ran.stdout.split()[0]) == (0, "hubtap")


@pytest.mark.parametrize("program", ["daemon", "sync", "ui", "service"])
def test_a_program_has_its_own_help(program: str) -> None:
    ran = hubtap(program, "--help")
    assert ran.returncode == 0
    assert ran.stdout.startswith(f"usage: hubtap {program}")


def test_a_program_is_handed_over_without_the_library_of_the_commands() -> None:
    script = (
        "import runpy, sys\n"
        "sys.argv = ['hubtap', 'daemon', '--help']\n"
        "try:\n"
        "    runpy.run_module('kiosk.cli', run_name='__main__')\n"
        "except SystemExit as ended:\n"
        "    assert ended.code == 0\n"
        "assert 'kiosk.domain.errors' in sys.modules\n"
        "assert not {'typer', 'rich', 'click'} & set(sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    ("program", "table"),
    [("daemon", "daemon"), ("sync", "sync"), ("ui", "screen"), ("service", "service")],
    ids=lambda name: name,
)
def test_wrong_settings_are_all_told_with_their_lines_and_nothing_starts(
    tmp_path: Path, program: str, table: str
) -> None:
    settings = tmp_path / "hubtap.toml"
    settings.write_text(f'[{table}]\nlog_levle = "info"\nlog_level = 5\n\n[deamon]\n')
    verb = ("audit", "--json") if program == "service" else ()
    ran = hubtap(program, *verb, "--settings", str(settings))
    assert ran.returncode == 2
    assert f"{settings} line 2: unknown setting log_levle in [{table}]; did you mean log_level?" in ran.stderr
    assert f"{settings} line 3: [{table}] log_level is 5" in ran.stderr
    assert f"{settings} line 5: unknown table [deamon]; did you mean [daemon]?" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == [settings]


def test_a_tap_without_a_demo_says_how_to_start_one(tmp_path: Path) -> None:
    ran = hubtap("tap", "amina", "--dir", str(tmp_path))
    assert ran.returncode == 1
    assert "hubtap demo" in ran.stderr


def test_options_of_the_measured_demo_are_not_ignored_elsewhere() -> None:
    ran = hubtap("demo", "--taps", "3")
    assert ran.returncode == 2
    assert "--headless" in ran.stderr


def test_a_status_without_settings_or_daemon_is_told(tmp_path: Path) -> None:
    missing = hubtap("status", "--settings", str(tmp_path / "none.toml"))
    assert missing.returncode == 2
    settings = tmp_path / "hubtap.toml"
    settings.write_text(f'[daemon]\nrun_dir = "{tmp_path}"\n')
    silent = hubtap("status", "--settings", str(settings))
    assert silent.returncode == 1
    assert "No attendance daemon is running" in silent.stderr
    settings.write_text("[daemon]\nrun_dri = 5\n")
    wrong = hubtap("status", "--settings", str(settings))
    assert wrong.returncode == 2
    assert "did you mean run_dir?" in wrong.stderr
