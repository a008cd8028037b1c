"""Reports of a lived month: every file says what balance, compliance and money say."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.papers import Cell, Form, Paper, Table, render
from exports.papers.model import Content
from exports.papers.told import told
from exports.reports import PostReportKind, compliance_paper, post_paper, shares_paper
from rota.compliance.cost import presence
from rota.compliance.standing import Light
from rota.model.calendar import month_of
from rota.words import Lang
from rota.workspace import reporting, standing
from rota.workspace.money import Chosen, money_of
from rota.workspace.opened import Workspace
from rota.workspace.report_period import half_year
from rota.workspace.report_shares import shares_report
from tests.exports import reading_tables as r
from tests.exports.reading_pages import Page
from tests.workspace.lived import END, ONE, TWO, lived

AUTUMN = half_year(2026, 2)
GIVEN = Chosen("aid-bretagne-2017", 10_000_001, 10_001)
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Only read."""
    with lived(tmp_path_factory.mktemp("lived")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def papers(found: Workspace) -> dict[str, Paper]:
    """One of each."""
    judged = reporting.compliance_report(found, None, END)
    half = reporting.post_report(found, ONE, AUTUMN, END)
    final = reporting.post_report(found, TWO, reporting.contract_span(found, TWO), END)
    return {
        "compliance": compliance_paper(found, judged),
        "half-year": post_paper(found, half, PostReportKind.HALF_YEAR),
        "final": post_paper(found, final, PostReportKind.FINAL),
        "shares": shares_paper(found, shares_report(found, AUTUMN, GIVEN, END)),
    }


KINDS = ("compliance", "half-year", "final", "shares")


def test_time_per_site_is_that_of_the_balance(found: Workspace, papers: dict[str, Paper]) -> None:
    (balance,) = standing.balances_of(found, AUTUMN, END, [ONE])
    rows = r.rows_of(r.tables_of(papers["half-year"])["sites"], 1)
    for time in balance.sites:
        mine = rows[time.site,]
        assert (mine["done"], mine["leave"], mine["due"], mine["worked"]) == (
            *(time.done, time.leave, time.due, time.worked),
        )
        assert mine["presence"] == presence(balance)[time.site]
    whole = sum(presence(balance).values())
    assert {row["share"] for row in rows.values()} == {
        10_000 * part // whole for part in presence(balance).values()
    }


def test_leave_hours_and_duties_are_those_of_the_balance(found: Workspace, papers: dict[str, Paper]) -> None:
    (balance,) = standing.balances_of(found, AUTUMN, END, [ONE])
    tables = r.tables_of(papers["half-year"])
    rights = [right for right in balance.leave if right.year == 2026]
    assert [row["taken"] for row in _figures(tables["leave"])] == [right.taken for right in rights]
    assert [row["left"] for row in _figures(tables["leave"])] == [right.left for right in rights]
    (quarter,) = _figures(tables["quarters"])
    assert (quarter["owed"], quarter["discharged"]) == (
        balance.additional.owed,
        balance.additional.discharged,
    )
    assert (quarter["worked"], quarter["allowed"]) == (balance.worked.minutes, balance.worked.allowed)
    assert sum(row["count"] for row in _figures(tables["duties"])) == sum(d.count for d in balance.duties)


def test_lights_are_those_of_compliance(found: Workspace, papers: dict[str, Paper]) -> None:
    judged = standing.standing_of(found, None, END)
    tables = r.tables_of(papers["compliance"])
    rows = list(tables["rules"].body)
    assert len(rows) == len(judged.lines)
    words = [_light(row.cells[0]) for row in rows]
    assert words.count("RED") == len(judged.of(Light.RED))
    findings = sum(len(line.findings) or 1 for line in judged.of(Light.RED))
    assert len([row for row in tables["findings"].body if _light(row.cells[0]) == "RED"]) == findings
    assert ("forecast" in tables) == bool(judged.crossings)
    at = [column.head for column in tables["lights-1"].columns].index(ONE)
    worst = {told(_content(row.cells[0]), Lang.EN): _light(row.cells[at]) for row in tables["lights-1"].body}
    broken = {line.name.en for line in judged.of(Light.RED) if line.who == ONE}
    assert {name for name, shown in worst.items() if shown == "RED"} == broken


def test_shares_are_those_of_money_to_the_cent(found: Workspace, papers: dict[str, Paper]) -> None:
    rows = r.rows_of(r.tables_of(papers["shares"])["months"], 3)
    for month in ("2026-11", "2026-12"):
        for money in money_of(found, month, GIVEN):
            mine = {site: rows[money.post, month, site] for site in money.shares}
            assert {site: row["cost"] for site, row in mine.items()} == dict(money.shares)
            assert sum(row["cost"] for row in mine.values()) == 10_000_001 // 12
    for row in _figures(r.tables_of(papers["shares"])["shares"]):
        assert row["whole"] == row["cost-1"] + row["cost-2"] == 2 * (10_000_001 // 12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", Lang)
def test_pages_and_csv_hold_every_row(papers: dict[str, Paper], kind: str, lang: Lang) -> None:
    paper = papers[kind]
    page = Page(render(paper, Form.HTML, lang))
    assert page.loads == []
    lines = r.csv_rows(render(paper, Form.CSV, lang), lang)
    for code, table in r.tables_of(replace(paper, sections=paper.within(Form.HTML))).items():
        shown = [[" ".join(cell.split()) for cell in row] for row in page.tables[code]]
        wanted = [[" ".join(told(_content(cell), lang).split()) for cell in row.cells] for row in table.rows]
        assert shown[len(table.heads) + 1 :] == wanted
        if table.in_csv:
            mine = [line for line in lines if line and line[0] == code]
            assert len(mine) == 1 + len(table.body)


@pytest.mark.parametrize("kind", KINDS)
def test_print_holds_every_row(papers: dict[str, Paper], kind: str) -> None:
    paper = papers[kind]
    text = "".join(r.pdf_words(render(paper, Form.PDF, Lang.FR)))
    tables = [b for section in paper.within(Form.PDF) for b in section.blocks if isinstance(b, Table)]
    assert tables
    for row in (row for table in tables for row in table.rows):
        for cell in row.cells:
            assert "".join(told(_content(cell), Lang.FR).split()) in text


@pytest.mark.parametrize("kind", KINDS)
def test_workbooks_hold_values_formulas_and_native_charts(papers: dict[str, Paper], kind: str) -> None:
    data = render(papers[kind], Form.XLSX, Lang.EN)
    assert data == render(papers[kind], Form.XLSX, Lang.EN)
    plain, worked = load_workbook(BytesIO(data)), load_workbook(BytesIO(data), data_only=True)
    formulas = [c for sheet in plain for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert bool(formulas) == (kind != "compliance")
    for cell in formulas:
        assert isinstance(worked[cell.parent.title][cell.coordinate].value, int | float | timedelta)
    charts = [chart for sheet in plain for chart in sheet._charts]
    assert len(charts) >= (1 if kind == "shares" else 3)
    for chart in charts:
        for series in chart.series:
            assert series.val.numLit.ptCount == series.cat.strLit.ptCount


def test_a_chart_shows_the_figures_of_its_table(papers: dict[str, Paper]) -> None:
    rows = _figures(r.tables_of(papers["shares"])["shares"])
    (chart,) = [
        chart
        for sheet in load_workbook(BytesIO(render(papers["shares"], Form.XLSX, Lang.EN)))
        for chart in sheet._charts
    ]
    for place, series in enumerate(chart.series, 1):
        drawn = [round(100 * float(point.v)) for point in series.val.numLit.pt]
        assert drawn == [row[f"cost-{place}"] for row in rows]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", KINDS)
def test_a_spreadsheet_recalculates_to_the_same(papers: dict[str, Paper], kind: str, tmp_path: Path) -> None:
    data = render(papers[kind], Form.XLSX, Lang.EN)
    (tmp_path / "in.xlsx").write_bytes(r.without_values(data))
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    ours = load_workbook(BytesIO(data), data_only=True)
    theirs = load_workbook(tmp_path / "out" / "in.xlsx", data_only=True)
    formulas = load_workbook(BytesIO(data))
    for sheet in formulas:
        for cell in (each for row in sheet.iter_rows() for each in row if each.data_type == "f"):
            want, got = (_number(book[sheet.title][cell.coordinate].value) for book in (ours, theirs))
            assert got == pytest.approx(want, abs=1e-6)


def test_a_month_asked_alone_is_that_month(found: Workspace) -> None:
    whole = shares_report(found, AUTUMN, GIVEN, END)
    alone = shares_report(found, month_of(END), GIVEN, END)
    assert [post.months for post in alone.posts] == [post.months[-1:] for post in whole.posts]


def _figures(table: Table) -> list[dict[str, int]]:
    return list(r.rows_of(table, len(table.columns)).values())


def _number(value: object) -> float:
    """Hours are read as a length of time."""
    return value.total_seconds() if isinstance(value, timedelta) else float(str(value))


def _content(cell: Cell | Content) -> Content:
    return cell.content if isinstance(cell, Cell) else cell


def _light(cell: Cell | Content) -> str:
    return told(_content(cell), Lang.EN)
