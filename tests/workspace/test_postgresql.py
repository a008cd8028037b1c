"""The same verbs on PostgreSQL: from folder to closed month, and two heads at the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from rota import sites
from rota.ledger.writer import month_span
from rota.store import PlanChanged
from rota.workspace import attending, closing, drafting, plans, reconciling, starting
from rota.workspace.opened import opened
from rota.workspace.verifying import beside, verified
from tests.store.servers import require, schema
from tests.workspace.given import FIRST, JANUARY, At, draft, publish, small

MONTH = f"{FIRST:%Y-%m}"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    require()
    sites.write(small(), tmp_path / "site")
    with schema() as address:
        starting.init(tmp_path / "site", address, At(JANUARY))
        yield address


def test_a_month_goes_from_folder_to_two_signatures(url: str) -> None:
    with opened(url, At(JANUARY)) as found:
        publish(found, draft(found, FIRST, 1))
        for site in ("CH", "CHU"):
            attending.confirm_days(found, site, month_span(MONTH))
        assert reconciling.apply(found, MONTH, "CH").differences == ()
        for site, step in (("CH", "proposed"), ("CHU", "signed")):
            assert {one.step for one in closing.close(found, MONTH, site)} == {step}
        alone, shared_out = verified(found), verified(found, many=1)
        assert alone == shared_out
        assert all(one.sound for one in alone)
        assert beside(found) == ()


def test_of_two_heads_who_save_at_once_one_sees_the_other(url: str) -> None:
    with opened(url, At(JANUARY)) as found:
        made = draft(found, FIRST, 1, site="CH")
        stored = plans.content_of(found.facts, made.version)
        content = replace(stored, settings=replace(stored.settings, seed=7))
        asked = {site: drafting.question(found, FIRST, 2, site=site, on="v1") for site in ("CH", "CHU")}

        def save(site: str) -> str:
            with opened(url, At(JANUARY)) as mine:
                try:
                    return drafting.keep(mine, asked[site], content, site).version.author_site
                except PlanChanged as error:
                    return f"sees {error.theirs.author_site}" if error.theirs else ""

        with ThreadPoolExecutor(2) as pool:
            answers = set(pool.map(save, ("CH", "CHU")))
        assert answers in ({"CHU", "sees CHU"}, {"CH", "sees CH"})
        assert len(plans.versions(found)) == 2
