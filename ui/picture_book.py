"""Every screen in its states on one page: ``python -m ui.picture_book [DIR]`` (``make screens``).

``--guide DIR`` saves only the pictures that the staff guide shows.
"""

import argparse
import html
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from kiosk.demo.cast import CAST
from kiosk.demo.messages import Cast, CastWanted, Player
from ui.gallery import IN_ORDER, STAFF_IN_ORDER, VARIANTS, Exhibit, Variant
from ui.languages import LANGUAGES
from ui.scene import application
from ui.tray.card_tray import CardTray

_TRAY = Variant("The demo's card tray", 1280, 720)
_GUIDE_WIDTH_PX = 400
IN_THE_GUIDE = (
    "idle", "arrived", "already-here", "left", "help", "misread", "not-saved", "reader-missing", "languages",
    "pin", "rescue-code", "home", "home-offline", "home-undo", "home-clock", "home-reader-missing", "queue",
    "event", "event-new-titled", "arrivals", "add-typed", "lost-found", "lost-person", "awaited",
    "headcount-counting", "here", "here-few-missing", "end", "reader", "clock", "stick-in", "stick-written",
    "team", "team-mate", "cards", "line-found", "diagnostics-languages",
)  # fmt: skip
"""The pages that docs/staff.md and docs/counter-cards.html show."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """All pages in one look and language, with their pictures' files."""

    variant: Variant
    files: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Return what the table of contents points at."""
        return self.variant.name.lower().replace(" ", "-").replace(",", "")


def bind(app: QGuiApplication, folder: Path, variants: Sequence[Variant] = VARIANTS, pages: Sequence[str] = ()) -> Path:
    """Save every screen in every variant, every language for visitors, and a page that shows them; return the page.

    ``pages``: only these, of ``IN_ORDER`` and ``STAFF_IN_ORDER``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages or (*IN_ORDER, *STAFF_IN_ORDER)
    public = [page for page in wanted if page in IN_ORDER]
    chapters = [_chapter(Exhibit(app, variant), variant, wanted, folder) for variant in variants]
    for language in LANGUAGES:
        variant = Variant(f"For visitors: {language.name}", language=language.code)
        chapters.append(_chapter(Exhibit(app, variant), variant, public, folder))
    chapters.append(_chapter(_tray(app), _TRAY, ("idle", "arrived"), folder))
    index = folder / "index.html"
    index.write_text(_page(chapters), encoding="utf-8")
    return index


def save_guide(app: QGuiApplication, folder: Path) -> None:
    """Save the pictures of the staff guide, small."""
    folder.mkdir(parents=True, exist_ok=True)
    exhibit = Exhibit(app, Variant("guide"))
    for page in IN_THE_GUIDE:
        exhibit.show(page)
        picture = exhibit.picture().scaledToWidth(_GUIDE_WIDTH_PX, Qt.TransformationMode.SmoothTransformation)
        picture.convertToFormat(QImage.Format.Format_RGB888).save(str(folder / f"{page}.png"))
    exhibit.close()


def _chapter(exhibit: Exhibit, variant: Variant, pages: Iterable[str], folder: Path) -> Chapter:
    """Save these pages and close the exhibit."""
    chapter = Chapter(variant, tuple(f"{page}.png" for page in pages))
    (folder / chapter.anchor).mkdir(exist_ok=True)
    for file in chapter.files:
        exhibit.show(file.removesuffix(".png"))
        exhibit.picture().save(str(folder / chapter.anchor / file))
    exhibit.close()
    return chapter


def _tray(app: QGuiApplication) -> Exhibit:
    tray = CardTray()
    players = [Player(name=part.name, title=part.title, kind=part.kind.value) for part in CAST]
    tray.hear(CastWanted(), Cast(players=players, network=True, reader=True))
    return Exhibit(app, _TRAY, window=("HubtapTray", "TrayMain"), more={"tray": tray})


def _page(chapters: Sequence[Chapter]) -> str:
    contents = "".join(
        f'<li><a href="#{each.anchor}">{html.escape(each.variant.name)}</a> <small>{len(each.files)}</small></li>'
        for each in chapters
    )
    return _PAGE.format(contents=contents, chapters="\n".join(map(_shown, chapters)))


def _shown(chapter: Chapter) -> str:
    variant = chapter.variant
    size = f"{variant.width_px} by {variant.height_px}"
    figures = "".join(
        f'<figure id="{chapter.anchor}/{file}"><img src="{chapter.anchor}/{file}" alt="" loading="lazy">'
        f"<figcaption>{file.removesuffix('.png')}</figcaption></figure>"
        for file in chapter.files
    )
    heading = f'<h2 id="{chapter.anchor}">{html.escape(variant.name)} <small>{size}</small></h2>'
    return f"{heading}\n<section>{figures}</section>"


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Hubtap: every screen</title>
<style>
body {{ font: 16px/1.4 sans-serif; margin: 2rem; background: #e8ecf1; color: #101c2c }}
section {{ display: flex; flex-wrap: wrap; gap: 1rem }}
figure {{ margin: 0 }} img {{ height: 240px; border-radius: 6px; display: block }}
ol {{ columns: 3 }} small, figcaption {{ color: #3d4a5c }}
</style>
<h1>Every screen</h1>
<ol>{contents}</ol>
{chapters}
</html>
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the book, or the guide's pictures, and say where it is."""
    parser = argparse.ArgumentParser(prog="ui.picture_book", description="Show every screen from canned snapshots.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/screens"), metavar="DIR")
    parser.add_argument("--guide", action="store_true", help="save only the pictures of the staff guide")
    chosen = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application(["picture-book"])
    if chosen.guide:
        save_guide(app, chosen.folder)
    else:
        print(bind(app, chosen.folder))  # noqa: T201  where to look is this command's answer
    return 0


if __name__ == "__main__":
    sys.exit(main())
