"""Moments as staff read and type them: the hub's local time. Pure."""

from datetime import UTC, datetime, tzinfo

_US_PER_S = 1_000_000


def hour_and_minute(at_us: int, zone: tzinfo) -> str:
    """Return ``HH:MM``."""
    return f"{_local(at_us, zone):%H:%M}"


def day_word(at_us: int, zone: tzinfo) -> str:
    """Return ``YYYY-MM-DD``."""
    return _local(at_us, zone).date().isoformat()


def moment_of(typed: str, zone: tzinfo) -> int | None:
    """Return when ``YYYY-MM-DDTHH:MM`` was, in microseconds UTC, or None where there is no such time.

    Of an hour that comes twice, the first is meant.
    """
    try:
        local = datetime.fromisoformat(typed).replace(tzinfo=zone)
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if at.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        return None
    return round(at.timestamp()) * _US_PER_S


def _local(at_us: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at_us // _US_PER_S, UTC).astimezone(zone)
