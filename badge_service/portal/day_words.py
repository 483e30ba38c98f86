"""How a day's events, and what staff did, are put for a person."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from badge_service.store.hubs import Hub
from badge_service.usecases.audit_log import ActLine
from badge_service.usecases.day_report import EventDay
from kiosk.domain.audit import Act

_US_PER_S = 1_000_000
_S_PER_MIN = 60

DID = {
    Act.UNLOCKED: "unlocked the staff screens",
    Act.LOCKED: "locked them",
    Act.SAW_ARRIVALS: "saw the arrivals",
    Act.SAW_WHO_IS_HERE: "saw who is here",
    Act.SAW_UNLINKED_CARDS: "saw the unlinked cards",
    Act.SAW_PAST_EVENT: "saw a past event",
    Act.SEARCHED_MEMBERS: "searched for members",
    Act.SAW_STAFF: "saw the team",
    Act.CHECKED_IN: "checked someone in",
    Act.CHECKED_OUT: "checked someone out",
    Act.ADDED_PERSON: "added a person",
    Act.UNDID: "took something back",
    Act.MOVED: "moved arrivals to another event",
    Act.LINKED_CARD: "linked a card",
    Act.REPORTED_CARD_LOST: "reported a card lost",
    Act.COUNTED_HEADS: "counted heads",
    Act.OPENED_EVENT: "opened an event",
    Act.MADE_EVENT: "made an event",
    Act.ENDED_EVENT: "ended an event",
    Act.COPIED_FROM_PAPER: "copied a line from paper",
    Act.CONFIRMED_TIME: "confirmed date and time",
    Act.ADDED_STAFF: "added someone to the team",
    Act.REMOVED_STAFF: "removed someone from the team",
    Act.CHANGED_PIN: "changed their PIN",
    Act.RESET_PIN: "reset a PIN",
    Act.ADDED_STAFF_CARD: "added a staff card",
    Act.REMOVED_STAFF_CARD: "removed staff cards",
    Act.WROTE_STICK: "wrote records to a USB stick",
    Act.READ_STICK: "read an answer from a USB stick",
    Act.WROTE_REPORT: "wrote an event's list to a USB stick",
    Act.TESTED: "tested the kiosk",
}
"""What each word of the audit means."""


def did(word: str) -> str:
    """Return what staff did; a newer kiosk's word stays as it is."""
    return DID.get(Act(word), word) if word in set(Act) else word


def act_time(act: ActLine, hub: Hub) -> str:
    """Return when it was, in the hub's time."""
    return f"{_local(act.at_us, hub):%H:%M:%S}"


def when_on(day: EventDay, hub: Hub) -> str:
    """Return when an event was on."""
    window = day.event.window
    if window is None:
        return "drop-in, all day"
    return f"{_local(window.opens_us, hub):%H:%M} to {_local(window.closes_us, hub):%H:%M}"


def median_stay(day: EventDay) -> str:
    """Return how long people stayed."""
    median_s = day.median_dwell_s
    return "" if median_s is None else f"{round(median_s / _S_PER_MIN)} min"


def _local(at_us: int, hub: Hub) -> datetime:
    return datetime.fromtimestamp(at_us / _US_PER_S, UTC).astimezone(ZoneInfo(hub.zone))
