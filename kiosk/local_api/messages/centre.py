"""Between daemon and worker: what the centre said of this kiosk and of the time, and how the worker gets on."""

import msgspec

from kiosk.local_api.messages.basics import Count, Message, Moment


class Enrolled(Message, frozen=True, kw_only=True):
    """The centre's answer to the enrolment.

    ``sealed_keys``: base64url of a sealed box to the daemon's key, holding JSON
    ``[{"key_id": …, "secret": base64url}]``. ``issued_us``, ``service_key`` and ``proof``: see
    ``kiosk.domain.letters.KeyLetter``; a service that signs nothing gives neither key nor proof. ``settings``: what the
    centre set for this kiosk. Answered ``Noted``, or ``Refused``: ``seal``, ``enrolment``, ``other_service``.
    """

    kiosk: str
    hub: str
    hub_name: str
    zone: str
    sealed_keys: str
    issued_us: Moment = 0
    service_key: str | None = None
    proof: str | None = None
    settings: dict[str, str | int | bool] = msgspec.field(default_factory=dict)


class NewRegionKeys(Message, frozen=True, kw_only=True):
    """The region's card keys changed: ``kiosk.domain.letters.KeyLetter``.

    Answered ``RegionKeysKept``, or ``Refused`` with code ``seal`` or ``other_service``.
    """

    sealed_keys: str
    issued_us: Moment
    service_key: str
    proof: str


class RegionKeysKept(Message, frozen=True, kw_only=True):
    """Which of the region's keys the daemon holds now, the newest first."""

    key_ids: list[str]


class ServiceTime(Message, frozen=True, kw_only=True):
    """A verified answer of the service carried this time.

    ``wall_us`` is its clock, ``boottime_us`` the kiosk's CLOCK_BOOTTIME half-way between request and answer,
    ``uncertainty_us`` half the round trip.
    """

    wall_us: Moment
    boottime_us: Count
    uncertainty_us: Count


class NetworkReport(Message, frozen=True, kw_only=True):
    """How the worker gets on, for staff. ``state``: see ``sync.network_state``; ``detail`` is known text.

    ``cause``: a stable word where a state has several causes, such as ``clock`` of ``tls``: staff may confirm the date.
    ``tried``: the number of the last ``TryNow`` after which everything was tried, 0 before the first.
    """

    state: str
    detail: str
    last_success_us: Moment | None
    cause: str | None = None
    tried: Count = 0
