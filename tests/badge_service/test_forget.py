"""A person's right to be forgotten, at the centre: nothing holds their reference or tokens, and nothing is missing."""

import json
import secrets
import subprocess
from pathlib import Path

import pytest

from badge_service import commands
from badge_service.store.feed import Sort
from badge_service.store.people import Card, Member
from badge_service.store.tables import metadata
from badge_service.store.unit import Unit
from badge_service.usecases.forget import Forget
from kiosk.domain.attendance import CardStanding
from kiosk.domain.errors import SettingsError
from kiosk.domain.ids import CardToken, HubId, MemberRef
from kiosk.domain.redaction import digest_of
from sync.protocol import ChangesAnswer, page_checksum, page_count
from tests.badge_service.house import House
from tests.badge_service.paper_kiosk import Json, PaperKiosk, reading, record, tap
from tests.badge_service.postgres import PROGRAMS
from tests.badge_service.test_changes import page_of

ROBIN = MemberRef("m-made-up-robin")
CARD, OTHER_CARD, STRANGER = (f"r1:{digit * 32}" for digit in "abc")
DROP_IN = "drop-in-cambridge"
HOUR_US = 3_600_000_000


def introduce(house: House) -> None:
    """Let the scheme know Robin, with two cards, at Cambridge."""

    def work(unit: Unit) -> None:
        unit.people.add_member(Member(ROBIN, "Robin"))
        unit.people.add_to_hub(ROBIN, HubId("cambridge"))
        for token in (CARD, OTHER_CARD):
            unit.people.add_card(Card(CardToken(token), CardStanding.LINKED, ROBIN))
        for hub in unit.hubs.all():
            changed = [(Sort.MEMBER, ROBIN.value), (Sort.CARD, CARD), (Sort.CARD, OTHER_CARD)]
            unit.feed.append(hub.id, changed, house.clock())

    house.database.write(work)


def forget(house: House, member: MemberRef = ROBIN) -> int:
    return commands.forget(house.database, member.value, house.clock, secrets.token_bytes).records


def everything(house: House) -> bytes:
    """Return all that the database holds, as it lies on disk or as a dump has it."""
    file = house.database.file
    if file is not None:
        return b"".join(path.read_bytes() for path in (file, Path(f"{file}-wal")) if path.exists())
    dump = [str(PROGRAMS[-1] / "pg_dump"), "--dbname", house.database_url]
    return subprocess.run(dump, check=True, capture_output=True, timeout=60).stdout


def holds(house: House, *texts: str) -> list[str]:
    """Return which of ``texts`` the database holds, as text or as PostgreSQL dumps bytes."""
    held = everything(house)
    return [text for text in texts if text.encode() in held or text.encode().hex().encode() in held]


def bodies(house: House) -> list[Json]:
    rows = house.database.look(
        lambda connection: connection.exec_driver_sql("SELECT body FROM records ORDER BY ledger, seq").all()
    )
    return [json.loads(bytes(row[0])) for row in rows]


def at(house: House, hours: float, synchronised: bool = True) -> dict[str, Json]:  # noqa: FBT001, FBT002  said by name
    taken = reading(house.clock.now_us + int(hours * HOUR_US))
    return {**taken, "synchronised": synchronised}


def tapped(house: House, seq: int, token: str, hours: float = 0.0, *, synchronised: bool = True) -> dict[str, Json]:
    return {**tap(seq, token, DROP_IN), "taken": at(house, hours, synchronised)}


# ----------------------------------------------------------------- what is there


