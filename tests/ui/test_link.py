"""The screen's end of the socket, against a daemon's end that is a real Unix socket."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.local_api.messages import (
    MAX_LINE_BYTES,
    VERSION,
    FrameShown,
    Hello,
    Judging,
    Refused,
    ScreenSnapshot,
    encode,
)
from tests.fakes.screen_daemon import ScreenDaemon
from ui import canned
from ui.lines import Lines
from ui.link import Link

HELLO = Hello(version=VERSION)


class Ends:
    """A link and what it handed on."""

    def __init__(self, run_dir: Path) -> None:
        self.heard: list[ScreenSnapshot] = []
        self.losses = 0
        self.lines = Lines(str(run_dir / "screen.sock"), again_after_ms=5)
        self.link = Link(self.lines)
        self.link.heard.connect(self.heard.append)
        self.link.lost.connect(self._lost)

    def _lost(self) -> None:
        self.losses += 1


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[Ends]:
    ends = Ends(tmp_path)
    yield ends
    ends.lines.stop()


def met(daemon: ScreenDaemon, qtbot: QtBot) -> None:
    daemon.said.clear()
    qtbot.waitUntil(lambda: daemon.has_heard(HELLO))


def test_it_says_hello_first_and_hands_on_snapshots(ends: Ends, tmp_path: Path, qtbot: QtBot) -> None:
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        met(daemon, qtbot)
        daemon.say(canned.IDLE)
        qtbot.waitUntil(lambda: ends.heard == [canned.IDLE])

    assert daemon.said == [HELLO]


def test_of_snapshots_that_lie_ready_only_the_latest_counts(ends: Ends, tmp_path: Path, qtbot: QtBot) -> None:
    latest = canned.result("arrived", serial=9)
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        met(daemon, qtbot)
        daemon.say(canned.IDLE, canned.result("help", serial=8), latest)
        qtbot.waitUntil(lambda: bool(ends.heard))

    assert ends.heard == [latest]


def test_a_snapshot_may_come_in_pieces(ends: Ends, tmp_path: Path, qtbot: QtBot) -> None:
    line = encode(canned.IDLE)
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        met(daemon, qtbot)
        daemon.say_bytes(line[:40])
        with qtbot.waitSignal(ends.link.heard):
            daemon.say_bytes(line[40:])

    assert ends.heard == [canned.IDLE]


def test_it_waits_for_a_daemon_that_starts_later(ends: Ends, tmp_path: Path, qtbot: QtBot) -> None:
    ends.lines.start()
    qtbot.wait(20)  # it tries in vain, more than once
    with ScreenDaemon(tmp_path) as daemon:
        met(daemon, qtbot)
        assert ends.losses == 0


def test_it_comes_back_by_itself_every_time(ends: Ends, tmp_path: Path, qtbot: QtBot) -> None:
    ends.lines.start()
    for times in range(1, 4):
        with ScreenDaemon(tmp_path) as daemon:
            met(daemon, qtbot)
            daemon.say(canned.IDLE)
            qtbot.waitUntil(lambda times=times: len(ends.heard) == times)  # type: ignore[misc]  # bound per round
        qtbot.waitUntil(lambda times=times: ends.losses == times)  # type: ignore[misc]


@pytest.mark.parametrize("nonsense", [b"{}\n", b"no json\n", b'{"type":"ScreenSnapshot"}\n', b"\xff\n", b"\n"])
def test_nonsense_ends_one_connection_only(
    ends: Ends, tmp_path: Path, qtbot: QtBot, nonsense: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        for _ in range(2):
            met(daemon, qtbot)
            with qtbot.waitSignal(ends.link.lost):
                daemon.say_bytes(nonsense)
            daemon.hang_up()
        met(daemon, qtbot)
        daemon.say(canned.IDLE)
        qtbot.waitUntil(lambda: ends.heard == [canned.IDLE])

    assert len(caplog.records) == 1, "the same trouble is told once"


def test_a_line_without_end_is_cut_short(ends: Ends, tmp_path: Path, qtbot: QtBot) -> None:
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        met(daemon, qtbot)
        with qtbot.waitSignal(ends.link.lost):
            daemon.say_endlessly(MAX_LINE_BYTES + 2)


def test_a_refusal_is_logged_and_the_screen_tries_again(
    ends: Ends, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        met(daemon, qtbot)
        with qtbot.waitSignal(ends.link.lost):
            daemon.say_bytes(encode(Refused(code="version")))
            daemon.hang_up()
        met(daemon, qtbot)

    assert "code=version" in caplog.text
    assert ends.heard == []


def test_sending_tells_whether_there_is_a_connection(ends: Ends, tmp_path: Path, qtbot: QtBot) -> None:
    assert not ends.link.send(FrameShown(serial=1))
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        met(daemon, qtbot)
        assert ends.link.send(FrameShown(serial=2))
        qtbot.waitUntil(lambda: daemon.has_heard(FrameShown(serial=2)))


def test_a_tap_that_is_being_judged_is_told_unless_its_answer_came_with_it(
    ends: Ends, tmp_path: Path, qtbot: QtBot
) -> None:
    judged: list[int] = []
    ends.link.judging.connect(lambda: judged.append(len(ends.heard)))
    with ScreenDaemon(tmp_path) as daemon:
        ends.lines.start()
        met(daemon, qtbot)
        daemon.say(Judging(), canned.result("arrived", serial=1))
        qtbot.waitUntil(lambda: len(ends.heard) == 1)
        daemon.say(canned.result("help", serial=2), Judging())
        qtbot.waitUntil(lambda: judged == [2])
