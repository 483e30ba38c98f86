"""The kiosk's own key: made on first start, never leaves this machine, signs every request."""

import base64
import hashlib
import os
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

from sync.errors import IdentityError
from sync.protocol import PublicKey, RequestClaims


class Identity:
    """An Ed25519 key pair."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Wrap a private key."""
        self._key = key
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public_key = PublicKey(x=_base64url(public))
        thumb = {"crv": self.public_key.crv, "kty": self.public_key.kty, "x": self.public_key.x}
        self.thumbprint = _base64url(hashlib.sha256(msgspec.json.encode(thumb, order="sorted")).digest())

    def sign(self, *, kiosk: str, method: str, target: str, body: bytes, nonce: str) -> str:
        """Return the JWT of one request; ``kiosk`` is empty before enrolment."""
        digest = _base64url(hashlib.sha256(body).digest())
        claims = RequestClaims(kiosk=kiosk, htm=method, htu=target, digest=digest, nonce=nonce)
        headers = {"kid": kiosk or self.thumbprint}
        return jwt.encode(msgspec.structs.asdict(claims), self._key, algorithm="EdDSA", headers=headers)


def load_or_make(path: Path) -> Identity:
    """Return the identity kept in ``path``; make it there first if there is none.

    The file appears whole or not at all, readable by its owner only. A damaged one is never replaced: the service
    knows this kiosk by it.

    Raises:
        IdentityError: the file can't be read, written, or used.

    """
    try:
        if not path.exists():
            _make(path)
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        message = f"{path}: the kiosk's signing key can't be used ({type(error).__name__})"
        raise IdentityError(message) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{path}: the kiosk's signing key is not an Ed25519 key"
        raise IdentityError(message)
    return Identity(key)


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
