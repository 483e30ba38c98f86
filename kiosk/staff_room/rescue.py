"""The one-time code that IT makes for a lead who forgot their PIN, or for the first lead."""

import hashlib
import hmac
import secrets
from collections.abc import Callable

import msgspec

from kiosk.domain.ids import BootId
from kiosk.ports import Clock, Store, Transaction

VALID_MIN = 30
_VALID_US = VALID_MIN * 60 * 1_000_000
_TRIES = 5
_LENGTH = 10
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""As in passport codes: no I, L, O, U."""
_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_MARK = "staff_rescue"


class _Kept(msgspec.Struct, frozen=True):
    """``until_us`` is of the steady clock of ``boot``: the code ends with it."""

    salt: str
    digest: str
    boot: str
    until_us: int
    tries: int


def _random_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


class RescueCodes:
    """At most one code at a time, kept as a hash."""

    def __init__(self, store: Store, clock: Clock, draw: Callable[[], str] = _random_code) -> None:
        """``draw`` makes a new code."""
        self._store = store
        self._clock = clock
        self._draw = draw

    def make(self) -> str:
        """Return a new code, which replaces the one before. It is valid for ``VALID_MIN``, and until a restart.

        Raises:
            StoreError: there is none.

        """
        code, salt, reading = self._draw(), secrets.token_hex(16), self._clock.read()
        kept = _Kept(salt, _digest(salt, code), reading.boot, reading.boottime_us + _VALID_US, _TRIES)
        with self._store.transaction() as transaction:
            _keep(transaction, kept)
        return code

    def fits(self, typed: str) -> bool:
        """Tell whether ``typed`` is the code. A try counts before it is looked at; after five the code is gone.

        Raises:
            StoreError: the try can't be counted, and nothing is told.

        """
        reading = self._clock.read()
        with self._store.transaction() as transaction:
            kept = _valid(transaction, BootId(reading.boot), reading.boottime_us)
            if kept is None:
                transaction.marks.drop(_MARK)
                return False
            left = msgspec.structs.replace(kept, tries=kept.tries - 1)
            _keep(transaction, left)
        return _is_meant(typed, kept)

    def holds(self, typed: str) -> bool:
        """Tell whether ``typed``, which fitted before, is still the code: not used, replaced or too old. No try counts.

        Raises:
            StoreError: nobody knows.

        """
        reading = self._clock.read()
        with self._store.transaction() as transaction:
            kept = _running(transaction, BootId(reading.boot), reading.boottime_us)
        return kept is not None and _is_meant(typed, kept)

    def drop(self) -> None:
        """Let the code be used up.

        Raises:
            StoreError: it is still there.

        """
        with self._store.transaction() as transaction:
            transaction.marks.drop(_MARK)


def _digest(salt: str, code: str) -> str:
    """Return what is kept of a code. It has 50 random bits and half an hour: no slow hash is needed."""
    return hashlib.sha256(f"{salt} {code}".encode()).hexdigest()


def _is_meant(typed: str, kept: _Kept) -> bool:
    return hmac.compare_digest(_digest(kept.salt, typed.upper().translate(_MEANT)), kept.digest)


def _keep(transaction: Transaction, kept: _Kept) -> None:
    transaction.marks.put(_MARK, msgspec.json.encode(kept).decode())


def _valid(transaction: Transaction, boot: BootId, now_us: int) -> _Kept | None:
    kept = _running(transaction, boot, now_us)
    return kept if kept is not None and kept.tries > 0 else None


def _running(transaction: Transaction, boot: BootId, now_us: int) -> _Kept | None:
    text = transaction.marks.get(_MARK)
    if text is None:
        return None
    kept = msgspec.json.decode(text, type=_Kept)
    return kept if kept.boot == boot and now_us < kept.until_us else None
