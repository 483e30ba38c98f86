"""From a card laid on an emulated PN532 to its UID, through the real nfcpy driver."""

import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.domain.cards import CardSeen, Technology
from kiosk.ports import CardGone, CardPresent
from kiosk.readers.nfc import NfcReader
from tests.bench.figures import Figure, median_of_rounds, percentile, spread
from tests.emulators.pn532 import Pn532, Tag
from tests.emulators.recorder import Recorder

_ROUNDS = 3
_TAPS = 100
_LONGEST_PAUSE_S = 0.12
"""Longer than a search of the empty field: a card comes at any moment of it."""
_IDLE_COMMANDS = 150


def uid_p50_ms() -> Figure:
    """Lay cards at random moments; the chip's own time on the air is left out, as the emulator has none."""
    moments = random.Random(532)  # noqa: S311  a spread, not a secret
    with TemporaryDirectory() as folder:
        pn532 = Pn532(Path(folder) / "reader")
        recorder = Recorder(NfcReader(f"tty:{pn532.path}"))
        recorder.start()
        recorder.next(CardGone)
        rounds = [
            percentile([_tap(pn532, recorder, number, moments) for number in range(_TAPS)], 0.5) for _ in range(_ROUNDS)
        ]
        idle_pct = _idle_pct(pn532, recorder)
        recorder.stop()
        pn532.unplug()
    how = f"emulator on a pty, real nfcpy; idle {idle_pct:.1f} % of a core; {spread(rounds)}"
    return Figure("pn532.uid_p50_ms", median_of_rounds(rounds), "ms", 2.0, how)


def _tap(pn532: Pn532, recorder: Recorder, number: int, moments: random.Random) -> float:
    card = CardSeen(Technology.ISO14443A, b"\xc0" + number.to_bytes(3, "big"), 0x08)
    time.sleep(moments.uniform(0, _LONGEST_PAUSE_S))
    began = time.perf_counter()
    pn532.chip.lay(Tag(card))
    seen = recorder.next(CardPresent)
    took_ms = (time.perf_counter() - began) * 1_000
    assert seen.card == card
    pn532.chip.take_away()
    recorder.next(CardGone)
    return took_ms


def _idle_pct(pn532: Pn532, recorder: Recorder) -> float:
    clock = time.pthread_getcpuclockid(recorder.thread_id)
    began_s, busy_s = time.monotonic(), time.clock_gettime(clock)
    pn532.chip.until_commands(_IDLE_COMMANDS)
    return (time.clock_gettime(clock) - busy_s) / (time.monotonic() - began_s) * 100


if __name__ == "__main__":
    sys.stdout.write(f"{uid_p50_ms()}\n")
