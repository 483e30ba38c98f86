"""Canned staff pages of an event: choosing it, who comes, who is here, how it ends. All names are made up."""

from collections.abc import Mapping

from msgspec.structs import replace

from kiosk.local_api.messages import (
    ArrivalRow,
    ArrivalsPage,
    ChooserPage,
    EndPage,
    EventRow,
    HeadcountPage,
    HeadRow,
    HerePage,
    UndoneRow,
)
from ui.canned_work import BAR, HELPER, LEGO, Canned, at_work
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_pages import StaffPage

CHESS = replace(
    LEGO,
    event="chess",
    title="Chess Club",
    opens="15:15",
    closes="16:30",
    state="coming",
    likely=False,
    arrived=0,
    here=0,
)
ROBOTS = replace(
    CHESS, event="robots", title="Saturday Robot Makers at Huntingdon", opens="17:30", closes="19:00", capacity=None
)
STORIES = replace(CHESS, event="stories", title="Story Time", opens="10:00", closes="11:00", state="over", arrived=9)
PICNIC = replace(STORIES, event="picnic", title="Picnic", opens="12:00", closes="13:00", state="closed", made=True)
DROP_IN = replace(CHESS, event="drop-in", title="Drop-in", drop_in=True, day=None, opens=None, closes=None)
TODAY = [CHESS, DROP_IN, STORIES, LEGO, ROBOTS, PICNIC]
_NAMES = (
    "Amina", "Ben", "Callum B", "Daria", "Ewa", "Farhan", "Grace", "Hana", "Idris O", "Józef", "Kofi", "Lena",
    "Maximiliana-Josephine", "Noor", "Oliwia", "Piotr", "Queenie", "Rūta", "Sam", "Tomas", "Uma",
)  # fmt: skip


def arrival(number: int, name: str, *, at: str = "", **parts: object) -> ArrivalRow:
    """Return the arrival of this number, the later the higher, a minute after the one before it."""
    minute = 60 * 15 + number
    row = ArrivalRow(
        record=f"a{number}",
        member=f"m{number}",
        name=name,
        at=at or f"{minute // 60 % 24:02}:{minute % 60:02}",
        by="card",
        left=None,
        left_inferred=False,
        known=True,
    )
    return replace(row, **parts)


CAME = [
    arrival(25, "Amina"),
    arrival(24, "", member=None, known=False),
    arrival(23, "Callum B", by="staff"),
    arrival(22, "Daria", left="15:40"),
    arrival(21, "Maximiliana-Josephine", by="paper", left="17:00", left_inferred=True),
    arrival(20, ""),
    *(arrival(19 - number, name) for number, name in enumerate(_NAMES[4:])),
]
HERE = [arrival(number, name) for number, name in enumerate(_NAMES)]


def came(
    event: EventRow = LEGO, rows: list[ArrivalRow] | None = None, undone: list[UndoneRow] | None = None
) -> ArrivalsPage:
    """Return the page of those who came."""
    return ArrivalsPage(event=event, rows=CAME if rows is None else rows, undone=undone or [])


def undone(row: ArrivalRow, newer: int, *, by: str = "v1") -> UndoneRow:
    """Return an arrival that was undone, with how many rows stand above it."""
    return UndoneRow(row=row, by=by, newer=newer)


def crowd(number: int) -> ArrivalsPage:
    """Return the page of a large event."""
    return came(rows=[arrival(each, f"{_NAMES[each % len(_NAMES)]} {each}") for each in reversed(range(number))])


GATHERED = HerePage(
    event=LEGO,
    rows=HERE,
    unnamed=2,
    headcount=5,
    covers=[("Front desk", "15:30"), ("Hall", "15:29")],
    missing=[],
)
COUNTED = HeadcountPage(
    rows=[
        HeadRow(record="h3", at="15:20", count=7, label="visitors"),
        HeadRow(record="h2", at="15:10", count=5, label="adults"),
        HeadRow(record="h1", at="15:05", count=4, label="visitors"),
    ],
    total=12,
)
SUMMARY = EndPage(event=LEGO, people=25, still_here=23, by_staff=3, from_paper=2, unlinked=2, headcount=12, waiting=4)


def _type(models: StaffModels, letters: str) -> None:
    for letter in letters:
        models.work.came.typed.strike(letter)


def _sought(models: StaffModels) -> None:
    _type(models, "AM")
    models.work.came.show_found()


def _typing_name(models: StaffModels) -> None:
    models.work.came.search()
    _type(models, "DA")


def _titled(models: StaffModels) -> None:
    models.work.made.typed.put("Amina's birthday")


def _named(models: StaffModels) -> None:
    models.work.newcomer.typed.put("Amina")


def _doubted(models: StaffModels) -> None:
    _named(models)
    models.work.newcomer.doubt("Amina")


def _from(models: StaffModels) -> None:
    models.work.moves.choose(LEGO.event)


