"""Pulling what changed: page by page, counted and checked, never another hub's."""

import msgspec
import pytest

from badge_service.seed import CardToLink, Seed
from badge_service.store.feed import Sort
from badge_service.usecases.caller import Caller, Denied
from badge_service.usecases.pull import Pull
from kiosk.domain.cards import CardSeen, Technology
from kiosk.domain.events import Event
from kiosk.domain.ids import EventId, HubId, KioskId
from sync.protocol import LEVEL, ChangesAnswer, page_checksum, page_count
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import PaperKiosk, as_bytes, as_text

CAMBRIDGE = HubId("cambridge")


def page_of(body: bytes) -> ChangesAnswer:
    return msgspec.json.decode(body, type=ChangesAnswer)


def add_event(house: House, name: str, hub: str = "cambridge") -> None:
    def work(unit: object) -> None:
        unit.events.add(Event(EventId(name), HubId(hub), name))  # type: ignore[attr-defined]
        unit.feed.append(HubId(hub), [(Sort.EVENT, name)], house.clock.now_us)  # type: ignore[attr-defined]

    house.database.write(work)


def test_the_first_pull_brings_the_hubs_events_members_and_cards(kiosk: PaperKiosk) -> None:
    page = page_of(kiosk.pull().body)

    assert {event.hub for event in page.events} == {"cambridge"}
    (drop_in,) = [event for event in page.events if event.opens_us is None]
    assert drop_in.closes_us is None
    assert len(page.members) == len(page.cards) == 12
    assert {card.member for card in page.cards} == {member.ref for member in page.members}
    assert not page.more


def test_a_page_can_be_checked(kiosk: PaperKiosk) -> None:
    page = page_of(kiosk.pull().body)

    assert page.count == page_count(page) > 0
    assert page.checksum == page_checksum(page)


def test_nothing_new_is_304_with_no_body(kiosk: PaperKiosk) -> None:
    cursor = kiosk.pull().json["cursor"]

    answer = kiosk.pull(cursor)

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["hubtap-nonce"]


def test_an_empty_cursor_is_the_beginning(kiosk: PaperKiosk) -> None:
    assert kiosk.signed("GET", f"/api/v1/changes?since=&level={LEVEL}").body == kiosk.pull(level=LEVEL).body


def test_only_what_changed_since_comes(house: House, kiosk: PaperKiosk) -> None:
    cursor = kiosk.pull().json["cursor"]
    add_event(house, "new-here")
    add_event(house, "elsewhere", "ely")

    page = page_of(kiosk.pull(cursor).body)

    assert [event.id for event in page.events] == ["new-here"]
    assert page.count == 1


def test_another_hubs_member_is_a_bare_token_here(house: House, kiosk: PaperKiosk) -> None:
    """Whoever has a linked card gets a yes at every hub; their own hubs alone know who they are."""
    cursor = kiosk.pull().json["cursor"]
    seed = Seed(house.clock, lambda size: bytes(range(size)))
    card = CardSeen(Technology.ISO14443A, b"\x04abcdef")
    house.database.write(lambda unit: seed.link_all(unit, [CardToLink("Nia", card, (HubId("ely"),))]))

    page = page_of(kiosk.pull(cursor).body)
    assert page.members == []
    assert [(card.standing, card.member) for card in page.cards] == [("linked", None)]

    cursor = page.cursor
    house.database.write(lambda unit: seed.link_all(unit, [CardToLink("Nia", card, (CAMBRIDGE,))]))
    page = page_of(kiosk.pull(cursor).body)
    assert [(member.shown_name, page.cards[0].member) for member in page.members] == [("Nia", page.members[0].ref)]


def test_every_hub_is_told_of_a_staff_card_once_and_never_whose_it_was(house: House, kiosk: PaperKiosk) -> None:
    seed = Seed(house.clock, lambda size: bytes(range(size)))
    card = CardSeen(Technology.ISO14443A, b"\x04abcdef")
    house.database.write(lambda unit: seed.link_all(unit, [CardToLink("Nia", card, (CAMBRIDGE,))]))
    cursor = kiosk.pull().json["cursor"]
    house.database.write(lambda unit: seed.make_staff(unit, [card]))

    page = page_of(kiosk.pull(cursor).body)
    at_ely = page_of(house.kiosk("Ely").pull().body)

    assert [(each.standing, each.member) for each in page.cards] == [("staff", None)]
    assert page.cards[0] in at_ely.cards
    house.database.write(lambda unit: seed.make_staff(unit, [card]))
    house.database.write(lambda unit: seed.link_all(unit, [CardToLink("Nia", card, (CAMBRIDGE,))]))
    assert kiosk.pull(page.cursor).status == 304


