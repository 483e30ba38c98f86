"""Becomes a program that sees other USB devices than the machine's.

Started as ``unshare --mount python usb_room.py FOLDER LIBRARY PROGRAM…``: they are made of the folder's /sys and /dev,
and of ``usbfs.c`` as LIBRARY.
"""

import os
import subprocess
import sys
from pathlib import Path

_NODES = ("null", "zero", "full", "random", "urandom")
_FOLDERS = ("pts", "shm")


def main() -> None:
    """Furnish the room and become the program."""
    folder, library, program = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    for name in (*_NODES, *_FOLDERS):
        place = folder / "dev" / name
        if name in _FOLDERS:
            place.mkdir(exist_ok=True)
        else:
            place.touch()
        subprocess.run(["mount", "--rbind", f"/dev/{name}", place], check=True)
    for name in ("dev", "sys"):
        subprocess.run(["mount", "--rbind", folder / name, f"/{name}"], check=True)
    environment = {
        **os.environ,
        "LD_PRELOAD": library,
        "EMULATED_USB": str(folder / "sockets"),
        "SYSTEMD_DEVICE_VERIFY_SYSFS": "0",  # libudev would see that this is no real sysfs
    }
    os.execvpe(program[0], program, environment)  # noqa: S606  it is the test's own command


if __name__ == "__main__":
    main()
