"""Needs before a convention starts, and a site short of its share, were told as lacking a qualified post."""

import json
from pathlib import Path

from tests.cli.conftest import Run

MINIMAL = Path(__file__).parents[2] / "sample_sites" / "minimal"


def test_a_need_outside_the_convention_names_its_term(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    asked = ("plan", MINIMAL, "--from", "2026-10-19", "--weeks", 1, "--out", plan)
    told = " ".join(run(*asked).out.split())
    assert "ASP-MED-1: its convention only runs from 02/11/2026 to 31/10/2028." in told
    assert "has what it takes" not in told
    hole = json.loads(run(*asked, "--format", "json").out)["holes"][0]
    assert (hole["fillers"], hole["outside"]) == ([], ["ASP-MED-1"])
