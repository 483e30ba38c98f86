"""Bytes as base64url without padding, as keys, signatures and sealed letters travel. Pure; used by both sides."""

import base64


def as_text(raw: bytes) -> str:
    """Return ``raw`` as text."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def as_bytes(text: str) -> bytes:
    """Return what ``text`` stands for; padding is allowed.

    Raises:
        ValueError: it stands for nothing.

    """
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
