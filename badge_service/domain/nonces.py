"""Stateless nonces: the service's own time under a MAC, so that any process can check what another gave out."""

import base64
import hashlib
import hmac

LIFE_US = 5 * 60 * 1_000_000
_SKEW_US = 30 * 1_000_000
"""How far the clocks of two of the service's machines may be apart."""
_TIME_BYTES = 8
_MAC_BYTES = 16


def mint(secret: bytes, now_us: int) -> str:
    """Return a nonce for ``now_us``, good for five minutes."""
    stamp = now_us.to_bytes(_TIME_BYTES, "big")
    return base64.urlsafe_b64encode(stamp + _mac(secret, stamp)).decode("ascii")


def fresh(secret: bytes, nonce: str, now_us: int) -> bool:
    """Tell whether ``nonce`` is one of ours and at most five minutes old."""
    try:
        raw = base64.b64decode(nonce.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return False
    stamp, mac = raw[:_TIME_BYTES], raw[_TIME_BYTES:]
    if not hmac.compare_digest(mac, _mac(secret, stamp)):
        return False
    return -_SKEW_US <= now_us - int.from_bytes(stamp, "big") <= LIFE_US


def _mac(secret: bytes, stamp: bytes) -> bytes:
    return hmac.digest(secret, b"hubtap nonce v1\0" + stamp, hashlib.sha256)[:_MAC_BYTES]
