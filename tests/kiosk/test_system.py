"""Ids as they are minted on a machine."""

import time
from uuid import RFC_4122, UUID

from kiosk.system import RandomIds


def test_a_record_id_is_a_uuid_of_the_seventh_version() -> None:
    earliest_ms = time.time_ns() // 1_000_000
    minted = [RandomIds().record_id() for _ in range(500)]
    latest_ms = time.time_ns() // 1_000_000

    read = [UUID(each) for each in minted]
    assert [str(each) for each in read] == minted
    assert {(each.version, each.variant) for each in read} == {(7, RFC_4122)}
    assert all(earliest_ms <= each.int >> 80 <= latest_ms for each in read)
    assert len(set(minted)) == 500
    assert {each[19] for each in minted} == set("89ab")
