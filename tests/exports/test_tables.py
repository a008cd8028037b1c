"""Service tables of two lived months: every file says what ``rota balance`` says."""

import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports import tables
from exports.papers import Form, Paper, render
from exports.tables import Asked, TableKind
from rota.compliance.balance import Balance
from rota.compliance.reading import DutyTime
from rota.errors import UserError
from rota.ledger.entry import EntryKind
from rota.ledger.writer import month_span
from rota.model.facts import DutyKind, PostId, SiteId
from rota.words import Lang
from rota.workspace import journal, reconciling, standing
from rota.workspace.opened import Workspace, opened
from tests.exports import reading_tables as r
from tests.exports.months import DECEMBER, NOVEMBER, lived
from tests.exports.reading_tables import in_office
from tests.workspace.given import JANUARY, At

pytestmark = pytest.mark.long

ASKED = [Asked(month, kind) for month in (NOVEMBER, DECEMBER) for kind in TableKind]
REALISED = Asked(DECEMBER, TableKind.REALISED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where two months were lived; nobody writes there any more."""
    made = tmp_path_factory.mktemp("lived")
    lived(made)
    return made


@pytest.fixture
def months(folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of them."""
    shutil.copy(folder / "rota.db", tmp_path)
    with opened(f"sqlite:///{(tmp_path / 'rota.db').as_posix()}", At(JANUARY)) as found:
        yield found


def balances(found: Workspace, month: str) -> tuple[Balance, ...]:
    span = month_span(month)
    return standing.balances_of(found, span, span.last)


@pytest.mark.parametrize("month", [NOVEMBER, DECEMBER])
def test_the_realised_table_says_what_the_balance_says(months: Workspace, month: str) -> None:
    told = r.tables_of(tables.service_table(months, Asked(month, TableKind.REALISED)))
    sites, posts, period = (
        r.rows_of(told["sites"], 2),
        r.rows_of(told["posts"], 1),
        r.rows_of(told["period"], 1),
    )
    for balance in balances(months, month):
        for time in balance.sites:
            row = sites[balance.post, time.site]
            for code in ("carried", "owed", "done", "leave", "other", "due"):
                assert row[code] == getattr(time, code), (balance.post, time.site, code)
        row = posts[balance.post,]
        assert row["worked"] == sum(time.worked for time in balance.sites)
        assert row["standby"] == sum(time.standby for time in balance.sites)
        duties = {
            f"{kind.value}-{time}": sum(d.count for d in balance.duties if (d.kind, d.time) == (kind, time))
            for kind in DutyKind
            for time in DutyTime
        }
        assert {code: row.get(code, 0) for code in duties} == duties
        assert period[balance.post,] == {
            "owed": balance.additional.owed,
            "discharged": balance.additional.discharged,
            "beyond": balance.additional.beyond,
            "counted": balance.additional.counted,
            "waits": balance.additional.waits,
            "worked": balance.worked.minutes,
            "ceiling": balance.worked.allowed,
        }


@pytest.mark.parametrize("month", [NOVEMBER, DECEMBER])
def test_the_provisional_table_says_what_was_published(months: Workspace, month: str) -> None:
    told = r.tables_of(tables.service_table(months, Asked(month, TableKind.PROVISIONAL)))
    sites, posts = r.rows_of(told["sites"], 2), r.rows_of(told["posts"], 1)
    for balance in balances(months, month):
        lines = journal.lines(months, balance.post, month)
        for time in balance.sites:
            row = sites[balance.post, time.site]
            assert row["done"] == sum(line.planned for line in lines if line.site == time.site)
            assert (row["owed"], row["leave"]) == (time.owed, time.leave)
        assert posts[balance.post,]["worked"] == sum(line.planned_minutes for line in lines)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_each_file_says_the_same(months: Workspace, asked: Asked) -> None:
    paper = tables.service_table(months, asked)
    given = r.tables_of(paper)
    sites = r.rows_of(given["sites"], 2)
    assert in_workbook(render(paper, Form.XLSX, Lang.FR), len(given["sites"].columns)) == [
        [*key, *(amount / 60 for amount in row.values())] for key, row in sites.items()
    ]
    lines = r.csv_rows(render(paper, Form.CSV, Lang.FR), Lang.FR)
    read = [line[1:] for line in lines if line[:1] == ["sites"]][1:]
    assert {
        (line[0], line[1]): [round(60 * float(n.replace(",", "."))) for n in line[2:]] for line in read
    } == {key: list(row.values()) for key, row in sites.items()}
    words = r.pdf_words(render(paper, Form.PDF, Lang.FR))
    for code in ("sites", "posts"):
        for row in r.words_of(given[code], Lang.FR):
            assert r.holds(words, row), row


def in_workbook(data: bytes, width: int) -> list[list[object]]:
    rows = list(r.sheet_rows(data, "Totaux", "Site"))
    total = rows.pop()
    for place in range(2, width):
        assert sum(row[place] for row in rows) == pytest.approx(total[place - 1])  # type: ignore[misc]
    return rows


@in_office
def test_a_spreadsheet_that_calculates_finds_our_totals(months: Workspace, tmp_path: Path) -> None:
    ours = render(tables.service_table(months, REALISED), Form.XLSX, Lang.FR)
    theirs = r.saved_by_office(tmp_path / "out", r.without_values(ours))
    assert numbers(theirs) == pytest.approx(numbers(ours))
    assert len(numbers(ours)) > 200


@in_office
def test_totals_follow_the_detail(months: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "given.xlsx"
    file.write_bytes(render(tables.service_table(months, REALISED), Form.XLSX, Lang.EN))
    book = load_workbook(file)
    detail = book["Detail"]
    lines = enumerate(detail.iter_rows(values_only=True), 1)
    row = next(number for number, cells in lines if cells[4] == "on-site duty")
    post, site = detail.cell(row, 1).value, detail.cell(row, 4).value
    detail.cell(row, 8).value += 3
    book.save(file)
    before = {(line[0], line[1]): line for line in r.sheet_rows(render(
        tables.service_table(months, REALISED), Form.XLSX, Lang.EN), "Totals", "Site")}  # fmt: skip
    after = {(line[0], line[1]): line for line in r.sheet_rows(
        r.saved_by_office(tmp_path / "out", file.read_bytes()), "Totals", "Site")}  # fmt: skip
    changed = {key for key in before if before[key] != pytest.approx(after[key])}
    assert (post, site) in changed
    assert len(changed) == 2, "the row and the total"
    columns = [column.code for column in r.tables_of(tables.service_table(months, REALISED))["sites"].columns]
    moved = [after[post, site][n] - before[post, site][n] for n in range(2, len(columns))]  # type: ignore[operator]
    assert dict(zip(columns[2:], moved, strict=True)) == pytest.approx(
        dict.fromkeys(columns[2:], 0) | {"duty": 3, "done": 3, "due": -3}
    )


def numbers(data: bytes) -> dict[tuple[str, str], float]:
    """Every number of every sheet, hours as days."""
    book = load_workbook(BytesIO(data), data_only=True)
    found = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if hasattr(value, "total_seconds"):
                    value = value.total_seconds() / 86_400
                elif hasattr(value, "hour") and not isinstance(value, date):
                    value = (value.hour * 60 + value.minute) / 1440
                if isinstance(value, int | float):
                    found[sheet.title, cell.coordinate] = float(value)
    return found


def test_a_correction_of_a_closed_month_stands_in_the_next_one(months: Workspace) -> None:
    post = PostId("ASP-GASTRO-1")
    duty = next(
        entry
        for entry in months.ledgers()[post]
        if entry.draft.month == NOVEMBER
        and entry.draft.kind is EntryKind.POST
        and entry.draft.credit == "done:CH"
    )
    before = r.tables_of(tables.service_table(months, Asked(NOVEMBER, TableKind.REALISED)))["sites"]
    reconciling.take_back(months, post, duty.seq, "CH", "mistake")
    after = r.tables_of(tables.service_table(months, Asked(NOVEMBER, TableKind.REALISED)))["sites"]
    assert after == before, "a closed month is what was signed"
    december = r.tables_of(tables.service_table(months, REALISED))["sites"]
    row = r.rows_of(december, 2)[post, "CH"]
    assert row["corrections"] == -duty.draft.amount
    for balance in balances(months, DECEMBER):
        for time in balance.sites:
            assert r.rows_of(december, 2)[balance.post, time.site]["done"] == time.done


def test_what_stands_behind_it(months: Workspace) -> None:
    closed = r.tables_of(tables.service_table(months, Asked(NOVEMBER, TableKind.REALISED)))["ledger"]
    proposed = r.tables_of(tables.service_table(months, REALISED))["ledger"]
    for row in r.words_of(closed, Lang.EN):
        assert row[1] == "closed"
        assert row.count("affairs,") == 2
        assert "not" not in row
    ledgers = months.ledgers()
    for row in r.words_of(proposed, Lang.EN):
        assert row[1] == "proposed"
        entry = next(e for e in ledgers[PostId(row[0])] if e.seq == int(row[2]))
        assert row[3] == entry.hash.hex()[:16]
        assert " ".join(row).endswith("not signed")
    plans = r.tables_of(tables.service_table(months, Asked(DECEMBER, TableKind.PROVISIONAL)))["plans"]
    (told,) = r.words_of(plans, Lang.FR)
    assert told[0] == "2026-11-30/v1"
    assert told.count("04/01/2027") == 4, "three agreements and the publication"


def test_a_table_of_one_site_or_post(months: Workspace) -> None:
    epsm = r.tables_of(tables.service_table(months, Asked(DECEMBER, TableKind.REALISED, site=SiteId("EPSM"))))
    assert {key[0] for key in r.rows_of(epsm["sites"], 2)} == {"ASP-PSY-1", "ASP-PSY-2"}
    assert {key[1] for key in r.rows_of(epsm["sites"], 2)} == {"CH", "EPSM"}, "work at the other site too"
    one = r.tables_of(
        tables.service_table(months, Asked(DECEMBER, TableKind.REALISED, post=PostId("ASP-VISC-1")))
    )
    assert set(r.rows_of(one["posts"], 1)) == {("ASP-VISC-1",)}
    with pytest.raises(UserError):
        tables.service_table(months, Asked("2030-01", TableKind.REALISED))
    with pytest.raises(UserError):
        tables.service_table(months, Asked("2027-02", TableKind.PROVISIONAL))


def test_what_was_not_done_as_planned(months: Workspace) -> None:
    paper = tables.service_table(months, REALISED)
    changes = [row.cells for row in r.tables_of(paper)["changes"].rows]
    assert ("ASP-PSY-1", date(2026, 12, 31)) in {cells[:2] for cells in changes}
    assert not r.tables_of(tables.service_table(months, Asked(NOVEMBER, TableKind.REALISED))).get("changes")
    grid = r.tables_of(paper)["grid"]
    marks = [cell for row in r.words_of(grid, Lang.EN) for cell in row]
    assert sum(mark.endswith("*") for mark in marks) == len(changes)
    assert sum(mark.endswith("!") for mark in marks) == 1, "one on-call duty was called out"


def test_the_same_bytes_each_time(months: Workspace) -> None:
    def paper() -> Paper:
        return tables.service_table(months, REALISED)

    for form in (Form.XLSX, Form.CSV, Form.PDF):
        assert render(paper(), form, Lang.FR) == render(paper(), form, Lang.FR)
