"""The main job on the sample of Vitré, start to end."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.long


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_demo_goes_from_folder_to_calendars(run: Run, tmp_path: Path, lang: str) -> None:
    out = tmp_path / "out"
    told = run("demo", "--out", out, "--lang", lang)
    assert told.code == 0
    assert {path.name for path in out.iterdir()} == {
        "site",
        "site-absence",
        "PLAN.json",
        "PLAN-absence.json",
        "calendars",
        "ledger",
    }
    assert len(list((out / "calendars").glob("*.ics"))) == 7
    expected = {
        "fr": (
            "Aucune règle de loi n’est enfreinte.",
            "Pourquoi",
            "case(s) changée(s)",
            "Fichiers, dans",
            "clos",
        ),
        "en": ("No LAW rule is broken.", "Why", "cell(s) changed", "Files, in", "closed"),
    }[lang]
    assert all(words in told.out for words in expected)
    long = [line for line in told.out.splitlines() if len(line) > 80 and str(out) not in line]
    assert long == []
    assert run("check", out / "site", out / "PLAN.json").code == 0


def test_the_demo_refuses_a_folder_it_cannot_write(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here already", encoding="utf-8")
    told = run("demo", "--out", file)
    assert told.code == 2
    assert "cannot be written" in " ".join(told.err.split())
    assert file.read_text(encoding="utf-8") == "here already"
