"""Asking a daemon how it is, and telling it in words."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from kiosk.administrator_line import NoAnswerError
from kiosk.local_api.messages import (
    Health,
    LedgerStatus,
    Message,
    Noted,
    ReaderStatus,
    Refused,
    RefusedCount,
    Status,
    TeamStatus,
    WireClock,
    WireReading,
)
from kiosk.local_api.messages import encode as line_of
from kiosk.status import ask, in_words

STATUS = Status(
    health=Health(
        version="0.1.0",
        readers=[ReaderStatus(name="front", health="ready", cause="")],
        ledgers=[
            LedgerStatus(ledger="a", highest=40, waiting=2, refused=1),
            LedgerStatus(ledger="b", highest=3, waiting=3, refused=0),
        ],
        oldest_waiting_us=None,
        clock_trusted=False,
        disk_free_bytes=5 * 1024**3,
        reading=WireReading(wall_us=0, synchronised=False, boot="b", boottime_us=0),
        clock=WireClock(at_us=0, wall_us=0, zone="Europe/London", source=None, error_us=None, steps=0, step_us=0),
    ),
    kiosk="kiosk-1",
    hub="Ely",
    event=None,
    network_state="offline",
    network_detail="There is no network.",
    last_success_us=None,
    sqlite="3.46.1",
    ledger="b",
    worker=False,
    tried=0,
    refused=[RefusedCount(reason="too_large", count=1)],
)


@contextlib.contextmanager
def answering(run_dir: Path, *answers: bytes) -> Iterator[None]:
    """Answer each line of one client with the next of ``answers``, then close."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(run_dir / "administrator.sock"))
    listener.listen()

    def serve() -> None:
        client, _ = listener.accept()
        with client, client.makefile("rwb") as stream:
            for answer in answers:
                stream.readline()
                stream.write(answer)
                stream.flush()

    thread = Thread(target=serve)
    thread.start()
    yield
    thread.join()
    listener.close()


def lines(*messages: Message) -> list[bytes]:
    return [line_of(message) for message in messages]


def test_the_status_is_what_the_daemon_says(tmp_path: Path) -> None:
    with answering(tmp_path, *lines(Noted(), STATUS)):
        assert ask(tmp_path) == STATUS


def test_words_say_what_waits_and_what_is_wrong() -> None:
    words = in_words(STATUS)
    assert "Hub" in words
    assert "43, 5 waiting to be sent, 1 refused" in words
    assert "There is no network." in words
    assert "doubtful" in words
    assert "5.0 GiB" in words
    assert "the record is too large for the service (too_large)" in words
    assert "systemctl status hubtap-sync" in words


def test_words_say_that_nobody_can_open_the_staff_screens_and_what_to_do() -> None:
    assert "2 with a PIN" in in_words(msgspec.structs.replace(STATUS, team=TeamStatus(pins=2)))
    nobody = TeamStatus(pins=0, trouble="Nobody of the team has a PIN.", remedy="Run `hubtap staff code`.")
    words = in_words(msgspec.structs.replace(STATUS, team=nobody))
    assert "Nobody of the team has a PIN. Run `hubtap staff code`." in words


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (lines(Refused(code="peer")), r"refuses to answer \(peer\)"),
        (lines(Noted(), Noted()), "something else"),
        ([b"hello\n"], "another version"),
        ([b""], "closed the connection"),
    ],
    ids=["refused", "odd answer", "nonsense", "closed"],
)
def test_a_daemon_that_will_not_say_is_told(tmp_path: Path, answers: list[bytes], words: str) -> None:
    with answering(tmp_path, *answers), pytest.raises(NoAnswerError, match=words):
        ask(tmp_path)


def test_no_daemon_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoAnswerError, match="No attendance daemon is running"):
        ask(tmp_path)
