"""Arrivals: what a row says, Undo and back, finding someone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint

from kiosk.local_api.messages import ShowPage, Undo
from tests.ui.desk import Desk
from ui.canned_event import CAME, STORIES, arrival, came, undone
from ui.canned_work import at_work
from ui.viewmodels import arriving

Opened = Callable[..., Desk]
BEN, EWA, KOFI = arrival(3, "Ben"), arrival(2, "Ewa"), arrival(1, "Kofi")


@pytest.fixture
def arrivals(desk: Opened) -> Desk:
    """Ben came last, before him Ewa, before her Kofi."""
    shown = desk()
    shown.show("arrivals")
    shown.tell(at_work(came(rows=[BEN, EWA, KOFI])))
    shown.time.pass_ms(1_000)
    return shown


def names(shown: Desk) -> list[str]:
    texts = [text for text in shown.texts() if text.property("text") in {"Ben", "Ewa", "Kofi", "Lena"}]
    return [str(text.property("text")) for text in sorted(texts, key=lambda text: text.mapToScene(QPoint()).y())]


@pytest.mark.parametrize(
    ("rows", "back", "shown"),
    [
        ("ac", {"b": 1}, "abc"),
        ("", {"b": 0}, "b"),
        ("ab", {"c": 2}, "abc"),
        ("bc", {"a": 0}, "abc"),
        ("d", {"b": 0, "c": 0}, "bcd"),
    ],
)
def test_what_was_undone_stands_where_it_was(rows: str, back: dict[str, int], shown: str) -> None:
    page = came(
        rows=[arrival(1, each, record=each) for each in rows],
        undone=[undone(arrival(1, each, record=each), newer) for each, newer in back.items()],
    )
    lines = arriving.lines(page)

    assert "".join(line.record for line in lines) == shown
    assert {line.record for line in lines if line.undone} == set(back)


@pytest.mark.parametrize(("typed", "found"), [("jo", "Józef"), ("b", "Callum B"), ("RU", "Rūta"), ("al", "")])
def test_a_name_is_found_by_the_beginning_of_a_word_whatever_its_accents(typed: str, found: str) -> None:
    everyone = arriving.lines(came(rows=[arrival(1, "Józef"), arrival(2, "Callum B"), arrival(3, "Rūta")]))

    assert [line.name for line in arriving.found(everyone, typed)] == ([found] if found else [])


def test_a_row_says_when_who_how_and_whether_they_left(desk: Opened) -> None:
    shown = desk()
    shown.show("arrivals")
    told = {each.name for each in shown.told()}

    assert "15:25, Amina, by card" in told
    assert "15:24, Unknown card, by card" in told
    assert "15:23, Callum B, by staff" in told
    assert "15:22, Daria, by card · left 15:40" in told
    shown.tell(at_work(came(rows=CAME[4:])))
    told = {each.name for each in shown.told()}
    assert "15:21, Maximiliana-Josephine, from paper · left 17:00, inferred" in told
    assert "15:20, No name shown, by card" in told


WITHOUT_EWA = at_work(came(rows=[BEN, KOFI], undone=[undone(EWA, 1, by="v1")]))


def test_undo_undoes_the_row_that_was_touched_and_it_stays_as_undone(arrivals: Desk) -> None:
    arrivals.finger("arrivals_undo_1")
    assert arrivals.asked(Undo) == [Undo(request=0, record=EWA.record)]
    arrivals.tell(WITHOUT_EWA)
    arrivals.answer("done", "v1")

    assert names(arrivals) == ["Ben", "Ewa", "Kofi"]
    assert "undone" in arrivals.words()


def test_what_was_undone_can_be_brought_back(arrivals: Desk) -> None:
    arrivals.finger("arrivals_undo_1")
    arrivals.tell(WITHOUT_EWA)
    arrivals.answer("done", "v1")
    arrivals.finger("arrivals_back_1")
    assert arrivals.asked(Undo)[-1] == Undo(request=0, record="v1")
    arrivals.tell(at_work(came(rows=[BEN, EWA, KOFI])))
    arrivals.answer("done", "v2")

    assert "undone" not in arrivals.words()
    arrivals.finger("arrivals_undo_1")
    assert arrivals.asked(Undo)[-1].record == EWA.record


def test_what_was_undone_can_be_brought_back_after_the_page_was_left(arrivals: Desk) -> None:
    arrivals.tell(WITHOUT_EWA)
    arrivals.finger("staff_back")
    arrivals.finger("home_arrivals")
    arrivals.tell(WITHOUT_EWA)
    arrivals.time.pass_ms(1_000)
    arrivals.finger("arrivals_back_1")

    assert arrivals.asked(Undo) == [Undo(request=0, record="v1")]


def test_a_second_touch_before_the_answer_asks_for_nothing_more(arrivals: Desk) -> None:
    arrivals.finger("arrivals_undo_1")
    arrivals.finger("arrivals_undo_1")
    assert len(arrivals.asked(Undo)) == 1


def test_what_could_not_be_undone_counts_on(arrivals: Desk) -> None:
    arrivals.finger("arrivals_undo_1")
    arrivals.answer("not_saved")

    assert "undone" not in arrivals.words()
    assert arrivals.frame.view.trouble == "not_saved"


def test_a_row_that_another_kiosk_took_away_meanwhile_says_so(arrivals: Desk) -> None:
    arrivals.finger("arrivals_undo_1")
    arrivals.tell(at_work(came(rows=[BEN, KOFI])))
    arrivals.answer("gone")

    assert names(arrivals) == ["Ben", "Kofi"]
    assert "It is not there any more." in arrivals.words()


def test_an_unknown_card_leads_to_linking(desk: Opened) -> None:
    shown = desk()
    shown.show("arrivals")
    shown.finger("arrivals_link_1")

    assert shown.asked(ShowPage)[-1].page == "cards"


def test_whoever_may_not_link_sees_no_way_to(desk: Opened) -> None:
    shown = desk()
    shown.show("arrivals-helper")

    assert not [item for item in shown.items() if item.objectName().startswith("arrivals_link")]


def test_each_key_narrows_what_is_found(arrivals: Desk) -> None:
    arrivals.finger("arrivals_search")
    arrivals.finger("arrivals_key_E")
    assert "Ewa 15:02" in arrivals.words()
    assert "Ben 15:03" not in arrivals.words()
    arrivals.finger("arrivals_key_Z")
    assert "Nobody" in arrivals.words()
    arrivals.finger("arrivals_erase")
    assert "Ewa 15:02" in arrivals.words()
    arrivals.finger("arrivals_show")

    assert names(arrivals) == ["Ewa"]
    assert "“E”: 1 found" in arrivals.words()
    arrivals.finger("arrivals_all")
    assert names(arrivals) == ["Ben", "Ewa", "Kofi"]


def test_whoever_comes_while_staff_search_is_found_too(arrivals: Desk) -> None:
    arrivals.finger("arrivals_search")
    arrivals.finger("arrivals_key_B")
    arrivals.tell(at_work(came(rows=[arrival(4, "Ben A"), BEN, EWA, KOFI])))

    assert {"Ben A 15:04", "Ben 15:03"} <= set(arrivals.words())


def test_whoever_fits_is_shown_with_one_touch(arrivals: Desk) -> None:
    arrivals.tell(at_work(came(rows=[arrival(4, "Ella"), BEN, EWA, KOFI])))
    arrivals.finger("arrivals_search")
    arrivals.finger("arrivals_key_E")
    arrivals.time.pass_ms(1_000)
    arrivals.finger("arrivals_fit_1")

    assert names(arrivals) == ["Ewa"]
    arrivals.time.pass_ms(1_000)
    arrivals.finger("arrivals_undo_0")
    assert arrivals.asked(Undo) == [Undo(request=0, record=EWA.record)]


def test_back_leads_from_the_search_to_all_and_then_home(arrivals: Desk) -> None:
    arrivals.finger("arrivals_search")
    arrivals.finger("arrivals_key_E")
    arrivals.finger("staff_back")
    assert names(arrivals) == ["Ben", "Ewa", "Kofi"]
    arrivals.finger("staff_back")

    assert arrivals.asked(ShowPage)[-1].page == "home"


def test_an_earlier_event_is_named(desk: Opened) -> None:
    shown = desk()
    shown.show("arrivals-other")
    assert STORIES.title in shown.words()
    shown.tell(at_work(came(rows=[BEN])))

    assert STORIES.title not in shown.words()


def test_no_name_is_left_once_the_page_is_or_it_locks(arrivals: Desk) -> None:
    arrivals.finger("arrivals_search")
    arrivals.finger("arrivals_key_E")
    arrivals.frame.lose()
    assert not arrivals.models.work.came._rows.rows
    assert arrivals.models.work.came.typed.said == "E", "what is typed is kept for whoever unlocks it again"
    arrivals.tell(at_work(came(rows=[BEN, EWA])))
    arrivals.finger("arrivals_show")
    assert names(arrivals) == ["Ewa"]
    arrivals.frame.home()
    QCoreApplication.processEvents()

    assert not arrivals.models.work.came._rows.rows
    assert arrivals.models.work.came.typed.said == ""
