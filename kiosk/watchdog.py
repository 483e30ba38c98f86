"""What systemd is told: ready, alive, stopping. Outside systemd it is told to nobody. Owns sdnotify."""

import os

from sdnotify import SystemdNotifier

_US_PER_S = 1_000_000


class Systemd:
    """``kiosk.ports.Supervisor``: systemd, or nobody."""

    def __init__(self) -> None:
        """Connect to whatever ``NOTIFY_SOCKET`` names; without it every call does nothing."""
        self._notifier = SystemdNotifier()

    def ready(self) -> None:
        """Say that cards are read and sockets are open."""
        self._notifier.notify("READY=1")

    def alive(self) -> None:
        """Say that the loop turns."""
        self._notifier.notify("WATCHDOG=1")

    def stopping(self) -> None:
        """Say that the end has begun."""
        self._notifier.notify("STOPPING=1")


def watchdog_interval_s() -> float | None:
    """Return how often to say ``alive``: a third of what systemd allows; None where it doesn't watch."""
    allowed_us = os.environ.get("WATCHDOG_USEC", "")
    return int(allowed_us) / _US_PER_S / 3 if allowed_us.isdigit() else None
