"""Who asks, and the answers that are not what was asked for."""

from dataclasses import dataclass

from kiosk.domain.ids import HubId, KioskId


@dataclass(frozen=True, slots=True)
class Caller:
    """A kiosk whose signature was checked."""

    kiosk: KioskId
    hub: HubId


@dataclass(frozen=True, slots=True)
class Denied:
    """A call that isn't granted. ``code``: one of those in ``badge_service.api.problems``."""

    code: str
    detail: str
    retry_after_s: int | None = None
