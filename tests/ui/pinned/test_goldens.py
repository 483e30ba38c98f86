"""Every page to the pixel. Look at what changed, then ``python -m tests.ui.pinned.goldens`` draws new ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.ui.pinned.goldens import PAGES, golden_file
from ui.gallery import Variant


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("goldens")
    subprocess.run([sys.executable, "-m", "tests.ui.pinned.goldens", str(folder)], check=True, timeout=120)
    return folder


def picture(file: Path) -> QImage:
    return QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("variant", PAGES, ids=lambda variant: variant.name)
def test_every_page_looks_as_it_was_last_looked_at(drawn: Path, variant: Variant) -> None:
    changed = [
        page
        for page in PAGES[variant]
        if picture(golden_file(variant, page, drawn)) != picture(golden_file(variant, page))
    ]

    assert changed == [], f"compare {golden_file(variant, '', drawn).parent} with {golden_file(variant, '').parent}"
