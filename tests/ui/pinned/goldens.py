"""The pictures that the pages are compared with; ``python -m tests.ui.pinned.goldens`` draws them anew."""

import os
from pathlib import Path

from PySide6.QtGui import QImage

from ui.gallery import IN_ORDER, Exhibit, Variant
from ui.scene import Look, application

FOLDER = Path(__file__).parent / "goldens"
STAFF = ("pin", "home", "home-undo", "arrivals", "here")
SIZES = (
    Variant("7-inch Touch Display"),
    Variant("Touch Display 2", 1280, 720),
    Variant("Touch Display 2, upright", 720, 1280, Look(rotate_degrees=90)),
)
ARABIC = Variant("Arabic", language="ar")
PAGES = {
    **dict.fromkeys(SIZES, (*IN_ORDER, *STAFF)),
    ARABIC: ("idle", "arrived", "help", "not-open", "languages"),
}
"""Which pages there are pictures of."""


def golden_file(variant: Variant, page: str) -> Path:
    """Return where the picture of a page is."""
    folder = f"{variant.width_px}x{variant.height_px}" if variant in SIZES else variant.language
    return FOLDER / folder / f"{page}.png"


def draw() -> None:
    """Draw every page in every size."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application(["goldens"])
    for variant, pages in PAGES.items():
        exhibit = Exhibit(app, variant)
        golden_file(variant, "").parent.mkdir(parents=True, exist_ok=True)
        for page in pages:
            exhibit.show(page)
            picture = exhibit.picture().convertToFormat(QImage.Format.Format_RGB888)
            picture.save(str(golden_file(variant, page)))
        exhibit.close()


if __name__ == "__main__":
    draw()
