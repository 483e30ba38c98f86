"""The daemon and the program that may look at a stick, over a real socket; a folder stands for what is mounted."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kiosk.ports.sticks import StickError, StickTrouble
from kiosk.stick.mounting import mounted
from kiosk.stick.porter import serve
from kiosk.stick.usb import UsbSticks


class Porter:
    """systemd and the porter: every connection is served, with ``folder`` for a stick."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.folder = folder
        self.mounts: list[bool] = []
        self.under_way = 0
        self.pulled_out = False
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @contextmanager
    def mounted(self, write: bool) -> Iterator[Path]:  # noqa: FBT001  as the porter calls it
        if not self.folder.is_dir():
            raise StickError(StickTrouble.NO_STICK)
        self.mounts.append(write)
        self.under_way += 1
        yield self.folder
        self.under_way -= 1
        if self.pulled_out:
            raise StickError(StickTrouble.PULLED_OUT)

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            with link, link.makefile("rwb") as stream, suppress(EOFError):
                serve(stream, self.mounted)


@pytest.fixture
def porter(tmp_path: Path) -> Iterator[Porter]:
    (tmp_path / "stick").mkdir()
    porter = Porter(tmp_path / "stick.sock", tmp_path / "stick")
    yield porter
    porter.close()


@pytest.fixture
def sticks(tmp_path: Path) -> UsbSticks:
    return UsbSticks(tmp_path / "stick.sock")


def test_files_come_onto_the_stick_and_back_and_it_is_unmounted_each_time(porter: Porter, sticks: UsbSticks) -> None:
    content = bytes(range(256)) * 8_192
    with sticks.opened(write=True) as stick:
        assert stick.write("answer-k1.hubtap", content) == "answer-k1.hubtap"
        assert porter.under_way == 1
    assert porter.under_way == 0
    with sticks.opened(write=False) as stick:
        assert stick.answers() == ["answer-k1.hubtap"]
        assert stick.read("answer-k1.hubtap") == content
    assert (porter.mounts, porter.under_way) == ([True, False], 0)


def test_what_the_stick_refuses_is_told_and_the_next_wish_is_met(porter: Porter, sticks: UsbSticks) -> None:
    with sticks.opened(write=True) as stick:
        with pytest.raises(StickError) as error:
            stick.read("answer-none.hubtap")
        assert error.value.trouble is StickTrouble.NO_ANSWER
        stick.write("event.csv", b"1")
    assert (porter.folder / "event.csv").read_bytes() == b"1"


def test_a_stick_that_is_pulled_out_before_it_took_everything_is_told(porter: Porter, sticks: UsbSticks) -> None:
    porter.pulled_out = True
    with pytest.raises(StickError) as error, sticks.opened(write=True) as stick:
        stick.write("event.csv", b"1")
    assert error.value.trouble is StickTrouble.PULLED_OUT


def test_without_a_stick_nothing_is_opened(porter: Porter, sticks: UsbSticks) -> None:
    porter.folder.rmdir()
    with pytest.raises(StickError) as error, sticks.opened(write=True):
        pass
    assert error.value.trouble is StickTrouble.NO_STICK


def test_where_nobody_may_look_at_sticks_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(StickError) as error, UsbSticks(tmp_path / "nobody.sock").opened(write=True):
        pass
    assert error.value.trouble is StickTrouble.UNAVAILABLE


@pytest.mark.parametrize("said", [b"{}\n", b"\xff\n", b'{"do":"open"', b'{"do":"write","name":"x.csv","size":9}\n123'])
def test_what_is_no_wish_ends_the_porter_and_writes_nothing(porter: Porter, tmp_path: Path, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(str(tmp_path / "stick.sock"))
        link.sendall(said)
        link.shutdown(socket.SHUT_WR)
        assert link.recv(100) == b""
    assert list(porter.folder.iterdir()) == []


def test_what_cannot_be_mounted_is_told_in_a_word(tmp_path: Path) -> None:
    for partitions, trouble in (([], StickTrouble.NO_STICK), (["no-such-disk"], None)):
        with pytest.raises(StickError) as error, mounted(partitions, tmp_path, write=False):
            pass
        assert trouble in {error.value.trouble, None}
