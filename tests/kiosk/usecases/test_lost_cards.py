"""A tap of a lost card counts here where it counts at the centre, whatever staff said of the card and took back."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from badge_service.domain.intake import Hold
from badge_service.domain.links import BEFORE_ALL, Claim, Span, history
from kiosk.domain.attendance import CardStanding
from kiosk.domain.derive import Stay, derive, voided
from kiosk.domain.ids import RecordId
from kiosk.domain.lost_cards import answered_lost, waiting_taps
from kiosk.domain.outcomes import AlreadyHere
from kiosk.domain.records import CardLinked, CardLost, Fact, Record, Tap, fact_of
from kiosk.ports import CardEntry
from kiosk.usecases.by_staff.cards import link_card, report_lost
from kiosk.usecases.by_staff.deeds import Did
from kiosk.usecases.by_staff.undo import undo
from kiosk.usecases.roster import Roster
from tests.fakes.fresh_store import open_fresh_store
from tests.fakes.house import AMIRA, AMIRAS_CARD, BOOK, HOUR_US, MINUTE_US, NOON_US
from tests.kiosk.usecases.staffed import StaffedKiosk, staffed

STEPS = st.lists(st.sampled_from(["link", "lose", "tap"]) | st.tuples(st.just("undo"), st.integers(0, 5)), max_size=12)
Step = str | tuple[str, int]


def done(kiosk: StaffedKiosk, steps: list[Step]) -> None:
    """Do all that to Amira's card, a minute between."""
    acts = list[RecordId]()
    for step in steps:
        outcome: object = None
        match step:
            case "link":
                outcome = kiosk.do(link_card, [AMIRAS_CARD], AMIRA)
            case "lose":
                outcome = kiosk.do(report_lost, AMIRA, AMIRAS_CARD)
            case "tap":
                kiosk.tap(AMIRAS_CARD)
            case ("undo", index) if acts:
                outcome = kiosk.do(undo, acts[index % len(acts)])
        if isinstance(outcome, Did) and outcome.record is not None:
            acts.append(outcome.record)
        kiosk.clock.pass_us(MINUTE_US)


def waiting_at_the_centre(records: tuple[Record, ...]) -> set[RecordId]:
    """Return which taps of the card the centre holds by these records; the card was linked before them all."""
    facts: list[tuple[Record, Fact]] = [(each, fact) for each in records if (fact := fact_of(each)) is not None]
    gone = voided(facts)
    claims = [Claim(None, AMIRA, BEFORE_ALL)]
    for record, fact in facts:
        if isinstance(fact, CardLinked | CardLost) and record.id not in gone:
            claims.append(Claim(record.id, fact.member if isinstance(fact, CardLinked) else None, _span(record)))
    known = history(claims)
    return {each.id for each, _ in answered_lost(records) if known.say(_span(each)).hold is Hold.AFTER_LOSS}


def who_came(kiosk: StaffedKiosk) -> tuple[Stay, ...]:
    """Return who came as staff see it."""
    roster = Roster(kiosk.store, NOON_US - HOUR_US)
    while roster.step(kiosk.situation):
        pass
    return roster.derived(kiosk.situation, kiosk.clock.wall_us).stays


def _span(record: Record) -> Span:
    return Span(record.taken.wall_us, record.taken.wall_us)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
@example(steps=["lose", "tap"])
@example(steps=["lose", "tap", "link"])
@example(steps=["lose", "tap", ("undo", 0)])
@example(steps=["lose", "tap", "link", ("undo", 0)])
@example(steps=["lose", "tap", ("undo", 0), "lose"])
def test_a_tap_of_a_lost_card_waits_here_where_it_waits_at_the_centre(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, open_fresh_store(Path(folder) / "attendance.db") as store:
        kiosk = staffed(store)
        done(kiosk, steps)
        with store.transaction() as transaction:
            entry = transaction.people.cards([AMIRAS_CARD])[AMIRAS_CARD]
        lost = {AMIRAS_CARD} if entry.standing is CardStanding.LOST else set()
        waiting = waiting_taps(kiosk.records, lost, kiosk.situation.line)
        at_the_centre = waiting_at_the_centre(kiosk.records)
        assert waiting == at_the_centre
        counting = [each for each in kiosk.records if each.id not in at_the_centre]
        assert who_came(kiosk) == derive(counting, BOOK, until_us=kiosk.clock.wall_us)


def test_a_card_that_the_centre_says_was_not_lost_counts_for_what_it_was_tapped(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.told(cards={AMIRAS_CARD: CardEntry(CardStanding.LOST, AMIRA)})
    done(kiosk, ["tap"])
    assert who_came(kiosk) == ()
    kiosk.told(cards={AMIRAS_CARD: CardEntry(CardStanding.LINKED, AMIRA)})
    assert [stay.arrival for stay in who_came(kiosk)] == [kiosk.records[0].id]
    assert kiosk.tap(AMIRAS_CARD) == AlreadyHere()


def test_a_card_that_the_centre_says_is_lost_counts_from_when_it_was_linked_here(kiosk_at_work: StaffedKiosk) -> None:
    kiosk = kiosk_at_work
    kiosk.told(cards={AMIRAS_CARD: CardEntry(CardStanding.LOST, AMIRA)})
    done(kiosk, ["tap", "link"])
    taps = [each.id for each in kiosk.records if each.kind == Tap.kind]
    _while_lost, when_linked = taps
    assert [stay.arrival for stay in who_came(kiosk)] == [when_linked]
