"""The pictures that the pages are compared with; ``python -m tests.ui.pinned.goldens`` draws them anew.

A picture is drawn in a process of its own: to the pixel, Qt's text depends on what was written before.
"""

import os
import sys
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


def golden_file(variant: Variant, page: str, within: Path = FOLDER) -> Path:
    """Return where the picture of a page is."""
    folder = f"{variant.width_px}x{variant.height_px}" if variant in SIZES else variant.language
    return within / folder / f"{page}.png"


def draw(within: Path) -> None:
    """Draw every page in every size."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application(["goldens"])
    for variant, pages in PAGES.items():
        exhibit = Exhibit(app, variant)
        golden_file(variant, "", within).parent.mkdir(parents=True, exist_ok=True)
        for page in pages:
            exhibit.show(page)
            picture = exhibit.picture().convertToFormat(QImage.Format.Format_RGB888)
            picture.save(str(golden_file(variant, page, within)))
        exhibit.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
