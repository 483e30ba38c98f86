"""How figures and decisions are put for a person."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from badge_service.domain.holds import Choice
from badge_service.domain.intake import Hold
from badge_service.store.held import Clash
from badge_service.usecases.inbox import Done
from badge_service.usecases.ledger_lines import GapLine
from badge_service.usecases.offers import Offer, Place
from badge_service.usecases.waiting import Group
from kiosk.domain.clock import OLDEST_US

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
    "contested_link": "with a card of two people",
    "after_loss": "after the card was reported lost",
    "doubtful_time": "at an unknown time",
}
"""Why a record is held, by its reason code."""

EXPLAINED = {
    Hold.CONTESTED_LINK: (
        "One card, several people",
        "The card was linked to more than one member. Kiosks ask whoever taps it to see a team member.",
    ),
    Hold.AFTER_LOSS: (
        "Tapped after it was reported lost",
        "The card was reported lost, and these taps came later, or may have.",
    ),
    Hold.NO_EVENT: ("Outside any event", "Nothing was on at the kiosk when these cards were tapped."),
    Hold.UNKNOWN_EVENT: (
        "For an event that is not known here",
        "They count by themselves as soon as the event is added here.",
    ),
    Hold.DOUBTFUL_TIME: (
        "At an unknown time",
        "The kiosk didn't know the time, and nothing since has told it. Once something does, they settle themselves.",
    ),
    Hold.WRONG_HUB: (
        "From a hub where the kiosk never stood",
        "Find out who moved the kiosk, and when, before you count them.",
    ),
    Hold.FORKED: (
        "A second history of one kiosk",
        "The kiosk's memory was copied or put back: different records claim the same numbers. Both histories are kept.",
    ),
    Hold.UNKNOWN_KIND: (
        "From a newer kiosk",
        "This service doesn't know what they state. Update it, and they are read again by themselves.",
    ),
    Hold.MALFORMED: ("Unreadable", "They don't state what they should. An update of this service may read them."),
}
"""What each reason means: a heading, and a sentence."""

_OFFERED = {
    Choice.COUNT: "Count them",
    Choice.DROP: "Don't count them",
    Choice.ASSIGN: "Count them there",
    Choice.NOBODYS: "Nobody's: don't count its taps",
    Choice.FOUND: "It was found: count them, the card works again",
    Choice.KEEP_LOST: "Keep it lost: don't count them",
}
_DECIDED = {
    Choice.COUNT: "Counted",
    Choice.DROP: "Not counted",
    Choice.NOBODYS: "Nobody's card",
    Choice.FOUND: "Found again, counted",
    Choice.KEEP_LOST: "Kept lost, not counted",
}
_NEVER_US = OLDEST_US
"""Nothing is known of what begins there."""
_MASKED = 4
_UTC = ZoneInfo("UTC")


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


def offered(offer: Offer, reason: Hold) -> str:
    """Return what a button says."""
    if offer.member is not None:
        return f"It is the card of member {ending(offer.member.value)}"
    if offer.choice is Choice.COUNT and reason is Hold.AFTER_LOSS:
        return "Count these taps only"
    return _OFFERED[offer.choice]


def place_name(place: Place, zone: ZoneInfo) -> str:
    """Return an event and when it was."""
    if place.day is not None:
        return f"{place.event.title}, {place.day:%-d %b %Y}"
    window = place.event.window
    return place.event.title if window is None else f"{place.event.title}, {moment(window.opens_us, zone)}"


def decided(done: Done) -> str:
    """Return what was decided."""
    decision = done.decision
    if decision.choice is Choice.OWNER and decision.member is not None:
        return f"The card of member {ending(decision.member.value)}"
    if decision.choice is Choice.ASSIGN:
        return f"Counted for {done.event_title or decision.event}"
    return _DECIDED[decision.choice]


def ending(secret: str) -> str:
    """Return as much of a card token or a member's reference as a person needs to tell two apart."""
    return f"…{secret[-_MASKED:]}"


def counted(group: Group) -> str:
    """Return how much waits in a group."""
    count, cards = len(group.records), group.cards
    if not count:
        return "No taps so far"
    if any(each.kind != "tap" for each in group.records):
        return f"{count} record" if count == 1 else f"{count} records"
    taps = f"{count} tap" if count == 1 else f"{count} taps"
    return taps if group.card is not None or cards < 1 else f"{taps} of {cards} card{'' if cards == 1 else 's'}"


def where(group: Group) -> str:
    """Return what a group's records have in common besides the reason."""
    place = group.hub.name if group.hub is not None else group.hub_id
    if group.card is not None:
        return f"Card {ending(group.card.value)}" + (f", {place}" if place else "")
    match group.reason:
        case Hold.FORKED | Hold.WRONG_HUB | Hold.DOUBTFUL_TIME:
            return f"{place}, kiosk {group.records[0].kiosk}"
        case Hold.UNKNOWN_EVENT:
            return f"{place}, event {group.subject}"
        case Hold.UNKNOWN_KIND | Hold.MALFORMED:
            return f"{place}, kind {group.subject}"
        case _:
            return place


def when(group: Group) -> str:
    """Return when a group's records were taken, as far as that is known."""
    if not group.records:
        return ""
    last = moment(group.last_us, group.zone)
    if group.first_us <= _NEVER_US:
        return f"some time before {last}"
    first = moment(group.first_us, group.zone)
    if first == last:
        return first
    same_day = first.rpartition(",")[0] == last.rpartition(",")[0]
    return f"{first} to {last.rpartition(', ')[2] if same_day else last}"


def moment(at_us: int, zone: ZoneInfo) -> str:
    """Return a moment in local words."""
    try:
        return f"{datetime.fromtimestamp(at_us / _US_PER_S, UTC).astimezone(zone):%-d %b %Y, %H:%M}"
    except (ValueError, OverflowError, OSError):
        return "an impossible time"


def numbers(gap: GapLine) -> str:
    """Return which numbers of a ledger a gap is."""
    return f"No. {gap.first}" if gap.first == gap.last else f"No. {gap.first} to {gap.last}"


def missing(gap: GapLine) -> str:
    """Return what is known of a gap."""
    if gap.lost:
        return "lost at the kiosk, for ever"
    return "missing" if gap.for_us is None else f"missing, noticed {ago(gap.for_us)}"


def differs(clash: Clash) -> str:
    """Return how two records differ that claim one number or one id."""
    first, second = (
        f"{kind} at {moment(at_us, _UTC)} UTC"
        for kind, at_us in ((clash.first_kind, clash.first_wall_us), (clash.kind, clash.wall_us))
    )
    if (clash.first_ledger, clash.first_seq) != (clash.ledger, clash.seq):
        return f"No. {clash.seq}: {second}, known already as No. {clash.first_seq}"
    if first == second:
        return f"No. {clash.seq}: {first}, twice with different content"
    return f"No. {clash.seq}: {first}, and {second}"
