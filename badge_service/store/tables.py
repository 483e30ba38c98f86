"""The tables, as the newest migration leaves them."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

SCHEMA = "0003"
"""The newest migration. ``run`` needs the database to be at it; ``init`` brings it there."""

metadata = MetaData()

marks = Table("marks", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""What is said once of the whole database, such as its generation."""

keys = Table(
    "keys",
    metadata,
    Column("purpose", Text, primary_key=True),
    Column("key_id", Text, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("created_us", BigInteger, nullable=False),
    Column("retired_us", BigInteger),
)
"""``retired_us``: since when it is in use no more; old tokens still name it."""

hubs = Table(
    "hubs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("zone", Text, nullable=False),
)

programmes = Table(
    "programmes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hub", Text, ForeignKey("hubs.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("programme", Text, ForeignKey("programmes.id")),
    Column("opens_us", BigInteger),
    Column("closes_us", BigInteger),
    Column("mode", Text, nullable=False),
    Column("leave_gap_s", Integer, nullable=False),
    Column("capacity", Integer),
    Column("made_by", Text),
    Column("title_revision", BigInteger, nullable=False, server_default="0"),
)
"""``made_by``: the record by which staff made it at a kiosk, None for one that was planned. ``title_revision``: of the
title that was sent for such an event."""

event_merges = Table(
    "event_merges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", Text, ForeignKey("events.id"), nullable=False),
    Column("same_as", Text, ForeignKey("events.id"), nullable=False),
    Column("merged_us", BigInteger, nullable=False),
    Column("merged_by", Text, nullable=False),
    Column("undone_us", BigInteger),
    Column("undone_by", Text),
    Index(
        "event_merges_in_force",
        "event",
        unique=True,
        sqlite_where=text("undone_us IS NULL"),
        postgresql_where=text("undone_us IS NULL"),
    ),
)
"""Events that operators found to be the same as another one; ``…_by``: the network address that it came from."""

members = Table(
    "members",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("shown_name", Text),
    Column("language", Text),
    Column("made_at", Text),
    Column("name_revision", BigInteger, nullable=False, server_default="0"),
)
"""``made_at``: the hub where staff checked someone in whom the scheme didn't know. ``name_revision``: of the name that
was sent for such a member."""

member_hubs = Table(
    "member_hubs",
    metadata,
    Column("member", Text, ForeignKey("members.ref"), primary_key=True),
    Column("hub", Text, ForeignKey("hubs.id"), primary_key=True),
)

cards = Table(
    "cards",
    metadata,
    Column("token", Text, primary_key=True),
    Column("standing", Text, nullable=False),
    Column("member", Text, ForeignKey("members.ref"), index=True),
)

changes = Table(
    "changes",
    metadata,
    Column("hub", Text, ForeignKey("hubs.id"), primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("sort", Text, nullable=False),
    Column("subject", Text, nullable=False),
)
"""Append-only, a row for each thing that changed; what it is now is read when it is asked for."""

kiosks = Table(
    "kiosks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hub", Text, ForeignKey("hubs.id"), nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("sealing_key", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("enrolled_us", BigInteger, nullable=False),
    Column("revoked_us", BigInteger),
    Column("duplicates", BigInteger, nullable=False),
    Column("refused", BigInteger, nullable=False),
    Column("next_key", Text),
    Column("key_since_us", BigInteger),
    Column("rotation_asked_us", BigInteger),
    Column("region_keys", Text, nullable=False, server_default=""),
    Index("kiosks_next_key", "next_key", unique=True),
)
"""``next_key``: registered, not used yet. ``key_since_us``: when ``key`` was first used, None for one never changed.

``region_keys``: ids of the region's keys that the kiosk last said it holds, with commas between.
"""

kiosk_hubs = Table(
    "kiosk_hubs",
    metadata,
    Column("kiosk", Text, ForeignKey("kiosks.id"), primary_key=True),
    Column("hub", Text, ForeignKey("hubs.id"), primary_key=True),
)
"""Every hub where a kiosk has stood: its ledgers may name any of them."""

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("hub", Text, ForeignKey("hubs.id"), nullable=False),
    Column("expires_us", BigInteger, nullable=False),
    Column("kiosk", Text, ForeignKey("kiosks.id")),
    Column("meant_for", Text),
)
"""``kiosk``: who used it. ``meant_for``: the kiosk that it lets in again, whatever key that has now."""

same_cards = Table(
    "same_cards",
    metadata,
    Column("token", Text, primary_key=True),
    Column("card", Text, nullable=False, index=True),
)
"""Tokens of one card under different keys of the region: ``card`` is one of them, the same for all."""

wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("network", Text, primary_key=True),
    Column("since_us", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("kiosk", Text, ForeignKey("kiosks.id"), primary_key=True),
    Column("received_us", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The latest of each kiosk."""

ledgers = Table(
    "ledgers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kiosk", Text, ForeignKey("kiosks.id"), nullable=False, index=True),
    Column("hub", Text, nullable=False),
    Column("highest", BigInteger, nullable=False),
)

ledger_gaps = Table(
    "ledger_gaps",
    metadata,
    Column("ledger", Text, ForeignKey("ledgers.id"), primary_key=True),
    Column("first", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
    Column("since_us", BigInteger),
)
"""``since_us``: when a later number came first; None for gaps from before that was kept."""


def _record_columns() -> list[Column[Any]]:
    return [
        Column("ledger", Text, ForeignKey("ledgers.id"), nullable=False),
        Column("seq", BigInteger, nullable=False),
        Column("id", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("wall_us", BigInteger, nullable=False),
        Column("synchronised", Boolean, nullable=False),
        Column("boot", Text, nullable=False),
        Column("boottime_us", BigInteger, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("digest", LargeBinary, nullable=False),
        Column("received_us", BigInteger, nullable=False),
    ]


_HELD = "verdict = 'held'"
_FIX = "kind = 'clock_fixed'"
_ACT = "kind = 'staff_acted'"

records = Table(
    "records",
    metadata,
    *_record_columns(),
    Column("verdict", Text, nullable=False),
    Column("reason", Text),
    Column("wrong_hub", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("ledger", "seq"),
    UniqueConstraint("id"),
    Index("records_by_arrival", "received_us"),
    Index("records_held", "reason", sqlite_where=text(_HELD), postgresql_where=text(_HELD)),
    Index("staff_acts", "received_us", sqlite_where=text(_ACT), postgresql_where=text(_ACT)),
    Index("clock_fixes", "boot", sqlite_where=text(_FIX), postgresql_where=text(_FIX)),
    sqlite_with_rowid=False,
)
"""Every record with its body as it came. ``reason``: what a person must decide, where ``verdict`` is held.

``wrong_hub``: it came from a hub where its kiosk had never stood, whatever became of it since.

``digest``: of its content; empty once its subject was blanked.
"""

boots = Table(
    "boots",
    metadata,
    Column("ledger", Text, ForeignKey("ledgers.id"), primary_key=True),
    Column("boot", Text, primary_key=True),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_us", BigInteger, nullable=False),
    Column("last_wall_us", BigInteger, nullable=False),
    Column("vouched_us", BigInteger),
    Column("vouched_wall_us", BigInteger),
    Column("received_us", BigInteger, nullable=False),
    Column("received_heard_us", BigInteger, nullable=False),
    Column("sent_us", BigInteger),
    Column("sent_heard_us", BigInteger),
)
"""What tells when a kiosk's boots were: see ``badge_service.domain.boots.Boot``. All but ``…wall_us`` and ``…heard_us``
are boot times of the kiosk."""

forked_records = Table(
    "forked_records",
    metadata,
    *_record_columns(),
    Column("verdict", Text, nullable=False, server_default="held"),
    PrimaryKeyConstraint("id", "digest"),
)
"""Records whose id or number another record has taken: kept aside, held until a person decides."""

card_histories = Table(
    "card_histories",
    metadata,
    Column("token", Text, primary_key=True),
    Column("first_member", Text),
    Column("watched", Boolean, nullable=False),
    Index("cards_watched", "token", sqlite_where=text("watched = 1"), postgresql_where=text("watched")),
)
"""Cards of which kiosks said something. ``first_member``: whose before; ``watched``: its taps are in mentions."""

mentions = Table(
    "mentions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("ledger", Text, nullable=False, index=True),
)
"""Which records name a card or another record: the few that decide what others come to."""

rulings = Table(
    "rulings",
    metadata,
    Column("record", Text, primary_key=True),
    Column("event", Text),
    Column("at_us", BigInteger),
    Column("member", Text),
)
"""What counts of a record instead of what it says itself: see ``kiosk.domain.derive.Ruling``."""

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("decided_us", BigInteger, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("choice", Text, nullable=False),
    Column("hub", Text, nullable=False),
    Column("event", Text),
    Column("card", Text, index=True),
    Column("member", Text),
    Column("undoes", Integer, ForeignKey("decisions.id"), index=True),
)
"""What operators decided; append-only. Undoing is one more."""

decision_records = Table(
    "decision_records",
    metadata,
    Column("decision", Integer, ForeignKey("decisions.id"), primary_key=True),
    Column("record", Text, primary_key=True, index=True),
    Column("at_us", BigInteger),
)
"""The records that were decided about. ``at_us``: the time that a person gave to one."""

redactions = Table(
    "redactions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at_us", BigInteger, nullable=False),
    Column("done", Boolean, nullable=False),
)
"""People who were forgotten, by everything recorded up to ``at_us``. ``done``: every stored record was looked at."""

redacted_subjects = Table(
    "redacted_subjects",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("redaction", Text, ForeignKey("redactions.id"), primary_key=True, index=True),
)
"""Digests of their card tokens and references; neither is kept."""
