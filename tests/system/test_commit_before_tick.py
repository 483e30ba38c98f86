"""Nobody sees a yes before the record is on disk."""

from tests.system.house import MEMBERS, House
from tests.system.traced import Trace


def test_the_record_is_on_disk_before_any_screen_hears_of_it(empty_house: House) -> None:
    house = empty_house
    trace = Trace(house.folder / "daemon.trace", "pwrite64,write,fdatasync,fsync,sendto,sendmsg,writev")
    house.set_up_service()
    house.service.start()
    house.daemon.start(under=trace.under)
    house.worker.start()
    house.until_at_home()
    already = len(trace.calls())

    assert house.tap(MEMBERS[0].card).kind == "arrived"

    calls = trace.until("sendto", r"\"kind\":\"arrived\"")[already:]
    shown = next(index for index, call in enumerate(calls) if r"\"kind\":\"arrived\"" in call.text)
    before = [call for call in calls[:shown] if call.thread == calls[shown].thread]
    on_disk = [call.name for call in before if "attendance.db-wal>" in call.text]
    assert on_disk[-1] in {"fdatasync", "fsync"}
    assert "pwrite64" in on_disk
    assert not [call for call in before if call.name.startswith("send") and "ScreenSnapshot" in call.text]
