"""What a kiosk is told of keys with its heartbeat: the region's, where it lacks them, and when to change its own."""

from badge_service.store.kiosks import Kiosk
from badge_service.store.unit import Unit
from badge_service.usecases.sealing import signed_region_letter
from sync.protocol import SealedLetter


def letter_for(unit: Unit, kiosk: Kiosk, held: str, now_us: int) -> SealedLetter | None:
    """Note which of the region's keys the kiosk holds; return the active ones, sealed, where it holds others.

    ``held``: their ids with commas between, the newest first.
    """
    if held != kiosk.region_keys:
        unit.kiosks.note_region_keys(kiosk.id, held)
    if held == ",".join(key.key_id for key in unit.keyring.active_region_keys()):
        return None
    letter = signed_region_letter(unit, kiosk.sealing_key, now_us)
    return SealedLetter(
        sealed_keys=letter.sealed_keys,
        issued_us=letter.issued_us,
        service_key=letter.service_key or "",
        proof=letter.proof or "",
    )


def should_change_key(kiosk: Kiosk, now_us: int, key_life_us: int) -> bool:
    """Tell whether an operator wants it, or the key has had its time."""
    since_us = kiosk.enrolled_us if kiosk.key_since_us is None else kiosk.key_since_us
    return kiosk.rotation_asked_us is not None or now_us - since_us >= key_life_us
