"""The file of a provisional table, byte for byte: what another program reads may not change by accident."""

import pytest

from exports import tables
from exports.papers import Form, render
from exports.tables import Asked, TableKind
from rota.cli.samples import sample
from rota.ledger.writer import month_span
from rota.words import Lang
from rota.workspace import drafting, standing, starting
from rota.workspace.opened import opened
from tests.exports.golden_files import Golden
from tests.exports.reading_tables import rows_of, tables_of
from tests.workspace.given import NOVEMBER, At, publish


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample folder with its opening balances, and its plan of December published."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('sample') / 'rota.db').as_posix()}"
    starting.init(sample("vitre"), url, At(NOVEMBER))
    with opened(url, At(NOVEMBER)) as found:
        publish(found, drafting.keep_file(found, sample("vitre_attendance") / "plan.json", site="CH"))
    return url


def test_the_sample_month_as_csv(url: str, same_as_golden: Golden) -> None:
    with opened(url, At(NOVEMBER)) as found:
        paper = tables.service_table(found, Asked("2026-12", TableKind.PROVISIONAL))
    same_as_golden("service-table-2026-12.fr.csv", render(paper, Form.CSV, Lang.FR).replace(b"\r\n", b"\n"))


def test_what_waits_is_what_the_balance_has_pending(url: str) -> None:
    span = month_span("2026-12")
    with opened(url, At(NOVEMBER)) as found:
        told = tables_of(tables.service_table(found, Asked("2026-12", TableKind.PROVISIONAL)))
        balances = standing.balances_of(found, span, span.last)
    sites, posts = rows_of(told["sites"], 2), rows_of(told["posts"], 1)
    for balance in balances:
        waiting = {each.site: each for each in balance.pending}
        assert {site: sites[balance.post, site]["done"] for site in waiting} == {
            site: each.parts for site, each in waiting.items()
        }
        minutes = sum(each.minutes for each in waiting.values())
        assert posts[balance.post,]["worked"] + posts[balance.post,]["standby"] == minutes


def test_what_was_done_before_the_ledger_stands_apart(url: str) -> None:
    span = month_span("2026-11")
    with opened(url, At(NOVEMBER)) as found:
        told = tables_of(tables.service_table(found, Asked("2026-11", TableKind.REALISED)))
        balances = standing.balances_of(found, span, span.last)
    sites = rows_of(told["sites"], 2)
    assert sum(row["brought"] for row in sites.values()) > 0
    for balance in balances:
        for time in balance.sites:
            row = sites[balance.post, time.site]
            assert {code: row[code] for code in ("carried", "owed", "done", "leave", "other", "due")} == {
                code: getattr(time, code) for code in ("carried", "owed", "done", "leave", "other", "due")
            }
