"""The sample exports of three hospitals, on a workspace made from the sample folder, as its page tells."""

from pathlib import Path

from rota.cli.samples import sample
from rota.model.facts import SiteId
from rota.reconcile import Kind
from rota.workspace import agreeing, attending, drafting, reconciling, starting
from rota.workspace.opened import opened
from tests.workspace.given import JANUARY, At

FILES = {"CH": ("ch.csv", "ch.toml"), "CHU": ("chu.xlsx", "chu.toml"), "EPSM": ("epsm.csv", None)}


def test_december_as_three_hospitals_export_it(tmp_path: Path) -> None:
    given, url = sample("vitre_attendance"), f"sqlite:///{(tmp_path / 'rota.db').as_posix()}"
    starting.init(sample("vitre"), url, At(JANUARY))
    with opened(url, At(JANUARY)) as found:
        plan = drafting.keep_file(found, given / "plan.json", site="CH")
        assert drafting.keep_file(found, given / "plan.json", site="CH") == plan
        agreeing.propose(found, plan.name, "CH")
        for site in ("CHU", "EPSM"):
            agreeing.agree(found, plan.name, site)
        assert agreeing.publish(found, plan.name, "CH").entries > 500
        for site, (file, mapping) in FILES.items():
            made = attending.import_attendance(
                found, given / file, site, given / mapping if mapping else None
            )
            assert made.entered > 30
            assert made.site == SiteId(site)
        done = reconciling.apply(found, "2026-12", "CH")
        kinds = {each.kind for each in done.waiting}
        assert {Kind.CONTRADICTION, Kind.EXTRA, Kind.SWAPPED} <= kinds
        assert all(one.percent > 80 for one in done.completeness.values())
