"""All PC/SC readers at once, through pcscd: one thread, its own connection, healed by connecting anew."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event as StopFlag
from threading import Lock, Thread
from types import TracebackType
from typing import Protocol, Self

from kiosk.domain.cards import CardSeen
from kiosk.ports import CardGone, CardPresent, Misread, ReaderCause, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers import usb
from kiosk.readers.boottime import now_us
from kiosk.readers.pcsc_field import Change, Field, changes
from kiosk.readers.pcsc_names import shown_name, takes_cards
from kiosk.readers.pcsc_service import Service, ServiceError, Unread, connected

_log = logging.getLogger(__name__)

_ALL = "PC/SC"
_FIRST_BACK_OFF_S = 0.2
_LONGEST_BACK_OFF_S = 1.0
_LOOK_MS = 1_500
"""pcscd tells of a new reader only while we wait: one plugged in between two waits is found after this time.
It is also how often this thread shows a sign of life: pcscd keeps to it, so one that doesn't come back is stuck."""
_RETRY_MS = 200
_RETRIES = 10
"""A card that lies badly is tried again for two seconds; then it has to be presented anew."""
_CANCEL_AGAIN_S = 0.05


class Attendant(Protocol):
    """Whoever looks after readers beyond their cards; every call returns at once. Names are those of pcscd."""

    def plugged(self, reader: str) -> None:
        """Take note that the service knows ``reader``, from now on or again."""

    def card_read(self, reader: str) -> None:
        """Take note that the card on ``reader`` was read and reported."""


class Nobody:
    """An ``Attendant`` for readers that need none."""

    def plugged(self, reader: str) -> None:
        """Do nothing."""

    def card_read(self, reader: str) -> None:
        """Do nothing."""


class PcscReaders:
    """Every reader that pcscd knows, as one ``CardReader``.

    Reports name the reader at hand. Health is also reported under ``name``: ready as long as any reader is. A reader
    that comes, or comes back, reports what lies in its field now.
    """

    name = _ALL

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Service]] = connected,
        *,
        attendant: Attendant | None = None,
        usb_trouble: Callable[[], ReaderCause | None] = usb.trouble,
    ) -> None:
        """``connect`` makes a connection to pcscd; nothing is opened before ``run``.

        ``usb_trouble`` tells why pcscd may know no reader.
        """
        self._connect = connect
        self._attendant = attendant or Nobody()
        self._usb_trouble = usb_trouble

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        """Report until ``stop`` is set; ``report`` is called from this thread."""
        health = _Health(report, self._usb_trouble)
        back_off_s = _FIRST_BACK_OFF_S
        with _Canceller(stop) as canceller:
            while not stop.is_set():
                try:
                    with self._connect() as service, canceller.reaching(service):
                        back_off_s = _FIRST_BACK_OFF_S
                        _Desk(service, health, report, self._attendant).serve(stop)
                except ServiceError as error:
                    health.service_failed(error)
                    stop.wait(back_off_s)
                    back_off_s = min(2 * back_off_s, _LONGEST_BACK_OFF_S)


