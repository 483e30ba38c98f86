"""No light and no sound: for machines that have neither, and where staff switched the sounds off."""

from kiosk.ports import Saying, Signal


class SilentSignals:
    """``kiosk.ports.Signals`` that gives none."""

    def give(self, signal: Signal, *, reader: str | None = None, saying: Saying | None = None) -> None:
        """Do nothing."""
