"""Every page to the pixel. Look at what changed, then ``python -m tests.ui.pinned.goldens`` draws new ones."""

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from tests.ui.pinned.goldens import PAGES, golden_file
from ui.gallery import Exhibit, Variant


@pytest.mark.parametrize("variant", PAGES, ids=lambda variant: variant.name)
def test_every_page_looks_as_it_was_last_looked_at(qapp: QGuiApplication, variant: Variant) -> None:
    exhibit = Exhibit(qapp, variant)
    changed = []
    for page in PAGES[variant]:
        exhibit.show(page)
        drawn = exhibit.picture().convertToFormat(QImage.Format.Format_RGB32)
        if drawn != QImage(str(golden_file(variant, page))).convertToFormat(QImage.Format.Format_RGB32):
            changed.append(page)
    exhibit.close()

    assert changed == [], f"compare build/screens with {golden_file(variant, '').parent}"
