"""How figures are put for a person."""

_US_PER_S = 1_000_000
_MINUTE_S = 60
_HOUR_S = 3_600
_DAY_S = 86_400
_JUST_NOW_S = 10

HELD = {
    "forked": "a second history of the same ledger",
    "unknown_kind": "of a newer kiosk: update this service",
    "malformed": "can't be read",
    "no_event": "outside any event",
    "unknown_event": "for an event not known here",
    "wrong_hub": "from a hub where the kiosk never stood",
}
"""Why a record is held, by its reason code."""


def ago(span_us: int | None) -> str:
    """Return how long ago something was, as roughly as a person would say it."""
    if span_us is None:
        return "never"
    seconds = span_us // _US_PER_S
    if seconds < _JUST_NOW_S:
        return "just now"
    for size, name in ((_DAY_S, "d"), (_HOUR_S, "h"), (_MINUTE_S, "min")):
        if seconds >= size:
            return f"{seconds // size} {name} ago"
    return f"{seconds} s ago"


def held_because(reason: str) -> str:
    """Return why a record is held, in words."""
    return HELD.get(reason, reason)
