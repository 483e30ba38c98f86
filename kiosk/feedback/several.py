"""Several kinds of signal at once: a sound, and a reader's lamp."""

from collections.abc import Sequence

from kiosk.ports import Saying, Signal, Signals


class SeveralSignals:
    """``kiosk.ports.Signals`` that gives each signal in every way at hand."""

    def __init__(self, ways: Sequence[Signals]) -> None:
        """Give in these ways, in this order."""
        self._ways = tuple(ways)

    def give(self, signal: Signal, *, reader: str | None = None, saying: Saying | None = None) -> None:
        """Start the pattern for ``signal`` in each."""
        for way in self._ways:
            way.give(signal, reader=reader, saying=saying)
