from pathlib import Path

from PySide6.QtGui import QGuiApplication

from ui.gallery import IN_ORDER, STAFF_IN_ORDER, VARIANTS, hang


def test_the_gallery_shows_every_page_in_every_variant_on_one_page(qapp: QGuiApplication, tmp_path: Path) -> None:
    index = hang(qapp, tmp_path)
    pictures = {file.name for file in tmp_path.glob("*.png")}
    text = index.read_text(encoding="utf-8")

    assert len(pictures) == len(VARIANTS) * len(IN_ORDER + STAFF_IN_ORDER) + 2
    assert all(f'src="{name}"' in text for name in pictures)
