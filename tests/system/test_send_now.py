"""``hubtap sync now`` beside the running programs."""

import subprocess
import sys

from tests.system.house import MEMBERS, House


def sync_now(house: House) -> tuple[int, str]:
    command = [sys.executable, "-m", "kiosk.cli", "sync", "now", "--settings", str(house.settings)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def test_what_waits_is_sent_at_once_and_otherwise_the_reason_is_told(empty_house: House) -> None:
    house = empty_house.move_in()
    assert sync_now(house) == (0, "Nothing was waiting.\n")
    house.service.kill()
    for member in MEMBERS[:2]:
        house.tap(member.card)
    code, words = sync_now(house)
    assert code == 1
    assert (
        words
        == "2 records still waiting. The network works, but the service is not running. Taps are kept and sent later.\n"
    )
    house.service.start()
    code, words = sync_now(house)
    assert code == 0
    assert words.startswith(("All sent: ", "Nothing was waiting."))  # the worker tries by itself, too
    assert len(house.received()) == 2
    house.worker.kill()
    code, words = sync_now(house)
    assert (code, words.startswith("The sync worker is not running.")) == (1, True)
