"""Lamp and buzzer of PC/SC readers that have them, worked from a thread of their own with its own connection."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Protocol, Self

from kiosk.ports import Saying, Signal
from kiosk.readers import acr122u
from kiosk.readers.pcsc_names import shown_name
from kiosk.readers.pcsc_service import Instructed, ServiceError, connected

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Plugged:
    reader: str


@dataclass(frozen=True, slots=True)
class _CardRead:
    reader: str


@dataclass(frozen=True, slots=True, eq=False)
class _Show:
    signal: Signal
    shown_reader: str | None


_Order = _Plugged | _CardRead | _Show


class Instructor(Protocol):
    """Whoever gives commands to readers."""

    def instruct(self, reader: str, command: bytes) -> Instructed:
        """Give ``reader`` itself a command; raises ServiceError."""


class ReaderLights:
    """``kiosk.ports.Signals`` by the lamps and buzzers of ACR122U readers. Every call returns at once, on any thread.

    It also silences the beep that such a reader gives by itself. Without a card this goes only where pcscd lets
    commands for the reader pass; elsewhere it is done as soon as the first card was read. The reader can't read while
    it blinks, so a signal that waits while the next one for that reader comes is dropped.
    """

    def __init__(
        self,
        *,
        buzzer: bool,
        connect: Callable[[], AbstractContextManager[Instructor]] = connected,
        understands: Callable[[str], bool] = acr122u.is_acr122u,
    ) -> None:
        """``understands`` tells by pcscd's name for a reader whether it takes these commands."""
        self._buzzer = buzzer
        self._connect = connect
        self._understands = understands
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._latest: dict[str | None, _Show] = {}
        self._settings_left: dict[str, tuple[bytes, ...]] = {}
        self._thread = Thread(target=self._obey_all, name="reader lights", daemon=True)

    def __enter__(self) -> Self:
        """Start the thread; it touches nothing before such a reader is plugged in."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Finish what is under way, and end."""
        self._latest.clear()
        self._orders.put(None)
        self._thread.join(max(pattern.length_s for pattern in acr122u.PATTERNS.values()) + 1)

    def give(
        self,
        signal: Signal,
        *,
        reader: str | None = None,
        saying: Saying | None = None,  # noqa: ARG002  lamps don't speak
    ) -> None:
        """Show ``signal`` on the reader of that shown name, or on every one that can."""
        self._latest[reader] = show = _Show(signal, reader)
        self._orders.put(show)

    def plugged(self, reader: str) -> None:
        """Take note that the service knows ``reader`` now, by pcscd's name for it."""
        self._orders.put(_Plugged(reader))

    def card_read(self, reader: str) -> None:
        """Take note that a card on ``reader`` was read, and still lies there if all is well."""
        self._orders.put(_CardRead(reader))

    def _obey_all(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                self._obey(order)
            except ServiceError:  # whoever reads cards tells of it, and of the readers once they are back
                continue

    def _obey(self, order: _Order) -> None:
        match order:
            case _Plugged(reader):
                if self._understands(reader):
                    self._settings_left[reader] = acr122u.SETTINGS
                    self._set_up(reader)
            case _CardRead(reader):
                if self._settings_left.get(reader):
                    self._set_up(reader)
            case _Show():
                if self._latest.get(order.shown_reader) is order:
                    self._show(order)

    def _set_up(self, reader: str) -> None:
        with self._connect() as service:
            for setting in self._settings_left[reader]:
                match service.instruct(reader, setting):
                    case Instructed.NO_CARD:
                        return
                    case Instructed.REFUSED:
                        _log.warning("reader=%r refused the setting %s", shown_name(reader), setting.hex(" "))
                    case Instructed.DONE:
                        pass
                self._settings_left[reader] = tuple(left for left in self._settings_left[reader] if left != setting)

    def _show(self, order: _Show) -> None:
        known = [name for name in self._settings_left if order.shown_reader in {None, shown_name(name)}]
        if not known:
            return
        command = acr122u.shown(order.signal, buzzer=self._buzzer)
        with self._connect() as service:
            for reader in known:
                service.instruct(reader, command)
