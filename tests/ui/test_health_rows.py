from msgspec.structs import replace

from ui.canned_kiosk import ILL, WELL
from ui.viewmodels.health_rows import HealthRow, health_rows


def test_all_is_well() -> None:
    rows = health_rows(WELL)

    assert not [row for row in rows if row.amiss]
    assert rows[0] == HealthRow("reader0", "reader", "ACR122U", "ready")
    assert {row.kind: row.value for row in rows}["temperature"] == "51"


def test_what_is_amiss_comes_first_with_its_cause() -> None:
    rows = health_rows(ILL)

    assert [row.kind for row in rows if row.amiss] == ["reader", "refused", "disk", "power", "clock"]
    assert [row.amiss for row in rows] == sorted((row.amiss for row in rows), reverse=True)
    assert rows[0].cause == "unplugged"


def test_no_reader_at_all_is_amiss() -> None:
    assert health_rows(replace(WELL, readers=[]))[0] == HealthRow("reader", "reader", value="missing", amiss=True)


def test_heat_and_a_full_disk_are_amiss() -> None:
    rows = {row.kind: row for row in health_rows(replace(WELL, temperature_c=83.0, storage="spent"))}

    assert rows["temperature"].amiss
    assert rows["storage"].amiss
