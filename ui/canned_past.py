"""Canned states of past events, the paper register and the USB stick. All names are made up."""

from collections.abc import Mapping

from msgspec.structs import replace

from kiosk.local_api.messages import ArrivalRow, ArrivalsPage, EventRow, PastPage, StaffSnapshot, StickPage
from ui.canned_people import OLIWIA, found
from ui.canned_work import LEGO, Canned, at_work
from ui.viewmodels.staff_models import StaffModels
from ui.viewmodels.staff_pages import StaffPage

CODING = replace(
    LEGO, event="coding", title="Coding Club", day="2026-02-23", opens="16:00", closes="18:00", state="over", arrived=14
)
_DROP_IN = EventRow(
    event="hub@2026-02-21",
    title="Wisbech Library",
    mode="arrive_and_leave",
    drop_in=True,
    day="2026-02-21",
    opens=None,
    closes=None,
    state="over",
    likely=False,
    made=False,
    here=0,
    arrived=31,
    capacity=None,
)


def arrival(record: str, name: str, at: str, *, paper: bool = True, left: str | None = None) -> ArrivalRow:
    """Return someone who came to an earlier event."""
    return ArrivalRow(
        record=record,
        member="m-" + record,
        name=name,
        at=at,
        by="paper" if paper else "card",
        left=left,
        left_inferred=False,
        known=True,
    )


PAPER = ArrivalsPage(
    event=CODING,
    rows=[
        arrival("r3", "Zofia", "16:20", left="17:45"),
        arrival("r2", "Amina", "16:05", paper=False),
        arrival("r1", "Callum B", "16:00"),
    ],
)
_NONE_YET = at_work(replace(PAPER, rows=[]))
_PAST = at_work(PastPage(events=[CODING, _DROP_IN]))


def _chosen(models: StaffModels) -> None:
    models.tasks.earlier.pick("coding")


def _who(models: StaffModels) -> None:
    models.tasks.line.begin(CODING)


def _listed(models: StaffModels) -> None:
    _who(models)
    models.tasks.line.finder.typed.put("Oli")
    models.frame.hear(at_work(found(OLIWIA, query="Oli")))
    models.tasks.line.finder.show_list()


def _when(models: StaffModels) -> None:
    _listed(models)
    models.tasks.line.finder.pick(OLIWIA.member)


def _left(models: StaffModels) -> None:
    _when(models)
    models.tasks.line.turn(on_left=True)
    for digit in "174":
        models.tasks.line.press(digit)


def stick(state: str, *, detail: str = "", done: int = 0, of: int = 0, found: bool = True) -> StaffSnapshot:
    """Return a snapshot of the stick's page."""
    return at_work(StickPage(found=found, state=state, done=done, of=of, detail=detail))  # type: ignore[arg-type]


def _report(models: StaffModels) -> None:
    models.tasks.usb.want("coding", "Coding Club")


_AT_PAST = (StaffPage.MORE, StaffPage.PAST)
_AT_PAPER = (*_AT_PAST, StaffPage.PAPER)
_AT_LINE = (*_AT_PAPER, StaffPage.PAPER_LINE)
_AT_STICK = (StaffPage.MORE, StaffPage.STICK)

PAST: Mapping[str, Canned] = {
    "past": Canned(_PAST, _AT_PAST),
    "past-none": Canned(at_work(PastPage(events=[])), _AT_PAST),
    "past-chosen": Canned(_PAST, _AT_PAST, then=_chosen),
    "paper": Canned(at_work(PAPER), _AT_PAPER),
    "paper-none": Canned(_NONE_YET, _AT_PAPER),
    "line": Canned(at_work(found()), _AT_LINE, then=_who),
    "line-found": Canned(at_work(found()), _AT_LINE, then=_listed),
    "line-when": Canned(at_work(found()), _AT_LINE, then=_when),
    "line-left": Canned(at_work(found()), _AT_LINE, then=_left),
    "stick": Canned(stick("idle", found=False), _AT_STICK),
    "stick-in": Canned(stick("idle"), _AT_STICK),
    "stick-writing": Canned(stick("writing", done=120, of=300), _AT_STICK),
    "stick-written": Canned(stick("written", done=300, of=300, detail="hubtap-k1-0007.htb"), _AT_STICK),
    "stick-read": Canned(stick("read", done=300, of=300), _AT_STICK),
    "stick-nothing": Canned(stick("nothing"), _AT_STICK),
    "stick-full": Canned(stick("failed", detail="full"), _AT_STICK),
    "stick-wrong": Canned(stick("failed", detail="unreadable"), _AT_STICK),
    "stick-report": Canned(stick("idle"), _AT_STICK, then=_report),
    "stick-listed": Canned(stick("written", detail="Coding Club 2026-02-23.csv"), _AT_STICK, then=_report),
}
"""Past events, the paper register and the USB stick, in all their states."""
