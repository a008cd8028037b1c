"""Work on both halves of the day after a night was told by the same sentence twice."""

from tests.cli.conftest import DAYS, Run, Small


def test_each_half_is_named(run: Run, small: Small) -> None:
    night = ("--post", "ASP-1", "--date", DAYS[1].isoformat(), "--half", "night", "--set", "CH-GUARD")
    english = run("what-if", small.site, small.plan, *night).out
    french = run("what-if", small.site, small.plan, *night, "--lang", "fr").out
    assert "works with patients the morning after (from Tue 01/12 to Wed 02/12)" in " ".join(english.split())
    assert "auprès des patients le lendemain matin (du mar. 01/12" in " ".join(french.split())
