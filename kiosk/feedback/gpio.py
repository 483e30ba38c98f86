"""Signals as lamps and a buzzer on the machine's own pins, worked from a thread of their own."""

import logging
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

from kiosk.feedback.gpio_lines import LineError, open_line
from kiosk.feedback.gpio_patterns import NOTHING, PATTERNS, Output
from kiosk.feedback.gpio_setting import Pin
from kiosk.ports import Saying, Signal

_log = logging.getLogger(__name__)

_WORDS = {Output.GREEN: "green lamp", Output.AMBER: "amber lamp", Output.BUZZER: "buzzer"}
_GAP_S = 0.06
"""Between a pattern that is cut off and the next, so that two alike are seen and heard as two."""
_TRY_AGAIN_AFTER_S = 2.0
_LONGEST_END_S = 2.0


class Switched(Protocol):
    """What can be switched."""

    def switch(self, *, on: bool) -> None:
        """Set it; raises LineError."""

    def close(self) -> None:
        """Leave it to others."""


class GpioSignals:
    """``kiosk.ports.Signals`` by lamps and a buzzer. A new signal cuts off the one before. May be used from any thread.

    A line that fails is logged once; it is opened anew every two seconds and before each signal, and that it works
    again is logged as well. The others go on meanwhile.
    """

    def __init__(
        self, pins: Mapping[Output, Pin], *, buzzer: bool = True, open_: Callable[[Pin], Switched] = open_line
    ) -> None:
        """``pins``: where each output is wired; ``buzzer``: let it sound. Nothing is opened before ``start``."""
        self._outputs = [_WiredOutput(output, pin, open_) for output, pin in pins.items()]
        self._allowed = ~NOTHING if buzzer else ~Output.BUZZER
        self._wanted: SimpleQueue[Signal | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="lamps and buzzer", daemon=True)

    def start(self) -> None:
        """Take the lines and switch everything off, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Cut off what is shown, switch everything off, and leave the lines to others."""
        self._wanted.put(None)
        self._thread.join(_LONGEST_END_S)

    def give(
        self,
        signal: Signal,
        *,
        reader: str | None = None,  # noqa: ARG002  it looks the same for all
        saying: Saying | None = None,  # noqa: ARG002  lamps don't speak
    ) -> None:
        """Start the pattern for ``signal``; returns at once."""
        self._wanted.put(signal)

    def _work(self) -> None:
        self._switch(NOTHING)
        wanted = self._next()
        while wanted is not None:
            wanted = self._show(wanted)
        self._switch(NOTHING)
        for output in self._outputs:
            output.close()

    def _show(self, signal: Signal) -> Signal | None:
        """Show the pattern to its end or until another is wanted; return what is wanted next, None for the end."""
        for step in PATTERNS[signal]:
            self._switch(step.on)
            try:
                wanted = self._latest(self._wanted.get(timeout=step.length_s))
            except Empty:
                continue
            if wanted is not None:
                self._switch(NOTHING)
                wanted = self._after_a_gap(wanted)
            return wanted
        self._switch(NOTHING)
        return self._next()

    def _next(self) -> Signal | None:
        while True:
            lacking = any(output.fails for output in self._outputs)
            try:
                return self._latest(self._wanted.get(timeout=_TRY_AGAIN_AFTER_S if lacking else None))
            except Empty:
                self._switch(NOTHING)

    def _after_a_gap(self, wanted: Signal) -> Signal | None:
        try:
            return self._latest(self._wanted.get(timeout=_GAP_S))
        except Empty:
            return wanted

    def _latest(self, wanted: Signal | None) -> Signal | None:
        """Return the last that is waiting, or ``wanted`` if none is; the end comes last."""
        while wanted is not None and not self._wanted.empty():
            wanted = self._wanted.get()
        return wanted

    def _switch(self, on: Output) -> None:
        for output in self._outputs:
            output.switch(on & self._allowed)


class _WiredOutput:
    """One output and the line that it is wired to. Used from one thread; never raises."""

    def __init__(self, output: Output, pin: Pin, open_: Callable[[Pin], Switched]) -> None:
        self.fails = False
        self._output = output
        self._pin = pin
        self._open = open_
        self._line: Switched | None = None

    def switch(self, on: Output) -> None:
        try:
            if self._line is None:
                self._line = self._open(self._pin)
            self._line.switch(on=self._output in on)
        except LineError as error:
            self.close()
            if not self.fails:
                _log.warning("no %s, %s: %s", _WORDS[self._output], self._pin, error)
            self.fails = True
            return
        if self.fails:
            _log.info("the %s, %s, works again", _WORDS[self._output], self._pin)
        self.fails = False

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()
