"""One card on two PC/SC readers: the real pcscd with two virtual readers, the real daemon, the real commands."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulators.cards import Card, mifare_classic, ultralight
from tests.emulators.pcscd import READERS, VirtualPcscd
from tests.kiosk.process import PATIENCE_S, DaemonProcess

CARD, OTHER = ultralight("04C0FFEE123456"), mifare_classic("C0FFEE12")


@pytest.fixture
def kiosk(tmp_path: Path, virtual_pcscd: VirtualPcscd) -> Iterator[DaemonProcess]:
    virtual_pcscd.clear()
    daemon = DaemonProcess(tmp_path, "kiosk.main", env=virtual_pcscd.environment)
    daemon.configure()
    daemon.start()
    with daemon.neighbour("screen") as screen:
        told = screen.greeting
        while told["reader"] != "ready":
            told = screen.next()
    yield daemon
    virtual_pcscd.clear()
    daemon.close()


@pytest.mark.parametrize(
    ("second", "code", "last"),
    [
        (CARD, 0, "The readers agree: both make the same token of this card."),
        (OTHER, 1, "The readers don't agree."),
    ],
    ids=["one card", "two cards"],
)
def test_two_readers_are_compared_by_one_card(
    kiosk: DaemonProcess, virtual_pcscd: VirtualPcscd, second: Card, code: int, last: str
) -> None:
    command = [sys.executable, "-m", "kiosk.cli", "cards", "compare", "--settings", str(kiosk.settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as comparing:
        try:
            assert comparing.stdout is not None
            said = [comparing.stdout.readline()]
            virtual_pcscd.lay(CARD, 0)
            said += [comparing.stdout.readline(), comparing.stdout.readline()]
            virtual_pcscd.lay(second, 1)
            said += comparing.stdout.readlines()
            assert comparing.wait(PATIENCE_S) == code
        finally:
            comparing.kill()
    assert READERS[0] in said[1]
    assert READERS[1] in said[3]
    assert said[-1].startswith(last)
    assert not [line for line in said if "c0ffee" in line.lower()]


def test_the_doctor_names_the_readers_that_pcscd_and_the_daemon_have(
    kiosk: DaemonProcess, virtual_pcscd: VirtualPcscd
) -> None:
    command = [sys.executable, "-m", "kiosk.cli", "doctor", "--json", "--settings", str(kiosk.settings)]
    env = os.environ | virtual_pcscd.environment
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=env)
    found = {finding["subject"]: finding for finding in json.loads(ran.stdout)["findings"]}
    assert found["smart card service"]["found"] == f"pcscd sees 2: {', '.join(READERS)}."
    for reader in READERS:
        assert found[f"daemon's reader {reader}"]["level"] == "pass"
