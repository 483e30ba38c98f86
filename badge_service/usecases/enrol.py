"""A kiosk enrols with a one-time code and its own key. Knows no HTTP: a request may also come as a file."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from badge_service.domain import codes
from badge_service.store.codes import Code
from badge_service.store.engine import Database
from badge_service.store.kiosks import Kiosk
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Denied
from badge_service.usecases.sealing import region_letter, seal, signer
from kiosk.domain.ids import KioskId
from kiosk.domain.letters import enrolment_statement
from sync.protocol import LETTER_LEVEL, LEVEL, EnrolmentAnswer, EnrolmentRequest, PublicKey

MOST_WRONG_TRIES = 10
MOST_WRONG_TRIES_ANYWHERE = 1_000
"""Of all networks together. In a code's usual week that leaves a guesser one chance in some hundred million."""
WINDOW_S = 600
_US_PER_S = 1_000_000
_KIOSK_ID_BYTES = 5
_MOST_CHARACTERS = 120

_WRONG = Denied(
    "code_unknown",
    "This enrolment code can't be used: it is mistyped, was used by another kiosk, or has expired. "
    "Check it letter by letter, or make a new one.",
)
"""One answer for all three: whoever guesses learns nothing from it."""
_TOO_MANY = Denied("too_many_tries", "Too many wrong enrolment codes. Wait ten minutes.", WINDOW_S)
_REVOKED = Denied("kiosk_revoked", "This kiosk was revoked. Enrol it with a new code.")


@dataclass(frozen=True, slots=True)
class Enrol:
    """Enrols kiosks. ``random_bytes`` makes kiosk ids. ``most_wrong_anywhere``: in ten minutes, over all networks."""

    database: Database
    now_us: Callable[[], int]
    random_bytes: Callable[[int], bytes]
    most_wrong_anywhere: int = MOST_WRONG_TRIES_ANYWHERE

    def __call__(self, request: EnrolmentRequest, network: str | None, level: int = LEVEL) -> EnrolmentAnswer | Denied:
        """Grant or deny a request, once it was checked that the holder of its key signed it.

        ``network``: where it came from, for counting guesses; None for a file that an operator brings, who may guess.
        ``level``: what the kiosk understands. The same code and key again give the same answer. A new code for a known
        key moves that kiosk to the code's hub, and lets it in again if it had been revoked; a code that is meant for a
        kiosk does so whatever key that has now.
        """
        for name, text in (("model", request.model), ("version", request.version)):
            if len(text) > _MOST_CHARACTERS or not text.isprintable():
                return Denied("bad_request", f"{name} is too long or holds characters that can't be shown")
        if seal(b"", request.sealing_key) is None:
            return Denied("bad_request", "sealing_key is not an X25519 public key in base64url")
        decided = self.database.write(lambda unit: self._decide(unit, request, network))
        if isinstance(decided, Denied):
            return decided
        return self.database.read(lambda unit: _answer(unit, decided, self.now_us(), level))

    def _decide(self, unit: Unit, request: EnrolmentRequest, network: str | None) -> Kiosk | Denied:
        now_us = self.now_us()
        since_us = now_us - WINDOW_S * _US_PER_S
        if network is not None and self._guesses_too_much(unit, network, since_us):
            return _TOO_MANY
        digest = codes.digest(request.code)
        code = unit.codes.find(digest)
        known = unit.kiosks.with_key(request.key.x)
        granted = None
        if code is not None and hmac.compare_digest(code.digest, digest):
            granted = (
                self._repeated(code, known) if code.kiosk is not None else self._granted(unit, code, known, request)
            )
        if granted is not None:
            return granted
        if network is not None:
            unit.codes.count_wrong_try(network, now_us, since_us)
        return _WRONG

    def _guesses_too_much(self, unit: Unit, network: str, since_us: int) -> bool:
        if unit.codes.wrong_tries(network, since_us) >= MOST_WRONG_TRIES:
            return True
        return unit.codes.wrong_tries_anywhere(since_us) >= self.most_wrong_anywhere

    def _repeated(self, code: Code, known: Kiosk | None) -> Kiosk | Denied | None:
        """Return whose code that was used it is, if that kiosk asks again: its first answer may have been lost."""
        if known is None or known.id != code.kiosk:
            return None
        return known if known.revoked_us is None else _REVOKED

    def _granted(self, unit: Unit, code: Code, known: Kiosk | None, request: EnrolmentRequest) -> Kiosk | None:
        """Enrol and return the kiosk, or None where the code can't be used."""
        now_us = self.now_us()
        if now_us >= code.expires_us:
            return None
        if code.meant_for is not None and known is not None and known.id != code.meant_for:
            return None
        kiosk = Kiosk(
            id=code.meant_for or self._new_id() if known is None else known.id,
            hub=code.hub,
            key=request.key.x,
            sealing_key=request.sealing_key,
            model=request.model,
            version=request.version,
            enrolled_us=now_us,
        )
        unit.kiosks.enrol(kiosk)
        unit.codes.use(code.digest, kiosk.id)
        return kiosk

    def _new_id(self) -> KioskId:
        return KioskId(f"kiosk-{self.random_bytes(_KIOSK_ID_BYTES).hex()}")


@dataclass(frozen=True, slots=True)
class _Told:
    """Who the kiosk is, as the answer tells it: ``kiosk.domain.letters.Enrolment``."""

    kiosk: str
    hub: str
    hub_name: str
    zone: str
    settings: dict[str, str | int | bool]


def _answer(unit: Unit, kiosk: Kiosk, now_us: int, level: int) -> EnrolmentAnswer:
    hub = unit.hubs.get(kiosk.hub)
    told = _Told(kiosk.id, hub.id, hub.name, hub.zone, {})
    letter = region_letter(unit, kiosk.sealing_key, now_us)
    own = signer(unit)
    statement = enrolment_statement(told, letter, sealing_key=kiosk.sealing_key)
    return EnrolmentAnswer(
        kiosk=told.kiosk,
        hub=told.hub,
        hub_name=told.hub_name,
        zone=told.zone,
        sealed_keys=letter.sealed_keys,
        service_time_us=letter.issued_us,
        service_key=PublicKey(x=own.public_key),
        settings=told.settings,
        proof=own.proof(statement) if level >= LETTER_LEVEL else None,
    )
