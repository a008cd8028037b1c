"""What a folder says is what is read, as secretaries really save it."""

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from rota.model.calendar import DayKind, Period, Slot
from rota.model.facts import AbsenceKind, Credit, Recurrence, WishAim
from rota.sites import read
from rota.sites.readings import half_days_text, week_slots_of
from tests.sites.changes import MINIMAL, add, edit, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "site")
    return tmp_path / "site"


def test_the_minimal_folder() -> None:
    facts = read(MINIMAL)
    assert facts.name == "Médecine interne partagée CHU – CH"
    assert [(site.id, site.mark, site.country, site.lodging) for site in facts.sites] == [
        ("CHU", "U", "FR", False),
        ("CH", "H", "FR", True),
    ]
    assert [(way.origin, way.destination, way.minutes, way.km) for way in facts.travels] == [
        ("CHU", "CH", 40, 38),
        ("CH", "CHU", 40, 38),
    ]
    assert len(facts.sites[0].open) == 11, "five whole days and Saturday morning"
    assert facts.services[1].unprogrammed == {(4, Slot.PM)}
    assert facts.services[1].hours[Slot.PM] == (time(13), time(18, 30))
    assert facts.activities[2].follow_up_days == 3
    shift = facts.lines[0].shifts[0]
    assert (shift.days, shift.slots, shift.parts) == (frozenset(DayKind), (Slot.NIGHT,), 120)
    convention = facts.conventions[0]
    assert (convention.start, convention.end) == (date(2026, 11, 2), date(2028, 10, 31))
    assert [(share.site, share.percent) for share in convention.shares] == [("CHU", 50), ("CH", 50)]
    assert [(low.site, low.percent, low.period) for low in convention.minimums] == [
        ("CH", 50, Period.MONTH),
        ("CH", 50, Period.CONTRACT),
    ]
    assert convention.counting.leave is Credit.RATIO
    assert facts.needs[0].recurrence == Recurrence(weekday=0)
    assert facts.needs[-1].recurrence == Recurrence(rrule="FREQ=MONTHLY;BYDAY=1TH")
    assert facts.absences[0].kind is AbsenceKind.ANNUAL
    assert (facts.wishes[0].aim, facts.wishes[0].slot) == (WishAim.OFF, Slot.PM)


def test_csv_as_a_french_spreadsheet_writes_it(folder: Path) -> None:
    """Semicolons, byte order mark, CRLF, empty lines and columns at the end, French words."""
    facts = read(folder)
    text = (folder / "needs.csv").read_text(encoding="utf-8").replace("FREQ=MONTHLY;BYDAY=1TH", "RULE")
    for old, new in ((",", ";"), (";mon;", ";lun;"), (";tue;", ";MAR;"), (";odd;", ";impaires;")):
        text = text.replace(old, new)
    text = text.replace("RULE", '"FREQ=MONTHLY;BYDAY=1TH"')
    text = "\r\n".join(f"{line};;" for line in text.splitlines()) + "\r\n;;;;\r\n"
    put("needs.csv", b"\xef\xbb\xbf" + text.encode())(folder)
    assert read(folder) == facts


def test_toml_with_a_mark_and_crlf(folder: Path) -> None:
    facts = read(folder)
    for path in folder.glob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(folder) == facts


def test_dates_as_texts_and_tables_in_line(folder: Path) -> None:
    facts = read(folder)
    edit("posts.toml", "start = 2026-11-02", 'start = "2026-11-02"')(folder)
    edit("posts.toml", 'period = "contract"', 'period = "contract"\n\n[convention.counting]\n')(folder)
    assert read(folder) == facts
    edit("duty.toml", "half_days = 2", 'half_days = "1+60/60"')(folder)
    assert read(folder) == facts


def test_optional_files_may_be_absent(folder: Path) -> None:
    for file in ("duty.toml", "needs.csv", "absences.csv", "wishes.csv"):
        (folder / file).unlink()
    facts = read(folder)
    assert (facts.lines, facts.needs, facts.absences, facts.wishes, facts.balances) == ((), (), (), (), ())


def test_an_absence_without_end_is_one_day(folder: Path) -> None:
    put("absences.csv", "post,kind,first\nASP-MED-1,rtt,2026-12-24\n")(folder)
    absence = read(folder).absences[0]
    assert (absence.id, absence.last) == ("ASP-MED-1-2026-12-24", date(2026, 12, 24))


def test_balances_have_a_column_for_each_site_and_line(folder: Path) -> None:
    put(
        "balances.csv",
        "post;since;until;minutes;weekends;site:CH;site:CHU;line:CH-MED-DUTY\n"
        "ASP-MED-1;2026-11-02;2026-11-30;9600;1;37,5;12+20/60;2\n",
    )(folder)
    balance = read(folder).balances[0]
    assert balance.parts == {"CH": 2250, "CHU": 740}
    assert (balance.minutes, balance.duties, balance.weekends) == (9600, {"CH-MED-DUTY": 2}, 1)


def test_typical_days_and_figures(folder: Path) -> None:
    add(
        "posts.toml",
        '[convention.counting]\nleave = "site-of-day"\ntravel = 0.25\n'
        '[convention.typical_days]\nmon-wed = "CH"\nthu-am = "CH"\nthu-pm = "CHU"\nfri = "CHU"\n'
        "[convention.figures]\ndaily-rest = 720",
    )(folder)
    convention = read(folder).conventions[0]
    assert convention.counting.travel_parts == 15
    assert (convention.typical_days[3, Slot.AM], convention.typical_days[3, Slot.PM]) == ("CH", "CHU")
    assert convention.figures == {"daily-rest": 720}


def test_overseas_calendar(folder: Path) -> None:
    edit("sites.toml", 'timezone = "Europe/Paris"', 'timezone = "Indian/Reunion"\nregion = "974"')(folder)
    assert (read(folder).sites[0].timezone, read(folder).sites[0].region) == ("Indian/Reunion", "974")


@pytest.mark.parametrize(
    ("word", "count"), [("mon", 2), ("mon-am", 1), ("mon-fri", 10), ("mon-sun-pm", 7), ("lun-mer", 6)]
)
def test_half_days_of_the_week(word: str, count: int) -> None:
    assert len(week_slots_of(word)) == count


@pytest.mark.parametrize(
    ("parts", "text"),
    [(0, "0"), (60, "1"), (90, "1.5"), (3, "0.05"), (20, "20/60"), (600, "10"), (2260, "37+40/60")],
)
def test_half_days_in_figures(parts: int, text: str) -> None:
    assert half_days_text(parts) == text  # type: ignore[arg-type]
