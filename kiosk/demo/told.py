"""What the demo's daemon tells of each tap."""

import msgspec


class TapTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One tap: its outcome's code, or the error's; ``took_us``: from the reader's report to the durable record."""

    code: str
    took_us: int
    saved: bool
