"""``rota demo`` said “yours to edit” of its folder, and deleted it when it was run again."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_site_folder_that_is_not_the_sample_stays(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "out" / "site" / "posts.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text("# a morning of work", encoding="utf-8")
    told = run("demo", "--out", tmp_path / "out", "--lang", "fr")
    assert told.code == 2
    assert "n’est plus l’exemple tel quel : il n’est pas écrasé" in " ".join(told.err.split())
    assert mine.read_text(encoding="utf-8") == "# a morning of work"
