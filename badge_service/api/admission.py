"""Who may call: signatures, nonces, and kiosks that were revoked."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from badge_service.api import signatures
from badge_service.domain import nonces
from badge_service.domain.intake import plain
from badge_service.store.engine import Database
from badge_service.store.kiosks import Kiosk
from badge_service.usecases.caller import Caller, Denied
from sync.protocol import RequestClaims

_UNSIGNED = Denied("use_nonce", "Sign the request, with the nonce of this answer.")
_STALE = Denied("use_nonce", "The nonce is not fresh. Sign again with the nonce of this answer.")
_BAD = Denied("bad_signature", "The signature does not hold for this kiosk and this request.")
_UNKNOWN = Denied("unknown_kiosk", "This service knows no such kiosk. Enrol it with a new code.")
_REVOKED = Denied("kiosk_revoked", "This kiosk was revoked. Enrol it with a new code.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a signature must speak for. ``digest``: of the body as sent, base64url."""

    authorization: str | None
    method: str
    target: str
    digest: str


@dataclass(frozen=True, slots=True)
class Admission:
    """Checks requests. Stateless but for the database, so that any process can check what another gave out."""

    database: Database
    nonce_secret: bytes = field(repr=False)
    now_us: Callable[[], int]

    def nonce(self) -> str:
        """Return a fresh nonce."""
        return nonces.mint(self.nonce_secret, self.now_us())

    def admit(self, asked: Asked) -> Caller | Denied:
        """Return the kiosk that signed a request, or why it is not let in."""
        token = signatures.token_of(asked.authorization)
        if token is None:
            return _UNSIGNED
        kid = signatures.key_id_of(token)
        if kid is None or not plain(kid):
            return _BAD
        kiosk = self.database.read(lambda unit: unit.kiosks.get(kid))
        if kiosk is None:
            return _UNKNOWN
        claims = signatures.verified_claims(token, kiosk.key)
        by_next = claims is None and kiosk.next_key is not None
        if by_next:
            claims = signatures.verified_claims(token, kiosk.next_key or "")
        trouble = self._trouble(claims, asked, kiosk.id)
        if trouble is not None:
            return trouble
        if kiosk.revoked_us is not None:
            return _REVOKED
        if by_next:
            self._switch(kiosk)
        return Caller(kiosk.id, kiosk.hub)

    def _switch(self, kiosk: Kiosk) -> None:
        """Let the next key, which the kiosk has now used, be its only one."""
        key = kiosk.next_key or ""
        self.database.write(lambda unit: unit.kiosks.switch(kiosk.id, key, self.now_us()))

    def check_enrolment(self, asked: Asked, key: str) -> Denied | None:
        """Return what is wrong with a request that registers ``key`` and must be signed with it, or None."""
        token = signatures.token_of(asked.authorization)
        if token is None:
            return _UNSIGNED
        if signatures.key_id_of(token) != signatures.thumbprint(key):
            return _BAD
        return self._trouble(signatures.verified_claims(token, key), asked, "")

    def _trouble(self, claims: RequestClaims | None, asked: Asked, kiosk: str) -> Denied | None:
        if claims is None:
            return _BAD
        stated = (claims.kiosk, claims.htm, claims.htu, claims.digest)
        meant = (kiosk, asked.method, asked.target, asked.digest)
        if not all(_same(one, other) for one, other in zip(stated, meant, strict=True)):
            return _BAD
        return None if nonces.fresh(self.nonce_secret, claims.nonce, self.now_us()) else _STALE


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
