"""Cards that kiosks link and report lost: what their taps count for, whatever the order in which it is heard."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice, permutations

import pytest

from badge_service.store.held import Stored
from badge_service.store.keyring import Key, Purpose
from badge_service.store.unit import Unit
from kiosk.domain.ids import CardToken, RecordId
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Answer, Json, PaperKiosk, reading, record, tap

CARD, ANNA, BOB = "r1:" + "c" * 32, "m-anna", "m-bob"
S = 1_000_000


def linked(seq: int, member: str, wall_us: int, card: str = CARD) -> Json:
    return record(seq, "card_linked", {"token": card, "member": member}, wall_us=wall_us)


def lost(seq: int, wall_us: int, card: str = CARD) -> Json:
    return record(seq, "card_lost", {"token": card}, wall_us=wall_us)


def words(answer: Answer) -> list[tuple[str, str | None]]:
    assert answer.status == 200, answer.body
    return [(each["verdict"], each["reason"]) for each in answer.json["verdicts"]]


def stored(house: House, *records: Json) -> list[Stored]:
    ids = [RecordId(each["id"]) for each in records]
    found = house.database.read(lambda unit: unit.held.stored(ids))
    return [found[each] for each in ids]


def worth(house: House, *records: Json) -> list[str]:
    return [each.reason.value if each.reason else each.standing.value for each in stored(house, *records)]


def standing(kiosk: PaperKiosk, card: str = CARD) -> tuple[str, str | None] | None:
    """Return what a kiosk is told of the card, and of whom."""
    found = [each for each in kiosk.pull().json["cards"] if each["token"] == card]
    return (found[0]["standing"], found[0]["member"]) if found else None


def test_a_card_linked_at_one_kiosk_is_its_members_everywhere(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    cursor = kiosk.pull().json["cursor"]
    assert words(kiosk.push([linked(1, ANNA, now_us)])) == [("accepted", None)]

    page = kiosk.pull(cursor).json
    assert [(each["token"], each["standing"], each["member"]) for each in page["cards"]] == [(CARD, "linked", ANNA)]
    assert [each["ref"] for each in page["members"]] == [ANNA]
    assert standing(house.kiosk("Ely")) == ("linked", None)


def test_two_members_for_one_card_make_it_contested_and_hold_its_taps(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    before = tap(1, CARD, wall_us=now_us - 5 * S)
    kiosk.push([before, linked(2, ANNA, now_us)])
    assert worth(house, before) == ["accepted"]

    other = house.kiosk()
    other.push([linked(1, BOB, now_us + S)])

    assert worth(house, before) == ["contested_link"]
    assert standing(kiosk) == ("contested", None)
    assert words(other.push([tap(2, CARD, wall_us=now_us + 2 * S)])) == [("held", "contested_link")]


def test_a_card_reported_lost_is_lost_at_every_hub_and_later_taps_wait(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    before, after = tap(1, CARD, wall_us=now_us), tap(4, CARD, wall_us=now_us + 9 * S)
    kiosk.push([before, linked(2, ANNA, now_us), lost(3, now_us + 5 * S), after])

    assert worth(house, before, after) == ["accepted", "after_loss"]
    assert standing(kiosk) == ("lost", ANNA)
    assert standing(house.kiosk("Ely")) == ("lost", None)


def test_a_tap_with_an_unsure_time_may_lie_after_the_loss_until_its_clock_is_fixed(
    house: House, kiosk: PaperKiosk
) -> None:
    now_us = house.clock.now_us
    kiosk.push([linked(1, ANNA, now_us), lost(2, now_us + 5 * S)])
    other, boot = house.kiosk(), "5b0f3c52-0000-4000-8000-000000000002"
    unsure = tap(1, CARD) | {"taken": reading(0, 5 * S) | {"boot": boot, "synchronised": False}}
    house.clock.forward(60)
    other.push([unsure])
    assert worth(house, unsure) != ["accepted"]

    fix = {"boot": boot, "boottime_us": 8 * S, "wall_us": now_us - 20 * S, "source": "kernel"}
    fixed = record(2, "clock_fixed", fix) | {"taken": reading(now_us, 9 * S) | {"boot": boot}}
    other.push([fixed])

    assert worth(house, unsure) == ["accepted"]


def test_voiding_a_loss_or_a_link_undoes_it_and_voiding_that_brings_it_back(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    loss, after = lost(2, now_us + S), tap(3, CARD, wall_us=now_us + 2 * S)
    kiosk.push([linked(1, ANNA, now_us), loss, after])
    void = record(4, "voided", {"record": loss["id"]}, wall_us=now_us + 3 * S)

    kiosk.push([void])
    assert (worth(house, after), standing(kiosk)) == (["accepted"], ("linked", ANNA))

    kiosk.push([record(5, "voided", {"record": void["id"]}, wall_us=now_us + 4 * S)])
    assert (worth(house, after), standing(kiosk)) == (["after_loss"], ("lost", ANNA))


def test_a_card_whose_only_link_is_voided_is_unknown_again(house: House, kiosk: PaperKiosk) -> None:
    link = linked(1, ANNA, house.clock.now_us)
    kiosk.push([link])
    cursor = kiosk.pull().json["cursor"]

    kiosk.push([record(2, "voided", {"record": link["id"]})])

    assert kiosk.pull(cursor).json["gone_cards"] == [CARD]


def test_the_schemes_own_link_contradicted_by_a_kiosk_is_contested(house: House, kiosk: PaperKiosk) -> None:
    known = kiosk.pull().json["cards"][0]

    kiosk.push([linked(1, BOB, house.clock.now_us, known["token"])])

    assert standing(kiosk, known["token"]) == ("contested", None)


def test_a_card_given_on_after_a_loss_counts_for_each_in_their_time(house: House, kiosk: PaperKiosk) -> None:
    now_us = house.clock.now_us
    annas, between, bobs = (tap(seq, CARD, wall_us=now_us + at * S) for seq, at in ((1, 0), (2, 20), (3, 40)))
    kiosk.push([annas, between, bobs, linked(4, ANNA, now_us), lost(5, now_us + 10 * S)])
    kiosk.push([linked(6, BOB, now_us + 30 * S)])

    assert worth(house, annas, between, bobs) == ["accepted", "after_loss", "accepted"]
    rulings = house.database.read(lambda unit: unit.links.rulings_at("cambridge", 0))
    whose = [rulings[RecordId(each["id"])].member for each in (annas, bobs)]
    assert [member.value for member in whose if member] == [ANNA, BOB]


def test_a_voided_tap_waits_for_nobody(house: House, kiosk: PaperKiosk) -> None:
    nowhere = tap(1, event=None)
    kiosk.push([nowhere])
    assert worth(house, nowhere) == ["no_event"]

    kiosk.push([record(2, "voided", {"record": nowhere["id"]})])

    assert worth(house, nowhere) == ["accepted"]


def test_a_tap_outside_any_event_counts_once_staff_moved_it(house: House, kiosk: PaperKiosk) -> None:
    nowhere = tap(2, event=None)
    kiosk.push([record(1, "moved", {"record": nowhere["id"], "event": "drop-in-cambridge"}), nowhere])

    assert worth(house, nowhere) == ["accepted"]


def _scenario(card: str, now_us: int) -> list[Json]:
    first = linked(1, ANNA, now_us, card)
    return [
        first,
        linked(2, BOB, now_us + 10 * S, card),
        tap(3, card, wall_us=now_us + 20 * S),
        lost(4, now_us + 30 * S, card),
        record(5, "voided", {"record": first["id"]}, wall_us=now_us + 40 * S),
    ]


def _told(house: House, card: str) -> tuple[object, object]:
    known = house.database.read(lambda unit: unit.people.card(CardToken(card)))
    assert known is not None
    return known.standing, known.member


def _sent(kiosks: list[PaperKiosk], records: Iterable[Json], start: int) -> None:
    """Send each record alone, and in turn from another kiosk: the last word of each is at another number."""
    for index, each in enumerate(records):
        kiosk = kiosks[index % len(kiosks)]
        assert kiosk.push([each | {"seq": start + index}]).status == 200


def test_any_order_of_arrival_leads_to_the_same_end(house: House) -> None:
    kiosks = [house.kiosk(), house.kiosk()]
    ends = set()
    for number, order in enumerate(islice(permutations(range(5)), None, None, 5)):
        card = f"r1:{number:032x}"
        records = _scenario(card, house.clock.now_us)
        _sent(kiosks, (records[index] for index in order), 10 * number + 1)
        ends.add((*worth(house, *records), *_told(house, card)))

    assert len(ends) == 1


def test_a_card_lost_under_one_of_the_regions_keys_is_lost_under_the_next(house: House, kiosk: PaperKiosk) -> None:
    now_us, keys = house.clock.now_us, house.database.read(lambda unit: unit.keyring.ids(Purpose.REGION))
    old, new = (f"{key_id}:" + "e" * 32 for key_id in (min(keys), "r2"))
    house.database.write(lambda unit: unit.keyring.add(Purpose.REGION, Key("r2", b"k" * 32), now_us))
    kiosk.push([linked(1, ANNA, now_us, old), lost(2, now_us + S, old)])

    both = tap(3, wall_us=now_us + 2 * S)
    both["body"]["tokens"] = [new, old]
    alone = tap(4, new, wall_us=now_us + 3 * S)
    kiosk.push([both])
    kiosk.push([alone])

    assert worth(house, both, alone) == ["after_loss"] * 2
    assert standing(kiosk, new) == standing(kiosk, old) == ("lost", ANNA)


def _second_key(house: House) -> tuple[str, str]:
    """Give the region a second key; return one card's tokens under both, the older first."""
    house.database.write(lambda unit: unit.keyring.add(Purpose.REGION, Key("r2", b"k" * 32), house.clock.now_us))
    return "r1:" + "e" * 32, "r2:" + "f" * 32


