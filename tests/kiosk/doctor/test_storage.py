"""How records are kept, as status and doctor tell it: whatever is wrong is named with what to do."""

import msgspec
import pytest

from kiosk.doctor.check_storage import check_storage
from kiosk.doctor.findings import Level
from kiosk.local_api.messages import Health, SetAsideStatus, StorageStatus
from kiosk.storage_words import storage_facts
from tests.kiosk.doctor.facts import HEALTH, NOW_US

ASIDE = SetAsideStatus(folder="20261113T120000Z-1", at_us=NOW_US, done=True, records=7, lost=2)


def kept(storage: StorageStatus) -> Health:
    return msgspec.structs.replace(HEALTH, storage=storage)


@pytest.mark.parametrize(
    ("storage", "subject", "level", "words"),
    [
        (StorageStatus(trouble="the disk is full"), "database", Level.FAULT, "TAPS ARE NOT SAVED: the disk is full"),
        (StorageStatus(reserve="spent"), "reserve", Level.FAULT, "the disk is full. Make room"),
        (StorageStatus(reserve="none"), "reserve", Level.WARNING, "too little room"),
        (StorageStatus(set_aside=[ASIDE]), "damaged database", Level.WARNING, "7 records carried over, 2 lost"),
        (StorageStatus(remains=True), "deleted data", Level.WARNING, "Make room and restart the daemon"),
    ],
)
def test_what_is_wrong_is_told_in_both_places(storage: StorageStatus, subject: str, level: Level, words: str) -> None:
    (finding,) = [each for each in check_storage(kept(storage)) if each.subject == subject]
    assert finding.level is level
    assert finding.remedy
    assert any(words in told for _, told in storage_facts(kept(storage)))


def test_where_all_is_well_nothing_is_wrong() -> None:
    assert {each.level for each in check_storage(HEALTH)} == {Level.PASS}
