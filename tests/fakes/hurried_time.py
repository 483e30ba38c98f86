"""The screen's own clock and alarms, which a test moves ahead."""

from collections.abc import Callable

from ui.timing import TimerAlarm, now_ms
from ui.viewmodels.public_screen import Alarm


class HurriedTime:
    """Time that goes by as always, and more of it at once whenever a test says so."""

    def __init__(self) -> None:
        self._ahead_ms = 0
        self._alarms: list[_HurriedAlarm] = []

    def now_ms(self) -> int:
        return now_ms() + self._ahead_ms

    def alarm(self) -> Alarm:
        self._alarms.append(_HurriedAlarm(self.now_ms))
        return self._alarms[-1]

    def pass_ms(self, duration_ms: int) -> None:
        """Have this time gone by; what was due by then rings at once."""
        self._ahead_ms += duration_ms
        for alarm in self._alarms:
            alarm.look()


class _HurriedAlarm:
    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._timer = TimerAlarm()
        self._due_ms: int | None = None
        self._call: Callable[[], None] | None = None

    def set(self, delay_ms: int | None, call: Callable[[], None]) -> None:
        self._due_ms = None if delay_ms is None else self._now_ms() + delay_ms
        self._call = call
        self._timer.set(delay_ms, call)

    def look(self) -> None:
        if self._due_ms is not None and self._call is not None:
            self._timer.set(max(0, self._due_ms - self._now_ms()), self._call)
