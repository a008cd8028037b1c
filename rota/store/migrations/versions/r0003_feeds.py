"""Calendar feeds: their tokens, the record of their events, what was rendered last."""

from alembic import op

from rota.store.migrations import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create them."""
    run_sql(op.get_bind(), revision)
