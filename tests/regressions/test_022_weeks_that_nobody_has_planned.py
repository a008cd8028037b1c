"""Weeks after the last published plan were judged as if nothing had been done in them: every post was red."""

from datetime import timedelta
from pathlib import Path

from rota.workspace.standing import known_of
from tests.workspace.given import FIRST, draft, publish, workspace

SUNDAY = FIRST + timedelta(days=6)


def test_what_nobody_has_planned_is_not_judged(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        publish(found, draft(found, FIRST, 1))
        assert known_of(found, None, SUNDAY + timedelta(days=20)).as_of == SUNDAY
        assert known_of(found, None, SUNDAY - timedelta(days=2)).as_of == SUNDAY - timedelta(days=2)
