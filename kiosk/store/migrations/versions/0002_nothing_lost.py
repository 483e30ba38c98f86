"""Ledgers say why they began and what is known to be lost; enrolment keeps the service's key; marks of the file."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what older programs can leave alone: they may still use the database."""
    _ledgers()
    _enrolment()
    _refusals()
    op.create_table(
        "marks",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    _redactions()
    op.execute("UPDATE schema_mark SET schema = 2")


def _ledgers() -> None:
    op.add_column("ledgers", sa.Column("began", sa.Text, nullable=False, server_default="enrolled"))
    op.add_column("ledgers", sa.Column("lost", sa.Text, nullable=False, server_default="[]"))
    op.add_column("ledgers", sa.Column("confirmed_mark", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("ledgers", sa.Column("purged_mark", sa.BigInteger, nullable=False, server_default="0"))


def _enrolment() -> None:
    op.add_column("enrolment", sa.Column("service_key", sa.Text))
    op.add_column("enrolment", sa.Column("settings", sa.Text, nullable=False, server_default="{}"))


def _refusals() -> None:
    op.add_column("delivery_exceptions", sa.Column("refused_by", sa.Text, nullable=False, server_default="[]"))


def _redactions() -> None:
    op.create_table(
        "redactions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at_us", sa.BigInteger, nullable=False),
        sa.Column("subjects", sa.Text, nullable=False),
        sa.Column("through_ledger", sa.Integer, nullable=False),
        sa.Column("through_seq", sa.BigInteger, nullable=False),
        sa.Column("done", sa.Boolean(create_constraint=False), nullable=False),
        sqlite_with_rowid=False,
    )
    # Until now SQLite left what it freed as it was. In a file where nothing was freed yet there is nothing to clean.
    op.execute("INSERT INTO marks SELECT 'secure_delete', 'always' WHERE NOT EXISTS (SELECT 1 FROM ledgers)")
