"""What staff do at the kiosks: events and members made on the spot, names that come apart, events that are the same."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version of the service needs."""
    op.add_column("members", sa.Column("made_at", sa.Text))
    op.add_column("members", sa.Column("name_revision", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("events", sa.Column("capacity", sa.Integer))
    op.add_column("events", sa.Column("made_by", sa.Text))
    op.add_column("events", sa.Column("title_revision", sa.BigInteger, nullable=False, server_default="0"))
    _merges()
    acts = sa.text("kind = 'staff_acted'")
    op.create_index("staff_acts", "records", ["received_us"], sqlite_where=acts, postgresql_where=acts)


def _merges() -> None:
    op.create_table(
        "event_merges",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("same_as", sa.Text, nullable=False),
        sa.Column("merged_us", sa.BigInteger, nullable=False),
        sa.Column("merged_by", sa.Text, nullable=False),
        sa.Column("undone_us", sa.BigInteger),
        sa.Column("undone_by", sa.Text),
        sa.ForeignKeyConstraint(["event"], ["events.id"]),
        sa.ForeignKeyConstraint(["same_as"], ["events.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    in_force = sa.text("undone_us IS NULL")
    op.create_index(
        "event_merges_in_force",
        "event_merges",
        ["event"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
