"""Signed requests: every answer brings a nonce for the next one, so that a wrong kiosk clock can't lock a kiosk out."""

from typing import Protocol

from sync.answers import Answered, Problem, Result
from sync.identity import Identities, Identity
from sync.protocol import AUTHORIZATION_SCHEME

_UNAUTHORIZED = 401


class Exchange(Protocol):
    """A single exchange over HTTP: see ``sync.transport.Transport.exchange``."""

    def __call__(self, method: str, target: str, body: bytes | None, headers: dict[str, str]) -> Result:
        """Send one request and return what came of it."""


class SignedCalls:
    """The badge service as this kiosk may ask it. ``kiosk`` is empty before enrolment."""

    def __init__(self, identities: Identities, exchange: Exchange, *, kiosk: str) -> None:
        """Sign for ``kiosk`` with whatever key is the present one at the time."""
        self._identities = identities
        self._exchange = exchange
        self._kiosk = kiosk
        self._nonce = ""

    def call(self, method: str, target: str, body: bytes = b"", *, gzipped: bool = False) -> Result:
        """Send a request; a missing or stale nonce is replaced by the service's newest, once."""
        return self._call(self._identities.current, method, target, body, gzipped=gzipped)

    def call_as(self, identity: Identity, method: str, target: str, body: bytes) -> Result:
        """Send a request that is signed with another key than the present one."""
        return self._call(identity, method, target, body, gzipped=False)

    def _call(self, identity: Identity, method: str, target: str, body: bytes, *, gzipped: bool) -> Result:
        result = self._signed(identity, method, target, body, gzipped=gzipped)
        if isinstance(result, Problem) and result.status == _UNAUTHORIZED and result.code == "use_nonce":
            result = self._signed(identity, method, target, body, gzipped=gzipped)
        return result

    def _signed(self, identity: Identity, method: str, target: str, body: bytes, *, gzipped: bool) -> Result:
        token = identity.sign(kiosk=self._kiosk, method=method, target=target, body=body, nonce=self._nonce)
        headers = {"Authorization": f"{AUTHORIZATION_SCHEME} {token}"}
        if body:
            headers["Content-Type"] = "application/json"
        if gzipped:
            headers["Content-Encoding"] = "gzip"
        result = self._exchange(method, target, body or None, headers)
        if isinstance(result, Answered | Problem) and result.nonce is not None:
            self._nonce = result.nonce
        return result
