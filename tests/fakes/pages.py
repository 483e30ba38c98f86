"""Pages of changes as the service makes them."""

from typing import Any

import msgspec

from sync import protocol
from sync.protocol import ChangesAnswer


def page(cursor: str, *, more: bool, **entries: Any) -> ChangesAnswer:  # noqa: ANN401  the page's lists
    """Return a page of changes whose count and checksum hold."""
    bare = ChangesAnswer(cursor=cursor, more=more, count=0, checksum="", **entries)
    return msgspec.structs.replace(bare, count=protocol.page_count(bare), checksum=protocol.page_checksum(bare))
