"""Between daemon and worker: what the centre said of this kiosk and of the time, and how the worker gets on."""

from kiosk.local_api.messages.basics import Count, Message, Moment


class Enrolled(Message, frozen=True, kw_only=True):
    """The centre's answer to the enrolment.

    ``sealed_keys``: base64url of a sealed box to the daemon's key, holding JSON
    ``[{"key_id": …, "secret": base64url}]``. Answered ``Noted`` or ``Refused`` with code ``seal``.
    """

    kiosk: str
    hub: str
    hub_name: str
    zone: str
    sealed_keys: str


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

    ``tried``: the number of the last ``TryNow`` after which everything was tried, 0 before the first.
    """

    state: str
    detail: str
    last_success_us: Moment | None
    tried: Count = 0
