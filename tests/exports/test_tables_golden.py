"""The file of a provisional table, byte for byte: what another program reads may not change by accident."""

from pathlib import Path

from exports import tables
from exports.papers import Form, render
from exports.tables import Asked, TableKind
from rota.cli.samples import sample
from rota.words import Lang
from rota.workspace import drafting, starting
from rota.workspace.opened import opened
from tests.exports.golden_files import Golden
from tests.workspace.given import NOVEMBER, At, publish


def test_the_sample_month_as_csv(tmp_path: Path, same_as_golden: Golden) -> None:
    url = f"sqlite:///{(tmp_path / 'rota.db').as_posix()}"
    starting.init(sample("vitre"), url, At(NOVEMBER))
    with opened(url, At(NOVEMBER)) as found:
        publish(found, drafting.keep_file(found, sample("vitre_attendance") / "plan.json", site="CH"))
        paper = tables.service_table(found, Asked("2026-12", TableKind.PROVISIONAL))
    same_as_golden("service-table-2026-12.fr.csv", render(paper, Form.CSV, Lang.FR).replace(b"\r\n", b"\n"))
