"""Files of attendance: each line ends as one of three, the same file twice adds nothing."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rota.ledger.accounts import CLOCK, call, done, due, standby, worked
from rota.ledger.entry import EntryKind, LedgerUnit
from rota.model.calendar import Slot
from rota.model.facts import OpeningBalance, PostId, SiteId
from rota.reconcile.claims import Claim, claims_of, standing
from rota.reconcile.faulty import FaultyAttendance
from rota.reconcile.fields import Field, Status
from rota.reconcile.importing import Duplicate, Entered, Rejected, import_file
from rota.reconcile.mapping import AttendanceMapping, read_mapping
from rota.words import Lang
from tests.builders import CH, CHU
from tests.reconcile.given import (
    ASP_1,
    FACTS,
    bring_in,
    csv_file,
    entries,
    journal,
    known,
    said,
)

MAPPING = """
format = 1
site = "CH"
encoding = "cp1252"
delimiter = ";"
dates = "DD/MM/YYYY"
minutes = "hours"
header_line = 2
[columns]
post = "Matricule"
date = "Jour"
half = "Période"
work = "Unité"
status = "État"
minutes = "Durée (h)"
half_days = "DJ"
[values.post]
"M-0001" = "ASP-1"
[values.work]
"Cs Méd" = "CH-MED/CLINIC"
"[values]" = "CH-MED/WARD"
[values.status]
"P" = "present"
"A" = "absent"
"""


def test_an_export_in_french_form_is_read(tmp_path: Path) -> None:
    mapping = tmp_path / "ch.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    export = tmp_path / "pointages.csv"
    lines = (
        "Export du 02/01/2027",
        "Matricule;Jour;Période;Unité;État;Durée (h);DJ;Motif",
        "M-0001;01/12/2026;Matin;Cs Méd;P;4,5;1,0;",
        "m-0001;01/12/2026;Après-midi;CS MÉD;A;;;maladie",
        "M-0001;02/12/2026;Journée;Cs Méd;P;9;1,5;",
    )
    export.write_bytes("\r\n".join(lines).encode("cp1252"))
    of = journal()
    found = import_file(export, CH, read_mapping(mapping), known=known(of))
    assert [type(line) for line in found.lines] == [Entered, Entered, Entered]
    assert found.unread == ("Motif",)
    claims = [claim for line in found.entered for claim in line.claims]
    assert [(c.day.day, c.slots, c.status, c.parts, c.minutes) for c in claims] == [
        (1, (Slot.AM,), Status.PRESENT, 60, 270),
        (1, (Slot.PM,), Status.ABSENT, 60, None),
        (2, (Slot.AM,), Status.PRESENT, 45, 270),
        (2, (Slot.PM,), Status.PRESENT, 45, 270),
    ]
    assert not any("maladie" in draft.payload().decode() for draft in found.drafts)


def test_a_claim_is_written_as_it_would_be_posted(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        "ASP-1,2026-12-01,am,8h30,13:15,CH-MED/CLINIC,,270,,",
        "ASP-1,2026-12-01,night,,,CH-GUARD,,,,",
        "ASP-1,2026-12-02,pm,,,CH-MED/CLINIC,absent,,,",
        "ASP-1,2026-12-03,pm,,,CH-MED/CLINIC,replaced,,,ASP-2",
    )
    drafts = import_file(path, CH, known=known(journal())).drafts
    assert {draft.kind for draft in drafts} == {EntryKind.CLAIM}
    assert [(d.debit, d.credit, d.amount, d.unit, d.reason) for d in drafts] == [
        (due(CH), done(CH), 60, LedgerUnit.HALF_DAY_60, "present"),
        (CLOCK, worked(CH), 270, LedgerUnit.MINUTE, "present"),
        (due(CH), done(CH), 120, LedgerUnit.HALF_DAY_60, "present"),
        (done(CH), due(CH), 60, LedgerUnit.HALF_DAY_60, "absent"),
        (done(CH), due(CH), 60, LedgerUnit.HALF_DAY_60, "replaced:ASP-2"),
    ]


def test_on_call_is_minutes_of_waiting_and_a_call_out_belongs_to_the_night_before(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        "ASP-1,2026-12-12,night,,,CHU-CALL,,,,",
        "ASP-1,2026-12-13,,02h15,03h45,CHU-CALL,call-out,,,",
        "ASP-1,2026-12-13,,22:00,23:00,CHU-CALL,call-out,,,",
    )
    found = import_file(path, CHU, known=known(journal()))
    assert [(d.worked_on, d.credit, d.amount) for d in found.drafts] == [
        (date(2026, 12, 12), standby(CHU), 840),
        (date(2026, 12, 12), call(CHU), 90),
        (date(2026, 12, 13), call(CHU), 60),
    ]


@pytest.mark.parametrize(("day", "minutes"), [("2027-03-27", 780), ("2027-10-30", 900), ("2026-12-12", 840)])
def test_a_night_lasts_what_the_clock_says(tmp_path: Path, day: str, minutes: int) -> None:
    path = csv_file(tmp_path, f"ASP-1,{day},,18h30,8h30,CH-GUARD,,,,")
    (line,) = import_file(path, CH, known=known(journal())).entered
    assert [(c.slots, c.minutes, c.parts) for c in line.claims] == [((Slot.NIGHT,), minutes, 120)]


def test_the_same_file_twice_adds_nothing_nor_the_same_facts_in_another(tmp_path: Path) -> None:
    of = journal()
    rows = ["ASP-1,2026-12-01,day,,,,,,,", "ASP-1,2026-12-02,am,,,CH-MED/CLINIC,,,,"]
    first = bring_in(csv_file(tmp_path, *rows), of)
    assert len(first.entered) == 2
    again = bring_in(csv_file(tmp_path, *rows), of)
    assert again.drafts == ()
    assert [type(line) for line in again.lines] == [Duplicate, Duplicate]
    other = bring_in(csv_file(tmp_path, *reversed(rows), "ASP-1,2026-12-03,am,,,,,,,", name="b.csv"), of)
    assert [type(line) for line in other.lines] == [Duplicate, Duplicate, Entered]


def test_a_site_may_change_its_mind_and_come_back(tmp_path: Path) -> None:
    of = journal()
    here = csv_file(tmp_path, "ASP-1,2026-12-01,am,,,,,,,", name="a.csv")
    bring_in(here, of)
    bring_in(csv_file(tmp_path, "ASP-1,2026-12-01,am,,,,absent,,,", name="b.csv"), of)
    assert not bring_in(here, of).drafts, "an old file sent again changes nothing"
    (now,) = standing(claims_of(entries(of), ASP_1))
    assert now.status is Status.ABSENT
    bring_in(csv_file(tmp_path, "", "ASP-1,2026-12-01,am,,,,,,,", name="c.csv"), of)
    (now,) = standing(claims_of(entries(of), ASP_1))
    assert now.status is Status.PRESENT
    bring_in(csv_file(tmp_path, "ASP-1,2026-12-01,am,,,,withdrawn,,,", name="d.csv"), of)
    assert standing(claims_of(entries(of), ASP_1)) == ()


@pytest.mark.parametrize(
    ("row", "column", "said_in_english"),
    [
        ("ASP-9,2026-12-01,am,,,,,,,", "ASP-9", "is not the code of a post"),
        (",2026-12-01,am,,,,,,,", "", "is empty"),
        ("ASP-1,,am,,,,,,,", "", "is empty"),
        ("ASP-1,31/11/2026,am,,,,,,,", "31/11/2026", "not a day"),
        ("ASP-1,2026-12-01,soir,,,,,,,", "soir", "not understood"),
        ("ASP-1,2026-12-01,,,,,,,,", "", "Neither a half-day nor hours"),
        ("ASP-1,2026-12-01,,08:00,,,,,,", "", "start or the end is missing"),
        ("ASP-1,2026-12-01,,25:00,26:00,,,,,", "25:00", "not an hour"),
        ("ASP-1,2026-12-01,am,,,CH-GERIA/CLINIC,,,,", "CH-GERIA/CLINIC", "neither of a service"),
        ("ASP-1,2026-12-01,am,,,CH-MED/GOLF,,,,", "CH-MED/GOLF", "not the code of an activity"),
        ("ASP-1,2026-12-01,am,,,CHU-MED/CLINIC,,,,", "CHU-MED/CLINIC", "is not of CH"),
        ("ASP-1,2026-12-01,am,,,CH-GUARD,,,,", "am", "no duty of these half-days"),
        ("ASP-1,2026-12-01,am,,,,en congé,,,", "en congé", "not understood"),
        ("ASP-1,2026-12-01,am,,,,,trois,,", "trois", "not a duration"),
        ("ASP-1,2026-12-01,am,,,,,2000,,", "2000", "not a duration"),
        ("ASP-1,2026-12-01,am,,,,,,0.333,", "0.333", ""),
        ("ASP-1,2026-12-01,am,,,,,,0,", "0", "Zero half-days"),
        ("ASP-1,2026-12-01,am,,,,,,=1+1,", "=1+1", ""),
        ("ASP-1,2026-12-01,am,,,,,,,ASP-2", "ASP-2", "stand-in"),
        ("ASP-1,2026-12-01,night,,,CH-GUARD,call-out,,,", "", "between two hours"),
        ("ASP-1,2026-10-01,am,,,,,,,", "2026-10-01", "no convention"),
        ("ASP-1,2027-02-01,am,,,,,,,", "2027-02-01", "not come yet"),
        ('ASP-1,2026-12-01,"am,,,,,,,', "", "quote"),
        ("ASP-1,2026-12-01,am,,,,,,,,x", "", "cell(s)"),
        ("ASP-1,2026-12-01,am\x07,,,,,,,", "", "control character"),
        ("ASP-1,2026-12-01,am,,,,,,," + "x" * 3000, "", "characters"),
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason_and_place(
    tmp_path: Path, row: str, column: str, said_in_english: str
) -> None:
    path = csv_file(tmp_path, "ASP-1,2026-12-04,am,,,,,,,", row)
    found = import_file(path, CH, known=known(journal(), today=date(2027, 1, 31)))
    assert [type(line) for line in found.lines] == [Entered, Rejected]
    fault = found.rejected[0].fault
    assert (fault.file, fault.line) == ("attendance.csv", 3)
    assert said_in_english in fault.what.say(Lang.EN)
    assert fault.what.fr != fault.what.en
    if column:
        assert fault.marked == column


def test_two_lines_that_contradict_each_other_leave_the_first(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        "ASP-1,2026-12-01,day,,,,,,,",
        "ASP-1,2026-12-01,pm,,,,absent,,,",
        "ASP-1,2026-12-02,am,08:30,10:30,,,,0.5,",
        "ASP-1,2026-12-02,am,10:30,13:00,CH-MED/CLINIC,,,0.5,",
    )
    found = import_file(path, CH, known=known(journal()))
    assert [type(line) for line in found.lines] == [Entered, Rejected, Entered, Entered]
    assert found.rejected[0].fault.what.en == "Line 2 of the same file says something else of this time."


def test_what_another_site_did_is_rejected(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "ASP-1,2026-12-01,am,CHU", header="post,date,half,site")
    (line,) = import_file(path, CH, known=known(journal())).rejected
    assert "Each site states its own time only" in line.fault.remedy.en


COLUMNS = AttendanceMapping(
    columns={Field.POST: "post", Field.DATE: "jour", Field.START: "début", Field.END: "fin"}, stated=True
)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("post;date;début;fin", "no column “jour”"),
        ("post;jour;début;fin;Jour", "given twice"),
        ("", "column titles"),
    ],
)
def test_a_wrong_structure_refuses_the_whole_file(tmp_path: Path, header: str, told: str) -> None:
    path = csv_file(tmp_path, "ASP-1;2026-12-01;08:30;13:00", header=header)
    with pytest.raises(FaultyAttendance) as refused:
        import_file(path, CH, COLUMNS, known=known(journal()))
    assert told in refused.value.faults[0].what.en


def test_our_own_form_needs_post_date_and_a_time(tmp_path: Path) -> None:
    for header, told in (("date,half", "“post”"), ("post,date,start", "half-day is meant")):
        with pytest.raises(FaultyAttendance) as refused:
            import_file(csv_file(tmp_path, "a,b,c", header=header), CH, known=known(journal()))
        assert told in refused.value.faults[0].what.en


def _workbook(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_and_a_text_of_the_same_content_claim_the_same(tmp_path: Path) -> None:
    mapping = AttendanceMapping(dates="%d/%m/%Y")
    text = csv_file(
        tmp_path,
        "ASP-1;01/12/2026;am;8h30;13h00;CH-MED/CLINIC;;270;1,0;",
        "ASP-1;02/12/2026;day;;;CH-MED/WARD;présent;;1,5;",
        "ASP-1;05/12/2026;night;18:30;08:30;CH-GUARD;;;;",
        header=";".join(
            ("post", "date", "half", "start", "end", "work", "status", "minutes", "half_days", "by")
        ),
    )
    book = _workbook(
        tmp_path / "attendance.xlsx",
        [
            ["post", "date", "half", "start", "end", "work", "status", "minutes", "half_days", "by"],
            [
                "ASP-1",
                datetime.fromisoformat("2026-12-01"),
                "am",
                time(8, 30),
                time(13),
                "CH-MED/CLINIC",
                None,
                270,
                1,
            ],
            ["ASP-1", "02/12/2026", "day", None, None, "CH-MED/WARD", "présent", None, 1.5],
            [],
            ["ASP-1", date(2026, 12, 5), "night", 0.7708333333, "8h30", "CH-GUARD"],
        ],
    )
    of_text = import_file(text, CH, mapping, known=known(journal()))
    of_book = import_file(book, CH, mapping, known=known(journal()))
    assert [type(line) for line in of_book.lines] == [Entered, Entered, Rejected], (
        "a bare fraction is no hour"
    )
    assert said(of_text.drafts)[:3] == said(of_book.drafts)[:3]
    assert said(of_text.drafts)[:-1] == said(of_book.drafts)


def test_every_line_is_accounted_for_once(tmp_path: Path) -> None:
    random = Random(3)
    days = [f"2026-12-{day:02d}" for day in range(1, 32)]

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.integers(0, 10**6))
    def account(seed: int) -> None:
        random.seed(seed)
        of = journal()
        rows = [_row(random, days) for _ in range(random.randrange(40))]
        path = csv_file(tmp_path, *rows)
        held = [number for number, row in enumerate(rows, start=2) if row.strip(" ,;\t")]
        first = bring_in(path, of)
        assert [line.line for line in first.lines] == held
        assert len(first.entered) + len(first.duplicates) + len(first.rejected) == len(held)
        assert [draft.idem for draft in first.drafts] == list(dict.fromkeys(d.idem for d in first.drafts))
        again = bring_in(path, of)
        assert again.drafts == ()
        assert [line.line for line in again.rejected] == [line.line for line in first.rejected]
        told = [claim.content for line in first.entered for claim in line.claims]
        assert sorted(map(str, told)) == sorted(str(claim.content) for claim in claims_of(entries(of), ASP_1))

    account()


def _row(random: Random, days: list[str]) -> str:
    if random.random() < 0.1:
        return random.choice(["", ",,,,", "ASP-1", '"', "ASP-1,2026-12-01,am,,,,,,,\x1b[2J", "\ufeff"])
    cells = (
        random.choice(["ASP-1", "ASP-1", "ASP-1", "ASP-X"]),
        random.choice(days[:6]),
        random.choice(["am", "pm", "day", "night", "", "soir"]),
        *random.choice([("", ""), ("8h30", "13h"), ("18:30", "08:30"), ("22:00", "")]),
        random.choice(["", "CH-MED/CLINIC", "CH-GUARD", "CH-MED", "?"]),
        random.choice(["", "absent", "présent", "call-out", "withdrawn"]),
        random.choice(["", "270", "4h30", "-1"]),
        random.choice(["", "1,5", "0.25", "x"]).replace(",", "."),
        "",
    )
    return ",".join(cells)


def test_ten_thousand_lines_ask_once_for_what_was_stated_of_a_month(tmp_path: Path) -> None:
    begin = date(2026, 11, 2).toordinal()
    rows = [
        f"ASP-{1 + n % 2},{date.fromordinal(begin + n // 4)},{('am', 'pm')[n // 2 % 2]},,,CH-MED/WARD,,270,1,"
        for n in range(2_800)
    ]
    path = csv_file(tmp_path, *(rows + rows + rows + rows)[:10_000])
    asked: list[tuple[PostId, str]] = []

    def stated(post: PostId, month: str) -> tuple[Claim, ...]:
        asked.append((post, month))
        return ()

    found = import_file(path, CH, known=replace(known(journal()), stated=stated))
    assert (len(found.entered), len(found.duplicates)) == (2_800, 7_200)
    months = {date.fromordinal(begin + n // 4).isoformat()[:7] for n in range(2_800)}
    assert sorted(asked) == sorted((post, month) for post in ("ASP-1", "ASP-2") for month in months)


def test_facts_are_untouched_by_an_unknown_site(tmp_path: Path) -> None:
    with pytest.raises(FaultyAttendance):
        import_file(csv_file(tmp_path), SiteId("CHX"), known=known(journal(), FACTS))


def test_days_counted_in_the_opening_balance_are_not_counted_again(tmp_path: Path) -> None:
    stated = OpeningBalance(post=ASP_1, since=date(2026, 11, 2), until=date(2026, 11, 30), parts={})
    facts = replace(FACTS, balances=(stated,))
    path = csv_file(tmp_path, "ASP-1,2026-11-27,am,,,,,,,", "ASP-1,2026-11-30,am,,,,,,,")
    found = import_file(path, CH, known=known(journal(), facts))
    assert [type(line) for line in found.lines] == [Rejected, Entered]
    assert "opening balance" in found.rejected[0].fault.what.en


def test_a_closed_month_takes_no_line(tmp_path: Path) -> None:
    shut = replace(known(journal()), closed=frozenset({(ASP_1, "2026-12")}))
    found = import_file(csv_file(tmp_path, "ASP-1,2026-12-01,am,,,,,,,"), CH, known=shut)
    assert "2026-12 is closed" in found.rejected[0].fault.what.en


def test_decimal_hours_are_rounded_to_the_minute(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "ASP-1;2026-12-01;am;3,92", header="post;date;half;minutes")
    (line,) = import_file(path, CH, AttendanceMapping(hours=True), known=known(journal())).entered
    assert line.claims[0].minutes == 235
