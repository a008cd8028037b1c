"""Faulty folders: what is spoilt in the minimal sample, by name; ``golden_faults.txt`` says what is told."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.sites.changes import Change, add, drop, edit, put

FOLDER, SITES, SERVICES, DUTY, POSTS = "folder.toml", "sites.toml", "services.toml", "duty.toml", "posts.toml"
NEEDS, ABSENCES, WISHES, BALANCES = "needs.csv", "absences.csv", "wishes.csv", "balances.csv"

_WAY = '[[travel]]\nfrom = "CH"\nto = "CHU"\nminutes = 40\nkm = 38'
_CONVENTION = (
    '[[convention]]\npost = "{}"\nemployer = "CH"\nstart = 2026-11-02\nend = 2027-10-31\n'
    '[[convention.share]]\nsite = "CH"\npercent = 100\nservices = ["CH-MED"]'
)
_COUNTING = '[convention.counting]\nleave = "site-of-day"'
_SHIFT = '[[line.shift]]\ndays = ["sunday"]\nslots = ["night"]\nhours = "18:30-08:30"\nhalf_days = 2'
_NEED = "X,CH-MED,WARD,fri,am,,,,,,,1,1,,"
_BALANCE = "post,since,until,minutes,weekends,site:CH,line:CH-MED-DUTY\nASP-MED-1,2026-11-02,2026-11-30,,,"


def _need(**cells: str) -> Change:
    """A further need with some cells of its own."""
    columns = "code,service,activity,day,half,weeks,rrule,from,until,except,also,min,ideal,skill,holidays"
    row = dict(zip(columns.split(","), _NEED.split(","), strict=True)) | cells
    return add(NEEDS, ",".join(row.values()))


def _rrule(rule: str, start: str = "") -> Change:
    return _need(day="", rrule=rule, **{"from": start})


def _no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("format = 1")


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _a_directory(folder: Path) -> None:
    (folder / NEEDS).unlink()
    (folder / NEEDS).mkdir()


def _a_link(folder: Path) -> None:
    (folder / NEEDS).rename(folder.parent / "elsewhere.csv")
    (folder / NEEDS).symlink_to(folder.parent / "elsewhere.csv")


CASES: Mapping[str, tuple[Change, ...]] = {
    "no folder": (_no_folder,),
    "a file instead of the folder": (_a_file,),
    "a folder without any file": (_empty,),
    "the first file is missing": (drop(FOLDER),),
    "a needed file is missing": (drop(SERVICES),),
    "a file under a wrong name": (put("Absence.csv", ""), drop(ABSENCES)),
    "a directory instead of a file": (_a_directory,),
    "a link instead of a file": (_a_link,),
    "a file that is too big": (put(POSTS, "#" * 500_001),),
    "Windows encoding": (put(FOLDER, 'format = 1\nname = "Médecine – Vitré"\n'.encode("cp1252")),),
    "latin-1": (put(FOLDER, 'format = 1\nname = "Médecine"\n'.encode("latin-1")),),
    "UTF-16": (put(WISHES, "code,owner\n".encode("utf-16")),),
    "UTF-16 without a mark": (put(WISHES, "code,owner,post,aim,day\nX,Y,Z,off,é".encode("utf-16-le")),),
    "escape sequence": (edit(FOLDER, "CHU – CH", "\x1b[31mCHU"),),
    "null byte": (edit(NEEDS, "CH-WARD-MON", "CH\0WARD"),),
    "text turned around": (edit(FOLDER, "CHU", "\u202eUHC"),),
    "a line without end": (edit(FOLDER, "CHU", "x" * 3_000),),
    "another format": (edit(FOLDER, "format = 1", "format = 2"),),
    "no format": (edit(FOLDER, "format = 1", ""),),
    "name in three lines": (edit(FOLDER, '"Médecine interne partagée CHU – CH"', '"""\nCHU\n"""'),),
    "nested lists": (add(FOLDER, "x = [[[[[[1]]]]]]"),),
    "dotted key": (add(FOLDER, "a.b.c.d.e.f = 1"),),
    "key given twice": (add(FOLDER, 'name = "Autre"'),),
    "no quotes": (edit(SITES, '"CHU"', "CHU"),),
    "quote left open": (edit(SITES, '"Centre hospitalier"', '"Centre hospitalier'),),
    "list left open": (edit(SITES, '"sat-am"]', '"sat-am"'),),
    "no equals sign": (edit(SITES, 'mark = "U"', 'mark "U"'),),
    "a day in February": (edit(POSTS, "started = 2026-11-02", "started = 2026-02-30"),),
    "unknown key": (edit(SITES, "lodging", "lodgings"),),
    "unknown table": (edit(SITES, "[[travel]]", "[[travels]]"),),
    "table not a list": (put(DUTY, '[line]\ncode = "X"'),),
    "list not a table": (add(POSTS, '[[convention.counting]]\nleave = "ratio"'),),
    "missing key": (edit(SITES, 'kind = "chu"', ""),),
    "number for a text": (edit(SITES, 'name = "Centre hospitalier"', "name = 3"),),
    "text for a number": (edit(SITES, "minutes = 40", 'minutes = "40"'),),
    "text for a flag": (edit(SITES, "lodging = true", 'lodging = "oui"'),),
    "text for a list": (edit(SITES, 'open = ["mon-fri", "sat-am"]', 'open = "mon-fri"'),),
    "blank name": (edit(SITES, '"Centre hospitalier"', '" "'),),
    "long name": (edit(SITES, '"Centre hospitalier"', f'"{"x" * 300}"'),),
    "formula as a name": (edit(SITES, '"Centre hospitalier"', '"=cmd|calc"'),),
    "escaped control character": (edit(SITES, '"Centre hospitalier"', '"Centre\\u001b[2J"'),),
    "code with a space": (edit(SITES, 'code = "CH"', 'code = "C H"'),),
    "duplicate code": (edit(SITES, 'code = "CH"', 'code = "Chu"'),),
    "unknown choice": (edit(SITES, '"chu"', '"chuu"'),),
    "mark of two letters": (edit(SITES, '"U"', '"UU"'),),
    "mark used twice": (edit(SITES, '"H"', '"U"'),),
    "unknown time zone": (edit(SITES, "Europe/Paris", "Europe/Pari"),),
    "unknown country": (edit(SITES, 'mark = "U"', 'mark = "U"\ncountry = "FX"'),),
    "unknown region": (edit(SITES, 'mark = "U"', 'mark = "U"\nregion = "BRE"'),),
    "no half-day": (edit(SITES, '"sat-am"', '"sat-eve"'),),
    "half-day listed twice": (edit(SITES, '"sat-am"', '"mon-fri"'),),
    "travel to itself": (edit(SITES, 'to = "CH"', 'to = "CHU"'),),
    "travel of an unknown site": (edit(SITES, 'to = "CH"', 'to = "CHX"'),),
    "travel in no time": (edit(SITES, "minutes = 40", "minutes = 2"),),
    "travel of days": (edit(SITES, "minutes = 40", "minutes = 4000"),),
    "travel given twice": (add(SITES, _WAY),),
    "no way back": (edit(SITES, "both_ways = true", ""),),
    "hours not hours": (edit(SERVICES, "08:30-13:00", "8h30-13h"),),
    "hours backwards": (edit(SERVICES, "08:30-13:00", "13:00-08:30"),),
    "afternoon in the morning": (edit(SERVICES, "13:00-18:30", "12:00-18:30"),),
    "service of an unknown site": (edit(SERVICES, 'site = "CHU"', 'site = "CHUU"'),),
    "line without shift": (
        put(
            DUTY,
            '[[line]]\ncode = "L"\nservice = "CH-MED"\nname = "L"\nkind = "on-call"\nasked_per_month = 1',
        ),
    ),
    "shift on no day": (edit(DUTY, '["weekday", "saturday", "sunday", "holiday"]', "[]"),),
    "shift with a gap": (edit(DUTY, '["night"]', '["am", "night"]'),),
    "shift to the next day": (edit(DUTY, '["night"]', '["pm"]'),),
    "shifts overlap": (add(DUTY, _SHIFT),),
    "half-days no number": (edit(DUTY, "half_days = 2", 'half_days = "two"'),),
    "half-days no 60th": (edit(DUTY, "half_days = 2", "half_days = 0.333"),),
    "half-days endless": (edit(DUTY, "half_days = 2", "half_days = 1e999999"),),
    "half-days on site not told": (edit(DUTY, "half_days = 2", ""),),
    "unknown volunteering": (edit(POSTS, "skills", 'volunteers = ["oncall"]\nskills'),),
    "a year too far": (edit(POSTS, "2026-11-02", "0026-11-02"),),
    "a date without dashes": (edit(POSTS, "2026-11-02", '"2 nov. 2026"'),),
    "a date the day first": (edit(POSTS, "2026-11-02", "02/11/2026"),),
    "two conventions": (add(POSTS, _CONVENTION.format("ASP-MED-1")),),
    "post without convention": (
        add(POSTS, '[[post]]\ncode = "P2"\nspecialty = "X"\nhome = "CH"\nstarted = 2026-11-02'),
    ),
    "convention ends first": (edit(POSTS, "2028-10-31", "2025-10-31"),),
    "convention without shares": (
        add(POSTS, '[[convention]]\npost = "P2"\nemployer = "CH"\nstart = 2026-11-02\nend = 2027-10-31'),
    ),
    "shares under another name": (
        edit(POSTS, "[[convention.share]]", "[[convention.shared]]"),
        edit(POSTS, "[[convention.share]]", "[[convention.shared]]"),
    ),
    "key misspelled": (edit(SITES, "kind", "kin"),),
    "shares do not make 100": (edit(POSTS, "percent = 50", "percent = 40"),),
    "share given twice": (edit(POSTS, 'site = "CHU"', 'site = "CH"'),),
    "share without service": (edit(POSTS, '["CHU-MED"]', "[]"),),
    "service of the other site": (edit(POSTS, '["CHU-MED"]', '["CH-MED"]'),),
    "employer elsewhere": (
        edit(POSTS, 'employer = "CH"', 'employer = "EPSM"'),
        add(
            SITES,
            '[[site]]\ncode = "EPSM"\nname = "EPSM"\nkind = "epsm"\nmark = "P"\ntimezone = "Europe/Paris"',
        ),
    ),
    "minimum above the share": (
        edit(POSTS, 'percent = 50\nperiod = "month"', 'percent = 60\nperiod = "month"'),
    ),
    "minimum twice": (edit(POSTS, '"contract"', '"month"'),),
    "leave where it is done": (add(POSTS, '[convention.counting]\nleave = "where-done"'),),
    "whose day it is": (add(POSTS, _COUNTING),),
    "typical day twice": (add(POSTS, '[convention.typical_days]\nmon = "CH"\nmon-am = "CHU"'),),
    "typical day unknown": (add(POSTS, '[convention.typical_days]\nmonday = "CH"'),),
    "unknown figure": (add(POSTS, "[convention.figures]\ndaily-rests = 720"),),
    "figure that loosens the law": (add(POSTS, "[convention.figures]\ndaily-rest = 600"),),
    "unknown column": (edit(NEEDS, "ideal", "idéal"),),
    "column twice": (edit(NEEDS, "ideal", "min"),),
    "missing column": (edit(NEEDS, "service,", "services,"),),
    "row too short": (edit(NEEDS, "mon,am,,,,,,,1,1,,", "mon,am,1,1"),),
    "row too long": (edit(NEEDS, "mon,am,,,,,,,1,1,,", "mon,am,,,,,,,1,1,,,,x"),),
    "quote left open in a row": (edit(NEEDS, "CH-WARD-MON", '"CH-WARD-MON'),),
    "formula in a cell": (edit(NEEDS, "CH-WARD-MON", "=1+1"),),
    "too many rows": (add(NEEDS, "\n" * 10_001),),
    "empty cell": (_need(service=""),),
    "unknown service": (_need(service="CH-MEDE"),),
    "unknown activity": (_need(activity="WARDS"),),
    "ideal below the minimum": (_need(min="2"),),
    "negative": (_need(min="-1"),),
    "no number": (_need(min="un"),),
    "no day and no rule": (_need(day=""),),
    "day and rule": (_need(rrule="FREQ=DAILY"),),
    "no weekday": (_need(day="lundy"),),
    "odd weeks of a rule": (_need(day="", rrule="FREQ=DAILY", weeks="odd"),),
    "a date that ends": (_need(day="2026-12-24", until="2026-12-31"),),
    "ends before it starts": (_need(**{"from": "2026-12-31", "until": "2026-12-01"}),),
    "French date": (_need(until="31/12/2026"),),
    "no such date": (_need(until="2026-02-30"),),
    "no date at all": (_need(until="soon"),),
    "exception no date": (_need(**{"except": "2026-12-24 2026-13-01"}),),
    "holidays perhaps": (_need(holidays="perhaps"),),
    "every second": (_rrule("FREQ=SECONDLY"),),
    "rule by the hour": (_rrule("FREQ=DAILY;BYHOUR=8"),),
    "rule that never comes": (_rrule('"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"'),),
    "rule without start": (_rrule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),),
    "rule with a bad day": (_rrule("FREQ=WEEKLY;BYDAY=XX"),),
    "rule that ends on no day": (_rrule("FREQ=WEEKLY;UNTIL=20261301"),),
    "rule with two ends": (_rrule("FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "2026-11-02"),),
    "rank in a week": (_rrule("FREQ=WEEKLY;BYDAY=1TU"),),
    "rank and no rank": (_rrule('"FREQ=MONTHLY;BYDAY=1TU,FR"'),),
    "the same need twice": (_need(code=""), _need(code="")),
    "absence of an unknown post": (edit(ABSENCES, "ASP-MED-1", "ASP-MED-2"),),
    "absence backwards": (edit(ABSENCES, "2026-12-31", "2026-12-01"),),
    "absence of no time": (edit(ABSENCES, "2026-12-28,am,2026-12-31,pm", "2026-12-28,pm,2026-12-28,am"),),
    "absence of ten years": (edit(ABSENCES, "2026-12-31", "2036-12-31"),),
    "absence outside the convention": (edit(ABSENCES, "2026-12-28", "2026-10-28"),),
    "absences overlap": (add(ABSENCES, "L2,ASP-MED-1,rtt,2026-12-31,pm,2027-01-02,am"),),
    "wish of nobody": (edit(WISHES, "ASP-MED-1,ASP", "ASP-MED-9,ASP"),),
    "wish for another post": (
        add(POSTS, '[[post]]\ncode = "P2"\nspecialty = "X"\nhome = "CH"\nstarted = 2026-11-02'),
        edit(WISHES, "ASP-MED-1,ASP", "P2,ASP"),
        add(POSTS, _CONVENTION.format("P2")),
    ),
    "wish without its site": (edit(WISHES, ",off,", ",site,"),),
    "wish with an idle site": (edit(WISHES, ",,,,,,,1", ",,,,,,CH,1"),),
    "wish for a foreign site": (
        add(
            SITES,
            '[[site]]\ncode = "EPSM"\nname = "EPSM"\nkind = "epsm"\nmark = "P"\ntimezone = "Europe/Paris"',
        ),
        edit(WISHES, ",off,fri,pm,even,,,,,,,1", ",site,fri,pm,even,,,,,,EPSM,1"),
    ),
    "wish beyond measure": (edit(WISHES, ",,,,,,,1", ",,,,,,,4"),),
    "balance of an unknown site": (put(BALANCES, _BALANCE.replace("site:CH", "site:CHX") + ","),),
    "balance twice": (put(BALANCES, f"{_BALANCE}37+20/60,2\nASP-MED-1,2026-11-02,2026-11-30,,,1,1\n"),),
    "balance of fractions": (put(BALANCES, _BALANCE + "3.333,"),),
    "many faults at once": (
        edit(SITES, 'mark = "U"', 'mark = "UU"'),
        edit(POSTS, "percent = 50", "percent = 40"),
        _need(activity="WARDS"),
        edit(ABSENCES, "2026-12-31", "31/12/2026"),
    ),
}
