"""What every message is made of, and what every role says."""

from typing import Annotated

import msgspec
from msgspec import Meta

VERSION = 1
MAX_LINE_BYTES = 4 * 1024 * 1024
"""A page of 500 records or changes fits many times over."""
MOST_RECORDS = 500

Count = Annotated[int, Meta(ge=0, le=2**53)]
Moment = Annotated[int, Meta(ge=0, le=253_370_764_800_000_000)]
"""Microseconds UTC, before the year 9999: every zone can tell its local time."""


class Message(msgspec.Struct, tag_field="type", tag=True, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A message: ``type`` names it."""


class WireReading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``kiosk.domain.clock.ClockReading`` on the wire."""

    wall_us: int
    synchronised: bool
    boot: str
    boottime_us: int


class Hello(Message, frozen=True, kw_only=True):
    """The client's first line."""

    version: int


class Refused(Message, frozen=True, kw_only=True):
    """The daemon's last line before it closes a connection, or its answer to a request that can't be met.

    Codes: ``version``, ``peer`` (this user may not ask), ``malformed``, ``oversized``, ``unexpected``, ``store``,
    ``store_full``, ``seal`` (the region keys could not be opened), ``enrolment`` (it can't be used on this machine),
    ``other_service`` (another badge service wrote it than the one that this kiosk belongs to),
    ``no_worker`` (no sync worker is connected).
    """

    code: str


class Noted(Message, frozen=True, kw_only=True):
    """Done; nothing to tell."""
