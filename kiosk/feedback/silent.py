"""No light and no sound: for machines that have neither, and where staff switched the sounds off."""

from kiosk.ports import Signal


class SilentSignals:
    """``kiosk.ports.Signals`` that gives none."""

    def give(self, signal: Signal, *, reader: str | None = None) -> None:
        """Do nothing."""
