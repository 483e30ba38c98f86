"""Forgetting one person takes nothing from another who had the same card."""

from kiosk.domain.ids import MemberRef
from kiosk.domain.redaction import digest_of
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Json, PaperKiosk, record
from tests.badge_service.test_changes import page_of
from tests.badge_service.test_forget import CARD, ROBIN, at, bodies, forget, holds, introduce, tapped


def linked(house: House, seq: int, member: str, hours: float, token: str = CARD) -> Json:
    return {**record(seq, "card_linked", {"token": token, "member": member}), "taken": at(house, hours)}


def kept_of(house: House) -> list[bool]:
    return ["redacted" not in body for body in bodies(house)]


def test_a_card_that_was_another_members_before_keeps_what_was_theirs(house: House, kiosk: PaperKiosk) -> None:
    lost = {**record(3, "card_lost", {"token": CARD}), "taken": at(house, -7)}
    first = [linked(house, 1, "m-made-up-bea", -9), tapped(house, 2, CARD, -8), lost]
    kiosk.push([*first, linked(house, 4, ROBIN.value, -6), tapped(house, 5, CARD, -5)])
    cursor = kiosk.pull(level=3).json["cursor"]

    assert forget(house) == 2

    assert kept_of(house) == [True, True, True, False, False]
    assert holds(house, ROBIN.value) == []
    page = page_of(kiosk.pull(cursor, level=3).body)
    assert isinstance(page.redactions, list)
    assert [set(told.subjects) for told in page.redactions] == [{digest_of(ROBIN.value)}]
    assert [(card.token, card.standing, card.member) for card in page.cards] == [(CARD, "lost", "m-made-up-bea")]
    assert mentions_of(house, CARD) == {each["id"] for each in first}


def mentions_of(house: House, token: str) -> set[str]:
    rows = house.database.look(
        lambda connection: connection.exec_driver_sql("SELECT name, record FROM mentions ORDER BY record").all()
    )
    return {row.record for row in rows if token in row.name}


def test_a_contested_card_keeps_the_other_members_link_and_taps_that_are_nobodys(
    house: House, kiosk: PaperKiosk
) -> None:
    theirs = linked(house, 1, "m-made-up-bea", -9)
    kiosk.push([theirs, linked(house, 2, ROBIN.value, -8), tapped(house, 3, CARD, -7)])

    assert forget(house) == 1

    assert kept_of(house) == [True, False, True]
    assert holds(house, ROBIN.value) == []


def test_a_card_that_the_scheme_gave_to_another_first_stays_theirs(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    kiosk.push([linked(house, 1, "m-made-up-bea", -9), tapped(house, 2, CARD, -8)])

    assert forget(house, MemberRef("m-made-up-bea")) == 1

    assert kept_of(house) == [False, True]
    page = page_of(kiosk.pull(level=3).body)
    assert {card.token: (card.standing, card.member) for card in page.cards}[CARD] == ("linked", ROBIN.value)


def test_a_link_to_another_that_staff_took_back_protects_nothing(house: House, kiosk: PaperKiosk) -> None:
    mistaken = linked(house, 1, "m-made-up-bea", -9)
    void = {**record(2, "voided", {"record": mistaken["id"]}), "taken": at(house, -8.5)}
    kiosk.push([mistaken, void, linked(house, 3, ROBIN.value, -8), tapped(house, 4, CARD, -7)])

    forget(house)

    assert kept_of(house) == [False, True, False, False]
    assert holds(house, CARD, ROBIN.value) == []
