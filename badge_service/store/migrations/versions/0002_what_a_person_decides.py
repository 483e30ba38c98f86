"""What a person at the centre decides, keys that follow one another, and what was redacted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version of the service needs."""
    _boots()
    _decisions()
    _keys()
    _redactions()


def _keys() -> None:
    op.add_column("keys", sa.Column("retired_us", sa.BigInteger))
    op.add_column("kiosks", sa.Column("next_key", sa.Text))
    op.add_column("kiosks", sa.Column("key_since_us", sa.BigInteger))
    op.add_column("kiosks", sa.Column("rotation_asked_us", sa.BigInteger))
    op.add_column("kiosks", sa.Column("region_keys", sa.Text, nullable=False, server_default=""))
    op.create_index("kiosks_next_key", "kiosks", ["next_key"], unique=True)
    op.add_column("enrolment_codes", sa.Column("meant_for", sa.Text))
    op.create_table(
        "same_cards",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_same_cards_card", "same_cards", ["card"])


def _boots() -> None:
    op.create_table(
        "boots",
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.Column("first_seq", sa.BigInteger, nullable=False),
        sa.Column("last_us", sa.BigInteger, nullable=False),
        sa.Column("last_wall_us", sa.BigInteger, nullable=False),
        sa.Column("vouched_us", sa.BigInteger),
        sa.Column("vouched_wall_us", sa.BigInteger),
        sa.Column("received_us", sa.BigInteger, nullable=False),
        sa.Column("received_heard_us", sa.BigInteger, nullable=False),
        sa.Column("sent_us", sa.BigInteger),
        sa.Column("sent_heard_us", sa.BigInteger),
        sa.ForeignKeyConstraint(["ledger"], ["ledgers.id"]),
        sa.PrimaryKeyConstraint("ledger", "boot"),
    )
    op.execute(  # both halves of a synchronised reading are of one record: a clock that was set back showed more before
        "INSERT INTO boots SELECT told.ledger, told.boot, MIN(seq), MAX(boottime_us), MAX(wall_us), MAX(vouched_us), "
        "MAX(CASE WHEN synchronised AND boottime_us = vouched_us THEN wall_us END), "
        "MAX(boottime_us), MAX(received_us), NULL, NULL FROM records JOIN ("
        "SELECT ledger, boot, MAX(CASE WHEN synchronised THEN boottime_us END) AS vouched_us "
        "FROM records GROUP BY ledger, boot) AS told "
        "ON told.ledger = records.ledger AND told.boot = records.boot GROUP BY told.ledger, told.boot"
    )


def _decisions() -> None:
    op.add_column("ledger_gaps", sa.Column("since_us", sa.BigInteger))
    op.add_column("forked_records", sa.Column("verdict", sa.Text, nullable=False, server_default="held"))
    op.add_column("records", sa.Column("wrong_hub", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE records SET wrong_hub = TRUE WHERE reason = 'wrong_hub'")
    op.create_table(
        "card_histories",
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("first_member", sa.Text),
        sa.Column("watched", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index(
        "cards_watched",
        "card_histories",
        ["token"],
        sqlite_where=sa.text("watched = 1"),
        postgresql_where=sa.text("watched"),
    )
    op.create_table(
        "mentions",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("ledger", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", "record"),
    )
    op.create_index("ix_mentions_ledger", "mentions", ["ledger"])
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


def _redactions() -> None:
    op.create_table(
        "redactions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at_us", sa.BigInteger, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "redacted_subjects",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("redaction", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["redaction"], ["redactions.id"]),
        sa.PrimaryKeyConstraint("digest", "redaction"),
    )
    op.create_index("ix_redacted_subjects_redaction", "redacted_subjects", ["redaction"])
    # Until now SQLite left what it freed as it was. In a file where nothing was freed yet there is nothing to clean.
    op.execute("INSERT INTO marks (name, value) SELECT 'secure_delete', 'always' WHERE NOT EXISTS (SELECT 1 FROM hubs)")
