"""A kiosk changes its own key: the new one is registered with the old one, and replaces it when first used."""

from dataclasses import dataclass

from badge_service.store.engine import Database
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.sealing import signed_by
from kiosk.domain.letters import new_key_statement
from sync.protocol import NewKeyAnswer, NewKeyRequest

_UNPROVEN = Denied("bad_request", "proof is not the new key's signature")
_TAKEN = Denied("bad_request", "another kiosk has this key")


@dataclass(frozen=True, slots=True)
class ChangeKey:
    """Registers new keys. What makes one current is its first use: see ``badge_service.api.admission``."""

    database: Database

    def __call__(self, caller: Caller, request: NewKeyRequest) -> NewKeyAnswer | Denied:
        """Register the key; any number of times, and in place of one that was never used."""
        key = request.key.x
        if not signed_by(key, new_key_statement(caller.kiosk, key), request.proof):
            return _UNPROVEN
        return self.database.write(lambda unit: _register(unit, caller, key))


def _register(unit: Unit, caller: Caller, key: str) -> NewKeyAnswer | Denied:
    known = unit.kiosks.with_key(key)
    if known is None:
        unit.kiosks.register_next(caller.kiosk, key)
        return NewKeyAnswer(state="registered")
    if known.id != caller.kiosk:
        return _TAKEN
    return NewKeyAnswer(state="current" if known.key == key else "registered")
