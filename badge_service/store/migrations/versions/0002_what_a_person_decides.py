"""What a person at the centre decides, keys that follow one another, and what was redacted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version of the service needs."""
    _decisions()


def _decisions() -> None:
    op.add_column("ledger_gaps", sa.Column("since_us", sa.BigInteger))
    op.add_column("forked_records", sa.Column("verdict", sa.Text, nullable=False, server_default="held"))
    op.create_table(
        "card_histories",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("first_member", sa.Text),
        sa.Column("watched", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_table(
        "mentions",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", "record"),
    )
    op.create_index("ix_mentions_boot", "mentions", ["boot"])
    op.create_table(
        "rulings",
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("event", sa.Text),
        sa.Column("at_us", sa.BigInteger),
        sa.Column("member", sa.Text),
        sa.PrimaryKeyConstraint("record"),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("decided_us", sa.BigInteger, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("choice", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("event", sa.Text),
        sa.Column("card", sa.Text),
        sa.Column("member", sa.Text),
        sa.Column("undoes", sa.Integer),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_decisions_card", "decisions", ["card"])
    op.create_index("ix_decisions_undoes", "decisions", ["undoes"])
    op.create_table(
        "decision_records",
        sa.Column("decision", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("at_us", sa.BigInteger),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"]),
        sa.PrimaryKeyConstraint("decision", "record"),
    )
    op.create_index("ix_decision_records_record", "decision_records", ["record"])
