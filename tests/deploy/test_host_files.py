"""What is installed on a kiosk beside the programs: rules for readers, read strictly and tried on made-up devices."""

import re

import pytest

from kiosk.doctor.check_readers import GRABBING_MODULES
from tests.architecture.sources import ROOT
from tests.deploy import udev

HOST = ROOT / "deploy/host"
RULES = HOST / "95-hubtap-readers.rules"
ADDED = {"ACTION": "add"}
DAEMONS = {"GROUP": "hubtap-daemon", "MODE": "0660"}
AWAKE = {"ATTR{power/control}": "on"}


def usb_device(ids: str, interfaces: str = ":ff0000:") -> dict[str, str]:
    vendor, product = ids.split(":")
    return {
        **ADDED,
        "SUBSYSTEM": "usb",
        "ENV{DEVTYPE}": "usb_device",
        "ENV{ID_USB_INTERFACES}": interfaces,
        "ATTR{idVendor}": vendor,
        "ATTR{idProduct}": product,
        "TEST": "power/control",
    }


def keyboard(**more: str) -> dict[str, str]:
    found = {**ADDED, "SUBSYSTEM": "input", "KERNEL": "event3"}
    return found | {f"ENV{{{name}}}": value for name, value in {"ID_INPUT_KEYBOARD": "1", **more}.items()}


def serial(**more: str) -> dict[str, str]:
    return {**ADDED, "SUBSYSTEM": "tty", **more}


ADAPTER = serial(
    KERNEL="ttyUSB0", SUBSYSTEMS="usb", **{"ATTRS{idVendor}": "0403", "ENV{ID_PATH_TAG}": "platform-usb-0_1_3"}
)
CASES = {
    "any smart card reader": (usb_device("1234:5678", ":0b0000:"), AWAKE),
    "a reader that is more than one": (usb_device("1234:5678", ":030101:0b0000:"), AWAKE),
    "an ACR122U stays with pcscd": (usb_device("072f:2200", ":0b0000:"), AWAKE),
    "an SCL3711": (usb_device("04e6:5591"), AWAKE | DAEMONS),
    "an RC-S380": (usb_device("054c:06c3"), AWAKE | DAEMONS),
    "an FTDI adapter's power": (usb_device("0403:6001"), AWAKE),
    "an FTDI adapter's port": (ADAPTER, DAEMONS | {"SYMLINK": "hubtap-reader-platform-usb-0_1_3"}),
    "its latency": (
        {**ADDED, "SUBSYSTEM": "usb-serial", "DRIVER": "ftdi_sio"},
        {"ATTR{latency_timer}": "1"},
    ),
    "the Pi's own port": (serial(KERNEL="ttyAMA0"), DAEMONS),
    "the Pi's pins": (
        {**ADDED, "SUBSYSTEM": "gpio", "KERNEL": "gpiochip0"},
        {"GROUP": "gpio", "MODE": "0660"},
    ),
    "a scanner that types": (keyboard(ID_BUS="usb"), DAEMONS),
    "a touch panel": (keyboard(ID_BUS="usb", ID_INPUT_TOUCHSCREEN="1"), {}),
    "keys of the machine itself": (keyboard(ID_BUS="i2c"), {}),
    "a mouse's receiver": (usb_device("046d:c52b"), {}),
    "a console": (serial(KERNEL="tty1"), {}),
    "a reader that is unplugged": (usb_device("04e6:5591") | {"ACTION": "remove"}, {}),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_device_gets_what_it_needs_and_others_nothing(case: tuple[dict[str, str], dict[str, str]]) -> None:
    found, given = case
    assert udev.apply(udev.read(RULES), found) == given


def test_the_rules_come_after_those_that_let_readers_sleep() -> None:
    assert int(RULES.name.partition("-")[0]) > 92


def test_the_kernel_is_kept_from_loading_just_the_drivers_that_grab_readers() -> None:
    lines = (HOST / "hubtap-readers.conf").read_text(encoding="ascii").splitlines()
    commands = [line.split() for line in lines if not line.startswith("#")]
    assert {command[0] for command in commands} == {"blacklist"}
    assert sorted(command[1] for command in commands) == sorted(GRABBING_MODULES)
    assert all(len(command) == 2 for command in commands)


def test_the_polkit_rule_lets_in_the_daemon_for_both_actions_and_forbids_nothing() -> None:
    text = re.sub(r"//.*", "", (HOST / "50-hubtap-pcscd.rules").read_text(encoding="ascii"))
    assert re.findall(r'"(org\.[\w.-]+)"', text) == [
        "org.debian.pcsc-lite.access_pcsc",
        "org.debian.pcsc-lite.access_card",
    ]
    assert re.findall(r'subject\.user === "([^"]+)"', text) == ["hubtap-daemon"]
    assert re.findall(r"polkit\.Result\.(\w+)", text) == ["YES"]
    assert [text.count(mark) for mark in "({["] == [text.count(mark) for mark in ")}]"]


@pytest.mark.parametrize("name", ["50-hubtap-pcscd.rules", "95-hubtap-readers.rules", "hubtap-readers.conf", "hubtap"])
def test_each_file_is_put_on_the_kiosk(name: str) -> None:
    assert f"deploy/host/{name}" in (ROOT / "deploy/stage").read_text(encoding="utf-8")
