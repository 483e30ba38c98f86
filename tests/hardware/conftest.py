"""Tests with a real reader and a person at it.

They exist only where somebody says which reader, see docs/developer.md.
"""

import os
from collections.abc import Iterator

import pytest

from kiosk.card_readers import card_readers
from kiosk.ports import ReaderChanged, ReaderHealth
from tests.emulators.recorder import Recorder
from tests.hardware.identity import WrongReaderError, require

ENTRY = os.environ.get("HUBTAP_READER", "")
EXPECTED = os.environ.get("HUBTAP_READER_IS", "")
BARCODES = tuple(filter(None, [os.environ.get("HUBTAP_BARCODE")]))

collect_ignore_glob = [] if ENTRY else ["test_*.py"]


@pytest.fixture(scope="session")
def entry() -> str:
    """Return the reader's entry in the settings, once the reader is known to be the one that is meant."""
    try:
        called = require(ENTRY, EXPECTED)
    except WrongReaderError as refusal:
        pytest.exit(f"nothing was tried: {refusal}", returncode=3)
    print(f"\nThe reader calls itself {called!r}.", flush=True)  # noqa: T201  a person reads along
    return ENTRY


@pytest.fixture
def recorder(entry: str) -> Iterator[Recorder]:
    """Run the reader; it is ready."""
    (reader,) = card_readers((entry,), BARCODES)
    recorder = Recorder(reader)
    recorder.start()
    recorder.next(ReaderChanged, lambda report: report.health is ReaderHealth.READY)
    yield recorder
    recorder.stop()
