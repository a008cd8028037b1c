"""The summary of one week that touches two months had a heading “Shares of the sites” over nothing."""

from pathlib import Path

from tests.cli.conftest import Run

MINIMAL = Path(__file__).parents[2] / "sample_sites" / "minimal"


def test_the_summary_says_why_no_share_is_told(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    told = run("plan", MINIMAL, "--from", "2026-11-30", "--weeks", 1, "--out", plan)
    assert "Less than a week of each month is known: no share can be judged yet." in told.out
    told = run("plan", MINIMAL, "--from", "2026-12-07", "--weeks", 1, "--out", plan)
    assert "Less than a week" not in told.out