class _Desk:
    """The readers of one connection to pcscd, by the names that pcscd gives them."""

    def __init__(
        self, service: Service, health: "_Health", report: Callable[[ReaderReport], None], attendant: Attendant
    ) -> None:
        self._service = service
        self._attendant = attendant
        self._health = health
        self._report = report
        self._fields: dict[str, Field | None] = {}
        self._retries_left: dict[str, int] = {}

    def serve(self, stop: StopFlag) -> None:
        while not stop.is_set():
            self._take_stock()
            fields = self._service.look(self._fields, _RETRY_MS if self._retries_left else _LOOK_MS)
            seen_us = now_us()
            for reader, field in fields.items():
                before, self._fields[reader] = self._fields[reader], field
                for change in changes(before, field):
                    self._follow(reader, change, seen_us)
            for reader in [name for name in self._retries_left if self._fields[name] == fields.get(name)]:
                self._retry(reader, seen_us)

    def _take_stock(self) -> None:
        names = [name for name in self._service.readers() if takes_cards(name)]
        for lost in [name for name in self._fields if name not in names]:
            del self._fields[lost]
            self._retries_left.pop(lost, None)
            self._health.say(shown_name(lost), ReaderHealth.MISSING, ReaderCause.UNPLUGGED)
        for new in [name for name in names if name not in self._fields]:
            self._fields[new] = None
            self._health.say(shown_name(new), ReaderHealth.READY, ReaderCause.READY)
            self._attendant.plugged(new)
        self._health.sum_up()

    def _follow(self, reader: str, change: Change, seen_us: int) -> None:
        self._retries_left.pop(reader, None)
        match change:
            case Change.CAME:
                self._take(reader, self._service.read(reader), seen_us)
            case Change.WENT:
                self._report(CardGone(shown_name(reader), seen_us))
                self._health.say(shown_name(reader), ReaderHealth.READY, ReaderCause.READY)
            case Change.PASSED:
                self._report(Misread(shown_name(reader), seen_us))

    def _take(self, reader: str, read: CardSeen | Unread, seen_us: int) -> None:
        name = shown_name(reader)
        match read:
            case CardSeen():
                self._health.say(name, ReaderHealth.READY, ReaderCause.READY)
                self._report(CardPresent(name, read, seen_us))
                self._attendant.card_read(reader)
            case Unread.BUSY:
                self._health.say(name, ReaderHealth.BUSY, ReaderCause.BUSY)
                self._retries_left[reader] = _RETRIES
            case Unread.UNREADABLE:
                self._report(Misread(name, seen_us))
                self._retries_left[reader] = _RETRIES
            case Unread.LEFT | Unread.NO_UID:
                self._report(Misread(name, seen_us))

    def _retry(self, reader: str, seen_us: int) -> None:
        retries_left = self._retries_left.pop(reader)
        match self._service.read(reader):
            case Unread.UNREADABLE:
                if retries_left > 1:
                    self._retries_left[reader] = retries_left - 1
            case read:
                self._take(reader, read, seen_us)


class _Health:
    """How each reader is, told when it changes; and how all of them are together."""

    def __init__(self, report: Callable[[ReaderReport], None], usb_trouble: Callable[[], ReaderCause | None]) -> None:
        self._report = report
        self._usb_trouble = usb_trouble
        self._told: dict[str, ReaderChanged] = {}

    def say(self, name: str, health: ReaderHealth, cause: ReaderCause) -> None:
        changed = ReaderChanged(name, health, cause)
        if self._told.get(name) != changed:
            self._told[name] = changed
            self._report(changed)
            if name != _ALL:
                self.sum_up()

    def sum_up(self) -> None:
        readers = [told for name, told in self._told.items() if name != _ALL]
        best = min(readers, key=lambda told: list(ReaderHealth).index(told.health), default=None)
        if best is not None and best.health is not ReaderHealth.MISSING:
            self.say(_ALL, best.health, best.cause)
        elif (trouble := self._usb_trouble()) is not None:
            self.say(_ALL, ReaderHealth.BLOCKED, trouble)
        else:
            self.say(_ALL, ReaderHealth.MISSING, ReaderCause.NO_READER if best is None else best.cause)

    def service_failed(self, error: ServiceError) -> None:
        health, cause = ReaderHealth.MISSING, ReaderCause.NO_SERVICE
        if error.denied:
            health, cause = ReaderHealth.DENIED, ReaderCause.SERVICE_DENIES
        if self._told.get(_ALL) != ReaderChanged(_ALL, health, cause):
            _log.warning("card readers: %s", error)
        for name in [name for name in self._told if name != _ALL]:
            self.say(name, health, cause)
        self.say(_ALL, health, cause)


class _Canceller:
    """Ends a wait for cards as soon as the stop flag is set."""

    def __init__(self, stop: StopFlag) -> None:
        self._stop = stop
        self._done = StopFlag()
        self._lock = Lock()
        self._service: Service | None = None
        self._thread = Thread(target=self._cancel, name="card reader stop", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._done.set()
        if self._stop.is_set():
            self._thread.join()

    @contextmanager
    def reaching(self, service: Service) -> Iterator[None]:
        with self._lock:
            self._service = service
        try:
            yield
        finally:
            with self._lock:
                self._service = None

    def _cancel(self) -> None:
        self._stop.wait()
        while not self._done.is_set():
            with self._lock:
                if self._service is not None:
                    self._service.cancel()
            self._done.wait(_CANCEL_AGAIN_S)
