"""Every page to the pixel. Look at what changed, then ``python -m tests.ui.pinned.goldens`` draws new ones."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from tests.ui.pinned.goldens import SIZES, golden_file
from ui.gallery import IN_ORDER, Exhibit, Variant


@pytest.fixture(scope="module", params=SIZES, ids=lambda variant: f"{variant.width_px}x{variant.height_px}")
def exhibit(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[tuple[Variant, Exhibit]]:
    opened = Exhibit(qapp, request.param)
    yield request.param, opened
    opened.close()


@pytest.mark.parametrize("page", IN_ORDER)
def test_a_page_looks_as_it_was_last_looked_at(exhibit: tuple[Variant, Exhibit], page: str) -> None:
    variant, opened = exhibit
    opened.show(page)
    drawn = opened.picture().convertToFormat(QImage.Format.Format_RGB32)
    golden = QImage(str(golden_file(variant, page))).convertToFormat(QImage.Format.Format_RGB32)

    assert drawn == golden, f"{page} changed: compare build/screens with {golden_file(variant, page)}"