def _to_chess(models: StaffModels) -> None:
    models.work.moved.begin(LEGO, CHESS)
    models.frame.hear(at_work(came()))


def _to_drop_in(models: StaffModels) -> None:
    models.work.moved.begin(STORIES, DROP_IN)
    models.frame.hear(at_work(came(STORIES)))
    models.work.moved.add(2)


def _some_seen(models: StaffModels) -> None:
    models.work.gathered.start_again()
    for row in HERE[:15]:
        models.work.gathered.mark(row.member or row.record)


def _nearly_all_seen(models: StaffModels) -> None:
    models.work.gathered.start_again()
    for row in HERE[2:]:
        models.work.gathered.mark(row.member or row.record)


def _all_seen(models: StaffModels) -> None:
    models.work.gathered.start_again()
    for row in HERE:
        models.work.gathered.mark(row.member or row.record)


def _nobody_seen(models: StaffModels) -> None:
    models.work.gathered.start_again()


def _counting(models: StaffModels) -> None:
    models.work.heads.choose(1)
    models.work.heads.add(5)


_EVENT = (StaffPage.EVENT,)
_NEW = (*_EVENT, StaffPage.NEW_EVENT)
_MOVE = (*_EVENT, StaffPage.MOVE)
_WHICH = (*_MOVE, StaffPage.MOVE_WHICH)
_ARRIVALS = (StaffPage.ARRIVALS,)
_HERE = (StaffPage.HERE,)
_HEADS = (StaffPage.HEADCOUNT,)
_END = (StaffPage.MORE, StaffPage.END)
_TODAY = at_work(ChooserPage(events=TODAY))
_NOTHING_OPEN = replace(BAR, event=None, opened_by_staff=False)
_PARTIAL = replace(GATHERED, missing=["Garden room", "Annexe"])

EVENT: Mapping[str, Canned] = {
    "event": Canned(_TODAY, _EVENT),
    "event-one": Canned(at_work(ChooserPage(events=[CHESS, DROP_IN]), bar=_NOTHING_OPEN), _EVENT),
    "event-new": Canned(at_work(), _NEW),
    "event-new-titled": Canned(at_work(), _NEW, then=_titled),
    "event-kind": Canned(at_work(), (*_NEW, StaffPage.EVENT_KIND), then=_titled),
    "move-from": Canned(_TODAY, _MOVE),
    "move-to": Canned(_TODAY, _MOVE, then=_from),
    "move-nothing": Canned(at_work(ChooserPage(events=[CHESS])), _MOVE),
    "move-which": Canned(_TODAY, _WHICH, then=_to_chess),
    "move-last": Canned(_TODAY, _WHICH, then=_to_drop_in),
    "arrivals": Canned(at_work(came()), _ARRIVALS),
    "arrivals-helper": Canned(at_work(came(), lock=replace(HELPER, may=("see_people",))), _ARRIVALS),
    "arrivals-none": Canned(at_work(came(rows=[])), _ARRIVALS),
    "arrivals-undone": Canned(at_work(came(rows=CAME[:2] + CAME[3:], undone=[undone(CAME[2], 2)])), _ARRIVALS),
    "arrivals-search": Canned(at_work(came()), _ARRIVALS, then=_typing_name),
    "arrivals-found": Canned(at_work(came()), _ARRIVALS, then=_sought),
    "arrivals-other": Canned(at_work(came(STORIES)), _ARRIVALS),
    "add": Canned(at_work(), (StaffPage.ADD_PERSON,)),
    "add-typed": Canned(at_work(), (StaffPage.ADD_PERSON,), then=_named),
    "add-duplicate": Canned(at_work(), (StaffPage.ADD_PERSON,), then=_doubted),
    "here": Canned(at_work(GATHERED), _HERE, then=_nobody_seen),
    "here-seen": Canned(at_work(_PARTIAL), _HERE, then=_some_seen),
    "here-few-missing": Canned(at_work(_PARTIAL), _HERE, then=_nearly_all_seen),
    "here-all-seen": Canned(at_work(replace(GATHERED, unnamed=0, headcount=0)), _HERE, then=_all_seen),
    "here-nobody": Canned(at_work(replace(GATHERED, rows=[], unnamed=0, headcount=0)), _HERE),
    "headcount": Canned(at_work(COUNTED), _HEADS),
    "headcount-counting": Canned(at_work(COUNTED), _HEADS, then=_counting),
    "headcount-none": Canned(at_work(HeadcountPage(rows=[], total=0)), _HEADS),
    "end": Canned(at_work(SUMMARY), _END),
    "end-leaving": Canned(at_work(replace(SUMMARY, event=replace(LEGO, mode="arrive_and_leave"), waiting=0)), _END),
    "end-over": Canned(at_work(replace(SUMMARY, event=STORIES, still_here=0, waiting=0)), _END),
}
"""The pages of an event, in all their states."""
