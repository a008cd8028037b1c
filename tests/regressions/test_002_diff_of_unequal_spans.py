"""``rota diff`` of a plan and a shorter one told the price of weeks that only one of them holds."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MINIMAL = Path(__file__).parents[2] / "sample_sites" / "minimal"


@pytest.mark.parametrize("turned", [False, True])
def test_only_the_days_that_both_plans_hold_are_judged(run: Run, tmp_path: Path, turned: bool) -> None:
    long, short = tmp_path / "long.json", tmp_path / "short.json"
    assert run("plan", MINIMAL, "--from", "2026-11-30", "--weeks", 4, "--out", long).code == 0
    assert (
        run("plan", MINIMAL, "--from", "2026-12-14", "--weeks", 1, "--against", long, "--out", short).code
        == 0
    )
    pair = (short, long) if turned else (long, short)
    told = json.loads(run("diff", MINIMAL, *pair, "--format", "json").out)
    assert told["span"] == {"first": "2026-12-14", "last": "2026-12-20"}
    assert told["changes"] == []
    assert told["cost_before"] == told["cost_after"]
    assert told["effect"] == {"cost": 0, "lawful": True, "gained": [], "lost": []}
