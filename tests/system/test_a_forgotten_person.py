"""A person's right to be forgotten, from a request at the centre to a kiosk that was offline: with real programs."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk import remains
from tests.system.house import MEMBERS, House
from tests.system.program import until

PERSON = MEMBERS[-1]
OTHER = MEMBERS[-2]


def tokens_of(house: House, name: str) -> tuple[str, ...]:
    """Return reference and token of a member, as the centre knows them before."""
    with closing(sqlite3.connect(f"file:{house.service_database}?mode=ro", uri=True)) as database:
        found: tuple[str, str] = database.execute(
            "SELECT ref, token FROM members JOIN cards ON member = ref WHERE shown_name = ?", [name]
        ).fetchone()
    return found


def held(folder: Path, *texts: str) -> list[str]:
    """Return which of ``texts`` any file below ``folder`` holds."""
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [text for text in texts if text.encode() in content]


def at_centre(house: House, *texts: str) -> list[str]:
    """Return which of ``texts`` the service's database or its log holds."""
    files = (house.service_database, Path(f"{house.service_database}-wal"))
    content = b"".join(path.read_bytes() for path in files if path.exists())
    return [text for text in texts if text.encode() in content]


def test_a_kiosk_that_was_offline_forgets_too_and_what_it_sends_late_is_nobodys(house: House) -> None:
    before = len(house.received())
    hers = (*tokens_of(house, PERSON.name), PERSON.name)
    others = tokens_of(house, OTHER.name)
    assert house.tap(PERSON.card).kind == "arrived"
    house.until_settled()

    house.worker.kill()  # offline from here on
    house.daemon.kill()  # and started anew, so that the same card is not taken for one that was left lying
    house.restart_daemon()
    assert house.tap(OTHER.card).kind == "arrived"
    assert house.tap(PERSON.card).kind == "already_here"
    copies = house.state_dir / remains.COPIES
    copies.mkdir(exist_ok=True)
    (copies / "attendance-1.db").write_bytes(house.on_disk())
    house.ask_service("forget", hers[0])
    assert at_centre(house, *hers) == []
    assert held(house.state_dir, *hers) == list(hers)

    house.worker.start()
    house.until_settled()
    until(lambda: held(house.state_dir, *hers) == [], "the kiosk forgot, on disk and in copies")
    assert at_centre(house, *hers) == []
    assert held(house.state_dir, *others) == list(others)
    bodies = [tap.body for tap in house.received()[before:]]
    assert [body.get("redacted", False) for body in bodies] == [True, False, True]
    assert [body["tokens"] for body in bodies] == [[], [others[1]], []]

    report = house.audit()
    assert report["redacted"] == 2
    assert all(ledger["gaps"] == [] for ledger in report["ledgers"])
