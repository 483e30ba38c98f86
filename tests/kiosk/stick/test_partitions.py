"""Which disks are sticks, by what the kernel shows of them."""

from pathlib import Path

from kiosk.stick.partitions import stick_partitions


class Machine:
    """A made-up /sys with disks, and what is mounted."""

    def __init__(self, folder: Path) -> None:
        self.sys = folder / "sys"
        self.mounts = folder / "mountinfo"
        self._class = self.sys / "class/block"
        self._class.mkdir(parents=True)
        self.mounts.write_text("21 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw\n")

    def disk(self, name: str, *parts: str, bus: str = "pci/usb2/2-1", size: str = "31260672") -> None:
        for number, each in enumerate((name, *parts)):
            folder = self.sys / "devices" / bus / "host0/block" / name / (each if number else "")
            (folder / "holders").mkdir(parents=True)
            (folder / "size").write_text(f"{size}\n")
            (folder / "dev").write_text(f"8:{ord(name[-1]) * 16 + number}\n")
            if number:
                (folder / "partition").write_text(f"{number}\n")
            (self._class / each).symlink_to(folder)

    def mount(self, name: str) -> None:
        device = (self._class / name / "dev").read_text().strip()
        self.mounts.write_text(f"{self.mounts.read_text()}40 21 {device} / /data rw - vfat /dev/{name} rw\n")

    def hold(self, name: str) -> None:
        (self._class / name / "holders/dm-0").mkdir()

    @property
    def found(self) -> list[str]:
        return stick_partitions(self.sys, self.mounts)


def test_a_sticks_partitions_come_before_the_whole_of_it(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.disk("sda", "sda2", "sda1")
    machine.disk("sdb")
    assert machine.found == ["sda1", "sda2", "sda", "sdb"]


def test_nothing_of_the_machines_own_is_a_stick(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.disk("sda", "sda1", bus="pci/ata1")
    machine.disk("sdb", "sdb1", "sdb2")
    machine.mount("sdb2")
    machine.disk("sdc", "sdc1")
    machine.hold("sdc1")
    machine.disk("sdd", size="0")
    assert machine.found == []


def test_a_machine_without_disks_has_no_stick(tmp_path: Path) -> None:
    assert stick_partitions(tmp_path / "sys", tmp_path / "mountinfo") == []
