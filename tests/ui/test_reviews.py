from datetime import date
from pathlib import Path

import pytest

from ui.languages import BY_CODE, LANGUAGES
from ui.reviews import Review, read_reviews, reviews
from ui.viewmodels.reviewed import Reviewed


def test_what_is_noted_of_reviews_is_whole() -> None:
    assert [each.language for each in read_reviews()] == list(LANGUAGES[1:])


def test_staff_read_who_reviewed_a_language_and_which_wait(tmp_path: Path) -> None:
    file = tmp_path / "reviews.toml"
    file.write_text('[pl]\nreader = "Aniela"\non = 2026-03-01\n', encoding="utf-8")
    told = Reviewed(read_reviews(file))

    assert told.property("done") == "\u2068Polski\u2069 (Aniela, 2026-03-01)"
    assert "Polski" not in told.property("waiting")
    assert all(language.name in told.property("waiting") for language in LANGUAGES[2:])


def test_a_language_that_nobody_reviewed_has_no_reader() -> None:
    assert reviews({})[0] == Review(BY_CODE["pl"])


@pytest.mark.parametrize("noted", [{"xx": {}}, {"pl": {"reader": "", "on": date(2026, 3, 1)}}, {"pl": {"reader": "A"}}])
def test_a_review_without_reader_date_or_language_is_noticed(noted: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"pl|xx"):
        reviews(noted)
