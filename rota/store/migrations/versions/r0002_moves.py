"""An index of what moves: the balance of a month is told without reading years of entries."""

from alembic import op

from rota.store.migrations import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create it."""
    run_sql(op.get_bind(), revision)
