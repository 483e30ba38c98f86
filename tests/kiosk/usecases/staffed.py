"""A kiosk with staff at work, on a real database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.domain.clock import UNFIXED
from kiosk.domain.delivery import Answer, Verdict
from kiosk.domain.ids import CardToken, EventId, RecordId, StaffRef
from kiosk.domain.outcomes import Outcome as TapOutcome
from kiosk.domain.records import Fact, Record, StaffActed, fact_of
from kiosk.ports import PulledPage, StaffCardSeen, TapTaken
from kiosk.store.unit_of_work import SqliteStore
from kiosk.usecases.by_staff.deeds import Did, Hand, Refusal
from kiosk.usecases.deliver import apply_answers, pending_after
from kiosk.usecases.situation import Situation, load, with_events
from kiosk.usecases.take_tap import take_tap
from kiosk.usecases.tidy import Tidying
from tests.fakes.house import DIRECTORY, CountingIds, FakeClock, RefusingStore, furnish

MAYA = StaffRef("s-maya")


@dataclass
class StaffedKiosk:
    """An enrolled kiosk at Ely whose staff are at work."""

    store: RefusingStore
    ids: CountingIds
    clock: FakeClock
    situation: Situation
    cursor: int = 1

    @property
    def hand(self) -> Hand:
        return Hand(self.store, self.ids, self.situation, MAYA, self.clock.read())

    def do(self, act: Callable[..., tuple[Situation, Did | Refusal]], *given: Any, **named: Any) -> Did | Refusal:  # noqa: ANN401  any act's
        """Do an act and go on with the situation that it leaves."""
        self.situation, outcome = act(self.hand, *given, **named)
        self.clock.pass_us(1_000)
        return outcome

    def made(self, act: Callable[..., tuple[Situation, Did | Refusal]], *given: Any, **named: Any) -> RecordId:  # noqa: ANN401  any act's
        """Do an act that makes a record; return that."""
        outcome = self.do(act, *given, **named)
        assert isinstance(outcome, Did), outcome
        assert outcome.record is not None
        return outcome.record

    def lay(self, *tokens: CardToken) -> TapTaken | StaffCardSeen:
        self.situation, result = take_tap(self.store, self.ids, self.situation, tokens, self.clock.read())
        self.clock.pass_us(1_000)
        return result

    def tap(self, *tokens: CardToken) -> TapOutcome:
        taken = self.lay(*tokens)
        assert isinstance(taken, TapTaken)
        return taken.outcome

    def pull(self, page: PulledPage) -> None:
        with self.store.transaction() as transaction:
            transaction.directory.apply(page)
            events = transaction.directory.events()
        self.situation = with_events(self.situation, events)

    def told(self, **what: Any) -> None:  # noqa: ANN401  whatever a page has
        """Pull one more page of changes."""
        self.cursor += 1
        with self.store.transaction() as transaction:
            generation = transaction.directory.position().generation
        self.pull(PulledPage(**{"cursor": f"page-{self.cursor}", "generation": generation, "sweep": True, **what}))

    def pull_all(self, page: PulledPage = DIRECTORY) -> None:
        """Pull everything anew, and take out what was not named."""
        with self.store.transaction() as transaction:
            generation = transaction.directory.start_over().generation
        self.told(events=page.events, members=page.members, cards=page.cards, generation=generation)
        self.tidy()

    def tidy(self) -> None:
        """Take out what a full pull left out."""
        tidying = Tidying(self.store, expire_copies=lambda: True)
        for _ in range(5):
            tidying.step(UNFIXED)

    def send_all(self) -> None:
        """Let the centre settle everything."""
        while (page := pending_after(self.store, ledger_number=0, seq=0, most=500)) is not None:
            apply_answers(self.store, {each.id: Answer(Verdict.ACCEPTED) for each in page.records})

    def restart(self) -> None:
        known = load(self.store)
        assert known is not None
        self.situation = known

    @property
    def records(self) -> tuple[Record, ...]:
        with self.store.transaction() as transaction:
            return transaction.records.after(self.situation.ledger, 0, most=5_000)

    @property
    def facts(self) -> list[Fact | None]:
        """What was recorded, but for what staff saw and did."""
        return [fact for fact in map(fact_of, self.records) if not isinstance(fact, StaffActed)]

    @property
    def audit(self) -> list[tuple[str, RecordId | None]]:
        facts = map(fact_of, self.records)
        return [(fact.did, fact.about) for fact in facts if isinstance(fact, StaffActed)]


def staffed(store: SqliteStore) -> StaffedKiosk:
    ids = CountingIds()
    furnish(store, ids=ids)
    situation = load(store)
    assert situation is not None
    return StaffedKiosk(RefusingStore(store), ids, FakeClock(), situation)


def current(kiosk: StaffedKiosk) -> EventId | None:
    """Return what is on."""
    event = kiosk.situation.agenda(kiosk.situation.now(kiosk.clock.read())).current
    return None if event is None else event.id
