"""Sealing to the other side's key, opening what was sealed to one's own, checking a signature. Owns PyNaCl.

Kiosk and service alike use it for a stick's files. All keys are Ed25519 keys that sign; for sealing they are converted
to X25519, as libsodium provides for.
"""

from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey


def sealed_to(key: bytes, plain: bytes) -> bytes | None:
    """Return ``plain`` so that only the holder of the Ed25519 key can open it; None where ``key`` is none."""
    try:
        return SealedBox(VerifyKey(key).to_curve25519_public_key()).encrypt(plain)
    except (CryptoError, TypeError, ValueError, RuntimeError):
        return None


def opened(seed: bytes, sealed: bytes) -> bytes | None:
    """Return what was sealed to the public half of the Ed25519 key with this seed; None where it was not."""
    try:
        return SealedBox(SigningKey(seed).to_curve25519_private_key()).decrypt(sealed)
    except (CryptoError, TypeError, ValueError):
        return None


def signed_by(key: bytes, statement: bytes, proof: bytes) -> bool:
    """Tell whether the holder of the Ed25519 key signed ``statement``."""
    try:
        VerifyKey(key).verify(statement, proof)
    except (CryptoError, TypeError, ValueError):
        return False
    return True
