from pathlib import Path

from kiosk.machine import MachineHealth, machine_health, machine_model


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_pi_tells_its_temperature_and_voltage(tmp_path: Path) -> None:
    write(tmp_path / "class/thermal/thermal_zone0/type", "other\n")
    write(tmp_path / "class/thermal/thermal_zone0/temp", "99000\n")
    write(tmp_path / "class/thermal/thermal_zone1/type", "cpu-thermal\n")
    write(tmp_path / "class/thermal/thermal_zone1/temp", "48312\n")
    write(tmp_path / "class/hwmon/hwmon0/name", "cpu_thermal\n")
    write(tmp_path / "class/hwmon/hwmon1/name", "rpi_volt\n")
    write(tmp_path / "class/hwmon/hwmon1/in0_lcrit_alarm", "1\n")
    assert machine_health(tmp_path) == MachineHealth(48.312, undervoltage=True)


def test_a_machine_without_sensors_cant_tell(tmp_path: Path) -> None:
    assert machine_health(tmp_path) == MachineHealth(None, None)


def test_a_sensor_that_talks_nonsense_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "class/thermal/thermal_zone0/temp", "warm\n")
    write(tmp_path / "class/thermal/thermal_zone1/temp", "31000\n")
    assert machine_health(tmp_path) == MachineHealth(31.0, None)


def test_the_board_says_what_it_is(tmp_path: Path) -> None:
    write(tmp_path / "firmware/devicetree/base/model", "Raspberry Pi 4 Model B Rev 1.5\0")
    assert machine_model(tmp_path) == "Raspberry Pi 4 Model B Rev 1.5"
    assert machine_model(tmp_path / "nothing") == "unknown"
