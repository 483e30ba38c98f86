"""A card reader or barcode scanner that acts as a keyboard: grabbed, so that it types to us and to nobody else."""

import errno
import logging
import selectors
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event as StopFlag
from types import TracebackType
from typing import Self

from kiosk.domain.cards import CardSeen
from kiosk.domain.typed_uids import Unclear
from kiosk.ports import CardGone, CardPresent, Misread, ReaderCause, ReaderChanged, ReaderHealth, ReaderReport
from kiosk.readers import wedge_keys
from kiosk.readers.boottime import now_us
from kiosk.readers.wedge_keys import Typed, Typing
from kiosk.readers.wedge_nodes import Node, NodeError, nodes_of, open_node
from kiosk.readers.wedge_setting import UsbId

_log = logging.getLogger(__name__)

_LOOK_US = 500_000
"""How often devices are looked for: one that comes back is read again after this time at most."""
_WAIT_S = 0.2
_US_PER_S = 1_000_000

_TROUBLE: Mapping[int, tuple[ReaderHealth, ReaderCause]] = {
    errno.EBUSY: (ReaderHealth.BUSY, ReaderCause.BUSY),
    **dict.fromkeys((errno.EACCES, errno.EPERM), (ReaderHealth.DENIED, ReaderCause.WEDGE_DENIED)),
    **dict.fromkeys((errno.ENOTTY, errno.EINVAL), (ReaderHealth.MISSING, ReaderCause.WEDGE_NO_KEYBOARD)),
}
_REFUSED: Mapping[Unclear | None, ReaderCause] = {
    None: ReaderCause.NO_NUMBER,
    Unclear.SPELLING: ReaderCause.SPELLING,
    Unclear.CUT_SHORT: ReaderCause.CUT_SHORT,
    Unclear.CHECK_DIGIT: ReaderCause.CHECK_DIGIT,
}
"""By what was wrong with the text; None where there was no whole text."""


class WedgeReader:
    """One device, with as many input nodes as it has; it is ready while all of them are ours.

    It tells of a card once, when the card is presented, and can't tell when it is taken away: each card is reported
    as gone at once.
    """

    def __init__(  # noqa: PLR0913  the last two are the world outside
        self,
        name: str,
        device: Path | UsbId,
        card_of: Callable[[str], CardSeen | Unclear],
        *,
        sends_enter: bool = True,
        find: Callable[[Path | UsbId], Sequence[Path]] = nodes_of,
        open_node: Callable[[Path], Node] = open_node,
    ) -> None:
        """``card_of`` understands what the device types; nothing is opened before ``run``."""
        self.name = name
        self._device = device
        self._card_of = card_of
        self._sends_enter = sends_enter
        self._find = find
        self._open_node = open_node

    def run(self, report: Callable[[ReaderReport], None], stop: StopFlag) -> None:
        """Report until ``stop`` is set; ``report`` is called from this thread."""
        health = _Health(self.name, report)
        with _Nodes(self._open_node, sends_enter=self._sends_enter) as nodes:
            look_us = 0
            while not stop.is_set():
                try:
                    if now_us() >= look_us:
                        look_us = now_us() + _LOOK_US
                        self._take_stock(nodes, health, report)
                    for typed in nodes.listen():
                        self._take(typed, health, report)
                except NodeError as error:
                    nodes.close()
                    health.lost(error)

    def _take_stock(self, nodes: "_Nodes", health: "_Health", report: Callable[[ReaderReport], None]) -> None:
        paths = self._find(self._device)
        if not paths and not nodes.some:
            health.say(ReaderHealth.MISSING, ReaderCause.WEDGE_NOT_FOUND)
        elif nodes.open_all(paths):
            health.say(ReaderHealth.READY, ReaderCause.READY)
            report(CardGone(self.name, now_us()))

    def _take(self, typed: Typed, health: "_Health", report: Callable[[ReaderReport], None]) -> None:
        card = None if typed.text is None else self._card_of(typed.text)
        if isinstance(card, CardSeen):
            report(CardPresent(self.name, card, typed.at_us))
            report(CardGone(self.name, typed.at_us))
            health.say(ReaderHealth.READY, ReaderCause.READY)
        else:
            report(Misread(self.name, typed.at_us))
            health.say(ReaderHealth.READY, _REFUSED[card])


class _Nodes:
    """The device's open nodes, and what is being typed at each."""

    def __init__(self, open_node: Callable[[Path], Node], *, sends_enter: bool) -> None:
        self._open_node = open_node
        self._sends_enter = sends_enter
        self._open: dict[Path, Node] = {}
        self._typing: dict[Path, Typing] = {}
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
        self._selector.close()

    @property
    def some(self) -> bool:
        return bool(self._open)

    def open_all(self, paths: Sequence[Path]) -> bool:
        """Open what isn't open yet; tell whether these are the first. Raises NodeError."""
        first = not self._open
        for path in paths:
            if path not in self._open:
                node = self._open[path] = self._open_node(path)
                self._typing[path] = Typing()
                self._selector.register(node, selectors.EVENT_READ, path)
        return first

    def listen(self) -> Iterator[Typed]:
        """Wait a moment for keys; yield the texts that ended meanwhile. Raises NodeError when a device is gone."""
        ready = [key.data for key, _ in self._selector.select(self._wait_s())]
        for path in ready:
            for key in self._open[path].read():
                self._typing[path], ended = wedge_keys.step(self._typing[path], key, sends_enter=self._sends_enter)
                yield from ended
        for path in self._open.keys() - set(ready):
            self._typing[path], ended = wedge_keys.lapse(self._typing[path], now_us(), sends_enter=self._sends_enter)
            yield from ended

    def close(self) -> None:
        for node in self._open.values():
            self._selector.unregister(node)
            node.close()
        self._open.clear()
        self._typing.clear()

    def _wait_s(self) -> float:
        due = [wedge_keys.due_us(typing, sends_enter=self._sends_enter) for typing in self._typing.values()]
        left_s = [(due_us - now_us()) / _US_PER_S for due_us in due if due_us is not None]
        return max(0.0, min([_WAIT_S, *left_s]))


class _Health:
    """How the reader is, told when it changes."""

    def __init__(self, name: str, report: Callable[[ReaderReport], None]) -> None:
        self._name = name
        self._report = report
        self._told: ReaderChanged | None = None

    def say(self, health: ReaderHealth, cause: ReaderCause) -> None:
        changed = ReaderChanged(self._name, health, cause)
        if changed != self._told:
            self._told = changed
            self._report(changed)

    def lost(self, error: NodeError) -> None:
        health, cause = _TROUBLE.get(error.number, (ReaderHealth.MISSING, ReaderCause.UNPLUGGED))
        if self._told is None or self._told.health is not health:
            _log.warning("reader=%r failed: %s", self._name, error)
        self.say(health, cause)
