"""What a person at the centre decides, keys that follow one another, and what was redacted."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version of the service needs."""