def test_nothing_holds_a_forgotten_person_and_every_record_is_still_there(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    kiosk.push(
        [
            tapped(house, 1, CARD),
            record(2, "staff_in", {"member": ROBIN.value, "event": DROP_IN}),
            record(3, "card_linked", {"token": OTHER_CARD, "member": ROBIN.value}),
            tapped(house, 4, STRANGER),
            record(5, "from_the_future", {"about": {"who": [ROBIN.value]}, "at": DROP_IN}),
        ]
    )
    assert holds(house, ROBIN.value, CARD, OTHER_CARD, STRANGER, "Robin") == [
        ROBIN.value,
        CARD,
        OTHER_CARD,
        STRANGER,
        "Robin",
    ]
    before = json.loads(commands.audit(house.database))

    assert forget(house) == 4

    assert holds(house, ROBIN.value, CARD, OTHER_CARD, STRANGER, "Robin") == [STRANGER]
    assert bodies(house) == [
        {"tokens": [], "event": DROP_IN, "outcome": "arrived", "reason": None, "redacted": True},
        {"member": None, "event": DROP_IN, "redacted": True},
        {"token": None, "member": None, "redacted": True},
        {"tokens": [STRANGER], "event": DROP_IN, "outcome": "arrived", "reason": None},
        {"about": {"who": [None]}, "at": DROP_IN, "redacted": True},
    ]
    after = json.loads(commands.audit(house.database))
    assert (after["records"], after["ledgers"]) == (before["records"], before["ledgers"])
    assert (before["redacted"], after["redacted"]) == (0, 4)


def test_a_forgotten_persons_stay_no_longer_counts_but_the_taps_do(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    kiosk.push([tapped(house, 1, CARD), tapped(house, 2, STRANGER)])
    board = kiosk.send("GET", "/operators").body
    assert b"2" in board

    forget(house)

    report = json.loads(commands.audit(house.database))
    assert (report["records"], report["accepted"], report["redacted"]) == (2, 2, 1)


def test_nobody_known_by_that_reference_changes_nothing(house: House) -> None:
    with pytest.raises(SettingsError) as refusal:
        forget(house, MemberRef("m-never-was"))
    assert "m-never-was" not in str(refusal.value)


def test_forgetting_again_does_no_harm(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    kiosk.push([tapped(house, 1, CARD)])
    assert [forget(house), forget(house)] == [1, 0]


def test_what_was_cut_short_is_brought_to_its_end(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    kiosk.push([tapped(house, 1, CARD)])
    cut = Forget(house.database, house.clock, secrets.token_bytes)
    house.database.write(lambda unit: cut._begin(unit, ROBIN))
    assert holds(house, CARD) == [CARD]

    assert cut.resume() == 1

    assert holds(house, CARD) == []
    assert cut.resume() == 0


def test_two_histories_of_one_number_are_both_blanked(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    first = tapped(house, 1, CARD)
    others = [{**first, "body": {**first["body"], "event": None}}, {**first, "body": {**first["body"], "reason": "x"}}]
    kiosk.push([first])
    for each in others:
        assert kiosk.push([each]).json["verdicts"][0]["reason"] == "forked"

    assert forget(house) == 3

    assert holds(house, CARD) == []
    for each in (first, *others):
        assert kiosk.push([each]).json["verdicts"] == [{"id": first["id"], "verdict": "duplicate", "reason": None}]
    assert holds(house, CARD) == []


def test_a_tap_that_was_held_because_of_its_card_has_nothing_left_to_decide(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    lost = {**record(1, "card_lost", {"token": CARD}), "taken": at(house, -2)}
    answer = kiosk.push([lost, tapped(house, 2, CARD, -1)])
    assert [each["verdict"] for each in answer.json["verdicts"]] == ["accepted", "held"]

    forget(house)

    report = json.loads(commands.audit(house.database))
    assert (report["held"], report["redacted"]) == (0, 2)
    assert holds(house, CARD, ROBIN.value) == []


# ----------------------------------------------------------------- what comes in afterwards


def test_repeats_of_blanked_records_are_duplicates_whatever_they_hold(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    known = tapped(house, 1, CARD)
    kiosk.push([known])
    forget(house)

    emptied = {**known, "body": {"tokens": [], "event": DROP_IN, "outcome": "arrived", "redacted": True}}
    odd = {**known, "body": {**known["body"], "outcome": "help_needed"}}
    for repeat in (known, emptied, odd):
        assert kiosk.push([repeat]).json["verdicts"][0]["verdict"] == "duplicate"
    assert json.loads(commands.audit(house.database))["records"] == 1
    assert holds(house, CARD) == []


def test_late_arrivals_lose_their_subject_as_they_come(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    forget(house)
    late = [
        tapped(house, 1, CARD, -24),
        record(2, "staff_in", {"member": ROBIN.value, "event": DROP_IN}),
        {**record(3, "card_linked", {"token": OTHER_CARD, "member": ROBIN.value}), "taken": at(house, -1)},
    ]
    for _ in range(2):
        answer = kiosk.push(late)
        assert answer.status == 200
        assert {each["verdict"] for each in answer.json["verdicts"]} <= {"accepted", "duplicate"}
        assert holds(house, ROBIN.value, CARD, OTHER_CARD) == []
    assert answer.json["complete_through"] == 3


def test_a_later_tap_of_the_card_is_a_strangers(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    forget(house)
    kiosk.push([tapped(house, 1, CARD, -1), tapped(house, 2, CARD, +1)])
    assert [body["tokens"] for body in bodies(house)] == [[], [CARD]]


def test_a_late_tap_on_a_clock_that_nobody_vouches_for_is_taken_to_be_from_before(
    house: House, kiosk: PaperKiosk
) -> None:
    introduce(house)
    forget(house)
    kiosk.push([tapped(house, 1, CARD, +1, synchronised=False)])
    assert [body["tokens"] for body in bodies(house)] == [[]]


def test_a_fix_that_comes_along_tells_that_a_tap_is_from_after(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    forget(house)
    doubtful = {**reading(1_000_000), "synchronised": False}
    fix = {"boot": doubtful["boot"], "boottime_us": 1, "wall_us": house.clock() + HOUR_US, "source": "kernel"}
    kiosk.push([{**tap(1, CARD, DROP_IN), "taken": doubtful}, record(2, "clock_fixed", fix)])
    assert [body.get("tokens") for body in bodies(house)] == [[CARD], None]


@pytest.mark.parametrize(
    ("told", "fast_s"), [({"source": "staff"}, 100), ({"source": "hardware", "uncertainty_us": 300_000_000}, 290)]
)
def test_a_clock_as_fast_as_its_fix_may_be_brings_nobody_back(
    house: House, kiosk: PaperKiosk, told: Json, fast_s: int
) -> None:
    introduce(house)
    forget(house)
    start_us = house.clock() + (fast_s - 10) * 1_000_000  # ten seconds before, by a clock that is so much fast
    doubtful = {**reading(1_000_000, 5_000_000), "synchronised": False}
    fix = {"boot": doubtful["boot"], "boottime_us": 5_000_000, "wall_us": start_us} | told
    later = {**doubtful, "boottime_us": doubtful["boottime_us"] + HOUR_US}
    kiosk.push(
        [
            {**tap(1, CARD, DROP_IN), "taken": doubtful},
            {**record(2, "clock_fixed", fix), "taken": doubtful},
            {**tap(3, CARD, DROP_IN), "taken": later},
        ]
    )
    assert [body.get("tokens") for body in bodies(house)] == [[], None, [CARD]]


def test_a_body_that_is_no_object_is_blanked_whole(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    forget(house)
    kiosk.push([{**record(1, "tap", ["tokens", CARD]), "taken": at(house, -1)}])
    assert bodies(house) == [{"redacted": True}]


def test_a_record_that_the_kiosk_blanked_is_accepted(kiosk: PaperKiosk) -> None:
    emptied = [
        record(1, "tap", {"tokens": [], "event": DROP_IN, "outcome": "arrived", "redacted": True}),
        record(2, "staff_in", {"member": None, "event": DROP_IN, "redacted": True}),
        record(3, "card_linked", {"token": None, "member": None, "redacted": True}),
    ]
    assert [each["verdict"] for each in kiosk.push(emptied).json["verdicts"]] == ["accepted"] * 3


# ----------------------------------------------------------------- what kiosks are told


def test_every_hubs_kiosks_are_told_by_digests_alone(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    cursors = {each: each.pull(level=3).json["cursor"] for each in (kiosk, house.kiosk("Ely"))}
    forget(house)

    for each, cursor in cursors.items():
        page = page_of(each.pull(cursor, level=3).body)
        assert isinstance(page.redactions, list)
        (told,) = page.redactions
        assert set(told.subjects) == {digest_of(it) for it in (ROBIN.value, CARD, OTHER_CARD)}
        assert told.at_us == house.clock()
        assert (page.count, page.checksum) == (page_count(page), page_checksum(page))
        assert page.count == 1
        assert each.pull(page.cursor, level=3).status == 304


def test_a_full_pull_tells_of_redactions_too_and_of_no_forgotten_person(house: House, kiosk: PaperKiosk) -> None:
    introduce(house)
    forget(house)
    page = page_of(kiosk.pull(level=3).body)
    assert isinstance(page.redactions, list)
    assert len(page.redactions) == 1
    assert page.gone_members == page.gone_cards == []
    assert CARD not in {card.token for card in page.cards}


@pytest.mark.parametrize("level", [1, 2])
def test_a_kiosk_that_knows_no_redactions_pulls_everything_anew_without_the_person(
    house: House, kiosk: PaperKiosk, level: int
) -> None:
    introduce(house)
    before = kiosk.pull(level=level)
    forget(house)

    assert kiosk.pull(before.json["cursor"], level=level).code == "cursor_gone"
    answer = kiosk.pull(level=level)
    assert "redactions" not in answer.json
    page: ChangesAnswer = page_of(answer.body)
    assert (page.count, page.checksum) == (page_count(page), page_checksum(page))
    assert ROBIN.value in {member["ref"] for member in before.json["members"]}
    assert ROBIN.value not in {member.ref for member in page.members}
    assert {CARD, OTHER_CARD}.isdisjoint(card.token for card in page.cards)
    assert kiosk.pull(page.cursor, level=level).status == 304


def test_a_kiosk_at_the_present_level_is_told_even_of_no_redactions(kiosk: PaperKiosk) -> None:
    assert kiosk.pull(level=3).json["redactions"] == []


# ----------------------------------------------------------------- the schema


def test_every_column_that_can_hold_a_subject_is_known_to_the_redaction() -> None:
    """A new table about people must be cleaned, too: add it to ``badge_service.store.redaction`` and here."""
    telling = {"token", "member", "ref", "card", "subject", "name", "first_member", "shown_name", "body"}
    found = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns}
    assert {each for each in found if each.partition(".")[2] in telling} == {
        "card_histories.first_member",
        "card_histories.token",
        "cards.member",
        "cards.token",
        "changes.subject",
        "decisions.card",
        "decisions.member",
        "forked_records.body",
        "heartbeats.body",  # of a kiosk: no person
        "hubs.name",  # of a place
        "marks.name",  # of a mark
        "member_hubs.member",
        "members.ref",
        "members.shown_name",
        "mentions.name",
        "records.body",
        "rulings.member",
        "same_cards.card",
        "same_cards.token",
    }
