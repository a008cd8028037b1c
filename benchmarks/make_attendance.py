"""Writes ``sample_sites/vitre_attendance``: what three hospitals export of December, the same at each run.

``plan.json`` is the plan that was published for ``sample_sites/vitre``; the exports say it was done, with the
accidents of a real month (:func:`accidents`) and hours as clocks measure them. Each hospital writes in its
own way: Vitré a CSV of Windows, Rennes a workbook, the EPSM a CSV of ours. Run it again with
``python -m benchmarks.make_attendance``; ``--plan`` also makes the plan again.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from rota.model.calendar import Slot, Span, wall_clock
from rota.model.facts import Facts, LineId, PostId, ServiceId
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem
from rota.model.task import Task, task_of

SAMPLES = Path(__file__).parent.parent / "sample_sites"
SITE, FOLDER = SAMPLES / "vitre", SAMPLES / "vitre_attendance"
PLAN = FOLDER / "plan.json"
SPAN = Span(date(2026, 11, 30), date(2027, 1, 3))
SEED = 2026
NIGHT = Placement(
    PostId("ASP-PSY-1"),
    date(2026, 12, 12),
    (Slot.NIGHT,),
    ServiceId("EPSM-PSY"),
    line=LineId("EPSM-PSY-GARDE"),
)
"""Planned for one psychiatrist, done by the other."""
_HALVES = {
    (Slot.AM,): "Matin",
    (Slot.PM,): "Après-midi",
    (Slot.NIGHT,): "Nuit",
    (Slot.AM, Slot.PM): "Journée",
}
_PLACES = ("CLINIC", "TECHNICAL", "THEATRE", "WARD", "EMERGENCY", "STAFF", "TEACHING", "RESEARCH")
_FRENCH = ("CS", "PT", "BLOC", "SECT", "URG", "STAFF", "ENS", "RECH")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an export, before it is written in the way of a hospital."""

    post: str
    day: date
    slots: tuple[Slot, ...]
    service: str
    work: str
    start: time
    end: time
    status: str = "present"
    by: str = ""

    @property
    def minutes(self) -> int:
        """Between the two hours; over midnight where the end comes first."""
        start, end = (60 * at.hour + at.minute for at in (self.start, self.end))
        return end - start if end > start else end - start + 24 * 60


def absent(lines: list[Line], post: str, day: date, slot: Slot) -> None:
    """Away, and the site says so."""
    _change(lines, post, day, slot, status="absent")


def _change(lines: list[Line], post: str, day: date, slot: Slot, **what: str) -> None:
    for place, line in enumerate(lines):
        if (line.post, line.day) == (post, day) and slot in line.slots:
            lines[place] = replace(line, **what)  # type: ignore[arg-type]


def accidents(lines: dict[str, list[Line]]) -> None:
    """What did not go as planned.

    Three half-days away; a night of psychiatry passed from one doctor to the other; a night of paediatrics
    that nobody had planned; a call-out in gastroenterology; a morning of surgery that two sites claim.
    """
    ch, chu, epsm = lines["CH"], lines["CHU"], lines["EPSM"]
    absent(ch, "ASP-GASTRO-1", date(2026, 12, 1), Slot.AM)
    absent(chu, "ASP-PNEUMO-1", date(2026, 12, 17), Slot.AM)
    absent(chu, "ASP-PNEUMO-1", date(2026, 12, 17), Slot.PM)
    swap = next(line for line in epsm if line.day == NIGHT.day and line.slots == NIGHT.slots)
    epsm[epsm.index(swap)] = replace(swap, status="replaced", by="ASP-PSY-2")
    epsm.append(replace(swap, post="ASP-PSY-2"))
    unplanned = ("ASP-PEDIA-1", date(2026, 12, 19), (Slot.NIGHT,), "CH-PEDIA", "CH-PEDIA-GARDE")
    ch.append(Line(*unplanned, time(18, 30), time(8, 30)))
    on_call = ("ASP-GASTRO-1", date(2026, 12, 12), (Slot.NIGHT,), "CH-GASTRO", "CH-GASTRO-ASTREINTE")
    ch.append(Line(*on_call, time(21, 40), time(23, 55), "call-out"))
    contradicted = next(
        line for line in chu if line.post == "ASP-VISC-1" and line.slots == (Slot.AM,) and line.day.day > 6
    )
    ch.append(replace(contradicted, service="CH-VISC", work="WARD"))


