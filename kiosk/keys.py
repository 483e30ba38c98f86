"""The daemon's own key and the region's card keys: files that only the daemon's user can read. Owns PyNaCl."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.domain.base64url import as_bytes, as_text
from kiosk.domain.cards import RegionKey
from kiosk.domain.errors import SealError
from kiosk.domain.letters import KeyLetter
from kiosk.private_files import read_private, write_private

_LEAST_SECRET_BYTES = 16


class _SealedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One region key as the service seals it; ``secret`` is base64url."""

    key_id: str
    secret: str


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the region's file holds; the first version's held the keys alone."""

    issued_us: int
    keys: list[_SealedKey]


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter that was opened and not kept yet. It prints no secret."""

    keys: tuple[RegionKey, ...]
    issued_us: int


class KeyRing:
    """Keys under ``folder``; made on first use, never copied anywhere else."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it must exist."""
        self._sealing = folder / "sealing.key"
        self._public = folder / "sealing.pub"
        self._region = folder / "region-keys.json"

    def sealing_key(self) -> str:
        """Return the daemon's X25519 public key, base64url; the private one is made on first use.

        Raises:
            SealError: the key can't be read or kept.

        """
        try:
            if not (self._sealing.exists() and self._public.exists()):
                self._make_sealing_key()
            return self._public.read_text(encoding="ascii")
        except (OSError, TypeError, ValueError) as error:
            message = f"this kiosk's own key can't be read or kept ({_reason(error)})"
            raise SealError(message) from None

    def _make_sealing_key(self) -> None:
        # PyNaCl is needed a few times in a kiosk's life, so an ordinary start does not load it.
        from nacl.public import PrivateKey  # noqa: PLC0415

        # A power cut may have come between the two files: then the key is already there.
        private = PrivateKey(read_private(self._sealing)) if self._sealing.exists() else PrivateKey.generate()
        write_private(self._sealing, bytes(private))
        write_private(self._public, as_text(bytes(private.public_key)).encode())

    def check(self, statement: bytes, letter: KeyLetter) -> None:
        """Check that the holder of the letter's service key signed ``statement``.

        Raises:
            SealError: nobody signed it, or somebody else.

        """
        from nacl.exceptions import CryptoError  # noqa: PLC0415
        from nacl.signing import VerifyKey  # noqa: PLC0415

        try:
            VerifyKey(as_bytes(letter.service_key or "")).verify(statement, as_bytes(letter.proof or ""))
        except (CryptoError, TypeError, ValueError):
            message = "the service's signature does not hold"
            raise SealError(message) from None

    def open(self, letter: KeyLetter) -> Opened:
        """Open the region's keys; nothing is kept yet.

        Raises:
            SealError: they were not sealed to this daemon, or don't hold keys.

        """
        from nacl.exceptions import CryptoError  # noqa: PLC0415
        from nacl.public import PrivateKey, SealedBox  # noqa: PLC0415

        try:
            box = SealedBox(PrivateKey(read_private(self._sealing)))
            opened = box.decrypt(as_bytes(letter.sealed_keys))
            return Opened(_keys(msgspec.json.decode(opened, type=list[_SealedKey])), letter.issued_us)
        except (CryptoError, msgspec.DecodeError, TypeError, ValueError, OSError) as error:
            message = f"the region's keys could not be opened with this kiosk's key ({_reason(error)})"
            raise SealError(message) from None

    def keep(self, opened: Opened) -> None:
        """Keep the region's keys in place of the ones before; a power cut leaves these or those.

        Raises:
            SealError: they can't be kept; the old ones stay.

        """
        listed = [_SealedKey(key.key_id, as_text(key.secret)) for key in opened.keys]
        try:
            write_private(self._region, msgspec.json.encode(_Kept(opened.issued_us, listed)))
        except OSError as error:
            message = f"the region's keys can't be kept ({_reason(error)})"
            raise SealError(message) from None

    def region_keys(self) -> tuple[RegionKey, ...]:
        """Return the active region keys, the primary one first; none before enrolment.

        Raises:
            SealError: their file can't be read.

        """
        kept = self._kept()
        return () if kept is None else kept.keys

    def issued_us(self) -> int:
        """Return when the service wrote the letter of the present keys, by its clock; 0 where none says so.

        Raises:
            SealError: their file can't be read.

        """
        kept = self._kept()
        return 0 if kept is None else kept.issued_us

    def _kept(self) -> Opened | None:
        try:
            if not self._region.exists():
                return None
            kept = msgspec.json.decode(read_private(self._region), type=_Kept | list[_SealedKey])
            return Opened(_keys(kept), 0) if isinstance(kept, list) else Opened(_keys(kept.keys), kept.issued_us)
        except (OSError, ValueError, msgspec.DecodeError) as error:
            message = f"{self._region} can't be read ({_reason(error)}); remove it and enrol this kiosk again"
            raise SealError(message) from None


def _keys(sealed: list[_SealedKey]) -> tuple[RegionKey, ...]:
    """Return the keys; raises ValueError where there is none, or one that is no secret."""
    keys = tuple(RegionKey(key.key_id, as_bytes(key.secret)) for key in sealed)
    if not keys or any(len(key.secret) < _LEAST_SECRET_BYTES for key in keys):
        message = "no region keys"
        raise ValueError(message)
    return keys


def _reason(error: Exception) -> str:
    """Return what went wrong; only the errors of files say it in words that hold no secret."""
    return str(error.strerror or error) if isinstance(error, OSError) else type(error).__name__
