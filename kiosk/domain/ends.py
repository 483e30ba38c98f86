"""When events end: by themselves, because staff ended them, or later, where staff opened them once they were over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from kiosk.domain.events import Event, day_of, end_of_day
from kiosk.domain.ids import EventId

Occasion = tuple[EventId, date | None]
"""An event and, of drop-in, which day of it."""
Span = tuple[int, int]
"""From a moment up to, not including, another."""


@dataclass(frozen=True, slots=True)
class Word:
    """What staff said of an event: that it is on, or (``opened`` is False) that it has ended."""

    at_us: int
    event: Event
    opened: bool


def closed(words: Iterable[Word], zone: tzinfo) -> dict[Occasion, int]:
    """Return when staff ended what they did not open again. ``words``: in time order."""
    ended: dict[Occasion, int] = {}
    for word in words:
        occasion = word.event.id, day_of(word.event, word.at_us, zone)
        ended.pop(occasion, None)
        if not word.opened:
            ended[occasion] = word.at_us
    return ended


def on_again(words: Iterable[Word], zone: tzinfo) -> Mapping[EventId, tuple[Span, ...]]:
    """Return when dated events were on after their windows because staff opened them then. ``words``: in time order.

    Each such span is of one local day: it ends with the day, or when staff ended it and did not open it again that day.
    """
    found: dict[EventId, list[Span]] = defaultdict(list)
    for word in words:
        window, at_us = word.event.window, word.at_us
        if window is None or at_us < window.closes_us:
            continue
        spans, day_ends_us = found[word.event.id], end_of_day(at_us, zone)
        began_us = spans.pop()[0] if spans and end_of_day(spans[-1][0], zone) == day_ends_us else None
        if word.opened:
            spans.append((at_us if began_us is None else began_us, day_ends_us))
        elif began_us is not None:
            spans.append((began_us, at_us))
    return {event: tuple(spans) for event, spans in found.items() if spans}


def is_on(event: Event, spans: Iterable[Span], at_us: int) -> bool:
    """Tell whether a dated event had not ended by ``at_us``, or was on again. ``spans``: when it was on again."""
    over = event.window is not None and at_us >= event.window.closes_us
    return not over or any(began_us <= at_us < ended_us for began_us, ended_us in spans)


def end_us(event: Event, seen_us: int, zone: tzinfo, *, closed_us: int | None, spans: Sequence[Span] = ()) -> int:
    """Return when the event ended for someone who was seen then; at once where it had ended already.

    Opening an event on the day on which its window ended takes that end back, as it takes back what staff ended: who
    was in is still in.
    """
    by_itself_us = _by_itself_us(event, seen_us, zone, spans)
    ends = (by_itself_us, by_itself_us if closed_us is None else closed_us)
    return min((each for each in ends if each >= seen_us), default=seen_us)


def _by_itself_us(event: Event, seen_us: int, zone: tzinfo, spans: Sequence[Span]) -> int:
    if event.window is None:
        return end_of_day(seen_us, zone)
    closes_us = event.window.closes_us
    if not spans:
        return closes_us
    day_ends_us = end_of_day(max(closes_us - 1, seen_us), zone)
    that_day = (ended_us for began_us, ended_us in spans if end_of_day(began_us, zone) == day_ends_us)
    return next(that_day, closes_us)
