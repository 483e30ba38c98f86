"""Whether what the sync worker brings was written by the badge service that this kiosk belongs to. Loop thread only."""

import logging

from kiosk.domain.errors import OtherServiceError, SealError
from kiosk.domain.letters import KeyLetter, enrolment_statement, keys_statement
from kiosk.keys import KeyRing, Opened
from kiosk.ports import Enrolment

_log = logging.getLogger(__name__)


class ServiceTrust:
    """The first service that proves its key is believed; from then on nobody else is, unless an administrator says so.

    ``known``, in every call: the key of the service that this kiosk belongs to, None as long as none has proved one.
    """

    def __init__(self, keys: KeyRing) -> None:
        """Open letters with ``keys``."""
        self._keys = keys
        self._another_may_come = False

    def allow_another(self) -> None:
        """Let the next enrolment come from another service. A restart of the daemon takes it back."""
        self._another_may_come = True
        _log.warning("the next enrolment may come from another badge service")

    def settle(self) -> None:
        """Note that an enrolment was kept: its service is the one from now on."""
        self._another_may_come = False

    def open_enrolment(self, told: Enrolment, letter: KeyLetter, known: str | None) -> Opened:
        """Return the region's keys that come with an enrolment.

        Raises:
            SealError: the letter is no good, or older than the last one.
            OtherServiceError: another service wrote it, or nobody can tell who.

        """
        if not self._another_may_come:
            _require_same(letter, known)
        if letter.proof is not None:
            self._keys.check(enrolment_statement(told, letter, sealing_key=self._keys.sealing_key()), letter)
        return self._open(letter, known)

    def open_keys(self, letter: KeyLetter, known: str | None) -> Opened:
        """Return the region's keys, which changed.

        Raises:
            SealError: the letter is no good, or older than the last one.
            OtherServiceError: another service wrote it.

        """
        _require_same(letter, known)
        self._keys.check(keys_statement(letter, sealing_key=self._keys.sealing_key()), letter)
        return self._open(letter, known)

    def _open(self, letter: KeyLetter, known: str | None) -> Opened:
        """Open ``letter``; one of the same service that was held back must not bring retired keys back."""
        if known is not None and known == letter.service_key and letter.issued_us < self._keys.issued_us():
            message = "the letter is older than the last one"
            raise SealError(message)
        return self._keys.open(letter)


def _require_same(letter: KeyLetter, known: str | None) -> None:
    if known is not None and (letter.proof is None or letter.service_key != known):
        message = "the letter is not from the badge service that this kiosk belongs to"
        raise OtherServiceError(message)
