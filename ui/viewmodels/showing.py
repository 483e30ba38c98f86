"""What the public screen shows at a moment: plain functions over frozen values, with no Qt and no clock of their own.

Every ``now_ms`` is a reading of one and the same steady clock, in milliseconds.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from kiosk.local_api.messages import ScreenSnapshot, ShownResult
from ui.viewmodels.directions import apart

_MS_PER_MINUTE = 60_000
_US_PER_MS = 1_000
_TWELVE_HOUR_LANGUAGES = frozenset({"en"})
_NAMED = frozenset({"arrived", "already_here", "left"})
_LONGEST_NAME = 24
"""A name that would not fit is not shown rather than cut off."""


class Page(Enum):
    """The pages of the public screen; exactly one is shown."""

    STARTING = 0
    AWAY = 1
    SETTING_UP = 2
    READER_MISSING = 3
    IDLE = 4
    ARRIVED = 5
    ALREADY_HERE = 6
    LEFT = 7
    HELP = 8
    MISREAD = 9
    TAKE_CARD = 10
    NOT_OPEN = 11
    NOT_SAVED = 12
    STAFF = 13
    LANGUAGES = 14
    CHECKING = 15


_RESTING = frozenset({Page.IDLE, Page.STARTING, Page.AWAY, Page.SETTING_UP, Page.READER_MISSING})
"""The pages that may stay on for hours, so that they go dark when nobody is there."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the screen waits.

    ``away_ms``: from the daemon's silence to saying so. ``reader_loss_ms``: how long an older result may still hide
    that the reader is gone. ``longest_result_ms``: no result stays longer, whatever the daemon asks for.
    ``language_ms``: how long another language is on after somebody chose it, and how long the choice is offered.
    ``dim_ms``: from the last sign of a person to going dark; 0: never. ``checking_ms``: how long a tap may be judged
    before the screen says so.
    """

    away_ms: int = 3_000
    reader_loss_ms: int = 1_500
    longest_result_ms: int = 40_000
    language_ms: int = 20_000
    dim_ms: int = 600_000
    checking_ms: int = 400


@dataclass(frozen=True, slots=True)
class Known:
    """What the screen knows. ``silent_since_ms`` is None while the daemon speaks.

    ``person_ms``: the last sign of a person, a touch or a tap. ``is_choosing``: the languages are offered. ``chosen``:
    the language that somebody chose; both hold until ``choice_until_ms``. ``judging_since_ms``: since when the daemon
    has been at a tap, None while it isn't.
    """

    snapshot: ScreenSnapshot | None
    heard_ms: int
    silent_since_ms: int | None
    result_until_ms: int
    person_ms: int
    is_choosing: bool = False
    chosen: str = ""
    choice_until_ms: int = 0
    judging_since_ms: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One picture. Texts are empty where the page has none; ``serial`` is 0 where no result is shown."""

    page: Page
    serial: int = 0
    name: str = ""
    opens: str = ""
    title: str = ""
    clock: str = ""
    language: str = ""
    is_dimmed: bool = False


def beginning(now_ms: int) -> Known:
    """Return what is known before the daemon has said anything."""
    return Known(snapshot=None, heard_ms=now_ms, silent_since_ms=now_ms, result_until_ms=now_ms, person_ms=now_ms)


def heard(known: Known, snapshot: ScreenSnapshot, now_ms: int, patience: Patience) -> Known:
    """Return what is known after a snapshot."""
    until_ms = now_ms
    if snapshot.result is not None:
        until_ms += min(snapshot.result.shown_ms, patience.longest_result_ms) - max(snapshot.result.age_ms, 0)
        if snapshot.reader == "missing" and _serial(known.snapshot) == snapshot.result.serial:
            until_ms = min(until_ms, _hiding_the_loss_until_ms(known, now_ms, patience))
    told = replace(
        known,
        snapshot=snapshot,
        heard_ms=now_ms,
        silent_since_ms=None,
        result_until_ms=until_ms,
        judging_since_ms=None,
    )
    return told if _serial(snapshot) in (None, _serial(known.snapshot)) else _answered(told, now_ms)


def _answered(known: Known, now_ms: int) -> Known:
    """Return what is known once someone is answered; a language that was chosen holds for this answer alone."""
    until_ms = known.result_until_ms if known.chosen and now_ms < known.choice_until_ms else now_ms
    return replace(known, person_ms=now_ms, is_choosing=False, choice_until_ms=until_ms)


def _serial(snapshot: ScreenSnapshot | None) -> int | None:
    return None if snapshot is None or snapshot.result is None else snapshot.result.serial


def _hiding_the_loss_until_ms(known: Known, now_ms: int, patience: Patience) -> int:
    """Return until when a result from before the reader's loss may stay: the loss is told within two seconds."""
    just_lost = known.snapshot is not None and known.snapshot.reader == "ready"
    return now_ms + patience.reader_loss_ms if just_lost else known.result_until_ms


def lost(known: Known, now_ms: int) -> Known:
    """Return what is known after the daemon fell silent."""
    told = replace(known, judging_since_ms=None)
    return told if known.silent_since_ms is not None else replace(told, silent_since_ms=now_ms)


def judging(known: Known, now_ms: int) -> Known:
    """Return what is known once the daemon is at a tap; what it comes to follows."""
    return replace(known, judging_since_ms=now_ms)


