"""A page of changes that lies changes nothing: each over a real socket, before a daemon with a real database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.store.unit_of_work import SqliteStore, open_store
from sync.identity import Identities
from sync.network_state import Failed, State
from sync.protocol import (
    CHANGES_PATH,
    MOST_CHANGES,
    ChangedCard,
    ChangedMember,
    ChangesAnswer,
    Redaction,
)
from sync.pull import Pulled, Puller
from sync.signed_calls import SignedCalls
from sync.transport import Limits, Transport
from tests.fakes.fresh_store import open_fresh_store
from tests.fakes.pages import CARD, EVENT, HUB, MEMBER, page
from tests.fakes.service import Behaviour, FakeService, Said
from tests.fakes.ways import cut_short, portal, refuse, say
from tests.sync.directory_desk import DirectoryDesk

FORGOTTEN = Redaction(id="forgotten-1", at_us=1, subjects=["0" * 64])
TRUE = page("c1", more=False, events=[EVENT], members=[MEMBER], cards=[CARD], redactions=[FORGOTTEN])
HUGE = 2**60


def changed(**fields: object) -> ChangesAnswer:
    """Return the true page with other fields, rightly counted unless count or checksum are among them."""
    spoilt = msgspec.structs.replace(TRUE, **fields)
    if not {"count", "checksum"} & fields.keys():
        lists = {name: getattr(spoilt, name) for name in spoilt.__struct_fields__[4:]}
        return page(spoilt.cursor, more=spoilt.more, **lists)
    return spoilt


def cards(*tokens: str) -> list[ChangedCard]:
    return [ChangedCard(token=token, standing="linked", member=None) for token in tokens]


def raw(content: bytes) -> Behaviour:
    return say(Said(200, content))


LYING_PAGES = {
    "says more entries than it holds": changed(count=TRUE.count + 1),
    "says fewer entries than it holds": changed(count=TRUE.count - 1),
    "holds something else than was summed": changed(checksum="0" * 64),
    "lost a list on the way": changed(members=[], count=TRUE.count, checksum=TRUE.checksum),
    "lost its redactions on the way": changed(redactions=[], count=TRUE.count, checksum=TRUE.checksum),
    "says what a level without redactions would sum": changed(
        redactions=msgspec.UNSET, count=TRUE.count - 1, checksum=TRUE.checksum
    ),
    "holds more than was agreed": changed(members=[MEMBER] * (MOST_CHANGES + 1)),
    "has no cursor": changed(cursor=""),
    "has a cursor that the service would not take back": changed(cursor="c" * 501),
    "is another hub's": changed(events=[msgspec.structs.replace(EVENT, hub="wisbech")]),
    "has half a window": changed(events=[msgspec.structs.replace(EVENT, opens_us=1)]),
    "has an event that ends before it begins": changed(
        events=[msgspec.structs.replace(EVENT, opens_us=2, closes_us=1)]
    ),
    "has an event after the year 9999": changed(events=[msgspec.structs.replace(EVENT, opens_us=HUGE, closes_us=HUGE)]),
    "has a negative time": changed(events=[msgspec.structs.replace(EVENT, leave_gap_s=-1)]),
    "has an endless title": changed(events=[msgspec.structs.replace(EVENT, title="x" * 100_000)]),
    "has a nameless event": changed(events=[msgspec.structs.replace(EVENT, id="")]),
    "has an endless name": changed(members=[msgspec.structs.replace(MEMBER, shown_name="x" * 201)]),
    "has a nobody": changed(members=[msgspec.structs.replace(MEMBER, ref="")]),
    "has a token too short": changed(cards=cards("k1:" + "0" * 31)),
    "has a token too long": changed(cards=cards("k1:" + "0" * 33)),
    "has a token in capitals": changed(cards=cards("k1:" + "A" * 32)),
    "has a token with a line's end": changed(cards=cards("k1:" + "0" * 32 + "\n")),
    "has a token of no key": changed(cards=cards("0" * 32)),
    "removes what is no token": changed(gone_cards=["everything"]),
    "forgets what is no digest": changed(redactions=[msgspec.structs.replace(FORGOTTEN, subjects=["Ada"])]),
    "forgets at no time": changed(redactions=[msgspec.structs.replace(FORGOTTEN, at_us=-1)]),
}
STRANGE_ANSWERS: dict[str, Callable[[FakeService], Behaviour]] = {
    "cut off": lambda fake: cut_short(20, fake),
    "a log-in page": lambda _: portal(),
    "nothing": lambda _: raw(b""),
    "a list": lambda _: raw(b"[]"),
    "half a page": lambda _: raw(msgspec.json.encode(TRUE)[:-9]),
    "a page and something behind it": lambda _: raw(msgspec.json.encode(TRUE) + b"{}"),
    "a page of a later level": lambda _: raw(msgspec.json.encode(msgspec.to_builtins(TRUE) | {"prizes": []})),
    "a page with a number for a list": lambda _: raw(msgspec.json.encode(msgspec.to_builtins(TRUE) | {"cards": 1})),
    "a count that no number holds": lambda _: raw(
        msgspec.json.encode(TRUE).replace(b'"count":4', b'"count":' + b"9" * 40)
    ),
    "a standing that nobody knows": lambda _: raw(msgspec.json.encode(TRUE).replace(b'"linked"', b'"banned"')),
}


class Kiosk:
    """A puller before a service on a real socket, and a worker's desk with a real database behind it."""

    def __init__(self, folder: Path, store: SqliteStore, *, before: Callable[[], None] = lambda: None) -> None:
        self.service = FakeService()
        self.service.pages["c0"] = TRUE
        self.service.start()
        identities = Identities(folder / "identity.pem")
        self.service.know("kiosk-1", identities.current.public_key)
        self.transport = Transport(self.service.url, ca_file=folder, limits=Limits(read_s=5.0, total_s=5.0))
        calls = SignedCalls(identities, self.transport.exchange, kiosk="kiosk-1")
        self.desk = DirectoryDesk(store, hub=HUB, before=before)
        self.puller = Puller(self.desk, calls, self.desk.welcome())

    def pull(self, answer: Behaviour) -> Pulled | Failed:
        self.service.next(CHANGES_PATH, answer)
        return self.puller.step()

    def close(self) -> None:
        self.service.stop()
        self.transport.close()


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    """A kiosk that knows a first page already."""
    with open_fresh_store(tmp_path / "attendance.db") as store:
        made = Kiosk(tmp_path, store)
        other = ChangedMember(ref="m-0", shown_name="Esi", language="pl")
        first = page("c0", more=False, events=[EVENT], members=[other], cards=cards("k1:" + "f" * 32))
        assert made.pull(answer_with(first)) == Pulled(more=False)
        yield made
        made.close()


