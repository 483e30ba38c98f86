"""A disk in memory that knows what was synced, and what a power cut makes of the rest.

What was written since the last sync of a file survives in part: nothing of it, all of it, the earlier part, or some
sectors here and there, of which one may be torn. Names are like that, too: what happened in a folder since its last
sync survives up to some moment. So files that were made vanish, and files that were removed or replaced are back.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

SECTOR_BYTES = 512
_FATES = ("nothing", "everything", "earlier", "sectors", "sectors", "sectors")
_SHARES = (0.1, 0.5, 0.9)
_TORN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class _Write:
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class _Resize:
    size: int


_Change = _Write | _Resize


@dataclass(slots=True)
class File:
    """``now`` is what programs read; ``durable`` is what is on disk for certain."""

    now: bytearray = field(default_factory=bytearray)
    durable: bytearray = field(default_factory=bytearray)
    since: list[_Change] = field(default_factory=list)
    mode: int = 0o100600

    def after_cut(self, dice: random.Random) -> Self:
        """Return what a power cut leaves of the content."""
        content = bytearray(self.durable)
        for change in _surviving(self.since, dice):
            _make(content, change)
        return type(self)(content, bytearray(content), mode=self.mode)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; what is in it follows from the names."""

    mode: int = 0o040700


Node = File | Folder


@dataclass(frozen=True, slots=True)
class _Naming:
    """One change of names, which happens whole or not at all; None takes a name away."""

    folders: frozenset[str]
    names: Mapping[str, Node | None]


class Disk:
    """A tree of files by path, such as ``/attendance.db``. At an armed moment it keeps what a power cut would leave."""

    def __init__(self, names: Mapping[str, Node] | None = None) -> None:
        """Begin with ``names``, all of them durable, or with an empty disk."""
        self.names: dict[str, Node] = dict(names or {"/": Folder()})
        self.changes = 0
        """How often anything was written, named or synced."""
        self.left: Disk | None = None
        """What the armed power cut left, once it came; this disk goes on as if nothing had been."""
        self._durable_names = dict(self.names)
        self._namings: list[_Naming] = []
        self._cut_at: int | None = None
        self._dice = random.Random(0)  # noqa: S311  a schedule, not a secret

    # ------------------------------------------------------------- what a power cut does

    def cut_after(self, changes: int, dice: random.Random) -> None:
        """Arm a power cut: it comes just before the change after that many."""
        self._cut_at, self._dice = self.changes + changes, dice

    def after_cut(self, dice: random.Random) -> Self:
        """Return the disk that a power cut at this moment leaves."""
        names = dict(self._durable_names)
        for naming in self._namings[: dice.randint(0, len(self._namings))]:
            _name(names, naming.names)
        whole = {path: node for path, node in names.items() if isinstance(names.get(parent(path)), Folder)}
        return type(self)(
            {path: node.after_cut(dice) if isinstance(node, File) else node for path, node in whole.items()}
        )

    def _changing(self) -> None:
        if self._cut_at is not None and self.changes >= self._cut_at and self.left is None:
            self.left = self.after_cut(self._dice)
        self.changes += 1

    # ------------------------------------------------------------- files

    def write(self, file: File, offset: int, data: bytes) -> None:
        """Write ``data`` at ``offset``; a hole before it is filled with zeros."""
        self._change(file, _Write(offset, data))

    def resize(self, file: File, size: int) -> None:
        """Cut the file off at ``size`` or fill it up with zeros."""
        self._change(file, _Resize(size))

    def sync(self, file: File) -> None:
        """Make the content durable; its name is another matter: see ``sync_folder``."""
        self._changing()
        for change in file.since:
            _make(file.durable, change)
        file.since.clear()

    def _change(self, file: File, change: _Change) -> None:
        self._changing()
        _make(file.now, change)
        file.since.append(change)

    # ------------------------------------------------------------- names

    def within(self, folder: str) -> Iterator[str]:
        """Give the paths of what lies directly in ``folder``."""
        return (path for path in self.names if path != "/" and parent(path) == folder)

    def put(self, path: str, node: Node) -> None:
        """Give ``node`` a name."""
        self._rename({path: node})

    def remove(self, path: str) -> None:
        """Take the name ``path`` away."""
        self._rename({path: None})

    def move(self, old: str, new: str) -> None:
        """Rename; whatever was called ``new`` is gone. A folder takes along what lies in it."""
        moving = {path: node for path, node in self.names.items() if path == old or path.startswith(old + "/")}
        moved = {new + path.removeprefix(old): node for path, node in moving.items()}
        self._rename(dict.fromkeys(moving) | moved)

    def sync_folder(self, folder: str) -> None:
        """Make the names directly in ``folder`` durable."""
        self._changing()
        for naming in self._namings:
            if folder in naming.folders:
                _name(self._durable_names, naming.names)
        self._namings = [naming for naming in self._namings if folder not in naming.folders]

    def _rename(self, names: Mapping[str, Node | None]) -> None:
        self._changing()
        _name(self.names, names)
        self._namings.append(_Naming(frozenset(parent(path) for path in names), names))


def parent(path: str) -> str:
    """Return the path of the folder that ``path`` lies in."""
    return path.rpartition("/")[0] or "/"


def _name(names: dict[str, Node], changed: Mapping[str, Node | None]) -> None:
    for path, node in changed.items():
        if node is None:
            names.pop(path, None)
        else:
            names[path] = node


def _make(content: bytearray, change: _Change) -> None:
    match change:
        case _Write(offset=offset, data=data):
            _fill_up(content, offset)
            content[offset : offset + len(data)] = data
        case _Resize(size=size):
            _fill_up(content, size)
            del content[size:]


def _fill_up(content: bytearray, size: int) -> None:
    if len(content) < size:
        content.extend(bytes(size - len(content)))


def _surviving(changes: list[_Change], dice: random.Random) -> list[_Change]:
    """Return which of ``changes`` reached the disk, in their order."""
    match dice.choice(_FATES):
        case "nothing":
            return []
        case "everything":
            return changes
        case "earlier":
            until = dice.randint(0, len(changes))
            torn = [_torn(each, dice) for each in changes[until : until + 1] if isinstance(each, _Write)]
            return changes[:until] + torn
        case _:
            share = dice.choice(_SHARES)
            return [piece for change in changes for piece in _pieces(change, share, dice)]


def _pieces(change: _Change, share: float, dice: random.Random) -> Iterator[_Change]:
    """Give those sectors of ``change`` that reached the disk, each with probability ``share``."""
    if isinstance(change, _Resize):
        if dice.random() < share:
            yield change
        return
    end = change.offset + len(change.data)
    first = change.offset // SECTOR_BYTES * SECTOR_BYTES
    for sector in range(first, end, SECTOR_BYTES):
        begin = max(sector, change.offset)
        piece = _Write(begin, change.data[begin - change.offset : sector + SECTOR_BYTES - change.offset])
        chance = dice.random()
        if chance < share * _TORN_SHARE:
            yield _torn(piece, dice)
        elif chance < share:
            yield piece


def _torn(write: _Write, dice: random.Random) -> _Write:
    return _Write(write.offset, write.data[: dice.randint(0, len(write.data))])
