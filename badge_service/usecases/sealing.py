"""Sealing to a kiosk's key, the service's own key, and what it signs."""

from collections.abc import Sequence

import msgspec
from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey

from badge_service.store.keyring import Key, Purpose
from badge_service.store.unit import Unit
from kiosk.domain.base64url import as_bytes, as_text
from kiosk.domain.letters import KeyLetter, keys_statement
from sync import sealing

_KEY_BYTES = 32


def seal(plain: bytes, sealing_key: str) -> str | None:
    """Return ``plain`` so that only the holder of the X25519 key can open it (base64url, no padding).

    None where ``sealing_key`` isn't 32 bytes of base64url, or a point that nobody can hold the key of.
    """
    key = _from_text(sealing_key)
    if key is None or len(key) != _KEY_BYTES:
        return None
    try:
        return as_text(SealedBox(PublicKey(key)).encrypt(plain))
    except CryptoError:
        return None


def signed_by(key: str, statement: bytes, proof: str) -> bool:
    """Tell whether the holder of ``key`` (Ed25519) signed ``statement``; key and proof are base64url."""
    raw, signature = _from_text(key), _from_text(proof)
    if raw is None or signature is None:
        return False
    return sealing.signed_by(raw, statement, signature)


def seal_to_signer(plain: bytes, key: str) -> bytes | None:
    """Return ``plain`` so that only the holder of the Ed25519 key can open it, converted to X25519; None for no key."""
    raw = _from_text(key)
    return None if raw is None else sealing.sealed_to(raw, plain)


class Signer:
    """Signs as the service."""

    def __init__(self, seed: bytes) -> None:
        """Take the service's Ed25519 seed."""
        self._key = SigningKey(seed)
        self.public_key = as_text(bytes(self._key.verify_key))

    def proof(self, statement: bytes) -> str:
        """Return the signature over ``statement``, base64url without padding."""
        return as_text(self._key.sign(statement).signature)


def signer(unit: Unit) -> Signer:
    """Return what signs as this service."""
    (key,) = unit.keyring.keys(Purpose.SIGNING)
    return Signer(key.secret)


def region_letter(unit: Unit, sealing_key: str, now_us: int) -> KeyLetter:
    """Return the region's active keys, the newest first, sealed to a daemon's checked key; not signed yet."""
    sealed = seal(_listed(unit.keyring.active_region_keys()), sealing_key)
    if sealed is None:
        raise AssertionError
    return KeyLetter(sealed, now_us, signer(unit).public_key, None)


def signed_region_letter(unit: Unit, sealing_key: str, now_us: int) -> KeyLetter:
    """Return ``region_letter`` with the service's signature."""
    letter = region_letter(unit, sealing_key, now_us)
    proof = signer(unit).proof(keys_statement(letter, sealing_key=sealing_key))
    return KeyLetter(letter.sealed_keys, letter.issued_us, letter.service_key, proof)


def _from_text(text: str) -> bytes | None:
    try:
        return as_bytes(text)
    except ValueError:
        return None


def _listed(keys: Sequence[Key]) -> bytes:
    return msgspec.json.encode([{"key_id": key.key_id, "secret": as_text(key.secret)} for key in keys])
