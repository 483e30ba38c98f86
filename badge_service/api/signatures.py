"""The only user of PyJWT: reading the signed claims of a request."""

import hashlib
from functools import lru_cache

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.domain.base64url import as_bytes, as_text
from sync.protocol import AUTHORIZATION_SCHEME, RequestClaims

_ALGORITHM = "EdDSA"
_MOST_KEYS = 4096


def token_of(authorization: str | None) -> str | None:
    """Return the JWT of an ``Authorization`` header, or None where it holds none of ours."""
    scheme, _, token = (authorization or "").partition(" ")
    return token if scheme == AUTHORIZATION_SCHEME and token else None


def key_id_of(token: str) -> str | None:
    """Return the ``kid`` that a token claims; nothing is verified yet."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
    except jwt.PyJWTError:
        return None
    return kid if isinstance(kid, str) else None


def verified_claims(token: str, key: str) -> RequestClaims | None:
    """Return the claims if the token was signed by the holder of ``key`` (Ed25519, base64url), else None."""
    try:
        claims = jwt.decode(token, _loaded(key), algorithms=[_ALGORITHM])
        return msgspec.convert(claims, RequestClaims)
    except (jwt.PyJWTError, msgspec.ValidationError, ValueError):
        return None


def thumbprint(key: str) -> str:
    """Return the key's JWK thumbprint (RFC 7638), base64url without padding."""
    canonical = f'{{"crv":"Ed25519","kty":"OKP","x":"{key}"}}'
    return body_digest(canonical.encode())


def body_digest(body: bytes) -> str:
    """Return SHA-256 of ``body``, base64url without padding."""
    return as_text(hashlib.sha256(body).digest())


@lru_cache(maxsize=_MOST_KEYS)
def _loaded(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(as_bytes(key))
