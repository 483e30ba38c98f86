"""The rules for readers, as Debian 13's own tools read them where they are installed."""

import subprocess

from kiosk.doctor.check_readers import GRABBING_MODULES


def said(*command: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_udev_finds_no_fault_in_the_rules_for_readers() -> None:
    said("udevadm", "verify", "/usr/lib/udev/rules.d/95-hubtap-readers.rules")


def test_the_kernels_own_nfc_drivers_are_not_loaded_by_themselves() -> None:
    listed = said("/usr/sbin/modprobe", "--showconfig").splitlines()
    assert {f"blacklist {module}" for module in GRABBING_MODULES} <= set(listed)


def test_the_doctor_finds_the_rule_that_lets_the_daemon_in() -> None:
    ran = subprocess.run(["hubtap", "doctor", "--json"], capture_output=True, text=True, check=False, timeout=120)
    assert "pcscd asks polkit, and Hubtap's rule is there." in ran.stdout, ran.stdout + ran.stderr
    assert "No attendance daemon is running" not in ran.stdout
