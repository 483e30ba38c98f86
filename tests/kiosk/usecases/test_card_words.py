"""A card stays what staff made of it, however records, answers, pulls and undoing follow one another."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.domain.attendance import CardStanding
from kiosk.domain.derive import voided
from kiosk.domain.ids import RecordId
from kiosk.domain.records import CardLinked, CardLost, Fact, Record, fact_of
from kiosk.ports import CardEntry
from kiosk.usecases.by_staff.cards import link_card, report_lost
from kiosk.usecases.by_staff.deeds import Did
from kiosk.usecases.by_staff.undo import undo
from tests.fakes.fresh_store import open_fresh_store
from tests.fakes.house import AMIRA, AMIRAS_CARD, DIRECTORY, UNLINKED_CARD
from tests.kiosk.usecases.staffed import StaffedKiosk, staffed

STEPS = st.lists(
    st.sampled_from(["link", "lose", "send", "tell", "pull all", "restart"])
    | st.tuples(st.just("undo"), st.integers(0, 5)),
    max_size=12,
)


class Card:
    """One card, and a centre that knows of it only what this kiosk has sent."""

    def __init__(self, kiosk: StaffedKiosk, *, hers: bool) -> None:
        self.kiosk = kiosk
        self.token = AMIRAS_CARD if hers else UNLINKED_CARD
        self.base = DIRECTORY.cards.get(self.token)
        self.acts = list[RecordId]()
        self.heard = 0

    def step(self, what: str | tuple[str, int]) -> None:
        match what:
            case "link":
                self._did(self.kiosk.do(link_card, [self.token], AMIRA))
            case "lose":
                self._did(self.kiosk.do(report_lost, AMIRA, self.token))
            case "send":
                self.kiosk.send_all()
                self.heard = len(self.kiosk.records)
            case "tell":
                entry = self.by(self.kiosk.records[: self.heard])
                said = {} if entry is None else {self.token: entry}
                self.kiosk.told(cards=said, gone_cards=() if said else (self.token,))
            case "pull all":
                entry = self.by(self.kiosk.records[: self.heard])
                rest = {token: it for token, it in DIRECTORY.cards.items() if token != self.token}
                self.kiosk.pull_all(replace(DIRECTORY, cards=rest if entry is None else {**rest, self.token: entry}))
            case "restart":
                self.kiosk.restart()
            case ("undo", index) if self.acts:
                self._did(self.kiosk.do(undo, self.acts[index % len(self.acts)]))

    def _did(self, outcome: object) -> None:
        if isinstance(outcome, Did) and outcome.record is not None:
            self.acts.append(outcome.record)

    def by(self, records: tuple[Record, ...]) -> CardEntry | None:
        """Return what the card is by these records."""
        facts: list[tuple[Record, Fact]] = [(each, fact) for each in records if (fact := fact_of(each)) is not None]
        gone, entry = voided(facts), self.base
        for record, fact in facts:
            if record.id in gone:
                continue
            if isinstance(fact, CardLinked):
                entry = CardEntry(CardStanding.LINKED, fact.member)
            elif isinstance(fact, CardLost):
                entry = CardEntry(CardStanding.LOST, None if entry is None else entry.member)
        return entry

    @property
    def standing(self) -> CardEntry | None:
        with self.kiosk.store.transaction() as transaction:
            return transaction.people.cards([self.token]).get(self.token)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS, hers=st.booleans())
@example(steps=["lose", "send", "tell", ("undo", 0), "lose", ("undo", 2)], hers=True)
@example(steps=["lose", "send", ("undo", 0), "lose", "tell", ("undo", 2)], hers=True)
@example(
    steps=["link", ("undo", 0), "link", ("undo", 2), "send", "tell", ("undo", 1), ("undo", 4), ("undo", 3)], hers=False
)
def test_a_card_is_what_the_records_made_here_say(steps: list[str | tuple[str, int]], hers: bool) -> None:  # noqa: FBT001  drawn
    with TemporaryDirectory() as folder, open_fresh_store(Path(folder) / "attendance.db") as store:
        card = Card(staffed(store), hers=hers)
        for step in steps:
            card.step(step)
            assert _shown(card.standing) == _shown(card.by(card.kiosk.records))


def _shown(entry: CardEntry | None) -> object:
    """Return what a tap depends on: a lost card's last member shows nowhere."""
    return entry if entry is None or entry.standing is CardStanding.LINKED else entry.standing
