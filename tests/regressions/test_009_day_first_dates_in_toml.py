"""A date written the French way in a TOML file was told as “not valid TOML: a line reads key = value”."""

from pathlib import Path

import pytest

from tests.sites.changes import MINIMAL, edit, faults_of


@pytest.mark.parametrize("written", ["02/11/2026", "2.11.2026", "02-11-2026 # début"])
def test_the_remedy_is_the_order_of_year_month_and_day(written: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for file in MINIMAL.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    edit("posts.toml", "start = 2026-11-02", f"start = {written}")(folder)
    (fault,) = faults_of(folder)
    assert fault.line == 11
    assert fault.remedy.fr == "Écrire année-mois-jour, sans guillemets : 2026-11-02."
