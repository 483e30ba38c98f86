"""Pages of changes as the service makes them, and something to put on one."""

from typing import Any

import msgspec

from sync import protocol
from sync.protocol import ChangedCard, ChangedEvent, ChangedMember, ChangesAnswer

HUB = "march"
EVENT = ChangedEvent(
    id="drop-in",
    hub=HUB,
    title="Drop in",
    programme=None,
    opens_us=None,
    closes_us=None,
    mode="arrivals_only",
    leave_gap_s=600,
)
MEMBER = ChangedMember(ref="m-1", shown_name="Ada", language=None)
CARD = ChangedCard(token="k1:" + "0" * 32, standing="linked", member="m-1")


def page(cursor: str, *, more: bool, **entries: Any) -> ChangesAnswer:  # noqa: ANN401  the page's lists
    """Return a page of changes whose count and checksum hold."""
    bare = ChangesAnswer(cursor=cursor, more=more, count=0, checksum="", **entries)
    return msgspec.structs.replace(bare, count=protocol.page_count(bare), checksum=protocol.page_checksum(bare))
