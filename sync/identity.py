"""The kiosk's own key: made on first start, never leaves this machine, signs every request; and the next one."""

import hashlib
import logging
from pathlib import Path

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.domain.base64url import as_text
from kiosk.private_files import read_private, rename_private, write_private
from sync.errors import IdentityError
from sync.protocol import PublicKey, RequestClaims

_log = logging.getLogger(__name__)


class Identity:
    """An Ed25519 key pair."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Wrap a private key."""
        self._key = key
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public_key = PublicKey(x=as_text(public))
        thumb = {"crv": self.public_key.crv, "kty": self.public_key.kty, "x": self.public_key.x}
        self.thumbprint = as_text(hashlib.sha256(msgspec.json.encode(thumb, order="sorted")).digest())

    def sign(self, *, kiosk: str, method: str, target: str, body: bytes, nonce: str) -> str:
        """Return the JWT of one request; ``kiosk`` is empty before enrolment."""
        digest = as_text(hashlib.sha256(body).digest())
        claims = RequestClaims(kiosk=kiosk, htm=method, htu=target, digest=digest, nonce=nonce)
        headers = {"kid": kiosk or self.thumbprint}
        return jwt.encode(msgspec.structs.asdict(claims), self._key, algorithm="EdDSA", headers=headers)

    def prove(self, statement: bytes) -> str:
        """Return the signature over ``statement``, base64url without padding."""
        return as_text(self._key.sign(statement))

    def opened(self, sealed: bytes) -> bytes | None:
        """Return what was sealed to this key, or None where it was sealed to another."""
        # PyNaCl is needed only where a file comes by USB stick.
        from sync.sealing import opened  # noqa: PLC0415

        return opened(self._key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()), sealed)


class Identities:
    """The key that signs, in ``path``, and the next one beside it while the key is being changed.

    Each file appears whole or not at all, readable by its owner only. At any moment one of the two is a key that the
    service knows; see ``sync.change_key``.
    """

    def __init__(self, path: Path) -> None:
        """Load what is there; make the first key if there is none.

        Raises:
            IdentityError: the key can't be read, written, or used. A damaged one is never replaced: the service knows
                this kiosk by it.

        """
        self._path = path
        self._next_path = path.with_name(f"{path.stem}-next{path.suffix}")
        self.current = _load_or_make(path)
        self.next = self._load_next()

    def begin(self) -> Identity:
        """Make the next key, unless it is there already, and return it once it is on disk.

        Raises:
            IdentityError: it can't be kept; nothing has changed.

        """
        if self.next is None:
            self.next = _make(self._next_path)
        return self.next

    def adopt(self) -> None:
        """Let the next key, which the service knows by now, take the present one's place.

        Where that can't be kept, the next key signs all the same, and the change stays under way.
        """
        if self.next is None:
            raise AssertionError
        self.current = self.next
        try:
            rename_private(self._next_path, self._path)
        except OSError as error:
            _log.error("event=new_key_not_in_place reason=%r", str(_unusable(self._path, error)))
            return
        self.next = None

    def _load_next(self) -> Identity | None:
        """Return the next key, or None; one that can't be used hinders nobody as long as the present one can."""
        if not self._next_path.exists():
            return None
        try:
            return _load(self._next_path)
        except IdentityError as error:
            _log.error("event=next_key_unusable reason=%r", str(error))
            return None


def _load_or_make(path: Path) -> Identity:
    return _load(path) if path.exists() else _make(path)


def _load(path: Path) -> Identity:
    try:
        key = load_pem_private_key(read_private(path), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise _unusable(path, error) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path}: the kiosk's signing key is not an Ed25519 key"
        raise IdentityError(message)
    return Identity(key)


def _make(path: Path) -> Identity:
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, pem)
    except OSError as error:
        raise _unusable(path, error) from error
    return Identity(key)


def _unusable(path: Path, error: Exception) -> IdentityError:
    why = (error.strerror or str(error)) if isinstance(error, OSError) else type(error).__name__
    return IdentityError(f"{path}: the kiosk's signing key can't be used ({why})")