def planned(facts: Facts, plan: Plan) -> dict[str, list[Line]]:
    """The plan as its sites would state it, done to the letter but for the minutes."""
    problem, random = Problem(facts, SPAN), Random(SEED)
    found: dict[str, list[Line]] = {"CH": [], "CHU": [], "EPSM": []}
    for placement in plan.placements:
        task = task_of(problem, placement)
        found[task.site].append(_line(problem, task, random))
    return found


def _line(problem: Problem, task: Task, random: Random) -> Line:
    zone = problem.sites[task.site].timezone
    late = 0 if task.duty else random.choice((-10, -5, 0, 0, 0, 5, 10, 15))
    start, end = wall_clock(task.start, zone), wall_clock(task.end, zone) + timedelta(minutes=late)
    placement = task.placement
    work = placement.activity or placement.line or ""
    remote = "/remote" if placement.remote else ""
    return Line(task.post, task.day, task.slots, task.service, f"{work}{remote}", start.time(), end.time())


def local_code(line: Line) -> str:
    """What Vitré calls a work: ``CS GASTRO``, ``ASTR GASTRO``."""
    specialty = line.service.partition("-")[2]
    if line.work in _PLACES:
        return f"{_FRENCH[_PLACES.index(line.work)]} {specialty}"
    return f"{'GARDE' if line.work.endswith('GARDE') else 'ASTR'} {specialty}"


def french_half(line: Line) -> str:
    """``Matin``; for what no half-day names, nothing: the hours say it."""
    return _HALVES.get(line.slots, "")


def write_ch(lines: list[Line], path: Path) -> None:
    """Vitré: semicolons, Windows-1252, French days, ``14h30``, decimal commas, a line of title."""
    rows = [["Pointages des postes partagés, extraction du 04/01/2027"]]
    rows.append(["Matricule", "Date", "Période", "Début", "Fin", "Unité", "État", "Durée (h)", "DJ", "Motif"])
    for line in lines:
        status = {"present": "P", "absent": "A", "call-out": "D"}[line.status]
        done = line.status == "present"
        hours = f"{line.minutes / 60:.2f}".replace(".", ",")
        half_days = "" if "ASTREINTE" in line.work or not done else "2,0" if len(line.slots) > 1 else "1,0"
        if line.slots == (Slot.NIGHT,) and half_days:
            half_days = "2,0"
        rows.append([
            matricule(line.post), f"{line.day:%d/%m/%Y}", french_half(line),
            *((_clock(line.start), _clock(line.end)) if line.status != "absent" else ("", "")),
            local_code(line), status, hours if done and half_days else "", half_days,
            "non communiqué" if line.status == "absent" else "",
        ])  # fmt: skip
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode("cp1252"))


def _clock(at: time) -> str:
    return f"{at.hour}h{at.minute:02d}"


def matricule(post: str) -> str:
    """What Vitré calls a post."""
    return f"M-{4000 + sum(map(ord, post)) % 997:06d}"


def write_chu(lines: list[Line], path: Path) -> None:
    """Rennes: a workbook with real days, hours and numbers, on its second sheet."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2027, 1, 4)  # noqa: DTZ001
    assert book.active is not None
    book.active.title = "Lisez-moi"
    sheet = book.create_sheet("Temps")
    sheet.append(["agent", "jour", "de", "à", "demi-journée", "UF", "acte", "présence", "minutes"])
    for line in lines:
        present = line.status == "present"
        hours = (line.start, line.end) if present else (None, None)
        minutes = line.minutes if present and "ASTREINTE" not in line.work else None
        half = french_half(line).lower()
        sheet.append([line.post, line.day, *hours, half, line.service, line.work, int(present), minutes])
    data = io.BytesIO()
    book.save(data)
    path.write_bytes(_dated(data.getvalue()))


def _dated(data: bytes) -> bytes:
    """The same archive with one date on all its members, so that two runs give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, (2027, 1, 4, 0, 0, 0)), old.read(member))
    return out.getvalue()