def _showing(seq: int, *tokens: str, event: str = "drop-in-cambridge", wall_us: int) -> Json:
    """Return a tap from which a kiosk made several tokens."""
    shown = tap(seq, event=event, wall_us=wall_us)
    shown["body"]["tokens"] = list(tokens)
    return shown


def test_a_held_tap_tells_that_two_tokens_are_one_cards(house: House, kiosk: PaperKiosk) -> None:
    old, new = _second_key(house)
    now_us = house.clock.now_us
    kiosk.push([linked(1, ANNA, now_us, old), lost(2, now_us + S, old)])

    held = _showing(3, new, old, event="not-known-yet", wall_us=now_us + 2 * S)
    assert words(kiosk.push([held])) == [("held", "unknown_event")]
    alone = tap(4, new, wall_us=now_us + 3 * S)
    kiosk.push([alone])

    assert worth(house, alone) == ["after_loss"]
    assert standing(kiosk, new) == standing(kiosk, old) == ("lost", ANNA)


def test_a_card_given_to_two_members_under_two_keys_is_contested_once_it_is_known_for_one(
    house: House, kiosk: PaperKiosk
) -> None:
    old, new = _second_key(house)
    now_us = house.clock.now_us
    before = [tap(1, old, wall_us=now_us), tap(2, new, wall_us=now_us)]
    kiosk.push([*before, linked(3, ANNA, now_us, old)])
    kiosk.push([linked(4, BOB, now_us, new)])
    assert worth(house, *before) == ["accepted"] * 2

    both = _showing(5, new, old, wall_us=now_us + S)
    kiosk.push([both])

    assert worth(house, *before, both) == ["contested_link"] * 3
    assert standing(kiosk, new) == standing(kiosk, old) == ("contested", None)


