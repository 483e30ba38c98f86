"""The region's card keys on their way from the service to the daemon; the worker can't open them."""

import logging

from kiosk.local_api.messages import NewRegionKeys, RegionKeysKept, WorkerWelcome
from sync.errors import DaemonRefusedError
from sync.ports import Daemon
from sync.protocol import SealedLetter

_log = logging.getLogger(__name__)


class RegionKeys:
    """Which of the region's keys the daemon holds, by id."""

    def __init__(self, daemon: Daemon, welcome: WorkerWelcome) -> None:
        """Begin with what the daemon said."""
        self._daemon = daemon
        self._held = welcome.key_ids

    @property
    def held(self) -> str:
        """The ids with commas between, the newest first; empty where the daemon has no proof whose they are."""
        return ",".join(self._held)

    def deliver(self, letter: SealedLetter) -> None:
        """Hand a letter to the daemon. One that it refuses is told and forgotten: the service writes another."""
        message = NewRegionKeys(
            sealed_keys=letter.sealed_keys,
            issued_us=letter.issued_us,
            service_key=letter.service_key,
            proof=letter.proof,
        )
        try:
            self._held = self._daemon.ask(message, RegionKeysKept).key_ids
        except DaemonRefusedError as error:
            _log.error("event=region_keys_refused reason=%s", error.refusal)
        else:
            _log.info("event=region_keys_delivered keys=%s", self.held)
