"""The real program as an operator or a supervisor runs it."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from badge_service.main import main
from badge_service.store.engine import Database
from kiosk.domain.barcodes import barcode_card
from kiosk.domain.cards import CardSeen, RegionKey, Technology, token
from kiosk.domain.events import EventMode, OpeningWindow
from kiosk.domain.ids import HubId
from tests.badge_service.paper_kiosk import PaperKiosk, as_bytes, tap

_ROOT = Path(__file__).parents[2]
_DEADLINE_S = 60
BARCODE = {"name": "Uma", "library": "ely", "barcode": "21234 0012 34567", "member": True}
CARD = {"name": "Nia", "technology": "14443A", "uid": "04a1b2c3d4e5f6", "member": True}
STAFF = {"technology": "14443A", "uid": "04a1b2c3000001", "staff": True}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "badge_service.main", *arguments]


def service(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=_ROOT, capture_output=True, text=True, timeout=_DEADLINE_S, check=False
    )


@contextmanager
def running(url: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the service; yield the URL that it prints, and its process."""
    arguments = command("run", "--database", url, "--listen", "127.0.0.1:0")
    with subprocess.Popen(arguments, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().removeprefix("listening on ").strip(), process
        finally:
            process.kill()


def test_from_init_to_audit_over_a_killed_service(empty_url: str) -> None:
    assert service("init", "--database", empty_url).returncode == 0
    code = service("code", "HUNTINGDON", "--database", empty_url).stdout.strip()
    batch = [tap(1, event="drop-in-huntingdon"), tap(2, event="drop-in-huntingdon")]
    with running(empty_url) as (url, process):
        kiosk = PaperKiosk(url)
        assert kiosk.enrol(code).json["hub_name"] == "Huntingdon"
        assert kiosk.push(batch).json["complete_through"] == 2
        process.kill()
        kiosk.close()
    with running(empty_url) as (url, process):
        again = PaperKiosk(url)
        again.key, again.id, again.hub, again.ledger = kiosk.key, kiosk.id, kiosk.hub, kiosk.ledger
        verdicts = again.push([*batch, tap(3, event="drop-in-huntingdon")]).json["verdicts"]
        assert [each["verdict"] for each in verdicts] == ["duplicate", "duplicate", "accepted"]
        again.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(_DEADLINE_S) == 0

    report = json.loads(service("audit", "--json", "--database", empty_url).stdout)

    assert (report["records"], report["distinct_ids"], report["duplicates"]) == (3, 3, 2)
    assert report["ledgers"][0]["complete_through"] == 3


def test_run_before_init_says_what_to_do(tmp_path: Path) -> None:
    result = service("run", "--database", f"sqlite:///{tmp_path}/none.db")

    assert result.returncode == 1
    assert "run init first" in result.stderr
    assert not list(tmp_path.iterdir())


PLAN = ("event", "add", "ely", "Chess", "--opens", "2030-03-01T15:30", "--closes", "2030-03-01T17:00")


def test_an_event_is_planned_with_all_that_kiosks_need_to_know(sqlite_template: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}"
    like = ("--mode", "arrive-and-leave", "--gap", "5", "--capacity", "12", "--programme", "make")

    assert main([*PLAN, *like, "--database", url]) == 0

    database = Database(url)
    events = database.read(lambda unit: unit.events.of_hub(HubId("ely")))
    database.close()
    (event,) = (each for each in events.values() if each.title == "Chess")
    assert (event.mode, event.leave_gap_s, event.capacity) == (EventMode.ARRIVE_AND_LEAVE, 300, 12)
    assert event.programme == "make-and-code"
    assert event.window == OpeningWindow(1_898_609_400_000_000, 1_898_614_800_000_000)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--closes", "2030-03-01T15:30"), "not after --opens"),
        (("--programme", "swimming"), "the programmes are HOME, MAKE"),
    ],
)
def test_an_event_that_can_not_be_is_told(
    sqlite_template: Path, wrong: tuple[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*PLAN, *wrong, "--database", f"sqlite:///{sqlite_template}"]) == 2

    assert told in capsys.readouterr().err


def test_an_unknown_hub_lists_the_hubs(sqlite_template: Path) -> None:
    result = service("code", "Atlantis", "--database", f"sqlite:///{sqlite_template}")

    assert result.returncode == 2
    assert "St Neots" in result.stderr
    assert result.stdout == ""


def test_an_unknown_kiosk_cannot_be_revoked(sqlite_template: Path) -> None:
    result = service("revoke", "kiosk-none", "--database", f"sqlite:///{sqlite_template}")

    assert (result.returncode, "unknown kiosk" in result.stderr) == (2, True)