def test_a_kiosks_word_against_the_schemes_under_another_key_makes_the_card_contested(
    house: House, kiosk: PaperKiosk
) -> None:
    _, new = _second_key(house)
    known = kiosk.pull().json["cards"][0]["token"]
    kiosk.push([linked(1, BOB, house.clock.now_us, new)])

    kiosk.push([_showing(2, new, known, wall_us=house.clock.now_us)])

    assert standing(kiosk, new) == standing(kiosk, known) == ("contested", None)


@pytest.mark.parametrize("what", ["a tap is moved", "a tap makes two tokens one card's"])
def test_what_bears_on_other_kiosks_records_waits_until_those_are_in(
    house: House, kiosk: PaperKiosk, what: str
) -> None:
    old, new = _second_key(house)
    now_us = house.clock.now_us
    kiosk.push([linked(1, ANNA, now_us, old), lost(2, now_us + S, old)])
    last = record(3, "moved", {"record": "not-here-yet", "event": "drop-in-cambridge"}, wall_us=now_us)
    if what != "a tap is moved":
        last = _showing(3, new, old, wall_us=now_us + 2 * S)

    with ThreadPoolExecutor() as pool:

        def take_in(unit: Unit) -> Future[Answer]:
            unit.links.take_turn(alone=False)
            sent = pool.submit(kiosk.push, [last])
            assert not wait([sent], 0.5).done, "it didn't wait"
            return sent

        sent = house.database.write(take_in)
        assert words(sent.result(30)) == [("accepted", None) if what == "a tap is moved" else ("held", "after_loss")]


def test_a_tap_that_comes_in_while_its_card_is_reported_lost_never_slips_through(house: House) -> None:
    now_us, kiosks = house.clock.now_us, [house.kiosk(), house.kiosk()]
    cards = [f"r1:{number:032x}" for number in range(12)]
    taps = [tap(seq, card, wall_us=now_us + 9 * S) for seq, card in enumerate(cards, 1)]
    losses = [lost(seq, now_us, card) for seq, card in enumerate(cards, 1)]

    def send(kiosk: PaperKiosk, records: list[Json]) -> None:
        for each in records:
            assert kiosk.push([each]).status == 200

    with ThreadPoolExecutor() as pool:
        list(pool.map(send, kiosks, (taps, losses)))

    assert set(worth(house, *taps)) == {"after_loss"}


def test_however_many_cards_are_watched_each_is_known(house: House) -> None:
    cards = [CardToken(f"r1:{number:032x}") for number in range(502)]

    def watch(unit: Unit) -> frozenset[CardToken]:
        unit.links.first_member(cards)
        unit.links.watch(cards[1:])
        return unit.links.watched(cards[:3])

    assert house.database.write(watch) == frozenset(cards[1:3])
