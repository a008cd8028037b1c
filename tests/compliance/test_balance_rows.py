"""A balance as rows, CSV and JSON: each figure once, in both languages, harmless in a spreadsheet."""

import csv
from io import StringIO

import pytest

from rota.compliance.balancing import balances
from rota.compliance.cells import safe
from rota.compliance.rows import COLUMNS, rows, to_csv, to_json
from rota.words import Lang
from tests.builders import CHU_MED, half_day
from tests.compliance.given import AM, ASP, DECEMBER, LAST, Month, december, work


def test_rows_say_each_figure_once_and_never_mix_units() -> None:
    month = december()
    found = rows(balances(month.entries, month.contract, month.facts, LAST, DECEMBER))
    keys = [(row.section, row.site, row.what) for row in found]
    assert len(set(keys)) == len(keys)
    for row in found:
        assert sum(v is not None for v in (row.parts, row.minutes, row.count, row.share)) == 1
        assert row.label.fr
        assert row.label.en


def test_csv_in_french_and_english() -> None:
    month = december()
    found = rows(balances(month.entries, month.contract, month.facts, LAST, DECEMBER))
    french = list(csv.reader(StringIO(to_csv(found, Lang.FR)), delimiter=";"))
    english = list(csv.reader(StringIO(to_csv(found, Lang.EN))))
    assert tuple(french[0]) == COLUMNS
    owed = next(row for row in french if row[3] == "owed")
    assert owed[4:11] == ["service dû sur la période", "2026-12-01", "2026-12-31", "1267", "21,12", "", ""]
    share = next(row for row in english if row[1] == "share")
    assert share[-2:] == ["77.61", "50.00"]


@pytest.mark.parametrize(
    "name", ["=1+1", "+33 2", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "|calc", "%x", "\u2028=1"]
)
def test_no_spreadsheet_runs_a_name(name: str) -> None:
    assert safe(name).startswith("'")
    assert safe(name).isprintable()


def test_an_honest_name_and_a_negative_number_stay_as_they_are() -> None:
    assert safe("CH-GARDE") == "CH-GARDE"
    month = Month().opened()
    month.worked(
        *[half_day(ASP, day, AM, CHU_MED) for day in DECEMBER if day.weekday() < 5 and day.day != 25]
    )
    found = rows(balances(month.entries, month.contract, month.facts, LAST, DECEMBER))
    due = next(row for row in csv.reader(StringIO(to_csv(found, Lang.EN))) if row[2:4] == ["CHU", "due"])
    assert due[7] == str(845 - 22 * 60)


def test_json_tells_the_same() -> None:
    month = december()
    told = to_json(balances(month.entries, month.contract, month.facts, LAST, DECEMBER))
    assert told["until"] == "2026-12-31"
    sites = told["sites"]
    assert isinstance(sites, list)
    assert isinstance(sites[0], dict)
    assert sites[0]["site"] == "CH"
    assert sites[0]["owed"] == 1267
    assert work()[0].post == told["post"]