def test_a_settings_file_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    file = tmp_path / "hubtap.toml"
    file.write_text(
        '[service]\ndatabse = "x"\nlisten = "nowhere"\noperators_from = ["10.0.0.1/8"]\n'
        'operators_at = ["https://badges.example.org"]\n'
    )

    result = service("run", "--settings", str(file))

    assert result.returncode == 2
    for words in (
        "line 2",
        "did you mean database?",
        "line 3",
        "host:port",
        "line 4",
        "networks",
        "line 5",
        "badges.example.org",
    ):
        assert words in result.stderr


def test_a_settings_file_says_where_the_database_is(tmp_path: Path) -> None:
    file = tmp_path / "hubtap.toml"
    file.write_text(f'[service]\ndatabase = "sqlite:///{tmp_path}/made/here.db"\n')

    assert service("init", "--settings", str(file)).returncode == 0

    assert (tmp_path / "made" / "here.db").exists()


def test_a_taken_port_is_told(sqlite_template: Path) -> None:
    url = f"sqlite:///{sqlite_template}"
    with running(url) as (taken, _):
        result = service("run", "--database", url, "--listen", taken.removeprefix("http://"))

    assert result.returncode == 1
    assert "can't listen" in result.stderr


def test_cards_that_are_known_become_members_cards_and_no_uid_and_no_number_is_stored(tmp_path: Path) -> None:
    url, cards = f"sqlite:///{tmp_path}/service.db", tmp_path / "cards.json"
    at_ely = CARD | {"name": "Tom", "uid": "0411223344", "hubs": ["ely"]}
    nobody = CARD | {"name": "A phone", "uid": "08112233", "member": False}
    cards.write_text(json.dumps([CARD, at_ely, nobody, BARCODE, STAFF]))
    for _ in range(2):
        assert service("init", "--database", url, "--cards", str(cards)).returncode == 0
    code = service("code", "Cambridge", "--database", url).stdout.strip()

    with running(url) as (address, _):
        kiosk = PaperKiosk(address)
        (key,) = kiosk.opened(kiosk.enrol(code).json["sealed_keys"])
        page = kiosk.pull().json
        kiosk.close()

    region = RegionKey(key["key_id"], as_bytes(key["secret"]))
    nia = token(CardSeen(Technology.ISO14443A, bytes.fromhex(CARD["uid"])), region).value  # type: ignore[arg-type]
    uma = token(barcode_card("ely", "21234001234567"), region).value
    team = token(CardSeen(Technology.ISO14443A, bytes.fromhex(STAFF["uid"])), region).value  # type: ignore[arg-type]
    names = {each["ref"]: each["shown_name"] for each in page["members"]}
    whose = {each["token"]: names.get(each["member"]) for each in page["cards"]}
    assert (whose[nia], whose[uma]) == ("Nia", "Uma")
    assert len(page["members"]) == 14
    assert {"token": team, "standing": "staff", "member": None} in page["cards"]
    assert "Tom" not in names.values()
    stored = (tmp_path / "service.db").read_bytes()
    assert bytes.fromhex(str(CARD["uid"])) not in stored
    assert b"1234567" not in stored


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        ([CARD | {"uid": "xyz"}], "card 1: its uid is not hexadecimal"),
        ([CARD, CARD | {"uid": "08a1b2c3"}], "card 2: its uid can't identify anyone"),
        ([STAFF | {"uid": "xyz"}], "card 1: its uid is not hexadecimal"),
        ([CARD | {"staff": True}], "card 1: a staff card has no member, no name and no hubs"),
        ([STAFF | {"name": "Sam"}], "card 1: a staff card has no member, no name and no hubs"),
        ([STAFF | {"hubs": ["ely"]}], "card 1: a staff card has no member, no name and no hubs"),
        ([STAFF | {"staff": False, "member": True}], "card 1: a member's card needs a name"),
        ([CARD | {"hubs": ["atlantis"]}], "card 1: unknown hub atlantis"),
        ([CARD | {"technology": "magic"}], "technology"),
        ([CARD | {"library": "ely"}], "card 1: it needs technology and uid, or else library and barcode"),
        ([CARD | {"technology": "barcode"}], "card 1: a barcode has no uid"),
        ([BARCODE | {"barcode": "a1b2c3!"}], "card 1: a library card's number is"),
        ([BARCODE | {"library": "Ely: a1b2c3"}], "card 1: a library's name is"),
        ({"not": "a list"}, "array"),
    ],
)
def test_a_wrong_card_list_is_told_without_a_uid(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], cards: object, words: str
) -> None:
    file = tmp_path / "cards.json"
    file.write_text(json.dumps(cards))

    database = shutil.copy(sqlite_template, tmp_path)  # init plants what the present day needs
    code = main(["init", "--database", f"sqlite:///{database}", "--cards", str(file)])

    told = capsys.readouterr().err
    assert code == 2
    assert words in told
    assert "a1b2c3" not in told
