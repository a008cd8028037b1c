"""The path of the plan just written was cut at column 80: it could neither be copied nor searched for."""

from tests.cli.conftest import Run, Small


def test_a_path_wider_than_the_page_is_one_word(run: Run, small: Small) -> None:
    out = small.folder / ("a" * 60) / ("b" * 60) / "plan.json"
    out.parent.mkdir(parents=True)
    told = run("plan", small.site, "--from", "2026-11-30", "--weeks", 1, "--out", out)
    assert told.code == 0
    assert f"\n{out}\n" in told.out
