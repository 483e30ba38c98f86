"""What staff do at a kiosk for people: in and out, someone new, undo, paper."""

from dataclasses import replace

import pytest

from kiosk.domain.audit import Act
from kiosk.domain.errors import StoreError
from kiosk.domain.ids import EventId, HubId, MemberRef, RecordId
from kiosk.domain.outcomes import AlreadyHere, Arrived
from kiosk.domain.records import Headcount, StaffIn, StaffOut, Tap, Voided
from kiosk.ports import MemberEntry, NameKind
from kiosk.usecases.by_staff.attendance import check_in, check_out, count_heads
from kiosk.usecases.by_staff.cards import link_card
from kiosk.usecases.by_staff.deeds import Did, Refusal
from kiosk.usecases.by_staff.events import open_event
from kiosk.usecases.by_staff.newcomers import add_person
from kiosk.usecases.by_staff.notes import note
from kiosk.usecases.by_staff.paper import Line, copy_from_paper
from kiosk.usecases.by_staff.undo import undo
from kiosk.usecases.deliver_names import names_kept, unsent_names
from kiosk.usecases.enrol import accept_enrolment
from tests.fakes.house import (
    AMIRA,
    AMIRAS_CARD,
    AT_ELY,
    CLUB,
    DROP_IN,
    HOUR_US,
    MINUTE_US,
    NOON_US,
    TOMASZ,
    TOMASZS_CARD,
    UNLINKED_CARD,
)
from tests.kiosk.usecases.staffed import MAYA, StaffedKiosk, current

DAY_US = 24 * HOUR_US


# ----------------------------------------------------------------- in and out


