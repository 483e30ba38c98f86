"""What tests of several areas share."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import find
from hypothesis import strategies as st

from tests.emulators.pcscd import VirtualPcscd


def pytest_collection_finish() -> None:
    """Let the collector pass over what stays to the end: thousands of tests and all that they import."""
    find(st.none(), lambda _: True)  # Hypothesis keeps a source of chance, and asks the collector who else holds it
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def virtual_pcscd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualPcscd]:
    """Give this process a pcscd: one for all tests, since the PC/SC library asks for its address only once."""
    with VirtualPcscd(tmp_path_factory.mktemp("pcscd")) as pcscd:
        os.environ.update(pcscd.environment)
        yield pcscd
