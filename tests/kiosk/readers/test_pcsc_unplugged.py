"""One of two PC/SC readers is unplugged while pcscd runs: the other goes on.

pcscd is played here. The real one can't be made to lose one of Debian's virtual readers: it asks a driver anew only
when the kernel tells of USB devices.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import nullcontext

import pytest

from kiosk.domain.cards import CardSeen, Technology
from kiosk.ports import CardGone, CardPresent, ReaderChanged, ReaderHealth
from kiosk.readers.pcsc import PcscReaders
from kiosk.readers.pcsc_field import Field
from kiosk.readers.pcsc_service import Service
from tests.emulators.recorder import Recorder

LEFT, RIGHT = "Made-up left 00 00", "Made-up right 01 00"
CARD = CardSeen(Technology.ISO14443A, bytes.fromhex("C0FFEE01"), 0x08)


class TwoReaders(Service):
    """What pcscd tells of two readers, one of which may be away; a change wakes whoever looks, as pcscd's does."""

    def __init__(self) -> None:
        super().__init__(0)
        self._news = threading.Condition()
        self._fields = {LEFT: Field(present=False, count=0), RIGHT: Field(present=False, count=0)}
        self._cancelled = False

    def change(self, **fields: Field | None) -> None:
        """Set what lies on left and right; None: that reader is away."""
        with self._news:
            for name, field in ((LEFT, "left"), (RIGHT, "right")):
                if field in fields:
                    self._fields.pop(name, None)
                    if (now := fields[field]) is not None:
                        self._fields[name] = now
            self._news.notify_all()

    def readers(self) -> tuple[str, ...]:
        with self._news:
            return tuple(self._fields)

    def look(self, known: Mapping[str, Field | None], timeout_ms: int) -> dict[str, Field]:
        with self._news:
            self._news.wait_for(lambda: self._cancelled or self._differs(known), timeout_ms / 1000)
            self._cancelled = False
            return {name: field for name, field in self._fields.items() if name in known and known[name] != field}

    def read(self, reader: str) -> CardSeen:
        assert reader in self.readers()
        return CARD

    def cancel(self) -> None:
        with self._news:
            self._cancelled = True
            self._news.notify_all()

    def _differs(self, known: Mapping[str, Field | None]) -> bool:
        return dict(known) != self._fields


@pytest.fixture
def service() -> TwoReaders:
    return TwoReaders()


@pytest.fixture
def recorder(service: TwoReaders) -> Iterator[Recorder]:
    recorder = Recorder(PcscReaders(lambda: nullcontext(service), usb_trouble=lambda: None))
    recorder.start()
    until(recorder, "right", ReaderHealth.READY)
    yield recorder
    recorder.stop()


def until(recorder: Recorder, reader: str, health: ReaderHealth) -> ReaderChanged:
    return recorder.next(ReaderChanged, lambda report: reader in report.reader and report.health is health)


def test_the_one_that_is_unplugged_is_named_and_the_other_reads_on(service: TwoReaders, recorder: Recorder) -> None:
    service.change(left=None)
    assert "left" in until(recorder, "left", ReaderHealth.MISSING).reader
    service.change(right=Field(present=True, count=1))
    assert "right" in recorder.next(CardPresent).reader
    together = [each for each in recorder.reports if isinstance(each, ReaderChanged) and each.reader == "PC/SC"]
    assert [each.health for each in together] == [ReaderHealth.READY]


def test_the_one_that_is_plugged_in_again_reads_what_lies_on_it_and_nothing_is_read_twice(
    service: TwoReaders, recorder: Recorder
) -> None:
    service.change(right=Field(present=True, count=1))
    recorder.next(CardPresent)
    service.change(left=None)
    until(recorder, "left", ReaderHealth.MISSING)
    service.change(left=Field(present=True, count=1))
    assert "left" in recorder.next(CardPresent).reader
    service.change(left=Field(present=False, count=2))
    assert "left" in recorder.next(CardGone).reader
    assert sum(isinstance(each, CardPresent) for each in recorder.reports) == 2


def test_the_last_one_that_is_unplugged_leaves_the_kiosk_without_a_reader(
    service: TwoReaders, recorder: Recorder
) -> None:
    service.change(left=None, right=None)
    until(recorder, "PC/SC", ReaderHealth.MISSING)
    service.change(right=Field(present=False, count=0))
    until(recorder, "PC/SC", ReaderHealth.READY)