def test_a_member_without_a_card_is_in_once_and_out_once(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    came = kiosk.made(check_in, AMIRA)
    assert kiosk.do(check_in, AMIRA) is Refusal.ALREADY_HERE
    assert kiosk.tap(AMIRAS_CARD) == AlreadyHere()
    left = kiosk.made(check_out, AMIRA)
    assert kiosk.do(check_out, AMIRA) is Refusal.NOT_HERE
    assert [fact for fact in kiosk.facts if not isinstance(fact, Tap)] == [
        StaffIn(AMIRA, CLUB.id),
        StaffOut(AMIRA, CLUB.id),
    ]
    assert kiosk.audit == [("checked_in", came), ("checked_out", left)]


def test_who_tapped_their_card_is_in_already(kiosk_at_work: StaffedKiosk) -> None:
    kiosk_at_work.tap(TOMASZS_CARD)
    assert kiosk_at_work.do(check_in, TOMASZ) is Refusal.ALREADY_HERE
    assert kiosk_at_work.audit == []


def test_where_nothing_takes_people_nothing_is_recorded(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.told(gone_events=(DROP_IN.id, CLUB.id))
    assert kiosk.do(check_in, AMIRA) is Refusal.NOTHING_OPEN
    assert kiosk.do(check_out, AMIRA) is Refusal.NOTHING_OPEN
    assert kiosk.do(add_person, "Zofia", here=()) is Refusal.NOTHING_OPEN
    assert kiosk.do(count_heads, 3, "adults") is Refusal.NOTHING_OPEN
    assert not kiosk.records


def test_what_the_disk_refuses_is_not_done(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.store.error = StoreError("no")
    with pytest.raises(StoreError):
        check_in(kiosk.hand, AMIRA)
    with pytest.raises(StoreError):
        note(kiosk.hand, Act.SAW_ARRIVALS)
    kiosk.store.error = None
    assert not kiosk.records
    kiosk.made(check_in, AMIRA)
    assert [each.seq for each in kiosk.records] == [1, 2]


def test_a_headcount_says_whose_heads(kiosk_at_work: StaffedKiosk) -> None:
    kiosk_at_work.made(count_heads, 12, "adults")
    assert kiosk_at_work.facts == [Headcount(CLUB.id, 12, "adults")]


def test_what_staff_saw_is_recorded_without_anybody(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.situation = note(kiosk.hand, Act.SAW_WHO_IS_HERE)
    (record,) = kiosk.records
    assert record.body == {"staff": MAYA, "did": "saw_who_is_here"}


@pytest.mark.parametrize("typed", ["Amina Smith", "m-amina", "m-0123456789ABCDEF", ""])
def test_what_is_no_reference_gets_into_no_record(kiosk_at_work: StaffedKiosk, typed: str) -> None:
    kiosk = kiosk_at_work
    nobody = MemberRef(typed)
    assert kiosk.do(check_in, nobody) is Refusal.GONE
    assert kiosk.do(check_out, nobody) is Refusal.GONE
    assert kiosk.do(copy_from_paper, Line(CLUB.id, nobody, NOON_US)) is Refusal.GONE
    assert kiosk.do(link_card, [UNLINKED_CARD], nobody) is Refusal.GONE
    assert not kiosk.records


def test_a_member_whom_this_hub_does_not_know_can_be_checked_in(kiosk_at_work: StaffedKiosk) -> None:
    assert isinstance(kiosk_at_work.do(check_in, MemberRef("m-0123456789abcdef")), Did)
    assert kiosk_at_work.clock.wall_us < NOON_US + MINUTE_US


# ----------------------------------------------------------------- someone new


def test_someone_new_is_in_and_known_here_at_once_and_their_name_travels_apart(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(add_person, "  Zofia   K ", here=["Amira"])
    (fact,) = kiosk.facts
    assert isinstance(fact, StaffIn)
    assert "Zofia" not in repr(kiosk.records)
    with kiosk.store.transaction() as transaction:
        assert transaction.people.known([fact.member]) == {fact.member: MemberEntry("Zofia K", None)}
        assert [each.member for each in transaction.people.beginning_with("zof", most=5)] == [fact.member]
    (name,) = unsent_names(kiosk.store, most=10)
    assert (name.kind, name.subject, name.text) == (NameKind.MEMBER, fact.member.value, "Zofia K")
    assert "Zofia" not in repr(name)
    names_kept(kiosk.store, {name.subject: name.revision})
    assert unsent_names(kiosk.store, most=10) == ()


def test_a_namesake_who_is_in_is_told_of_unless_another_one_is_meant(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    assert kiosk.do(add_person, "ŁUKASZ", here=["Lukasz"]) is Refusal.DUPLICATE
    assert not kiosk.records
    kiosk.made(add_person, "ŁUKASZ", here=())


@pytest.mark.parametrize("typed", ["", "   ", "\t\n"])
def test_without_a_name_nobody_is_added(kiosk_at_work: StaffedKiosk, typed: str) -> None:
    assert kiosk_at_work.do(add_person, typed, here=()) is Refusal.NO_NAME


def test_a_walk_in_stays_a_member_here_when_everything_is_pulled_anew(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(add_person, "Zofia", here=())
    (fact,) = kiosk.facts
    assert isinstance(fact, StaffIn)

    def shown() -> MemberEntry | None:
        with kiosk.store.transaction() as transaction:
            return transaction.people.known([fact.member]).get(fact.member)

    kiosk.pull_all()
    assert shown() == MemberEntry("Zofia", None)
    kiosk.told(members={fact.member: MemberEntry(None, "pl")})
    assert shown() == MemberEntry("Zofia", "pl")  # the centre has not been told the name yet
    (name,) = unsent_names(kiosk.store, most=1)
    names_kept(kiosk.store, {name.subject: name.revision})
    kiosk.told(members={fact.member: MemberEntry("Zosia", "pl")})
    assert shown() == MemberEntry("Zosia", "pl")
    kiosk.pull_all()
    assert shown() is None


def test_whom_staff_added_is_not_known_by_name_at_another_hub(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.made(add_person, "Zofia", here=())
    kiosk.made(open_event, DROP_IN.id)
    accept_enrolment(kiosk.store, kiosk.ids, replace(AT_ELY, hub=HubId("hub-march")))
    with kiosk.store.transaction() as transaction:
        generation = transaction.directory.position().generation
    at_march = replace(DROP_IN, id=EventId("drop-in-march"), hub=HubId("hub-march"))
    kiosk.told(events=(at_march,), generation=generation)
    kiosk.tidy()
    kiosk.restart()
    assert current(kiosk) == at_march.id
    with kiosk.store.transaction() as transaction:
        assert transaction.people.beginning_with("zof", most=5) == ()
    assert [name.text for name in unsent_names(kiosk.store, most=5)] == ["Zofia"]


# ----------------------------------------------------------------- undo


def test_undo_takes_back_and_undoing_that_brings_back(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    assert kiosk.tap(AMIRAS_CARD) == Arrived()
    came = kiosk.records[0].id
    gone = kiosk.made(undo, came)
    assert kiosk.do(undo, came) is Refusal.GONE
    assert kiosk.made(check_in, AMIRA)
    assert kiosk.do(undo, kiosk.records[-2].id) != Refusal.GONE
    back = kiosk.made(undo, gone)
    assert kiosk.do(undo, gone) is Refusal.GONE
    assert kiosk.tap(AMIRAS_CARD) == AlreadyHere()
    kiosk.made(undo, back)
    assert [fact.record for fact in kiosk.facts if isinstance(fact, Voided)][0::2] == [came, gone]
    assert kiosk.do(check_out, AMIRA) != Refusal.GONE


def test_a_headcount_is_undone_once(kiosk_at_work: StaffedKiosk) -> None:
    heads = kiosk_at_work.made(count_heads, 12, "adults")
    kiosk_at_work.made(undo, heads)
    assert kiosk_at_work.do(undo, heads) is Refusal.GONE


def test_nothing_can_be_undone_that_is_not_there_or_no_act(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    assert kiosk.do(undo, RecordId("01900000-0000-7000-8000-00000000ffff")) is Refusal.GONE
    kiosk.situation = note(kiosk.hand, Act.SAW_ARRIVALS)
    assert kiosk.do(undo, kiosk.records[0].id) is Refusal.GONE


def test_a_line_of_paper_is_undone_whole_but_nothing_beside_it(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.tap(TOMASZS_CARD)
    line = Line(CLUB.id, "Zofia", NOON_US - 2 * HOUR_US, NOON_US - HOUR_US)
    copied = kiosk.made(copy_from_paper, line)
    kiosk.made(check_in, AMIRA)
    kiosk.made(undo, copied)
    paper = [each.id for each in kiosk.records if "paper_us" in each.body]
    assert [fact.record for fact in kiosk.facts if isinstance(fact, Voided)] == paper
    assert len(paper) == 2


# ----------------------------------------------------------------- paper


def test_paper_says_when_and_is_marked_as_such(kiosk_at_work: StaffedKiosk) -> None:
    came_us = NOON_US - DAY_US
    kiosk_at_work.made(copy_from_paper, Line(DROP_IN.id, AMIRA, came_us))
    assert kiosk_at_work.facts == [StaffIn(AMIRA, DROP_IN.id, came_us)]


@pytest.mark.parametrize(
    ("came_us", "left_us"),
    [
        (NOON_US + HOUR_US, None),
        (NOON_US - HOUR_US, NOON_US + HOUR_US),
        (NOON_US - HOUR_US, NOON_US - 2 * HOUR_US),
        (NOON_US - HOUR_US, NOON_US - HOUR_US),
        (NOON_US - 36 * DAY_US, None),
        (NOON_US - DAY_US, NOON_US - HOUR_US),
    ],
)
def test_paper_that_says_what_cannot_be_is_not_copied(
    kiosk_at_work: StaffedKiosk, came_us: int, left_us: int | None
) -> None:
    line = Line(DROP_IN.id, AMIRA, came_us, left_us)
    assert kiosk_at_work.do(copy_from_paper, line) is Refusal.BAD_TIME
    assert kiosk_at_work.records == ()


def test_paper_is_not_copied_by_a_clock_that_may_be_wrong(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.clock.synchronised = False
    assert kiosk.do(copy_from_paper, Line(DROP_IN.id, AMIRA, NOON_US - HOUR_US)) is Refusal.BAD_TIME
    assert kiosk.records == ()


@pytest.mark.parametrize(("hours", "done"), [(-25, False), (-23, True), (25, True), (27, False)])
def test_paper_is_copied_to_an_event_for_a_day_around_it(kiosk_at_work: StaffedKiosk, hours: int, done: bool) -> None:  # noqa: FBT001  a parameter
    kiosk = kiosk_at_work
    kiosk.clock.pass_us(2 * DAY_US)
    came = kiosk.do(copy_from_paper, Line(CLUB.id, AMIRA, NOON_US + hours * HOUR_US))
    assert came is Refusal.BAD_TIME if not done else isinstance(came, Did)


def test_paper_of_an_event_that_nobody_knows_is_not_copied(kiosk_at_work: StaffedKiosk) -> None:
    assert kiosk_at_work.do(copy_from_paper, Line(EventId("e-none"), AMIRA, NOON_US)) is Refusal.GONE
    assert kiosk_at_work.do(copy_from_paper, Line(CLUB.id, " ", NOON_US)) is Refusal.NO_NAME
