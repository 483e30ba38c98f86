"""Canned staff pages about people and their cards. All names are made up."""

from collections.abc import Mapping

from kiosk.local_api.messages import CardRow, CardsPage, MemberCard, MemberRow, MembersPage, StaffSnapshot
from ui.canned_work import Canned, at_work
from ui.viewmodels.search import Search
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_pages import StaffPage

OLIWIA = MemberRow(
    member="m-0123456789abcdef",
    name="Oliwia",
    passport="028T-5CY4-TQKF-FA",
    here=False,
    cards=[MemberCard(place=0, digits="7c1d", lost=False), MemberCard(place=1, digits="20fe", lost=True)],
)
OLIVER = MemberRow(member="m-2", name="Oliver T", passport=None, here=True, cards=[])
_STRANGER = MemberRow(member="m-3", name="", passport="028T-5CY4-TQKF-FA", here=False, cards=[])

CARDS = CardsPage(
    rows=[
        CardRow(tap="t1", at="15:22", day="2026-02-25", digits="91ab", reason="unknown_card", times=3),
        CardRow(tap="t2", at="15:08", day="2026-02-25", digits="20fe", reason="card_lost", times=1),
        CardRow(tap="t3", at="16:40", day="2026-02-18", digits="0c77", reason="contested", times=2),
        CardRow(tap="t4", at="16:31", day="2026-02-18", digits="e5d0", reason="cannot_identify", times=1),
    ]
)


def found(*rows: MemberRow, query: str = "", code: bool = False) -> MembersPage:
    """Return the daemon's answer to a query."""
    return MembersPage(query=query, rows=list(rows), more=False, code=code)


_OLI = at_work(found(OLIWIA, OLIVER, query="Oli"))
_CODE = "028T-5CY4-TQKF-FA"
_MISTYPED = "028T-5CY4-TQKF-FB"


def _type(search: Search, query: str, models: StaffModels, snapshot: StaffSnapshot) -> None:
    search.typed.put(query)
    models.frame.hear(snapshot)


def _typed(models: StaffModels) -> None:
    _type(models.tasks.lost.finder, "Oli", models, _OLI)


def _listed(models: StaffModels) -> None:
    _typed(models)
    models.tasks.lost.finder.show_list()


def _nobody(models: StaffModels) -> None:
    _type(models.tasks.lost.finder, "Zed", models, at_work(found(query="Zed")))
    models.tasks.lost.finder.show_list()


def _by_code(models: StaffModels) -> None:
    _type(models.tasks.lost.finder, _CODE, models, at_work(found(_STRANGER, query=_CODE, code=True)))
    models.tasks.lost.finder.show_list()


def _mistyped(models: StaffModels) -> None:
    _type(models.tasks.lost.finder, _MISTYPED, models, at_work(found(query=_MISTYPED)))
    models.tasks.lost.finder.show_list()


def _chosen(models: StaffModels) -> None:
    _listed(models)
    models.tasks.lost.finder.pick(OLIWIA.member)


def _without_card(models: StaffModels) -> None:
    _listed(models)
    models.tasks.lost.finder.pick(OLIVER.member)


def _of_a_card(models: StaffModels) -> None:
    models.tasks.links.begin(CARDS.rows[0].tap, CARDS.rows[0].digits)


def _to_link(models: StaffModels) -> None:
    _of_a_card(models)
    _type(models.tasks.links.finder, "Oli", models, _OLI)
    models.tasks.links.finder.show_list()


def _to_add(models: StaffModels) -> None:
    _of_a_card(models)
    _type(models.tasks.links.finder, "Zed", models, at_work(found(query="Zed")))
    models.tasks.links.finder.show_list()


_LOST = (StaffPage.CARD_LOST,)
_CARDS = (StaffPage.MORE, StaffPage.CARDS)
_LINK = (*_CARDS, StaffPage.LINK)

PEOPLE: Mapping[str, Canned] = {
    "lost": Canned(at_work(found()), _LOST),
    "lost-typed": Canned(_OLI, _LOST, then=_typed),
    "lost-found": Canned(_OLI, _LOST, then=_listed),
    "lost-nobody": Canned(_OLI, _LOST, then=_nobody),
    "lost-by-code": Canned(_OLI, _LOST, then=_by_code),
    "lost-mistyped": Canned(_OLI, _LOST, then=_mistyped),
    "lost-person": Canned(_OLI, _LOST, then=_chosen),
    "lost-person-without": Canned(_OLI, _LOST, then=_without_card),
    "cards": Canned(at_work(CARDS), _CARDS),
    "cards-none": Canned(at_work(CardsPage(rows=[])), _CARDS),
    "link": Canned(at_work(found()), _LINK, then=_of_a_card),
    "link-found": Canned(_OLI, _LINK, then=_to_link),
    "link-nobody": Canned(_OLI, _LINK, then=_to_add),
}
"""Card lost and unlinked cards, in all their states."""
