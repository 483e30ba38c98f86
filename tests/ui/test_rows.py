from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from ui.viewmodels.rows import Rows


@dataclass(frozen=True)
class Arrival:
    record: str
    name: str


LISTS = st.lists(
    st.builds(Arrival, st.sampled_from("abcdefgh"), st.sampled_from(["Bo", "Cy"])), unique_by=lambda r: r.record
)


def rows_of(*arrivals: Arrival) -> Rows[Arrival]:
    rows = Rows(Arrival, "record")
    rows.put(arrivals)
    return rows


class Changes:
    """What a list on the glass is told."""

    def __init__(self, rows: Rows[Arrival]) -> None:
        self.told: list[tuple[str, int]] = []
        rows.rowsInserted.connect(lambda _, first, __: self.told.append(("in", first)))
        rows.rowsRemoved.connect(lambda _, first, __: self.told.append(("out", first)))
        rows.rowsMoved.connect(lambda _, first, *__: self.told.append(("moved", first)))
        rows.dataChanged.connect(lambda first, *_: self.told.append(("changed", first.row())))
        rows.modelReset.connect(lambda: self.told.append(("anew", 0)))


AMINA, BO, CY = Arrival("1", "Amina"), Arrival("2", "Bo"), Arrival("3", "Cy")


@given(LISTS, LISTS)
def test_any_list_becomes_any_other_and_keeps_to_qts_rules(before: list[Arrival], after: list[Arrival]) -> None:
    rows = rows_of(*before)
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.put(after)

    assert list(rows.rows) == after
    assert tester.model() is rows


def test_a_newcomer_at_the_top_moves_nobody_else() -> None:
    rows = rows_of(BO, CY)
    changes = Changes(rows)
    rows.put([AMINA, BO, CY])

    assert changes.told == [("in", 0)]


def test_one_who_is_gone_takes_out_one_row() -> None:
    rows = rows_of(AMINA, BO, CY)
    changes = Changes(rows)
    rows.put([AMINA, CY])

    assert changes.told == [("out", 1)]


def test_a_row_that_reads_differently_is_changed_in_place() -> None:
    rows = rows_of(AMINA, BO)
    changes = Changes(rows)
    rows.put([AMINA, Arrival("2", "Bob")])

    assert changes.told == [("changed", 1)]


def test_the_same_again_tells_nothing() -> None:
    rows = rows_of(AMINA, BO)
    changes = Changes(rows)
    rows.put([AMINA, BO])

    assert changes.told == []


def test_each_field_is_a_role_of_its_name() -> None:
    rows = rows_of(AMINA)
    roles = {bytes(name.data()).decode(): role for role, name in rows.roleNames().items()}

    assert rows.data(rows.index(0), roles["name"]) == "Amina"
    assert rows.data(QModelIndex(), roles["name"]) is None
