"""Gathering facts: from made-up folders that look like /sys and /proc, and from this machine as it is."""

import socket
from pathlib import Path

import pytest

from kiosk.doctor.examine import examine
from kiosk.doctor.facts import Disk, NoDaemon, NotTried, Pcscd, Service
from kiosk.doctor.gather import gather
from kiosk.doctor.gather_machine import clock_state, disk_state, loaded_modules, polkit_state
from kiosk.doctor.gather_programs import badge_service, card_service, daemon_status
from kiosk.doctor.gather_usb import usb_readers
from kiosk.domain.clock import ClockReading
from tests.fakes.house import BOOT


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def plug(sys_folder: Path, socket_name: str, ids: str, *, driver: str | None, interface_class: str = "ff") -> None:
    """Make a USB device with one interface."""
    devices = sys_folder / "bus/usb/devices"
    vendor, product = ids.split(":")
    for name, text in {
        "idVendor": vendor,
        "idProduct": product,
        "manufacturer": "Made-up",
        "product": "Reader",
        "busnum": "1",
        "devnum": "7",
        "power/control": "auto",
    }.items():
        write(devices / socket_name / name, text)
    interface = devices / f"{socket_name}:1.0"
    write(interface / "bInterfaceClass", interface_class)
    if driver:
        home = sys_folder / "bus/usb/drivers" / driver
        home.mkdir(parents=True, exist_ok=True)
        (interface / "driver").symlink_to(home)


def test_a_reader_that_the_kernel_took_is_seen_with_its_driver(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", "072f:2200", driver="pn533_usb", interface_class="0b")
    (found,) = usb_readers(tmp_path, tmp_path) or ()
    assert (found.name, found.kernel_drivers, found.power) == ("ACS ACR122U", ("pn533_usb",), "auto")


def test_a_program_that_has_a_reader_open_is_its_owner(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", "04e6:5591", driver="usbfs")
    write(tmp_path / "412/comm", "pcscd")
    (tmp_path / "412/fd").mkdir()
    (tmp_path / "412/fd/9").symlink_to("/dev/bus/usb/001/007")
    (found,) = usb_readers(tmp_path, tmp_path) or ()
    assert (found.name, found.holders, found.kernel_drivers) == ("SCM SCL3711", ("pcscd",), ())


def test_any_smart_card_reader_is_seen_and_nothing_else_is(tmp_path: Path) -> None:
    plug(tmp_path, "1-1", "1234:0001", driver=None, interface_class="0b")
    plug(tmp_path, "1-2", "1234:0002", driver="usbhid", interface_class="03")
    assert [reader.name for reader in usb_readers(tmp_path, tmp_path) or ()] == ["Made-up Reader"]


def test_a_machine_without_usb_says_so(tmp_path: Path) -> None:
    assert usb_readers(tmp_path, tmp_path) is None


def test_modules_are_listed_by_name(tmp_path: Path) -> None:
    assert loaded_modules(tmp_path) is None
    write(tmp_path / "modules", "pn533_usb 20480 0 - Live 0x0\nnfc 155648 1 pn533, Live 0x0")
    assert loaded_modules(tmp_path) == frozenset({"pn533_usb", "nfc"})


def test_polkit_is_looked_at_where_debian_keeps_it(tmp_path: Path) -> None:
    write(tmp_path / "mounts", "proc /proc proc rw,nosuid,relatime 0 0")
    state = polkit_state(tmp_path, tmp_path, {})
    assert (state.asked, state.installed, state.rule, state.hidden_processes) == (False, False, False, False)
    write(tmp_path / "usr/share/polkit-1/actions/org.debian.pcsc-lite.policy", "<policyconfig/>")
    write(tmp_path / "usr/share/polkit-1/rules.d/50-hubtap-pcscd.rules", "")
    write(tmp_path / "mounts", "proc /proc proc rw,hidepid=invisible 0 0")
    state = polkit_state(tmp_path, tmp_path, {"polkitd": "126"})
    assert (state.asked, state.installed, state.rule, state.hidden_processes) == (True, True, True, True)


def test_the_clock_is_told_with_its_year_and_battery(tmp_path: Path) -> None:
    reading = ClockReading(0, synchronised=False, boot=BOOT, boottime_us=5)
    assert not clock_state(reading, tmp_path).battery
    (tmp_path / "class/rtc/rtc0").mkdir(parents=True)
    state = clock_state(reading, tmp_path)
    assert (state.year, state.battery, state.synchronised) == (1970, True, False)


def test_the_disk_of_a_folder_that_is_yet_to_come_is_that_of_its_parent(tmp_path: Path) -> None:
    found = disk_state(tmp_path / "not" / "yet")
    assert isinstance(found, Disk)
    assert (found.folder, found.read_only) == (str(tmp_path), False)
    assert found.free_bytes > 0


def test_a_daemon_that_is_away_is_a_fact(tmp_path: Path) -> None:
    assert isinstance(daemon_status(tmp_path), NoDaemon)


def test_a_card_service_that_is_away_is_a_fact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", str(tmp_path / "nowhere"))
    assert card_service().state is Pcscd.SILENT


def test_a_machine_without_the_card_library_is_a_fact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "smartcard/__init__.py", "raise ImportError")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")
    assert card_service().state is Pcscd.NO_LIBRARY


def test_a_service_that_is_away_is_a_fact_with_its_cause(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings = tmp_path / "hubtap.toml"
    settings.write_text(f'[sync]\nservice_url = "http://127.0.0.1:{port}"\n', encoding="utf-8")
    found = badge_service(settings)
    assert isinstance(found, Service)
    assert (found.address, found.state) == (f"http://127.0.0.1:{port}", "service_down")


def test_settings_without_a_service_are_a_fact(tmp_path: Path) -> None:
    settings = tmp_path / "hubtap.toml"
    settings.write_text("[daemon]\n", encoding="utf-8")
    found = badge_service(settings)
    assert isinstance(found, NotTried)
    assert "service_url" in found.reason


def test_a_machine_with_nothing_set_up_gets_a_whole_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", str(tmp_path / "nowhere"))
    facts = gather(tmp_path / "missing.toml")
    assert facts.settings_problems
    assert facts.readers.service.state is Pcscd.SILENT
    assert examine(facts)