def answer_with(changes: ChangesAnswer) -> Behaviour:
    return raw(msgspec.json.encode(changes))


def changes_nothing(kiosk: Kiosk, answer: Behaviour) -> None:
    """Check that ``answer`` is refused and changes no row, and that the true page is taken afterwards."""
    before = kiosk.desk.everything()
    refused = kiosk.pull(answer)
    assert isinstance(refused, Failed)
    assert refused.trouble.network.state in {State.SERVICE_FAULT, State.PORTAL, State.OFFLINE}
    assert kiosk.desk.everything() == before
    assert kiosk.pull(answer_with(TRUE)) == Pulled(more=False)
    assert kiosk.desk.everything() != before
    assert kiosk.desk.welcome().cursor == "c1"


@pytest.mark.parametrize("lie", LYING_PAGES.values(), ids=LYING_PAGES)
def test_a_page_that_lies_changes_nothing(kiosk: Kiosk, lie: ChangesAnswer) -> None:
    changes_nothing(kiosk, answer_with(lie))


@pytest.mark.parametrize("strange", STRANGE_ANSWERS.values(), ids=STRANGE_ANSWERS)
def test_an_answer_that_is_no_page_changes_nothing(kiosk: Kiosk, strange: Callable[[FakeService], Behaviour]) -> None:
    changes_nothing(kiosk, strange(kiosk.service))


def test_a_page_with_more_behind_it_that_leads_nowhere_is_refused(kiosk: Kiosk) -> None:
    changes_nothing(kiosk, answer_with(page("c0", more=True)))


def test_pages_that_go_round_in_circles_end(kiosk: Kiosk) -> None:
    circle = [page(cursor, more=True, members=[MEMBER]) for cursor in ("a", "b", "a")]
    taken = [kiosk.pull(answer_with(each)) for each in circle]
    assert taken[:2] == [Pulled(more=True)] * 2
    assert isinstance(taken[2], Failed)
    assert taken[2].isolated


def test_a_service_that_forgets_every_cursor_is_not_asked_without_end(kiosk: Kiosk) -> None:
    first = page("n1", more=True, members=[MEMBER])
    gone = refuse(410, "cursor_gone")
    taken = [kiosk.pull(answer) for answer in (gone, answer_with(first), gone)]
    assert taken[:2] == [Pulled(more=True)] * 2
    assert isinstance(taken[2], Failed)


def test_a_full_pull_removes_what_it_didnt_name_only_after_its_last_page(kiosk: Kiosk) -> None:
    kiosk.pull(refuse(410, "cursor_gone"))
    kiosk.pull(answer_with(page("n1", more=True, members=[MEMBER])))
    kiosk.desk.tidy()
    assert {row[0] for row in kiosk.desk.everything()["members"]} == {"m-0", "m-1"}
    changes_nothing(kiosk, answer_with(changed(more=True, count=9)))
    kiosk.desk.tidy()
    assert {row[0] for row in kiosk.desk.everything()["members"]} == {"m-1"}


def test_a_true_page_may_be_large_and_comes_in_parts(kiosk: Kiosk) -> None:
    many = [ChangedMember(ref=f"m-{number}", shown_name="Ada", language=None) for number in range(MOST_CHANGES)]
    assert kiosk.pull(answer_with(page("c2", more=False, members=many))) == Pulled(more=False)
    assert len(kiosk.desk.everything()["members"]) == MOST_CHANGES


def test_a_power_cut_within_a_page_only_has_it_pulled_again(tmp_path: Path) -> None:
    many = [ChangedMember(ref=f"m-{number}", shown_name="Ada", language=None) for number in range(MOST_CHANGES)]
    large = answer_with(page("c2", more=False, members=many))
    parts_left = [3]

    def cut() -> None:
        if not parts_left[0]:
            raise ConnectionError
        parts_left[0] -= 1

    with open_store(tmp_path / "attendance.db") as store:
        kiosk = Kiosk(tmp_path, store, before=cut)
        with pytest.raises(ConnectionError):
            kiosk.pull(large)
        kiosk.close()
    with open_store(tmp_path / "attendance.db") as store:
        kiosk = Kiosk(tmp_path, store)
        assert kiosk.desk.welcome().cursor is None
        assert kiosk.pull(large) == Pulled(more=False)
        assert len(kiosk.desk.everything()["members"]) == MOST_CHANGES
        assert kiosk.desk.welcome().cursor == "c2"
        kiosk.close()
