"""The only user of PyNaCl: sealing to a kiosk's key, and the service's own key."""

import base64

from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey

_KEY_BYTES = 32


def seal(plain: bytes, sealing_key: str) -> str | None:
    """Return ``plain`` so that only the holder of the X25519 key can open it (base64url, no padding).

    None where ``sealing_key`` isn't 32 bytes of base64url.
    """
    try:
        key = base64.b64decode(sealing_key + "=" * (-len(sealing_key) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return as_text(SealedBox(PublicKey(key)).encrypt(plain)) if len(key) == _KEY_BYTES else None


def verifying_key(seed: bytes) -> str:
    """Return the Ed25519 public key (base64url, no padding) of a seed."""
    return as_text(bytes(SigningKey(seed).verify_key))


def as_text(raw: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")
