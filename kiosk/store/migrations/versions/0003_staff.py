"""What staff do at the kiosk: names that can be erased, the team, events made on the spot, and words on cards."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what older programs can leave alone: they may still use the database."""
    op.add_column("events", sa.Column("capacity", sa.Integer))
    _made_events()
    _names()
    _team()
    op.execute("UPDATE schema_mark SET schema = 3")


def _made_events() -> None:
    op.create_table(
        "made_events",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("programme", sa.Text),
        sa.Column("opens_us", sa.BigInteger),
        sa.Column("closes_us", sa.BigInteger),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("leave_gap_s", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("capacity", sa.Integer),
        sqlite_with_rowid=False,
    )


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kept_revision", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "card_words",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("record", sa.Text),
        sa.Column("since", sa.Text),
        sa.Column("standing", sa.Text),
        sa.Column("member", sa.Text),
        sa.Column("generation", sa.Integer),
        sqlite_with_rowid=False,
    )


def _team() -> None:
    op.create_table(
        "staff",
        sa.Column("ref", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("pin_hash", sa.Text, nullable=False),
        sa.Column("removed", sa.Boolean(create_constraint=False), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "staff_cards",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("staff", sa.Text, nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
