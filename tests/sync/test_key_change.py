"""A kiosk changes its key when the service wants it, whatever comes between; the region's come with a heartbeat."""

import errno
import os
from pathlib import Path

import pytest

from kiosk import private_files
from kiosk.local_api.messages import NewRegionKeys
from sync.identity import Identities
from sync.protocol import HEARTBEATS_PATH, KEYS_PATH
from tests.fakes import ways
from tests.sync.running import KIOSK, Running


def changed(run: Running, old: str) -> bool:
    return run.service.keys[KIOSK] != old and not run.service.next_keys


def test_the_key_changes_and_records_go_on(tmp_path: Path) -> None:
    run = Running(tmp_path, every_s=0.05)
    old = run.service.keys[KIOSK]
    run.service.wants_new_key = {KIOSK}
    ids = run.daemon.tap(3)
    with run:
        run.daemon.until(lambda: changed(run, old))
        ids += run.daemon.tap(3)
        run.until_settled()
    assert sorted(run.service.records) == sorted(ids)
    assert Identities(tmp_path / "identity.pem").current.public_key.x == run.service.keys[KIOSK]


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_an_answer_that_is_lost_costs_nothing(tmp_path: Path, lost: int) -> None:
    run = Running(tmp_path, every_s=0.05)
    old = run.service.keys[KIOSK]
    run.service.next(KEYS_PATH, *[ways.properly] * (lost - 1), ways.take_and_hang_up)
    run.service.wants_new_key = {KIOSK}
    with run:
        run.daemon.until(lambda: changed(run, old))
        run.daemon.tap(2)
        run.until_settled()
    assert Identities(tmp_path / "identity.pem").current.public_key.x == run.service.keys[KIOSK]


def test_a_service_that_cannot_change_keys_is_served_on(tmp_path: Path) -> None:
    run = Running(tmp_path, every_s=0.05)
    old = run.service.keys[KIOSK]
    run.service.always(KEYS_PATH, ways.refuse(404, "not_found"))
    run.service.wants_new_key = {KIOSK}
    with run:
        run.daemon.until(lambda: run.service.count(KEYS_PATH) > 2)
        run.daemon.tap(2)
        run.until_settled()
    assert run.service.keys[KIOSK] == old


def test_a_disk_without_room_for_a_key_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Running(tmp_path, every_s=0.05)
    run.service.wants_new_key = {KIOSK}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(private_files, "write_private", full)
    monkeypatch.setattr("sync.identity.write_private", full)
    with run:
        run.daemon.until(lambda: run.service.count(HEARTBEATS_PATH) > 3)
        run.daemon.tap(2)
        run.until_settled()
    assert run.service.count(KEYS_PATH) == 0


def test_a_next_key_that_is_damaged_hinders_nobody(tmp_path: Path) -> None:
    Identities(tmp_path / "identity.pem")
    (tmp_path / "identity-next.pem").write_bytes(b"garbled")
    run = Running(tmp_path, every_s=0.05)
    old = run.service.keys[KIOSK]
    with run:
        run.daemon.tap(2)
        run.until_settled()
        run.service.wants_new_key = {KIOSK}
        run.daemon.until(lambda: changed(run, old))


def test_changed_region_keys_come_with_a_heartbeat_and_are_asked_for_no_more(tmp_path: Path) -> None:
    run = Running(tmp_path, every_s=0.05)
    run.service.region_keys = ["r2", "r1"]
    with run:
        run.daemon.until(lambda: run.daemon.letters)
        heard = run.service.count(HEARTBEATS_PATH)
        run.daemon.until(lambda: run.service.count(HEARTBEATS_PATH) > heard + 2)
        assert len(run.daemon.letters) == 1
        run.service.region_keys = ["r2"]
        run.daemon.until(lambda: run.daemon.key_ids == ["r2"])


def test_a_letter_that_the_daemon_refuses_holds_up_nothing(tmp_path: Path) -> None:
    run = Running(tmp_path, every_s=0.05)
    run.service.region_keys = ["r2"]
    run.daemon.refuse_with[NewRegionKeys] = "other_service"
    with run:
        run.daemon.until(lambda: any(isinstance(each, NewRegionKeys) for each in run.daemon.heard))
        run.daemon.tap(2)
        run.until_settled()
        run.until_state("online")
