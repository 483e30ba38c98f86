import socket
import threading
from pathlib import Path

import pytest

from kiosk.domain.errors import LinkError
from kiosk.local_api.messages import (
    FetchPending,
    Health,
    HealthWanted,
    Hello,
    NetworkReport,
    Noted,
    PendingPage,
    Settle,
    Settled,
    Wake,
    encode,
)
from sync.daemon_link import DaemonLink
from sync.errors import DaemonRefusedError
from tests.fakes.daemon import FakeDaemon


def test_the_daemon_says_who_this_kiosk_is(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        assert link.welcome.kiosk == "kiosk-1"
        assert link.ask(HealthWanted(), Health).version == "0.1.0"


def test_a_large_page_arrives_whole(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        daemon.tap(500, body={"padding": "x" * 2_000})
        page = link.ask(FetchPending(after_ledger=0, after_seq=0, most=500), PendingPage)
        assert len(page.records) == 500


def test_a_wake_between_answers_is_kept_until_asked_for(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        assert not link.take_wake()
        daemon.tap(2)
        assert link.ask(Settle(verdicts=[]), Settled).waiting == 2
        assert link.listen()
        assert link.take_wake()
        assert not link.take_wake()


def test_a_refusal_names_its_code(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        daemon.refuse_with[Settle] = "store"
        with pytest.raises(DaemonRefusedError) as refused:
            link.ask(Settle(verdicts=[]), Settled)
        assert refused.value.refusal == "store"


def test_an_old_version_is_refused(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon:
        daemon.refuse_with[Hello] = "version"
        with pytest.raises(DaemonRefusedError):
            DaemonLink(daemon.path)


def test_no_daemon_is_told(tmp_path: Path) -> None:
    with pytest.raises(LinkError):
        DaemonLink(tmp_path / "nothing.sock")


def test_a_daemon_that_goes_away_is_told(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        daemon.hang_up_before.add(NetworkReport)
        with pytest.raises(LinkError):
            link.ask(NetworkReport(state="online", detail="", last_success_us=None), Noted)
        with pytest.raises(LinkError):
            link.listen()


@pytest.mark.parametrize("line", [b"{}\n", b"not json\n", b'{"type":"Unheard"}\n', encode(Wake()) * 3 + b"\xff\n"])
def test_a_daemon_that_talks_nonsense_is_told(tmp_path: Path, line: bytes) -> None:
    def talk(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(line)

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "worker.sock"))
        listener.listen()
        thread = threading.Thread(target=talk, args=[listener])
        thread.start()
        with pytest.raises(LinkError):
            DaemonLink(tmp_path / "worker.sock")
        thread.join()


def test_a_daemon_that_says_nothing_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "worker.sock"))
        listener.listen()
        with pytest.raises(LinkError):
            DaemonLink(tmp_path / "worker.sock", timeout_s=0.05)


def test_questions_may_be_under_way_together_and_are_answered_in_order(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        daemon.tap(3)
        page = link.ask_ahead(FetchPending(after_ledger=0, after_seq=0, most=2), PendingPage)
        daemon.refuse_with[Settle] = "store_full"
        settled = link.ask_ahead(Settle(verdicts=[]), Settled)
        assert link.ask(HealthWanted(), Health).ledgers[0].waiting == 3
        daemon.tap()
        assert link.listen()
        with pytest.raises(DaemonRefusedError):
            settled()
        assert [record.seq for record in page().records] == [1, 2]


def test_an_answer_that_nobody_waits_for_is_dropped(tmp_path: Path) -> None:
    with FakeDaemon(tmp_path / "worker.sock") as daemon, DaemonLink(daemon.path) as link:
        daemon.refuse_with[Settle] = "store"
        link.ask_ahead(Settle(verdicts=[]), Settled)
        assert link.ask(HealthWanted(), Health).version == "0.1.0"
