"""Months for the service tables: two of Vitré, lived from plan to signatures; one whose names are awkward."""

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
AWKWARD = ('Vitré ";"=1+1', "<b>CHU</b> & {month} %s", "' =SUM(A1)", "&D &[File] <para>")
"""Names that break out of quotes, markup, patterns or footers where nobody minds them."""


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


def awkward() -> Facts:
    """The small site; each name is the worst that a folder accepts."""
    facts = small()
    first, *others = facts.sites
    return replace(
        facts,
        sites=(replace(first, name=AWKWARD[0]), *(replace(site, name=AWKWARD[1]) for site in others)),
        activities=tuple(replace(a, name=f"{AWKWARD[2]} {n}") for n, a in enumerate(facts.activities)),
        posts=tuple(replace(post, specialty=AWKWARD[3]) for post in facts.posts),
    )
