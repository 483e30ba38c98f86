"""The tables, as the newest migration leaves them."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

metadata = MetaData()

ledgers = Table(
    "ledgers",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("kiosk", Text, nullable=False),
    Column("hub", Text, nullable=False),
    Column("settled_mark", BigInteger, nullable=False),
    Column("closed", Boolean(create_constraint=False), nullable=False),
    Column("began", Text, nullable=False, server_default="enrolled"),
    Column("lost", Text, nullable=False, server_default="[]"),
    Column("confirmed_mark", BigInteger, nullable=False, server_default="0"),
    Column("purged_mark", BigInteger, nullable=False, server_default="0"),
)
"""``settled_mark``: everything up to this seq is settled, less what stands in ``delivery_exceptions``.

``began``: why this ledger was begun. ``lost``: JSON ``[[first, last], …]``, numbers that are known to be lost.
``confirmed_mark``: the service has everything up to here. ``purged_mark``: everything up to here was removed here.
"""

records = Table(
    "records",
    metadata,
    Column("ledger", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("wall_us", BigInteger, nullable=False),
    Column("synchronised", Boolean(create_constraint=False), nullable=False),
    Column("boot", Text, nullable=False),
    Column("boottime_us", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("lookup", Text),
    PrimaryKeyConstraint("ledger", "seq"),
    sqlite_with_rowid=False,
)
"""Append-only; clustered by (ledger, seq), so that a tap writes few pages. ``lookup`` is a ``LookupKey``."""

Index("records_id", records.c.id, unique=True)
Index("records_lookup", records.c.lookup, sqlite_where=records.c.lookup.is_not(None))

delivery_exceptions = Table(
    "delivery_exceptions",
    metadata,
    Column("ledger", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("refused_by", Text, nullable=False, server_default="[]"),
    PrimaryKeyConstraint("ledger", "seq"),
    sqlite_with_rowid=False,
)
"""``refused_by``: JSON, the versions of the service that refused the record."""

enrolment = Table(
    "enrolment",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("kiosk", Text, nullable=False),
    Column("hub", Text, nullable=False),
    Column("hub_name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("service_key", Text),
    Column("settings", Text, nullable=False, server_default="{}"),
)
"""``service_key``: the service's Ed25519 public key, base64url. ``settings``: JSON, what the centre set."""

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hub", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("programme", Text),
    Column("opens_us", BigInteger),
    Column("closes_us", BigInteger),
    Column("mode", Text, nullable=False),
    Column("leave_gap_s", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("capacity", Integer),
    sqlite_with_rowid=False,
)

made_events = events.to_metadata(metadata, name="made_events")
"""Events made on the spot, until the centre's pull names them. ``generation`` means nothing here."""

members = Table(
    "members",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("shown_name", Text),
    Column("language", Text),
    Column("generation", Integer, nullable=False),
    sqlite_with_rowid=False,
)

cards = Table(
    "cards",
    metadata,
    Column("token", Text, primary_key=True),
    Column("standing", Text, nullable=False),
    Column("member", Text),
    Column("generation", Integer, nullable=False),
    sqlite_with_rowid=False,
)

Index("cards_member", cards.c.member)

HERE = 2**62
"""The ``generation`` of members and cards on which this kiosk's own word holds: no full pull sweeps them."""

card_words = Table(
    "card_words",
    metadata,
    Column("token", Text, primary_key=True),
    Column("record", Text),
    Column("since", Text),
    Column("standing", Text),
    Column("member", Text),
    Column("generation", Integer),
    sqlite_with_rowid=False,
)
"""Cards of which something was said here. ``record`` tells the centre, None where nothing does.

``since``: the first record of which the centre had not heard. The others: what it says of the card meanwhile, as in
``cards``; all None where it says nothing.
"""

names = Table(
    "names",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kept_revision", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What people typed. ``kind``: a ``kiosk.ports.NameKind``. ``kept_revision``: what the centre has, 0 for nothing."""

staff = Table(
    "staff",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("removed", Boolean(create_constraint=False), nullable=False),
    sqlite_with_rowid=False,
)
"""The team. Of someone ``removed`` nothing is left but the reference."""

staff_cards = Table(
    "staff_cards",
    metadata,
    Column("token", Text, primary_key=True),
    Column("staff", Text, nullable=False),
    Column("card", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""``card``: the first token of the same card."""

pull = Table(
    "pull",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("cursor", Text),
    Column("generation", Integer, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What is said once of the whole file."""

redactions = Table(
    "redactions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at_us", BigInteger, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("through_ledger", Integer, nullable=False),
    Column("through_seq", BigInteger, nullable=False),
    Column("done", Boolean(create_constraint=False), nullable=False),
    sqlite_with_rowid=False,
)
"""People to be forgotten. ``subjects``: JSON, digests; none once ``done``. ``through_…``: the last record by then."""

schema_mark = Table(
    "schema_mark",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("schema", Integer, nullable=False),
    Column("oldest_program", Integer, nullable=False),
)
"""``oldest_program``: the lowest schema number whose programs may still use this database."""
