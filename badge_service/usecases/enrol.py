"""A kiosk enrols with a one-time code and its own key."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from badge_service.domain import codes
from badge_service.store.codes import Code
from badge_service.store.engine import Database
from badge_service.store.keyring import Purpose
from badge_service.store.kiosks import Kiosk
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Denied
from badge_service.usecases.sealing import as_text, seal, verifying_key
from kiosk.domain.ids import KioskId
from sync.protocol import EnrolmentAnswer, EnrolmentRequest, PublicKey

MOST_WRONG_TRIES = 10
WINDOW_S = 600
_US_PER_S = 1_000_000
_KIOSK_ID_BYTES = 5
_MOST_CHARACTERS = 120

_WRONG = Denied("code_unknown", "No such enrolment code. Check it letter by letter, or make a new one.")
_USED = Denied("code_used", "This enrolment code was used by another kiosk. Make a new one.")
_EXPIRED = Denied("code_expired", "This enrolment code has expired. Make a new one.")
_TOO_MANY = Denied("too_many_tries", "Too many wrong enrolment codes. Wait ten minutes.", WINDOW_S)
_REVOKED = Denied("kiosk_revoked", "This kiosk was revoked. Enrol it with a new code.")


@dataclass(frozen=True, slots=True)
class Enrol:
    """Enrols kiosks. ``random_bytes`` makes kiosk ids."""

    database: Database
    now_us: Callable[[], int]
    random_bytes: Callable[[int], bytes]

    def __call__(self, request: EnrolmentRequest, network: str) -> EnrolmentAnswer | Denied:
        """Grant or deny a request whose signature was checked. ``network``: where it came from, for counting guesses.

        The same code and key again give the same answer. A new code for a known key moves that kiosk to the
        code's hub, and lets it in again if it had been revoked.
        """
        for name, text in (("model", request.model), ("version", request.version)):
            if len(text) > _MOST_CHARACTERS or not text.isprintable():
                return Denied("bad_request", f"{name} is too long or holds characters that can't be shown")
        if seal(b"", request.sealing_key) is None:
            return Denied("bad_request", "sealing_key is not an X25519 public key in base64url")
        return self.database.write(lambda unit: self._decide(unit, request, network))

    def _decide(self, unit: Unit, request: EnrolmentRequest, network: str) -> EnrolmentAnswer | Denied:
        now_us = self.now_us()
        since_us = now_us - WINDOW_S * _US_PER_S
        if unit.codes.wrong_tries(network, since_us) >= MOST_WRONG_TRIES:
            return _TOO_MANY
        digest = codes.digest(request.code)
        code = unit.codes.find(digest)
        if code is None or not hmac.compare_digest(code.digest, digest):
            unit.codes.count_wrong_try(network, now_us, since_us)
            return _WRONG
        known = unit.kiosks.with_key(request.key.x)
        if code.kiosk is not None:
            return self._repeat(unit, code, known, now_us)
        return _EXPIRED if now_us >= code.expires_us else self._grant(unit, code, known, request)

    def _repeat(self, unit: Unit, code: Code, known: Kiosk | None, now_us: int) -> EnrolmentAnswer | Denied:
        """Answer a code that was used: the same again for its kiosk, whose first answer may have been lost."""
        if known is None or known.id != code.kiosk:
            return _USED
        return _REVOKED if known.revoked_us is not None else _answer(unit, known, now_us)

    def _grant(self, unit: Unit, code: Code, known: Kiosk | None, request: EnrolmentRequest) -> EnrolmentAnswer:
        now_us = self.now_us()
        kiosk = Kiosk(
            id=KioskId(f"kiosk-{self.random_bytes(_KIOSK_ID_BYTES).hex()}") if known is None else known.id,
            hub=code.hub,
            key=request.key.x,
            sealing_key=request.sealing_key,
            model=request.model,
            version=request.version,
            enrolled_us=now_us,
        )
        unit.kiosks.enrol(kiosk)
        unit.codes.use(code.digest, kiosk.id)
        return _answer(unit, kiosk, now_us)


def _answer(unit: Unit, kiosk: Kiosk, now_us: int) -> EnrolmentAnswer:
    hub = unit.hubs.get(kiosk.hub)
    region = [{"key_id": key.key_id, "secret": as_text(key.secret)} for key in unit.keyring.keys(Purpose.REGION)]
    sealed = seal(msgspec.json.encode(region), kiosk.sealing_key)
    if sealed is None:  # checked before it was stored
        raise AssertionError
    (signing,) = unit.keyring.keys(Purpose.SIGNING)
    return EnrolmentAnswer(
        kiosk=kiosk.id,
        hub=hub.id,
        hub_name=hub.name,
        zone=hub.zone,
        sealed_keys=sealed,
        service_time_us=now_us,
        service_key=PublicKey(x=verifying_key(signing.secret)),
        settings={},
    )
