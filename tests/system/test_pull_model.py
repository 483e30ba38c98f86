"""A hub's directory follows the centre's, whatever changes there and whatever goes wrong on the way."""

import contextlib
import secrets
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import delete, select, update

from badge_service import commands
from badge_service.store.engine import Database
from badge_service.store.feed import Sort
from badge_service.store.people import Card, Member
from badge_service.store.tables import cards, marks, member_hubs, members
from badge_service.store.unit import Unit
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.forget import Forget
from badge_service.usecases.pull import GENERATION, Pull
from kiosk.domain.attendance import CardStanding
from kiosk.domain.events import Event
from kiosk.domain.ids import CardToken, EventId, HubId, KioskId, MemberRef
from kiosk.store.unit_of_work import open_store
from sync.answers import Answered, Cause, Problem, Result, Timing, Unreachable
from sync.protocol import CAPACITY_LEVEL
from sync.pull import Pulled, Puller
from tests.badge_service.house import MovedClock
from tests.sync.directory_desk import DirectoryDesk

HUB, ELSEWHERE = HubId("cambridge"), HubId("ely")
NEVER = Timing(0, 0)
MOST_PAGES = 300
_LEVELS = (2, 3, 4)
Spoil = Callable[[bytes], Result]


class CutError(Exception):
    """The power goes at the kiosk."""


def answered(body: bytes, status: int = 200) -> Answered:
    return Answered(status, body, "9.9", "nonce", None, NEVER)


