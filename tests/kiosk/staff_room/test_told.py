"""What staff are told in passing, and what they see of the kiosk itself."""

import pytest

from kiosk.domain.records import Voided
from kiosk.local_api.messages import (
    AddPerson,
    ArrivalsPage,
    DiagnosticsPage,
    HelpAsked,
    HelpSeen,
    LinkCard,
    NetworkReport,
    ReportLost,
    ShowPage,
    StaffPage,
    StaffSnapshot,
    StickPage,
    TryOut,
    UseStick,
)
from kiosk.ports import ReaderCause, ReaderChanged, ReaderHealth, Signal
from tests.fakes.house import NOON_US, SECOND_US
from tests.kiosk.staff_room.at_work import READER, AtWork, member, staff_ref

STRANGER = 700


@pytest.fixture(autouse=True)
def _open(kiosk: AtWork) -> None:
    kiosk.unlock()


def test_a_visitors_tap_is_told_in_one_line(kiosk: AtWork) -> None:
    kiosk.lay(1)
    kiosk.wait(0.5)
    notice = kiosk.shown.notice
    assert notice is not None
    assert (notice.kind, notice.name) == ("arrived", "Zebedee1")
    kiosk.wait(8)
    assert kiosk.shown.notice is None


def test_a_visitors_tap_is_answered_before_staff_are_told(kiosk: AtWork) -> None:
    kiosk.screen.got.clear()
    kiosk.lay(1)
    assert not any(isinstance(each, StaffSnapshot) for each in kiosk.screen.got)
    assert kiosk.public.result is not None


def test_ten_people_in_a_row_make_few_snapshots_for_staff(kiosk: AtWork) -> None:
    kiosk.page(ArrivalsPage, page="arrivals")
    kiosk.screen.got.clear()
    for number in range(1, 6):
        kiosk.lay(number, wait_us=100_000)
    kiosk.wait(1)
    assert sum(isinstance(each, StaffSnapshot) for each in kiosk.screen.got) <= 5
    page = kiosk.shown.page
    assert isinstance(page, ArrivalsPage)
    assert len(page.rows) == 5


def test_nothing_is_sent_while_nothing_happens(kiosk: AtWork) -> None:
    kiosk.wait(1)
    kiosk.screen.got.clear()
    kiosk.wait(5)
    assert [each for each in kiosk.screen.got if isinstance(each, StaffSnapshot)] == []


def test_who_wants_a_team_member_is_counted_until_seen_to(kiosk: AtWork) -> None:
    kiosk.daemon.screen_desk.heard(kiosk.screen, HelpAsked())
    kiosk.lay(STRANGER)
    kiosk.wait(0.5)
    assert kiosk.shown.notice is not None
    assert kiosk.bar().help_wanted == 2
    kiosk.ask(HelpSeen)
    assert kiosk.bar().help_wanted == 0


def test_the_bar_tells_what_waits_and_since_when(kiosk: AtWork) -> None:
    kiosk.tell(NetworkReport(state="offline", detail="There is no network.", last_success_us=NOON_US))
    shown = kiosk.bar()
    assert (shown.late, shown.last_sent, shown.network, shown.clock) == (False, "12:00", "offline", "12:00")
    assert shown.waiting == len(kiosk.records)
    for _ in range(6):
        kiosk.wait(55)
        kiosk.ask(HelpSeen)
    assert kiosk.bar().late


def test_a_tap_that_could_not_be_saved_tells_staff_to_use_paper(kiosk: AtWork) -> None:
    kiosk.refuse()
    kiosk.lay(1)
    kiosk.refuse(refusing=False)
    assert kiosk.bar().paper
    kiosk.clock.pass_us(SECOND_US)
    kiosk.lay(1)
    assert not kiosk.bar().paper


# ----------------------------------------------------------------- the kiosk


def test_a_signal_can_be_tried_out(kiosk: AtWork) -> None:
    assert kiosk.ask(TryOut, signal="goodbye") == "done"
    assert kiosk.signals.given[-1] is Signal.GOODBYE
    assert kiosk.audit[-1] == "tested"


def test_diagnostics_and_the_team(kiosk: AtWork) -> None:
    page = kiosk.page(DiagnosticsPage, page="diagnostics")
    assert (page.version, page.kiosk, page.hub, page.log) == ("1.2.3", "kiosk-ely-1", "Ely", ["a line"])
    assert [row.health for row in page.readers] == ["ready"]
    team = kiosk.page(StaffPage, page="staff")
    assert [(row.name, row.me, row.staff) for row in team.rows] == [
        ("Ben", False, staff_ref("Ben")),
        ("Maya", True, staff_ref("Maya")),
    ]


def test_what_is_wrong_with_the_reader_is_told_by_a_code_for_words_of_the_screen(kiosk: AtWork) -> None:
    kiosk.daemon.report(ReaderChanged(READER, ReaderHealth.MISSING, ReaderCause.UNPLUGGED))
    assert (kiosk.bar().reader, kiosk.bar().reader_cause) == ("missing", "unplugged")
    page = kiosk.page(DiagnosticsPage, page="diagnostics")
    assert [(row.health, row.cause) for row in page.readers] == [("missing", "unplugged")]


def test_without_a_stick_nothing_is_written_or_noted(kiosk: AtWork) -> None:
    assert kiosk.ask(UseStick, what="report") == "no_stick"
    assert not kiosk.page(StickPage, page="stick").found
    assert kiosk.audit == ["unlocked"]


def shows_a_stick(kiosk: AtWork) -> bool:
    page = kiosk.shown.page
    assert isinstance(page, StickPage)
    return page.found


def test_a_stick_that_is_put_in_or_taken_out_is_told_while_its_page_is_open_and_only_then(kiosk: AtWork) -> None:
    kiosk.page(StickPage, page="stick")
    found = []
    for change in ((kiosk.folder / "stick").mkdir, (kiosk.folder / "stick").rmdir):
        change()
        kiosk.wait(1)
        found.append(shows_a_stick(kiosk))
    assert found == [True, False]

    kiosk.ask(ShowPage, page="home")
    kiosk.wait(1)
    told = kiosk.shown.number
    (kiosk.folder / "stick").mkdir()
    kiosk.wait(1)
    assert kiosk.shown.number == told


def test_an_events_list_goes_to_the_stick(kiosk: AtWork) -> None:
    (kiosk.folder / "stick").mkdir()
    kiosk.ask(AddPerson, name="=Ada")
    assert kiosk.ask(UseStick, what="report") == "done"
    kiosk.wait(0.5)
    (file,) = (kiosk.folder / "stick").rglob("*.csv")
    assert "person,'=Ada,2026-11-13,12:00" in file.read_text("utf-8-sig")
    assert kiosk.audit[-1] == "wrote_report"


def test_an_act_that_names_what_is_not_there_is_gone(kiosk: AtWork) -> None:
    assert kiosk.ask(LinkCard, tap="nothing", member=member(1)) == "gone"
    assert kiosk.ask(ReportLost, member=member(1), place=9) == "gone"
    assert kiosk.ask(ShowPage, page="arrivals", event="nothing") == "done"
    assert kiosk.shown.page is None
    assert not any(isinstance(each, Voided) for each in kiosk.facts)
