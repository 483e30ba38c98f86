"""The team as staff see it. No Qt."""

from dataclasses import dataclass

from kiosk.local_api.messages import StaffPage, StaffPageShown, StaffRow


@dataclass(frozen=True, slots=True)
class MateRow:
    """Someone of the team. ``heads``: they are a lead."""

    staff: str
    name: str
    heads: bool
    cards: int
    me: bool


def mates(page: StaffPageShown | None) -> tuple[MateRow, ...] | None:
    """Return the team: oneself first, then leads, then by name. None where the page shows something else."""
    if not isinstance(page, StaffPage):
        return None
    rows = [_row(each) for each in page.rows]
    return tuple(sorted(rows, key=lambda row: (not row.me, not row.heads, row.name.casefold())))


def _row(each: StaffRow) -> MateRow:
    return MateRow(each.staff, each.name, each.role == "lead", each.cards, each.me)
