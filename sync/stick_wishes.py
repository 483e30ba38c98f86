"""What staff ask of a USB stick at the touchscreen: the worker's part of it. It sees no stick, only what it carries."""

from collections.abc import Callable
from pathlib import Path

from kiosk.local_api.messages import PART_BYTES, AnswerPart, AnswerWanted, Noted, StickContent, StickDone, StickWanted
from kiosk.machine import MachineHealth
from sync import bundle
from sync.bundle_protocol import MOST_FILE_BYTES, BundleError
from sync.daemon_link import DaemonLink
from sync.identity import Identities


class StickWishes:
    """Makes the file of what waits, and takes over the service's answer."""

    def __init__(self, daemon_socket: Path, identities: Identities, machine: Callable[[], MachineHealth]) -> None:
        """Do nothing yet."""
        self._daemon_socket = daemon_socket
        self._identities = identities
        self._machine = machine

    def meet(self, wanted: StickWanted, daemon: DaemonLink) -> bool:
        """Do what is wanted and tell ``daemon`` what it came to; return whether it enrolled this kiosk anew.

        Raises:
            LinkError: the daemon went away; it asks again if staff do.

        """
        enrolled = False
        try:
            if wanted.what == "write":
                done = self._write(wanted.number, daemon)
            else:
                done, enrolled = self._read(wanted.number, daemon)
        except BundleError as error:
            done = StickDone(number=wanted.number, trouble=error.code)
        daemon.ask(done, Noted)
        return enrolled

    def _write(self, number: int, daemon: DaemonLink) -> StickDone:
        with DaemonLink(self._daemon_socket) as greeted:
            written = bundle.write_bundle(greeted, self._identities.current, self._machine)
        for start in range(0, len(written.content), PART_BYTES):
            part = written.content[start : start + PART_BYTES]
            daemon.ask(StickContent(number=number, content=part), Noted)
        return StickDone(number=number, records=written.records, left=written.left)

    def _read(self, number: int, daemon: DaemonLink) -> tuple[StickDone, bool]:
        content = bytearray()
        while part := daemon.ask(AnswerWanted(number=number, offset=len(content)), AnswerPart).content:
            content += part
            if len(content) > MOST_FILE_BYTES:
                break
        taken = bundle.read_answer(bytes(content), self._identities.current, lambda: DaemonLink(self._daemon_socket))
        changes = bool(taken.pages or taken.enrolled)
        done = StickDone(number=number, records=taken.settled, left=taken.waiting, changes=changes)
        return done, taken.enrolled
