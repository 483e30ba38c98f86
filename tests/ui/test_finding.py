import pytest

from ui.canned_people import OLIVER, OLIWIA, found
from ui.viewmodels import keys
from ui.viewmodels.finding import FoundRow, Reading, answer_to, read, the_one
from ui.viewmodels.finding import found as rows_of
from ui.viewmodels.holding import held, why_new


@pytest.mark.parametrize(
    ("query", "reading"),
    [
        ("", Reading.NOTHING),
        (" - ", Reading.NOTHING),
        ("Oli", Reading.NAME),
        ("Anna-Maria B", Reading.NAME),
        ("028T-5", Reading.CODE_BEGUN),
        ("028T-5CY4-TQKF-FA", Reading.CODE),
        ("o28t 5cy4 tqkf fa", Reading.CODE),
        ("028T-5CY4-TQKF-FB", Reading.MISTYPED),
        ("028T-5CY4-TQKF-FAA", Reading.MISTYPED),
    ],
)
def test_what_is_typed_reads_as_a_name_or_a_code(query: str, reading: Reading) -> None:
    assert read(query) is reading


def test_an_answer_to_an_earlier_query_is_not_shown() -> None:
    page = found(OLIWIA, query="Ol")

    assert answer_to("Oli", page) is None
    assert answer_to("Ol", page) is page
    assert answer_to("", None) is None


def test_the_daemons_order_is_kept_and_only_cards_that_work_are_counted() -> None:
    page = found(OLIWIA, OLIVER)

    assert rows_of(page) == (
        FoundRow(OLIWIA.member, "Oliwia", "028T-5CY4-TQKF-FA", here=False, cards=1),
        FoundRow(OLIVER.member, "Oliver T", "", here=True, cards=0),
    )
    assert the_one(page, OLIVER.member) is OLIVER
    assert the_one(page, "m-9") is None


def test_a_new_card_replaces_a_lost_one_or_is_the_first() -> None:
    assert why_new(OLIWIA) == "replace"
    assert why_new(OLIVER) == "link"


def test_cards_that_work_come_first() -> None:
    assert [(card.digits, card.lost) for card in held(OLIWIA)] == [("7c1d", False), ("20fe", True)]
    assert held(None) == ()


def test_every_sign_of_a_passport_code_is_on_the_keyboard() -> None:
    assert set("0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U-") <= {*keys.LETTERS, *keys.SIGNS}
