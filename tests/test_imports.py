"""The domain loads no solver, no database, no screen, no calendar file: seen at run time."""

import subprocess
import sys

import pytest

HEAVY = ("pulp", "highspy", "sqlmodel", "sqlalchemy", "textual", "icalendar", "rich", "click", "numpy")


@pytest.mark.parametrize("module", ["rota.model.universe", "rota.rules", "rota.check", "rota.explain"])
def test_domain_module_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_command_line_starts_without_the_solver() -> None:
    heavy = tuple(name for name in HEAVY if name != "click")
    code = f"import sys, rota.cli; print(*(name for name in {heavy!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []
