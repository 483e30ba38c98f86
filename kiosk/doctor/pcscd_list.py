"""``python -m kiosk.doctor.pcscd_list``: asks pcscd for its readers and tells them as JSON. The doctor starts it."""

import sys

import msgspec

from kiosk.doctor.facts import Pcscd


def main() -> int:
    """Print how pcscd answers, and its readers."""
    try:
        # Loaded here: without the library this still tells so.
        from kiosk.readers.pcsc_service import ServiceError, connected  # noqa: PLC0415
    except ImportError:
        return _tell(Pcscd.NO_LIBRARY)
    try:
        with connected() as service:
            return _tell(Pcscd.ANSWERS, service.readers())
    except ServiceError as error:
        return _tell(Pcscd.DENIES if error.denied else Pcscd.SILENT)


def _tell(state: Pcscd, readers: tuple[str, ...] = ()) -> int:
    print(msgspec.json.encode({"state": state.value, "readers": readers}).decode())  # noqa: T201  for the doctor
    return 0


if __name__ == "__main__":
    sys.exit(main())
