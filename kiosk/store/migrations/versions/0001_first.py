"""The first schema: ledgers and records, delivery, enrolment, and what is pulled."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create everything."""
    _records()
    _directory()
    op.create_table(
        "schema_mark",
        sa.Column("only", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("oldest_program", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO schema_mark VALUES (1, 1, 1)")
    op.execute("INSERT INTO pull VALUES (1, NULL, 1)")


def _records() -> None:
    op.create_table(
        "ledgers",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("kiosk", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("settled_mark", sa.BigInteger, nullable=False),
        sa.Column("closed", sa.Boolean(create_constraint=False), nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("ledger", sa.Integer, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("wall_us", sa.BigInteger, nullable=False),
        sa.Column("synchronised", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.Column("boottime_us", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("lookup", sa.Text),
        sa.PrimaryKeyConstraint("ledger", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("records_id", "records", ["id"], unique=True)
    op.create_index("records_lookup", "records", ["lookup"], sqlite_where=sa.text("lookup IS NOT NULL"))
    op.create_table(
        "delivery_exceptions",
        sa.Column("ledger", sa.Integer, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("ledger", "seq"),
        sqlite_with_rowid=False,
    )


def _directory() -> None:
    op.create_table(
        "enrolment",
        sa.Column("only", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kiosk", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("hub_name", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("programme", sa.Text),
        sa.Column("opens_us", sa.BigInteger),
        sa.Column("closes_us", sa.BigInteger),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("leave_gap_s", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "members",
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("shown_name", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("generation", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cards",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("member", sa.Text),
        sa.Column("generation", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("cards_member", "cards", ["member"])
    op.create_table(
        "pull",
        sa.Column("only", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("cursor", sa.Text),
        sa.Column("generation", sa.Integer, nullable=False),
    )
