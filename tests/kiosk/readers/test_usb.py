"""sysfs as the kernel shows it, in a folder."""

from pathlib import Path

import pytest

from kiosk.readers.usb import trouble


def plug_in(sysfs: Path, interface_class: str, *, held_by: str = "") -> None:
    device = sysfs / "devices" / "1-1.2:1.0"
    device.mkdir(parents=True)
    (device / "bInterfaceClass").write_text(f"{interface_class}\n")
    if held_by:
        driver = sysfs / "drivers" / held_by
        driver.mkdir(parents=True)
        (driver / "1-1.2:1.0").symlink_to(device)


def test_nothing_plugged_in_is_no_trouble(tmp_path: Path) -> None:
    assert trouble(tmp_path) is None


def test_a_keyboard_is_no_trouble(tmp_path: Path) -> None:
    plug_in(tmp_path, "03", held_by="usbhid")
    assert trouble(tmp_path) is None


@pytest.mark.parametrize("driver", ["pn533_usb", "port100"])
def test_a_reader_that_the_kernel_took_is_named_with_the_remedy(tmp_path: Path, driver: str) -> None:
    plug_in(tmp_path, "0b", held_by=driver)
    told = trouble(tmp_path)
    assert told is not None
    assert driver in told
    assert "modprobe" in told


def test_a_driver_that_is_loaded_but_holds_nothing_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "drivers" / "pn533_usb").mkdir(parents=True)
    (tmp_path / "drivers" / "pn533_usb" / "module").touch()
    assert trouble(tmp_path) is None


def test_a_smart_card_reader_that_nobody_can_use_lacks_its_driver(tmp_path: Path) -> None:
    plug_in(tmp_path, "0b")
    assert "driver" in (trouble(tmp_path) or "")


def test_this_machine_can_be_asked() -> None:
    assert trouble() is None or isinstance(trouble(), str)
