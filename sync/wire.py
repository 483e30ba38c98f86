"""Between what the daemon says and what goes to the service. Pure."""

from kiosk.local_api.messages import LocalRecord, WireReading
from sync.protocol import Reading, WireRecord


def wire_record(record: LocalRecord) -> WireRecord:
    """Return a record as it travels."""
    return WireRecord(
        id=record.id, seq=record.seq, kind=record.kind, taken=wire_reading(record.taken), body=record.body
    )


def wire_reading(reading: WireReading) -> Reading:
    """Return a clock reading as it travels."""
    return Reading(
        wall_us=reading.wall_us,
        synchronised=reading.synchronised,
        boot=reading.boot,
        boottime_us=reading.boottime_us,
    )
