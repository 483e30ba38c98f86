"""Sending by USB stick as staff see it: what begins, how it ends, and the worker's and the stick's part in it."""

import json
import os
from pathlib import Path

import pytest

from kiosk.local_api.messages import PART_BYTES, AnswerWanted, StickContent, StickDone, StickPage, StickWanted
from kiosk.staff_room.stick import PATIENCE_US, StickFile, StickRoom
from kiosk.stick.folder import FolderSticks
from tests.fakes.house import FakeClock
from tests.fakes.jobs import JobsAtOnce


class Room:
    """A stick room with a worker that only listens, and a folder for a stick."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.wanted: list[StickWanted] = []
        self.worker = True
        self.changes = 0
        self.room = StickRoom(
            sticks=FolderSticks(folder),
            jobs=JobsAtOnce(),
            clock=self.clock,
            ask_worker=self._ask,
            kiosk=lambda: "k1",
            today=lambda: "2026-11-22",
            changed=self._changed,
        )

    def _ask(self, wanted: StickWanted) -> bool:
        self.wanted.append(wanted)
        return self.worker

    def _changed(self) -> None:
        self.changes += 1

    @property
    def page(self) -> StickPage:
        return self.room.page()

    def put(self, name: str, kiosk: str, size: int = 0, *, age: int = 0, sort: str = "answer") -> bytes:
        content = json.dumps({"sort": sort, "kiosk": kiosk, "payload": "x" * size}).encode()
        (self.folder / name).write_bytes(content)
        os.utime(self.folder / name, (1_000 - age, 1_000 - age))
        return content


@pytest.fixture
def room(tmp_path: Path) -> Room:
    (tmp_path / "stick").mkdir()
    return Room(tmp_path / "stick")


def test_what_the_worker_sealed_is_on_the_stick_when_the_page_says_so(room: Room) -> None:
    assert room.room.write_records() == "done"
    (wanted,) = room.wanted
    assert (room.page.state, wanted.what) == ("writing", "write")
    for part in (b"sea", b"led"):
        room.room.take(StickContent(number=wanted.number, content=part))
    room.room.finish(StickDone(number=wanted.number, records=12, left=3))
    page = room.page
    assert (page.state, page.done, page.of) == ("written", 12, 15)
    assert (room.folder / page.detail).read_bytes() == b"sealed"
    assert page.detail == "records-k1-2026-11-22.hubtap"


def test_the_worker_gets_the_newest_answer_for_this_kiosk_and_what_it_settled_is_told(room: Room) -> None:
    room.put("answer-k2.hubtap", "k2")
    room.put("answer-k1-old.hubtap", "k1", age=9)
    content = room.put("answer-k1.hubtap", "k1", size=PART_BYTES, age=5)
    assert room.room.read_answer() == "done"
    (wanted,) = room.wanted
    got = b""
    while part := room.room.give(AnswerWanted(number=wanted.number, offset=len(got))).content:
        got += part
    assert got == content
    room.room.finish(StickDone(number=wanted.number, records=12, left=3))
    assert (room.page.state, room.page.done, room.page.of) == ("read", 12, 15)


def test_an_answer_with_nothing_new_says_so(room: Room) -> None:
    room.put("answer-k1.hubtap", "k1")
    room.room.read_answer()
    room.room.finish(StickDone(number=room.wanted[0].number))
    assert room.page.state == "nothing"


def test_a_wrong_stick_is_told_from_an_empty_one(room: Room) -> None:
    room.put("answer-of-mine.hubtap", "k1", sort="records")
    room.put("answer-k2.hubtap", "k2")
    room.room.read_answer()
    assert (room.page.state, room.page.detail) == ("failed", "other_kiosk")
    for each in room.folder.iterdir():
        each.unlink()
    (room.folder / "answer-broken.hubtap").write_bytes(b"\xff\0")
    room.room.read_answer()
    assert (room.page.state, room.page.detail) == ("failed", "no_answer")
    assert room.wanted == []


def test_without_a_stick_nothing_begins(room: Room) -> None:
    found = [room.page.found]
    room.folder.rmdir()
    assert [*found, room.page.found] == [True, False]
    for begin in (room.room.write_records, room.room.read_answer):
        assert begin() == "no_stick"
    assert room.room.write_list(StickFile("event.csv", b"1")) == "no_stick"
    assert (room.page.state, room.wanted) == ("failed", [])


def test_without_a_worker_only_an_events_list_is_written(room: Room) -> None:
    room.worker = False
    assert room.room.write_records() == "no_worker"
    assert (room.page.state, room.page.detail) == ("failed", "no_worker")
    assert room.room.write_list(StickFile("event-2026-11-22.csv", b"1")) == "done"
    assert (room.page.state, room.page.detail) == ("written", "event-2026-11-22.csv")
    assert (room.folder / "event-2026-11-22.csv").read_bytes() == b"1"


def test_a_second_wish_while_one_is_at_work_changes_nothing(room: Room) -> None:
    room.room.write_records()
    assert room.room.read_answer() == room.room.write_records() == "done"
    assert [each.what for each in room.wanted] == ["write"]


def test_a_worker_that_goes_away_or_says_nothing_is_not_waited_for_for_ever(room: Room) -> None:
    room.room.write_records()
    room.room.worker_gone()
    assert (room.page.state, room.page.detail) == ("failed", "no_worker")
    room.room.write_records()
    room.room.step()
    assert room.page.state == "writing"
    room.clock.pass_us(PATIENCE_US + 1)
    room.room.step()
    assert (room.page.state, room.page.detail) == ("failed", "no_worker")


def test_what_belongs_to_an_earlier_wish_is_not_heard(room: Room) -> None:
    room.room.write_records()
    room.room.worker_gone()
    room.room.write_records()
    first, second = room.wanted
    room.room.take(StickContent(number=first.number, content=b"old"))
    room.room.finish(StickDone(number=first.number, records=1))
    assert room.room.give(AnswerWanted(number=second.number, offset=0)).content == b""
    room.room.finish(StickDone(number=second.number, trouble="not_enrolled"))
    assert (room.page.state, room.page.detail) == ("failed", "not_enrolled")
    assert list(room.folder.iterdir()) == []


def test_every_change_is_made_known(room: Room) -> None:
    room.room.write_list(StickFile("event.csv", b"1"))
    assert room.changes >= 2