def touched(known: Known, now_ms: int) -> Known:
    """Return what is known after a sign of a person."""
    return replace(known, person_ms=now_ms)


def offered_languages(known: Known, now_ms: int, patience: Patience) -> Known:
    """Return what is known after someone asked for another language."""
    return replace(known, person_ms=now_ms, is_choosing=True, choice_until_ms=now_ms + patience.language_ms)


def chose(known: Known, language: str, now_ms: int, patience: Patience) -> Known:
    """Return what is known after someone chose ``language``; empty for the screen's own."""
    until_ms = now_ms + patience.language_ms
    return replace(known, person_ms=now_ms, is_choosing=False, chosen=language, choice_until_ms=until_ms)


def asked_in_vain(known: Known, now_ms: int, patience: Patience) -> Known:
    """Return what is known after someone asked for help while the daemon was silent: there is no more waiting."""
    return replace(known, silent_since_ms=now_ms - patience.away_ms)


def look(known: Known, now_ms: int, patience: Patience, language: str) -> View:
    """Return the picture at ``now_ms``.

    ``language``: the screen's own. What somebody chose replaces it for a while, a member's own for a result.
    """
    snapshot = known.snapshot
    if known.chosen and now_ms < known.choice_until_ms:
        language = known.chosen
    if known.judging_since_ms is not None and now_ms - known.judging_since_ms >= patience.checking_ms:
        return View(Page.CHECKING, language=language)
    if snapshot is not None and snapshot.result is not None and now_ms < known.result_until_ms:
        return _result(snapshot.result, snapshot.result.language or language)
    view = _at_rest(known, now_ms, patience, language)
    return replace(view, is_dimmed=_is_dark(known, now_ms, patience)) if view.page in _RESTING else view


def _is_dark(known: Known, now_ms: int, patience: Patience) -> bool:
    return 0 < patience.dim_ms <= now_ms - known.person_ms


def _at_rest(known: Known, now_ms: int, patience: Patience, language: str) -> View:
    """Return the picture while no tap is answered."""
    snapshot = known.snapshot
    if known.silent_since_ms is not None and now_ms - known.silent_since_ms >= patience.away_ms:
        return View(Page.AWAY, language=language)
    if snapshot is None:
        return View(Page.STARTING, language=language)
    if not snapshot.enrolled:
        return View(Page.SETTING_UP, language=language)
    if snapshot.reader == "missing":
        return View(Page.READER_MISSING, language=language)
    if known.is_choosing and now_ms < known.choice_until_ms:
        return View(Page.LANGUAGES, language=language)
    local = _local_time(known, now_ms)
    return View(
        Page.IDLE,
        title=snapshot.event_title or snapshot.hub_name or "",
        clock="" if local is None else clock_face(local.hour, local.minute, language),
        language=language,
    )


def _result(result: ShownResult, language: str) -> View:
    return View(
        Page[result.kind.upper()],
        serial=result.serial,
        name=apart(_shown_name(result.name), language) if result.kind in _NAMED else "",
        opens=_opening(result.opens, language) if result.kind == "not_open" else "",
        language=language,
    )


def _shown_name(name: str | None) -> str:
    on_one_line = " ".join((name or "").split())
    return on_one_line if len(on_one_line) <= _LONGEST_NAME else ""


def _opening(opens: str | None, language: str) -> str:
    """Return local ``HH:MM`` as this language's readers say it; nothing where there is no such time."""
    hour, _, minute = (opens or "").partition(":")
    return clock_face(int(hour), int(minute), language) if hour.isdigit() and minute.isdigit() else ""


def clock_face(hour: int, minute: int, language: str) -> str:
    """Return the time as on a wall clock where that is the habit (``4:00``), else in 24 hours (``16:00``)."""
    shown = (hour - 1) % 12 + 1 if language in _TWELVE_HOUR_LANGUAGES else hour
    return f"{shown}:{minute:02}"


def _local_time(known: Known, now_ms: int) -> datetime | None:
    """Return the hub's local time, or None where it is in doubt."""
    snapshot = known.snapshot
    if snapshot is None or snapshot.clock_us is None or snapshot.zone is None:
        return None
    at_us = snapshot.clock_us + (now_ms - known.heard_ms) * _US_PER_MS
    try:
        return datetime.fromtimestamp(at_us / 1_000_000, UTC).astimezone(ZoneInfo(snapshot.zone))
    except (ValueError, OSError, OverflowError, KeyError):
        return None


def next_change_ms(known: Known, now_ms: int, patience: Patience) -> int | None:
    """Return in how many milliseconds the picture may change by itself, or None where only news can change it."""
    waits = []
    if known.snapshot is not None and known.snapshot.result is not None:
        waits.append(known.result_until_ms - now_ms)
    if known.silent_since_ms is not None:
        waits.append(known.silent_since_ms + patience.away_ms - now_ms)
    if known.judging_since_ms is not None:
        waits.append(known.judging_since_ms + patience.checking_ms - now_ms)
    if patience.dim_ms:
        waits.append(known.person_ms + patience.dim_ms - now_ms)
    waits.append(known.choice_until_ms - now_ms)
    local = _local_time(known, now_ms)
    if local is not None:
        waits.append(_MS_PER_MINUTE - local.second * 1_000 - local.microsecond // _US_PER_MS)
    return min((wait for wait in waits if wait > 0), default=None)
