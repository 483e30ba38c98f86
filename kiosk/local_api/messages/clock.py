"""A person tells the daemon what the time is, over the administrator's socket."""

from typing import Literal

from kiosk.local_api.messages.basics import Message, Moment
from kiosk.local_api.messages.health import WireClock


class ConfirmTime(Message, frozen=True, kw_only=True):
    """A person says that it is ``wall_us`` (microseconds UTC) now. Answered ``TimeJudged``, or ``Refused``.

    Codes: ``enrolment`` (before the kiosk has a hub there is nothing to keep time for), ``store``.
    """

    wall_us: Moment


class TimeJudged(Message, frozen=True, kw_only=True):
    """What became of it. ``clock`` tells how the clock stands now.

    ``refused``: why the word was not taken, None if it was: ``synchronised`` (a time server sets this clock),
    ``known_better`` (the kiosk was told another time by a time server or the badge service), ``too_early`` (it is
    known to be later), ``too_late``. ``setting``: whether the system's clock is being set; it takes a moment.
    """

    refused: Literal["synchronised", "known_better", "too_early", "too_late"] | None
    setting: bool
    clock: WireClock
