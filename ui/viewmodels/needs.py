"""What needs staff most, of all that the status says. No Qt."""

from enum import Enum

from kiosk.local_api.messages import StatusBar


class Need(Enum):
    """The most urgent first."""

    NOTHING = 0
    PAPER = 1
    READER = 2
    HELP = 3
    CLOCK = 4
    NOTHING_OPEN = 5
    CAPACITY = 6


def most_urgent(bar: StatusBar) -> Need:
    """Return what staff should see to first."""
    reasons = (
        (bar.paper, Need.PAPER),
        (bar.reader == "missing", Need.READER),
        (bar.help_wanted > 0, Need.HELP),
        (bar.clock is None, Need.CLOCK),
        (bar.event is None, Need.NOTHING_OPEN),
        (bar.over_capacity, Need.CAPACITY),
    )
    return next((need for holds, need in reasons if holds), Need.NOTHING)