def test_a_kiosk_of_before_staff_cards_is_told_of_none_and_of_all_once_it_is_upgraded(
    house: House, kiosk: PaperKiosk
) -> None:
    card = CardSeen(Technology.ISO14443A, b"\x04abcdef")
    seed = Seed(house.clock, lambda size: bytes(range(size)))
    house.database.write(lambda unit: seed.link_all(unit, [CardToLink("Nia", card, (CAMBRIDGE,))]))
    known = page_of(kiosk.pull(level=1).body)
    house.database.write(lambda unit: seed.make_staff(unit, [card]))

    page = page_of(kiosk.pull(known.cursor, level=1).body)

    (team,) = page.gone_cards
    assert page.cards == []
    assert team in {each.token for each in known.cards}
    assert kiosk.pull(page.cursor, level=2).code == "cursor_gone"
    assert {each.token for each in page_of(kiosk.pull(level=2).body).cards if each.standing == "staff"} == {team}


def test_a_kiosk_newer_than_the_service_gets_what_the_service_knows(kiosk: PaperKiosk) -> None:
    assert page_of(kiosk.pull(level=99).body).cursor == page_of(kiosk.pull(level=LEVEL).body).cursor


def test_what_is_gone_is_told_by_its_id(house: House, kiosk: PaperKiosk) -> None:
    cursor = kiosk.pull().json["cursor"]
    gone = [(Sort.EVENT, "never-was"), (Sort.MEMBER, "m-gone"), (Sort.CARD, "r1:gone")]
    house.database.write(lambda unit: unit.feed.append(CAMBRIDGE, gone, house.clock.now_us))

    page = page_of(kiosk.pull(cursor).body)

    assert (page.gone_events, page.gone_members, page.gone_cards) == (["never-was"], ["m-gone"], ["r1:gone"])
    assert page.count == 3
    assert page.checksum == page_checksum(page)


@pytest.mark.parametrize("cursor", ["nonsense", "%00", "eA", "x" * 400])
def test_a_cursor_that_is_not_ours_is_gone(kiosk: PaperKiosk, cursor: str) -> None:
    answer = kiosk.pull(cursor)

    assert (answer.status, answer.code) == (410, "cursor_gone")


@pytest.mark.parametrize("position", ["9" * 60, str(2**63), "-1", "1_0", "٣"])
def test_a_cursor_beyond_every_position_or_oddly_spelled_is_gone(kiosk: PaperKiosk, position: str) -> None:
    """Such numbers fit no database, or would be read as another number than they say."""
    known = kiosk.pull(level=3).json["cursor"]
    generation, hub, _, level = as_bytes(known).decode().split("\n")
    odd = as_text(f"{generation}\n{hub}\n{position}\n{level}".encode())

    assert kiosk.pull(odd, level=3).code == "cursor_gone"


def test_a_level_that_is_none_is_a_bad_request(kiosk: PaperKiosk) -> None:
    assert kiosk.pull(level=0).status == 400
    assert kiosk.pull(level=10**30).status in {200, 400}


def test_another_hubs_cursor_is_gone_after_a_move(house: House, kiosk: PaperKiosk) -> None:
    cursor = kiosk.pull().json["cursor"]
    kiosk.enrol(house.code("Ely"))

    assert kiosk.pull(cursor).code == "cursor_gone"


def test_a_cursor_given_out_before_a_restore_is_gone(house: House, kiosk: PaperKiosk) -> None:
    add_event(house, "lost-by-the-restore")
    cursor = kiosk.pull().json["cursor"]
    house.database.change(
        lambda connection: connection.exec_driver_sql("DELETE FROM changes WHERE subject = 'lost-by-the-restore'")
    )
    house.clock.forward(1)
    add_event(house, "made-after-the-restore")

    assert kiosk.pull(cursor).code == "cursor_gone"


def test_pages_join_without_loss_or_repeat(house: House) -> None:
    pull, caller = Pull(house.database, page_size=7), Caller(KioskId("k"), CAMBRIDGE)
    seen: list[str] = []
    page = pull(caller, None)
    while isinstance(page, ChangesAnswer):
        assert page.count <= 7
        seen += [each.id for each in page.events] + [each.ref for each in page.members]
        seen += [each.token for each in page.cards]
        page = pull(caller, page.cursor) if page.more else None

    assert page is None
    assert len(seen) == len(set(seen)) == 30


def test_what_changed_twice_comes_once_as_it_is_now(house: House, kiosk: PaperKiosk) -> None:
    cursor = kiosk.pull().json["cursor"]
    for _ in range(3):
        house.database.write(
            lambda unit: unit.feed.append(CAMBRIDGE, [(Sort.EVENT, "drop-in-cambridge")], house.clock.now_us)
        )

    page = page_of(kiosk.pull(cursor).body)

    assert [event.id for event in page.events] == ["drop-in-cambridge"]
    assert kiosk.pull(page.cursor).status == 304


def test_a_denial_is_no_page(house: House) -> None:
    assert isinstance(Pull(house.database)(Caller(KioskId("k"), CAMBRIDGE), "nonsense"), Denied)
