"""A plan changed behind the product’s back was read as it stood there, or told as a faulty file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rota.store.errors import Damaged
from rota.words import Lang
from rota.workspace import plans
from tests.workspace.given import FIRST, draft, workspace


def forge(path: Path) -> None:
    """Drop the triggers of plans, turn mornings into afternoons, and put the triggers back."""
    with closing(sqlite3.connect(path)) as base:
        told = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'plan_body'"
        triggers = base.execute(told).fetchall()
        for name, _ in triggers:
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute("""UPDATE plan_body SET body = replace(body, '"am"', '"pm"')""")
        for _, sql in triggers:
            base.execute(sql)
        base.commit()


def test_it_is_named_and_not_used(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        name = draft(found, FIRST, 1).name
    forge(tmp_path / "rota.db")
    with workspace(tmp_path) as found, pytest.raises(Damaged) as refused:
        plans.find(found, "latest")
    assert refused.value.text.say(Lang.EN).startswith(f"plan {name} was changed in the database")
