"""Every page in every look and language: words, sizes, nothing cut off, everything told to assistive tools."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from kiosk.local_api.messages import ResultKind
from tests.ui.glass import Glass, text_size_px
from ui import canned
from ui.gallery import IN_ORDER, VARIANTS, Variant
from ui.languages import LANGUAGES
from ui.scene import Look

Opened = Callable[..., Glass]

WORDS = {
    "starting": ["Getting ready."],
    "away": ["See a team member."],
    "setting-up": ["This kiosk is new here.", "See a team member."],
    "reader-missing": ["Card reader is having a rest.", "See a team member."],
    "idle": ["Lego Club", "3:30", "Tap your library card here", "No card?"],
    "arrived": ["Hi Amina.", "You're in."],
    "arrived-no-name": ["Hello.", "You're in."],
    "already-here": ["Hi Amina.", "You're already in."],
    "left": ["Goodbye Amina.", "See you soon."],
    "help": ["Hello! Let's get you signed in.", "See a team member."],
    "misread": ["Hold your card still."],
    "take-card": ["Take your card."],
    "not-open": ["Hello.", "We open at 4:00."],
    "not-saved": ["Not saved.", "See a team member."],
    "staff": ["Team card.", "No check-in needed."],
    "checking": ["Checking …"],
}
WORDS["dark"] = WORDS["idle"]
WORDS["languages"] = [language.name for language in LANGUAGES]
DRAWN = {"A card goes to the reader", "Staff", "Language", "Back"}
"""What assistive tools are told of drawings."""
SUCCESS = {"arrived", "arrived-no-name", "already-here", "left", "staff"}


@pytest.mark.parametrize("page", IN_ORDER)
def test_a_page_says_what_it_must(glass: Opened, page: str) -> None:
    shown = glass()
    shown.show(page)

    assert shown.words() == WORDS[page]


@pytest.mark.parametrize("page", [page for page in WORDS if page not in {"idle", "dark", "languages"}])
def test_words_are_few_enough_to_read_in_passing(page: str) -> None:
    assert len(" ".join(WORDS[page]).split()) <= (5 if page in SUCCESS else 10)


@pytest.mark.parametrize("page", WORDS)
def test_no_page_blames_anyone(page: str) -> None:
    assert not {"invalid", "sorry", "oops", "please", "error"} & set(" ".join(WORDS[page]).lower().split())


def test_no_two_results_share_words_or_shape_or_colour(glass: Opened) -> None:
    shown = glass()
    kinds: list[ResultKind] = [
        "arrived", "already_here", "left", "help", "misread", "take_card", "not_open", "not_saved",
        "staff",
    ]  # fmt: skip
    looks = []
    for serial, kind in enumerate(kinds, 1):
        shown.hear(canned.result(kind, serial=serial))
        mark = next(item for item in shown.items() if item.property("drawing") is not None)
        drawing = mark.property("drawing") + mark.property("filled")
        looks.append(
            (
                shown.words()[-2:],
                drawing,
                shown.item("ground").property("color"),
            )
        )

    for one, other in combinations(looks, 2):
        assert all(mine != theirs for mine, theirs in zip(one, other, strict=True))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_nothing_is_cut_off_or_too_small(glass: Opened, variant: Variant) -> None:
    shown = glass(variant)
    for page in IN_ORDER:
        shown.show(page)
        for text in shown.texts():
            assert_whole(text)
            assert text_size_px(text) >= 52
            assert within(text, shown)
        bold = [text for text in shown.texts() if text.property("font").bold()]
        if variant.language == "en" and not variant.made_up_language and page != "languages":
            assert max(map(text_size_px, bold)) >= 68


@pytest.mark.parametrize("look", [Look(), Look(large_text=True)], ids=["standard", "large"])
@pytest.mark.parametrize("name", ["Bo", "Maximiliana-Josephine", "Wolfeschlegelsteinhausen"])
@pytest.mark.parametrize("kind", ["arrived", "already_here", "left"])
def test_every_name_that_is_shown_is_shown_whole(glass: Opened, kind: ResultKind, name: str, look: Look) -> None:
    shown = glass(Variant("names", look=look))
    shown.hear(canned.result(kind, name=name))

    assert any(name in words for words in shown.words())
    for text in shown.texts():
        assert_whole(text)
        assert within(text, shown)


@pytest.mark.parametrize("kind", ["arrived", "already_here", "left"])
def test_a_result_looks_the_same_for_every_person_but_for_the_name(glass: Opened, kind: ResultKind) -> None:
    shown = glass()
    seen = []
    for name in ("Amina", "Bo", "Zebedee"):
        shown.hear(canned.result(kind, name=name))
        mark = next(item for item in shown.items() if item.property("drawing") is not None)
        picture = shown.exhibit.picture()
        drawing = picture.copy(mark.mapRectToScene(mark.boundingRect()).toRect())
        words = [(text.objectName(), text.property("color"), text.property("text")) for text in shown.texts()]
        seen.append((drawing, picture.pixelColor(0, 0), [(*rest, said.replace(name, "…")) for *rest, said in words]))

    assert seen[0] == seen[1] == seen[2]


def test_a_name_is_never_taken_for_markup(glass: Opened) -> None:
    shown = glass()
    shown.hear(canned.result("arrived", name="<b>Bo</b>"))

    assert "Hi <b>Bo</b>." in shown.words()


@pytest.mark.parametrize("page", IN_ORDER)
def test_assistive_tools_are_told_every_word_and_nothing_hidden(glass: Opened, page: str) -> None:
    shown = glass()
    shown.show(page)
    names = [told.name for told in shown.told()]

    assert sorted(name for name in names if name not in DRAWN) == sorted(WORDS[page])


def test_controls_are_large_named_on_screen_and_apart(glass: Opened) -> None:
    shown = glass()
    shown.show("idle")
    controls = [told for told in shown.told() if told.role is QAccessible.Role.Button]
    stage = QRectF(0, 0, shown.window.width(), shown.window.height())

    assert sorted(control.name for control in controls) == ["Language", "No card?", "Staff"]
    for control in controls:
        assert min(control.rect.width(), control.rect.height()) >= 72
        assert stage.contains(control.rect)
    words = [told for told in shown.told() if told.role is QAccessible.Role.StaticText]
    for one, other in combinations([*controls, *words], 2):
        assert not one.rect.intersects(other.rect), (one, other)


def test_a_long_event_title_takes_two_lines_and_leaves_the_rest_whole(glass: Opened) -> None:
    shown = glass()
    shown.hear(canned.idle_at("Saturday Robot Makers at Huntingdon"))

    for text in shown.texts():
        assert_whole(text)
        assert within(text, shown)


def assert_whole(text: QQuickItem) -> None:
    said = text.property("text")
    assert not text.property("truncated"), said
    assert text.property("contentWidth") <= text.width() + 1, said
    assert text.property("contentHeight") <= text.height() + 1, said


def within(text: QQuickItem, shown: Glass) -> bool:
    rect = text.mapRectToScene(QRectF(0, 0, text.property("contentWidth"), text.property("contentHeight")))
    return QRectF(0, 0, shown.window.width(), shown.window.height()).contains(rect)
