from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from ui.gallery import IN_ORDER, STAFF_IN_ORDER, VARIANTS
from ui.languages import LANGUAGES
from ui.picture_book import IN_THE_GUIDE, bind, save_guide

DOCS = Path(__file__).parents[2] / "docs"


def test_the_book_shows_its_pages_in_every_variant_and_language_with_contents(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    index = bind(qapp, tmp_path, pages=("idle", "arrived", "home"))
    pictures = [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.png")]
    text = index.read_text(encoding="utf-8")

    assert len(pictures) == 3 * len(VARIANTS) + 2 * len(LANGUAGES) + 2
    assert all(f'src="{name}"' in text for name in pictures)
    assert text.count('<li><a href="#') == len(VARIANTS) + len(LANGUAGES) + 1


def test_the_guide_shows_pages_that_there_are_and_each_of_its_pictures_is_used(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    save_guide(qapp, tmp_path)
    guide = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("staff.md", "counter-cards.html"))

    assert set(IN_THE_GUIDE) <= {*IN_ORDER, *STAFF_IN_ORDER}
    for page in IN_THE_GUIDE:
        assert not QImage(str(tmp_path / f"{page}.png")).isNull()
        assert f"pictures/staff/{page}.png" in guide, page
        assert (DOCS / "pictures" / "staff" / f"{page}.png").exists(), "run make screens"
