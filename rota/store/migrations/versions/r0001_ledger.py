"""Contracts, entries, bookings, facts, plans and attendance, with their triggers."""

from alembic import op

from rota.store.migrations import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    run_sql(op.get_bind(), revision)