def write_epsm(lines: list[Line], path: Path) -> None:
    """The EPSM: our own columns, in UTF-8 with a mark, commas."""
    rows = [["post", "date", "half", "start", "end", "work", "status", "replaced_by"]]
    for line in lines:
        half = "+".join(slot.value for slot in line.slots).replace("am+pm", "day")
        hours = ("", "") if line.status == "replaced" else (f"{line.start:%H:%M}", f"{line.end:%H:%M}")
        work = f"{line.service}/{line.work}"
        rows.append([line.post, line.day.isoformat(), half, *hours, work, line.status, line.by])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def mapping_ch(lines: list[Line]) -> str:
    """The mapping of Vitré, with every local code its export uses."""
    posts = {matricule(line.post): line.post for line in lines}
    works = {local_code(line): f"{line.service}/{line.work}" for line in lines}
    return "\n".join([
        "# Exports of the CH of Vitré. Illustrative.", "format = 1", 'site = "CH"', 'encoding = "cp1252"',
        'delimiter = ";"', 'dates = "DD/MM/YYYY"', 'minutes = "hours"', "header_line = 2", "", "[columns]",
        'post = "Matricule"', 'date = "Date"', 'half = "Période"', 'start = "Début"', 'end = "Fin"',
        'work = "Unité"', 'status = "État"', 'minutes = "Durée (h)"', 'half_days = "DJ"',
        '# "Motif" is never read: the reason of an absence stays with the employer.', "", "[values.post]",
        *(f'"{code}" = "{posts[code]}"' for code in sorted(posts)), "", "[values.work]",
        *(f'"{code}" = "{works[code]}"' for code in sorted(works)), "", "[values.status]",
        '"P" = "present"', '"A" = "absent"', '"D" = "call-out"', "",
    ])  # fmt: skip


MAPPING_CHU = """# Exports of the CHU of Rennes: real days, hours and numbers. Illustrative.
format = 1
site = "CHU"
sheet = "Temps"

[columns]
post = "agent"
date = "jour"
start = "de"
end = "à"
half = "demi-journée"
service = "UF"
work = "acte"
status = "présence"
minutes = "minutes"

[values.status]
"1" = "present"
"0" = "absent"
"""


def solve_plan(facts: Facts) -> None:
    """Make the published plan again."""
    from rota.clock import SystemClock  # noqa: PLC0415
    from rota.plan_file import PlanFile, write  # noqa: PLC0415
    from rota.scheduler import solve  # noqa: PLC0415
    from rota.scheduler.outcome import Settings  # noqa: PLC0415
    from rota.sites import fingerprint  # noqa: PLC0415

    settings = Settings(gap=0.01)
    pin = Pin("EPSM", NIGHT.post, NIGHT.day, Slot.NIGHT, NIGHT)
    problem = Problem(facts, SPAN, pins=(pin,))
    outcome = solve(problem, settings)
    told = PlanFile.of(
        problem, outcome, settings=settings, fingerprint=fingerprint(facts), clock=SystemClock()
    )
    write(PLAN, told)


def exports(folder: Path = FOLDER) -> Iterator[Path]:
    """Write the exports and their mappings anew."""
    from rota import plan_file  # noqa: PLC0415
    from rota.sites import fingerprint, read  # noqa: PLC0415

    facts = read(SITE)
    plan = plan_file.read(PLAN, facts, fingerprint(facts)).plan
    lines = planned(facts, plan)
    accidents(lines)
    folder.mkdir(parents=True, exist_ok=True)
    write_ch(lines["CH"], folder / "ch.csv")
    write_chu(lines["CHU"], folder / "chu.xlsx")
    write_epsm(lines["EPSM"], folder / "epsm.csv")
    (folder / "ch.toml").write_text(mapping_ch(lines["CH"]), encoding="utf-8")
    (folder / "chu.toml").write_text(MAPPING_CHU, encoding="utf-8")
    yield from (folder / name for name in ("ch.csv", "chu.xlsx", "epsm.csv", "ch.toml", "chu.toml"))


def main() -> None:
    """Write the folder anew, its plan too with ``--plan``."""
    from rota.sites import read  # noqa: PLC0415

    if "--plan" in sys.argv:
        FOLDER.mkdir(parents=True, exist_ok=True)
        solve_plan(read(SITE))
    for path in exports():
        print(path.name)


if __name__ == "__main__":
    main()
