"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create everything."""
    _keys_and_hubs()
    _people()
    _kiosks()
    _records()


def _keys_and_hubs() -> None:
    op.create_table(
        "keys",
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("purpose", "key_id"),
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "hubs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("programme", sa.Text),
        sa.Column("opens_us", sa.BigInteger),
        sa.Column("closes_us", sa.BigInteger),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("leave_gap_s", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["hub"], ["hubs.id"]),
        sa.ForeignKeyConstraint(["programme"], ["programmes.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_events_hub", "events", ["hub"])


def _people() -> None:
    op.create_table(
        "members",
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("shown_name", sa.Text),
        sa.Column("language", sa.Text),
        sa.PrimaryKeyConstraint("ref"),
    )
    op.create_table(
        "member_hubs",
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["hub"], ["hubs.id"]),
        sa.ForeignKeyConstraint(["member"], ["members.ref"]),
        sa.PrimaryKeyConstraint("member", "hub"),
    )
    op.create_table(
        "cards",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("member", sa.Text),
        sa.ForeignKeyConstraint(["member"], ["members.ref"]),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_cards_member", "cards", ["member"])
    op.create_table(
        "changes",
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["hub"], ["hubs.id"]),
        sa.PrimaryKeyConstraint("hub", "position"),
    )


def _kiosks() -> None:
    op.create_table(
        "kiosks",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("sealing_key", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("enrolled_us", sa.BigInteger, nullable=False),
        sa.Column("revoked_us", sa.BigInteger),
        sa.Column("duplicates", sa.BigInteger, nullable=False),
        sa.Column("refused", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["hub"], ["hubs.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "kiosk_hubs",
        sa.Column("kiosk", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["hub"], ["hubs.id"]),
        sa.ForeignKeyConstraint(["kiosk"], ["kiosks.id"]),
        sa.PrimaryKeyConstraint("kiosk", "hub"),
    )
    op.create_table(
        "enrolment_codes",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("expires_us", sa.BigInteger, nullable=False),
        sa.Column("kiosk", sa.Text),
        sa.ForeignKeyConstraint(["hub"], ["hubs.id"]),
        sa.ForeignKeyConstraint(["kiosk"], ["kiosks.id"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "wrong_codes",
        sa.Column("network", sa.Text, nullable=False),
        sa.Column("since_us", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("network"),
    )
    op.create_table(
        "heartbeats",
        sa.Column("kiosk", sa.Text, nullable=False),
        sa.Column("received_us", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["kiosk"], ["kiosks.id"]),
        sa.PrimaryKeyConstraint("kiosk"),
    )


def _records() -> None:
    op.create_table(
        "ledgers",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kiosk", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("highest", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["kiosk"], ["kiosks.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ledgers_kiosk", "ledgers", ["kiosk"])
    op.create_table(
        "ledger_gaps",
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("first", sa.BigInteger, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["ledger"], ["ledgers.id"]),
        sa.PrimaryKeyConstraint("ledger", "first"),
    )
    op.create_table(
        "records",
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("wall_us", sa.BigInteger, nullable=False),
        sa.Column("synchronised", sa.Boolean, nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.Column("boottime_us", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("received_us", sa.BigInteger, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.ForeignKeyConstraint(["ledger"], ["ledgers.id"]),
        sa.PrimaryKeyConstraint("ledger", "seq"),
        sa.UniqueConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "clock_fixes",
        "records",
        ["boot"],
        sqlite_where=sa.text("kind = 'clock_fixed'"),
        postgresql_where=sa.text("kind = 'clock_fixed'"),
    )
    op.create_index("records_by_arrival", "records", ["received_us"])
    op.create_index(
        "records_held",
        "records",
        ["reason"],
        sqlite_where=sa.text("verdict = 'held'"),
        postgresql_where=sa.text("verdict = 'held'"),
    )
    op.create_table(
        "forked_records",
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("wall_us", sa.BigInteger, nullable=False),
        sa.Column("synchronised", sa.Boolean, nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.Column("boottime_us", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("received_us", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["ledger"], ["ledgers.id"]),
        sa.PrimaryKeyConstraint("id", "digest"),
    )
