"""The store: the only package that knows the database (SQLite or PostgreSQL through SQLModel).

Importing it loads SQLAlchemy: the command line does so only when a workspace is asked for.
"""

from rota.store.attendance import AttendanceFile, AttendanceLine, Outcome
from rota.store.backup import Backup, backup
from rota.store.engine import DEFAULT_URL
from rota.store.plan_version import PlanChanged, PlanState, PlanVersion
from rota.store.rows import StoredEntry
from rota.store.store import Store
from rota.store.unit import Unit

__all__ = [
    "DEFAULT_URL",
    "AttendanceFile",
    "AttendanceLine",
    "Backup",
    "Outcome",
    "PlanChanged",
    "PlanState",
    "PlanVersion",
    "Store",
    "StoredEntry",
    "Unit",
    "backup",
]
