"""Who a kiosk is, through the whole house: its keys change, it is revoked, it moves, and nothing is lost or told."""

import re
import sqlite3
import stat
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.administrator_line import administrator_line
from kiosk.local_api.messages import Status, StatusWanted
from tests.system.house import MEMBERS, House
from tests.system.program import until


def status(house: House) -> Status:
    with administrator_line(house.run_dir) as line:
        told = line.ask(StatusWanted())
    assert isinstance(told, Status)
    return told


def kiosk_id(house: House) -> str:
    known = status(house).kiosk
    assert known is not None
    return known


def at_centre(house: House, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{house.service_database}?mode=ro", uri=True)) as database:
        return database.execute(question).fetchall()


def taps_by_hub(house: House) -> Counter[object]:
    rows = at_centre(
        house, "SELECT hub, verdict FROM records JOIN ledgers ON ledgers.id = ledger WHERE kind = 'tap' ORDER BY 1"
    )
    assert {verdict for _, verdict in rows} == {"accepted"}
    return Counter(hub for hub, _ in rows)


def key_at_centre(house: House) -> tuple[object, ...]:
    (row,) = at_centre(house, "SELECT key, next_key FROM kiosks")
    return row


def write_code(house: House, hub: str) -> None:
    (house.folder / "enrolment-code").write_text(house.ask_service("code", hub))


def beat(house: House) -> None:
    """Have the worker send a heartbeat now."""
    house.worker.hurry()


@pytest.fixture(scope="module")
def taps(house: House) -> Counter[object]:
    """Return how many taps each hub has had, as the tests of this module count them."""
    del house
    return Counter()


def test_the_kiosks_own_key_is_changed_when_an_operator_wants_it(house: House, taps: Counter[object]) -> None:
    before = key_at_centre(house)
    house.ask_service("rotate", kiosk_id(house))
    beat(house)
    until(lambda: key_at_centre(house)[0] != before[0] and key_at_centre(house)[1] is None, "there is another key")
    until(lambda: "event=key_changed" in house.worker.said(), "the worker took it for good")
    assert not (house.folder / "sync" / "identity-next.pem").exists()
    house.worker.stop()
    house.worker.start()
    house.tap(MEMBERS[0].card)
    taps["cambridge"] += 1
    house.until_settled()
    assert taps_by_hub(house) == taps


def test_a_revoked_kiosk_records_on_tells_staff_and_delivers_all_once_it_is_let_in_again(
    house: House, taps: Counter[object]
) -> None:
    known = kiosk_id(house)
    house.ask_service("revoke", known)
    assert house.tap(MEMBERS[1].card).kind == "arrived"
    until(lambda: status(house).network_state == "revoked", "staff are told")
    assert house.tap(MEMBERS[2].card).kind == "arrived"
    assert sum(ledger.waiting for ledger in status(house).health.ledgers) == 2
    house.worker.stop()
    house.worker.start()
    assert taps_by_hub(house) == taps

    write_code(house, "Cambridge")
    house.until_settled()

    taps["cambridge"] += 2
    assert kiosk_id(house) == known
    assert taps_by_hub(house) == taps
    until(lambda: status(house).network_state == "online", "all is well")


def test_a_kiosk_that_moves_leaves_what_it_recorded_with_the_old_hub(house: House, taps: Counter[object]) -> None:
    known = kiosk_id(house)
    house.service.kill()
    for member in MEMBERS[3:6]:
        assert house.tap(member.card).kind == "arrived"
    write_code(house, "March")
    house.service.start()
    beat(house)
    house.screen.until(lambda now: now.event_title == "Drop-in at March", "what is on at March")
    for member in MEMBERS[6:8]:
        house.tap(member.card)
    house.until_settled()
    taps.update({"cambridge": 3, "march": 2})
    assert taps_by_hub(house) == taps
    assert kiosk_id(house) == known


def test_a_region_key_follows_another_without_a_card_being_linked_again(house: House, taps: Counter[object]) -> None:
    """The kiosk is at March now; the member's card was linked under the first key."""
    card = MEMBERS[8].card
    house.ask_service("region-key", "new")
    beat(house)
    until(lambda: "region keys: r2,r1" in house.daemon.said(), "the daemon has both keys")
    assert house.tap(card).kind == "arrived"
    house.until_settled()
    beat(house)
    until(lambda: at_centre(house, "SELECT region_keys FROM kiosks") == [("r2,r1",)], "the centre knows that")
    house.ask_service("region-key", "retire", "r1", "--anyway")
    beat(house)
    until(lambda: house.daemon.said().count("region keys: r2\n") == 1, "the daemon has the new key alone")

    house.daemon.kill()  # or else it would take the same card for a repeat
    house.restart_daemon()
    assert house.tap(card).kind == "already_here", "known by its new token, and so are its earlier taps"

    house.until_settled()
    taps["march"] += 2
    assert taps_by_hub(house) == taps
    made_with = Counter(",".join(token.partition(":")[0] for token in tap.body["tokens"]) for tap in house.received())
    assert (made_with["r2,r1"], made_with["r2"]) == (1, 1)


def test_an_administrator_may_let_the_kiosk_go_to_another_service(house: House) -> None:
    command = [sys.executable, "-m", "kiosk.cli", "allow-other-service", "--settings", str(house.settings)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "may come from another badge service" in done.stdout
    until(lambda: "another badge service" in house.daemon.said(), "that is in the log")


def test_no_program_ever_said_a_secret_and_every_key_is_for_its_user_alone(house: House) -> None:
    said = "".join(each.said() for each in (house.daemon, house.worker, house.service))
    secrets = [secret for (secret,) in at_centre(house, "SELECT secret FROM keys")]
    assert len(secrets) == 4
    for secret in secrets:
        assert isinstance(secret, bytes)
        for spelled in (secret.hex(), urlsafe_b64encode(secret).decode().rstrip("="), repr(secret)[2:-1]):
            assert spelled not in said
    for path in key_files(house):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        content = path.read_text(errors="replace").strip()
        assert path.name == "sealing.pub" or content not in said
    assert "PRIVATE KEY" not in said
    assert not re.search(r"\br[12]:[0-9a-f]{32}\b", said), "a whole token"


def key_files(house: House) -> list[Path]:
    files = [
        house.folder / "sync" / "identity.pem",
        *(house.state_dir / name for name in ("sealing.key", "sealing.pub", "region-keys.json")),
        house.service_database,
    ]
    assert all(each.exists() for each in files)
    return files


def test_no_copy_of_the_kiosks_database_holds_a_key(house: House) -> None:
    on_disk = house.on_disk()
    for (secret,) in at_centre(house, "SELECT secret FROM keys"):
        assert isinstance(secret, bytes)
        assert secret not in on_disk
        assert urlsafe_b64encode(secret).rstrip(b"=") not in on_disk
    assert b"PRIVATE KEY" not in on_disk
    assert (house.state_dir / "sealing.key").read_bytes() not in on_disk
