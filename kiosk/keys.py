"""The daemon's own key and the region's card keys: files that only the daemon's user can read. Owns PyNaCl."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

import msgspec

from kiosk.domain.cards import RegionKey
from kiosk.domain.errors import SealError

_PRIVATE_MODE = 0o600
_LEAST_SECRET_BYTES = 16


class _SealedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One region key as the service seals it; ``secret`` is base64url."""

    key_id: str
    secret: str


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
            message = f"this kiosk's own key can't be read or kept ({type(error).__name__})"
            raise SealError(message) from None

    def _make_sealing_key(self) -> None:
        # PyNaCl is needed twice in a kiosk's life, so an ordinary start does not load it.
        from nacl.public import PrivateKey  # noqa: PLC0415

        # A power cut may have come between the two files: then the key is already there.
        private = PrivateKey(self._sealing.read_bytes()) if self._sealing.exists() else PrivateKey.generate()
        _write_private(self._sealing, bytes(private))
        _write_private(self._public, urlsafe_b64encode(bytes(private.public_key)).rstrip(b"="))

    def accept(self, sealed: str) -> tuple[RegionKey, ...]:
        """Open the region's keys, keep them, and return them.

        Raises:
            SealError: they were not sealed to this daemon, don't hold keys, or can't be kept; the old ones stay.

        """
        from nacl.exceptions import CryptoError  # noqa: PLC0415
        from nacl.public import PrivateKey, SealedBox  # noqa: PLC0415

        try:
            box = SealedBox(PrivateKey(self._sealing.read_bytes()))
            opened = box.decrypt(_from_base64url(sealed))
            keys = _keys(opened)
            _write_private(self._region, opened)
        except (CryptoError, msgspec.DecodeError, TypeError, ValueError, OSError) as error:
            message = f"the region's keys could not be opened with this kiosk's key and kept ({type(error).__name__})"
            raise SealError(message) from None
        return keys

    def region_keys(self) -> tuple[RegionKey, ...]:
        """Return the active region keys, the primary one first; none before enrolment.

        Raises:
            SealError: their file can't be read.

        """
        try:
            return _keys(self._region.read_bytes()) if self._region.exists() else ()
        except (OSError, ValueError, msgspec.DecodeError) as error:
            message = f"{self._region} can't be read ({type(error).__name__}); remove it and enrol this kiosk again"
            raise SealError(message) from None


def _keys(text: bytes) -> tuple[RegionKey, ...]:
    """Return the keys that ``text`` holds; raises ValueError where it holds none, or one that is no secret."""
    sealed = msgspec.json.decode(text, type=list[_SealedKey])
    keys = tuple(RegionKey(key.key_id, _from_base64url(key.secret)) for key in sealed)
    if not keys or any(len(key.secret) < _LEAST_SECRET_BYTES for key in keys):
        message = "no region keys"
        raise ValueError(message)
    return keys


def _from_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _write_private(path: Path, content: bytes) -> None:
    """Write so that a power cut leaves the old file or the new one, readable by this user only."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
