"""A hub without any network: a stick carries its records to the centre and the answer back. Real programs and files."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.system.house import HUB, MEMBERS, House
from tests.system.local import waiting


class Stick:
    """Files between kiosk and service, written and read by the programs that people use."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._folder = house.folder / "stick"
        self._folder.mkdir()
        self._written = 0

    def new(self, name: str) -> Path:
        self._written += 1
        return self._folder / f"{self._written}-{name}.hubtap"

    def kiosk(self, verb: str, file: Path) -> tuple[int, str]:
        """Run ``hubtap bundle``; return its exit code and what it said."""
        command = [sys.executable, "-m", "kiosk.cli", "bundle", verb, str(file), "--settings", str(self.house.settings)]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    def written(self, verb: str = "write") -> Path:
        file = self.new("bundle")
        code, words = self.kiosk(verb, file)
        assert code == 0, words
        return file

    def at_the_centre(self, file: Path) -> Path:
        """Have the centre read ``file``; return the answer."""
        answer = self.new("answer")
        self.house.ask_service("bundle", str(file), "--answer", str(answer))
        return answer

    def there_and_back(self) -> str:
        code, words = self.kiosk("read", self.at_the_centre(self.written()))
        assert code == 0, words
        return words


@pytest.fixture
def offline(empty_house: House) -> House:
    """A kiosk that knows its members and has lost its network for good."""
    house = empty_house.move_in()
    house.until_settled()
    house.service.kill()
    return house


def distinct(house: House) -> int:
    audit = house.audit()
    assert audit["records"] == audit["distinct_ids"]
    return len(house.received())


def test_records_go_out_by_stick_and_are_settled_by_the_answer(offline: House) -> None:
    stick = Stick(offline)
    for member in MEMBERS[:3]:
        offline.tap(member.card)
    assert "3 records settled, 0 still waiting." in stick.there_and_back()
    assert waiting(offline.run_dir) == 0
    assert distinct(offline) == 3


def test_reading_everything_twice_does_no_harm(offline: House) -> None:
    stick = Stick(offline)
    offline.tap(MEMBERS[0].card)
    bundle = stick.written()
    first, second = stick.at_the_centre(bundle), stick.at_the_centre(bundle)
    for answer in (first, second, first):
        assert stick.kiosk("read", answer)[0] == 0
    assert waiting(offline.run_dir) == 0
    assert distinct(offline) == 1


def test_a_kiosk_that_got_its_network_back_meanwhile_is_counted_once(offline: House) -> None:
    stick = Stick(offline)
    for member in MEMBERS[:2]:
        offline.tap(member.card)
    bundle = stick.written()
    offline.service.start()
    offline.worker.hurry()
    offline.until_settled()
    answer = stick.at_the_centre(bundle)
    assert stick.kiosk("read", answer)[0] == 0
    assert distinct(offline) == 2
    assert Counter(each.verdict for each in offline.received()) == {"accepted": 2}


def test_an_answer_that_was_tampered_with_or_is_no_answer_settles_nothing(offline: House) -> None:
    stick = Stick(offline)
    offline.tap(MEMBERS[0].card)
    bundle = stick.written()
    answer = json.loads(stick.at_the_centre(bundle).read_text())
    forged = stick.new("forged")
    forged.write_text(json.dumps({**answer, "proof": "A" * len(answer["proof"])}))
    for file, words in ((forged, "not from this kiosk's service"), (bundle, "Read the service's answer")):
        code, said = stick.kiosk("read", file)
        assert (code, words in said) == (1, True), said
    forged.write_bytes(b"\0" * 1000)
    assert "no Hubtap file" in stick.kiosk("read", forged)[1]
    assert waiting(offline.run_dir) == 1


def test_a_hub_that_is_never_online_enrols_by_stick_and_then_knows_its_members(empty_house: House) -> None:
    house = empty_house
    house.set_up_service()
    house.daemon.start()
    house.worker.start()
    stick = Stick(house)
    code, words = stick.kiosk("read", stick.at_the_centre(stick.written("enrol")))
    assert (code, "This kiosk is enrolled." in words) == (0, True), words
    house.until_at_home()
    assert house.tap(MEMBERS[0].card).name == MEMBERS[0].name
    assert "1 record settled" in stick.there_and_back()
    (received,) = house.received()
    assert received.verdict in {"accepted", "held"}  # held where nobody vouches for this machine's clock
    assert f"drop-in-{HUB}" in received.body["event"]
