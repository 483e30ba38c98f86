from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulators.pcscd import VirtualPcscd
from tests.system.house import House


@pytest.fixture
def empty_house(tmp_path: Path, virtual_pcscd: VirtualPcscd) -> Iterator[House]:
    with House(tmp_path, virtual_pcscd) as house:
        yield house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, virtual_pcscd: VirtualPcscd) -> Iterator[House]:
    """Give the tests of a module one house; each takes members of its own."""
    with House(tmp_path_factory.mktemp("house"), virtual_pcscd) as house:
        yield house.move_in()
