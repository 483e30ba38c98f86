"""How the clock stands, in words; and from words to a time. Pure."""

from datetime import UTC, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from kiosk.domain.errors import HubtapError
from kiosk.local_api.messages import WireClock

_US_PER_S = 1_000_000
_WRONG_US = 2 * _US_PER_S
_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")
_SOURCES = {
    "kernel": "set by a time server",
    "service": "told by the badge service",
    "hardware": "told by the hardware clock",
    "staff": "confirmed by a person",
}
REFUSALS = {
    "synchronised": "A time server sets this kiosk's clock. There is nothing to confirm.",
    "known_better": "The kiosk knows the time better: a time server or the badge service told it since it was started.",
    "too_early": "It is certainly later than that. Check the date.",
    "too_late": "That is too far in the future. Check the date.",
}
"""Why a person's word was not taken, by ``TimeJudged.refused``."""


class NoTimeError(HubtapError):
    """What a person typed is no time; the text says what is."""

    code: ClassVar[str] = "no_time"


def local_time(at_us: int, zone: str) -> str:
    """Return a moment as the hub's clocks show it."""
    local = datetime.fromtimestamp(at_us / _US_PER_S, UTC).astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M:%S} ({local.tzname()})"


def read_local(text: str, zone: str) -> int:
    """Return the moment, microseconds UTC, that ``text`` names in the hub's local time.

    An hour that comes twice, when clocks go back, is taken to be the first one.

    Raises:
        NoTimeError: it isn't a date and a time, or no clock in the zone ever shows it.

    """
    for form in _FORMS:
        try:
            named = datetime.strptime(text.strip(), form)  # noqa: DTZ007  local to the hub, which the next line adds
        except ValueError:
            continue
        local = named.replace(tzinfo=ZoneInfo(zone))
        if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != named:
            message = f"{text} doesn't exist here: the clocks skip that hour."
            raise NoTimeError(message)
        return int(local.timestamp()) * _US_PER_S
    message = f'{text!r} is no date and time. Write it like "2026-11-22 15:40", in the hub\'s local time.'
    raise NoTimeError(message)


def standing(clock: WireClock | None) -> str:
    """Return in one line how far the clock can be trusted."""
    if clock is None:
        return "not looked after before enrolment"
    if clock.source is None:
        return 'doubtful: nobody told the time since the start. Confirm it: hubtap clock set "YYYY-MM-DD HH:MM"'
    error_s = -(-(clock.error_us or 0) // _US_PER_S)
    wrong = "" if abs(clock.wall_us - clock.at_us) <= _WRONG_US else "; the system's own clock is wrong"
    return f"trusted: {_SOURCES[clock.source]}, at most {error_s} s off{wrong}"


def in_words(clock: WireClock) -> str:
    """Return how the clock stands, one fact a line."""
    facts = [
        ("Time", local_time(clock.at_us, clock.zone) if clock.source else "not known"),
        ("System's clock", local_time(clock.wall_us, clock.zone)),
        ("Clock", standing(clock)),
    ]
    if clock.steps:
        facts.append(("Set", f"{clock.steps} times while the daemon ran, last by {clock.step_us / _US_PER_S:+.0f} s"))
    width = max(len(name) for name, _ in facts)
    return "\n".join(f"{name:<{width}}  {words}" for name, words in facts)