SPOILT: dict[str, Spoil] = {
    "lost": lambda _: Unreachable(Cause.DROPPED),
    "cut off": lambda body: answered(body[: len(body) // 2]),
    "mixed up": lambda body: answered(body.replace(b'"checksum":"', b'"checksum":"0', 1)),
    "busy": lambda _: Problem(503, "busy", "9.9", "nonce", None),
}


@cache
def template() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Return a service's database as it is after ``init``, and what keeps it there."""
    folder = tempfile.TemporaryDirectory(prefix="hubtap-pull-")
    file = Path(folder.name) / "service.db"
    database = Database(f"sqlite:///{file}")
    commands.init(database, None, MovedClock(), secrets.token_bytes)
    database.close()
    return folder, file


class CentreAndKiosk(RuleBasedStateMachine):
    """A centre that changes, a network that fails, a kiosk that loses power."""

    @initialize()
    def begin(self) -> None:
        self.open = ExitStack()
        self.folder = Path(self.open.enter_context(tempfile.TemporaryDirectory(prefix="hubtap-pull-")))
        shutil.copy(template()[1], self.folder / "service.db")
        self.clock = MovedClock()
        self.database = Database(f"sqlite:///{self.folder / 'service.db'}")
        self.made = 0
        self.known: list[MemberRef] = []
        self.level = 4
        self.spoil: Spoil | None = None
        self.parts_left: int | None = None
        self.start_kiosk()
        for _ in range(4):
            self.a_member_joins(1)
        self.a_quiet_pull_makes_them_equal()

    def start_kiosk(self) -> None:
        self.kiosk = ExitStack()
        store = self.kiosk.enter_context(open_store(self.folder / "attendance.db"))
        self.desk = DirectoryDesk(store, hub=HUB, before=self.before_a_part)
        self.puller = Puller(self.desk, self, self.desk.welcome())

    def teardown(self) -> None:
        if hasattr(self, "open"):
            self.a_quiet_pull_makes_them_equal()
            self.kiosk.close()
            self.database.close()
            self.open.close()

    # ------------------------------------------------------------- the way between

    def before_a_part(self) -> None:
        if self.parts_left is not None:
            if self.parts_left == 0:
                raise CutError
            self.parts_left -= 1

    def call(self, _: str, target: str, __: bytes = b"", *, gzipped: bool = False) -> Result:
        del gzipped
        since = parse_qs(urlsplit(target).query).get("since", [""])[0]
        page = Pull(self.database, page_size=5)(Caller(KioskId("kiosk-1"), HUB), since or None, self.level)
        if isinstance(page, Denied):
            return Problem(410, page.code, "9.9", "nonce", None)
        if page is None:
            return answered(b"", 304)
        body, spoil, self.spoil = msgspec.json.encode(page), self.spoil, None
        return answered(body) if spoil is None else spoil(body)

    # ------------------------------------------------------------- what changes at the centre

    def change(self, work: Callable[[Unit], list[tuple[Sort, str]]]) -> None:
        """Do ``work`` and tell every hub what it says has changed."""

        def write(unit: Unit) -> None:
            changed = work(unit)
            for hub in unit.hubs.all():
                unit.feed.append(hub.id, changed, self.clock())

        self.clock.forward(1)
        self.database.write(write)

    @rule(changes=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99)), min_size=1, max_size=6))
    def things_change(self, changes: list[tuple[int, int]]) -> None:
        kinds = (
            self.a_member_joins,
            self.a_member_leaves_the_hub,
            self.a_members_cards_get_another_standing,
            self.an_event_is_planned,
            self.a_person_is_forgotten,
            self.a_hub_learns_of_a_member,
        )
        for kind, which in changes:
            kinds[kind](which)

    def a_member_joins(self, which: int) -> None:
        self.made += 1
        member = MemberRef(f"m-{self.made}")
        self.known.append(member)
        tokens = [CardToken(f"r1:{self.made:028x}{number:04x}") for number in range(which % 4)]
        hubs = [hub for hub, bit in ((HUB, 1), (ELSEWHERE, 2)) if which & bit]

        def work(unit: Unit) -> list[tuple[Sort, str]]:
            unit.people.add_member(Member(member, f"Robin {self.made}"))
            for hub in hubs:
                unit.people.add_to_hub(member, hub)
            for token in tokens:
                unit.people.add_card(Card(token, CardStanding.LINKED, member))
            return [(Sort.MEMBER, member.value), *((Sort.CARD, token.value) for token in tokens)]

        self.change(work)

    def a_hub_learns_of_a_member(self, which: int) -> None:
        member = self.member(which)

        def work(unit: Unit) -> list[tuple[Sort, str]]:
            if not unit.people.knows(member) or not unit.people.add_to_hub(member, HUB):
                return []
            tokens = sorted(token.value for token in unit.redactions.cards_of(member))
            return [(Sort.MEMBER, member.value), *((Sort.CARD, token) for token in tokens)]

        self.change(work)

    def member(self, which: int) -> MemberRef:
        return self.known[which % len(self.known)]

    def a_member_leaves_the_hub(self, which: int) -> None:
        member = self.member(which)
        owned = select(cards.c.token).where(cards.c.member == member.value)
        gone = delete(member_hubs).where(member_hubs.c.member == member.value, member_hubs.c.hub == HUB)
        tokens = self.database.look(lambda connection: list(connection.execute(owned).scalars()))
        self.database.change(lambda connection: connection.execute(gone))
        self.change(lambda _: [(Sort.MEMBER, member.value), *((Sort.CARD, token) for token in tokens)])

    def a_members_cards_get_another_standing(self, which: int) -> None:
        member, standing = self.member(which), (*CardStanding, None)[which % 5]

        def work(unit: Unit) -> list[tuple[Sort, str]]:
            tokens = unit.redactions.cards_of(member)
            owner = member if standing is CardStanding.LINKED and unit.people.knows(member) else None
            return [(Sort.CARD, it.value) for it in sorted(tokens) if unit.links.put_card(it, standing, owner)]

        self.change(work)

    def an_event_is_planned(self, which: int) -> None:
        self.made += 1
        capacity = (None, 12)[which // 2 % 2]
        event = Event(EventId(f"event-{self.made}"), (HUB, ELSEWHERE)[which % 2], "Code club", capacity=capacity)

        def work(unit: Unit) -> list[tuple[Sort, str]]:
            unit.events.add(event)
            return [(Sort.EVENT, event.id)]

        self.change(work)

    def a_person_is_forgotten(self, which: int) -> None:
        self.clock.forward(1)
        Forget(self.database, self.clock, secrets.token_bytes)(self.member(which))

    # ------------------------------------------------------------- what happens on the way, and at the kiosk

    @rule(happenings=st.lists(st.integers(0, 99), min_size=1, max_size=6))
    def things_happen(self, happenings: list[int]) -> None:
        for each in happenings:
            match each % 8:
                case 0 | 1:
                    self.puller.step()
                case 2 | 3 | 4:
                    self.an_answer_is_spoilt(sorted(SPOILT)[each // 8 % 4])
                case 5:
                    self.the_power_goes_while_pages_are_stored(each // 8 % 3)
                case 6:
                    self.desk.tidy()
                case _:
                    self.something_rare_happens(each // 8)

    def something_rare_happens(self, which: int) -> None:
        """Another version runs at the kiosk, or the centre was set up anew: either has everything pulled anew."""
        if which < len(_LEVELS):
            self.level = _LEVELS[which]
        elif which == len(_LEVELS):
            anew = update(marks).where(marks.c.name == GENERATION).values(value=secrets.token_hex(8))
            self.database.change(lambda connection: connection.execute(anew))

    def an_answer_is_spoilt(self, how: str) -> None:
        self.spoil = SPOILT[how]
        before = self.desk.everything()
        came_of_it = self.puller.step()
        if self.is_spoilt():
            assert not isinstance(came_of_it, Pulled)
            assert self.desk.everything() == before
        self.spoil = None

    def is_spoilt(self) -> bool:
        """Tell whether there was a page to be spoilt."""
        return self.spoil is None

    def the_power_goes_while_pages_are_stored(self, parts: int) -> None:
        self.parts_left = parts
        with contextlib.suppress(CutError):
            for _ in range(3):
                self.puller.step()
        self.parts_left = None
        self.kiosk.close()
        self.start_kiosk()

    # ------------------------------------------------------------- what must hold

    @rule()
    def a_quiet_pull_makes_them_equal(self) -> None:
        for _ in range(MOST_PAGES):
            if self.puller.step() == Pulled(more=False):
                break
        else:
            message = "the pull never ends"
            raise AssertionError(message)
        self.desk.tidy()
        found = self.desk.everything()
        assert {row[0]: (row[2], row[-1]) for row in found["events"]} == _events(self.database, self.level)
        assert {tuple(row[:3]) for row in found["members"]} == _members(self.database)
        assert {tuple(row[:3]) for row in found["cards"]} == _cards(self.database)


def _events(database: Database, level: int) -> dict[str, tuple[str, int | None]]:
    """Return what a kiosk of this level is told of the hub's events: titles, and how many fit."""
    events = database.read(lambda unit: list(unit.events.of_hub(HUB).values()))
    return {event.id: (event.title, event.capacity if level >= CAPACITY_LEVEL else None) for event in events}


def _members(database: Database) -> set[tuple[str, str | None, str | None]]:
    refs = database.look(lambda connection: list(connection.execute(select(members.c.ref)).scalars()))
    there = database.read(lambda unit: unit.people.members_at(HUB, refs))
    return {(member.ref.value, member.shown_name, member.language) for member in there.values()}


def _cards(database: Database) -> set[tuple[str, str, str | None]]:
    tokens = database.look(lambda connection: list(connection.execute(select(cards.c.token)).scalars()))
    there = database.read(lambda unit: unit.people.cards_at(HUB, tokens))
    return {
        (card.token.value, card.standing.value, None if card.member is None else card.member.value)
        for card in there.values()
    }


CentreAndKiosk.TestCase.settings = settings(
    max_examples=20, stateful_step_count=10, deadline=None, phases=[Phase.reuse, Phase.generate]
)
test_the_kiosks_directory_becomes_the_centres = CentreAndKiosk.TestCase
