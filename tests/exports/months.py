"""Months for the service tables: two of Vitré, lived from plan to signatures; one with formulas for names."""

import shutil
from dataclasses import replace
from pathlib import Path

from rota.cli import demo_ledger as demo
from rota.cli.samples import sample
from rota.model.facts import Facts
from rota.workspace import attending, closing, reconciling, starting
from rota.workspace.opened import Workspace, opened
from tests.workspace.given import JANUARY, At, small

NOVEMBER, DECEMBER = demo.MONTHS
HOSTILE = ("=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "-2+3", "\t=1+1")
"""Names that a spreadsheet could run."""


def lived(folder: Path) -> str:
    """November closed by both sites, December proposed by one: the address of the workspace."""
    url = f"sqlite:///{(folder / 'rota.db').as_posix()}"
    shutil.copytree(sample("vitre"), folder / "site", ignore=shutil.ignore_patterns("balances.csv"))
    starting.init(folder / "site", url, At(JANUARY))
    with opened(url, At(JANUARY)) as found:
        for first, weeks in demo.PLANS:
            demo.published(found, demo.drafted(found, first, weeks))
        for month in demo.MONTHS:
            _reconciled(found, folder, month)
        demo.close(found, NOVEMBER)
        closing.close(found, DECEMBER, "CH")
    return url


def _reconciled(found: Workspace, folder: Path, month: str) -> None:
    for file, site, mapping in demo.stated(found, folder, month):
        attending.import_attendance(found, file, site, mapping)
    demo.decide(found, reconciling.apply(found, month, "CH").waiting)
    reconciling.apply(found, month, "CH")


def hostile() -> Facts:
    """The small site, every name of it a formula."""
    facts = small()
    first, *others = facts.sites
    return replace(
        facts,
        sites=(replace(first, name=HOSTILE[0]), *(replace(site, name=HOSTILE[1]) for site in others)),
        activities=tuple(replace(a, name=HOSTILE[2] + str(n)) for n, a in enumerate(facts.activities)),
        posts=tuple(replace(post, specialty=HOSTILE[3]) for post in facts.posts),
    )
