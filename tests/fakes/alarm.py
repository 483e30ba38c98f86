"""A clock and an alarm that a test moves on."""

from collections.abc import Callable


class FakeTime:
    """``now_ms`` stands still until ``pass_ms``, which rings on its way."""

    def __init__(self) -> None:
        self._now_ms = 0
        self._due_ms: int | None = None
        self._call: Callable[[], None] | None = None

    def now_ms(self) -> int:
        return self._now_ms

    def set(self, delay_ms: int | None, call: Callable[[], None]) -> None:
        self._due_ms = None if delay_ms is None else self._now_ms + delay_ms
        self._call = call

    def pass_ms(self, duration_ms: int) -> None:
        end_ms = self._now_ms + duration_ms
        while self._due_ms is not None and self._due_ms <= end_ms and self._call is not None:
            self._now_ms, self._due_ms = self._due_ms, None
            self._call()
        self._now_ms = end_ms
