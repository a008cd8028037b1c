"""French tables shortened “après-midi” to “a.-m.”, which reads as the morning."""

from tests.cli.conftest import Run, Small


def test_no_afternoon_reads_as_a_morning(run: Run, small: Small) -> None:
    week = run("show", small.site, small.plan, "--service", "CH-MED", "--lang", "fr").out
    annex = run("typical-week", small.site, small.plan, "--lang", "fr").out
    assert "a.-m." not in week + annex
    assert "ap.-m. CLINIC" in week
    assert "apr.-midi" in annex
