"""The made-up cast and what the chips of its cards answer."""

import json

from kiosk.demo.cast import CAST, Part, PartKind, crowd
from kiosk.demo.programs import cards_text
from kiosk.domain.cards import CardSeen, Technology, identifies


def seen(part: Part) -> CardSeen:
    return CardSeen(Technology.ISO14443A, part.uid(), part.sak)


def test_each_card_keeps_its_uid_and_shares_it_with_nobody() -> None:
    cards = [part for part in (*CAST, *crowd(500)) if part.kind is not PartKind.PHONE]
    assert len({part.uid() for part in cards}) == len(cards)
    assert all(part.uid() == part.uid() for part in cards)
    assert all(identifies(seen(part)) for part in cards)


def test_a_phone_shows_a_new_uid_each_time_which_identifies_nobody() -> None:
    (phone,) = (part for part in CAST if part.kind is PartKind.PHONE)
    assert len({phone.uid() for _ in range(50)}) > 1
    assert not identifies(seen(phone))


def test_the_cast_has_members_unlinked_cards_a_team_card_and_a_phone_under_names_that_can_be_typed() -> None:
    kinds = [part.kind for part in CAST]
    assert kinds.count(PartKind.MEMBER) in range(6, 9)
    counts = {kind: kinds.count(kind) for kind in PartKind if kind is not PartKind.MEMBER}
    assert counts == {PartKind.UNLINKED: 2, PartKind.STAFF: 1, PartKind.PHONE: 1}
    assert all(part.name.isascii() and part.name == part.name.lower() and " " not in part.name for part in CAST)


def test_the_service_is_told_of_members_by_name_of_the_team_card_without_one_and_of_no_other() -> None:
    told = json.loads(cards_text(CAST))
    members = [part for part in CAST if part.kind is PartKind.MEMBER]
    assert [each["name"] for each in told if each.get("member")] == [part.title for part in members]
    (team,) = (part for part in CAST if part.kind is PartKind.STAFF)
    (staff,) = (each for each in told if each.get("staff"))
    assert staff == {"technology": "14443A", "uid": team.uid().hex(), "staff": True}
    assert len(told) == len(members) + 1
