"""What the demo's daemon tells of each tap."""

import msgspec

STAFF = "staff"
"""The code of a staff card: it is not saved, and not meant to be."""


class TapTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One tap. ``code``: its outcome's, ``STAFF``, or the error's.

    ``took_us``: from the reader's report to the durable record.
    """

    code: str
    took_us: int
    saved: bool
