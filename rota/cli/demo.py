"""``rota demo``: the main job on the sample of Vitré, start to end, with the files it makes."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import click

from rota import service as verbs
from rota import sites
from rota.cli import demo_ledger, parameters, summary
from rota.cli.bilingual import Command
from rota.cli.diff import tell_diff
from rota.cli.explain import tell_story
from rota.cli.export_ics import write
from rota.cli.plan import Made, Request, make
from rota.cli.samples import sample
from rota.cli.session import Session
from rota.cli.show import show_posts
from rota.errors import UserError, reason_of
from rota.explain.cells import story
from rota.explain.grid import Cell, Judged
from rota.model.calendar import Slot, week_name
from rota.model.facts import Absence, AbsenceId, AbsenceKind
from rota.scheduler.outcome import Settings
from rota.service import Opened
from rota.sites.faults import clean, fill, listing
from rota.words import Text, day_name

FIRST, WEEKS = date(2026, 11, 30), 5
_SETTINGS = Settings(time_limit_seconds=60)
_DEFAULT_OUT = Path("rota-demo")

_ABOUT = Text(
    "Déroule le travail principal sur l’exemple de Vitré : lire le dossier, planifier un décembre, le juger,"
    " le montrer, l’expliquer, refaire après un jour d’absence, écrire les calendriers ; puis deux mois de"
    " registre clos par deux sites, et un janvier qui rend le temps dû.",
    "Runs the main job on the sample of Vitré: read the folder, plan a December, judge it, show it, explain"
    " it, plan again after a day of absence, write the calendars; then two months of ledger closed by two"
    " sites, and a January that gives owed time back.",
)
_OUT = Text(
    "Dossier des fichiers produits ; rota-demo par défaut.", "Folder of the files made; rota-demo by default."
)
_STEPS = {
    "validate {site}": Text("1. Lire le dossier", "1. Read the folder"),
    "plan {site} --from {first} --weeks {weeks} --out {plan}": Text(
        "2. Planifier et juger", "2. Plan and judge"
    ),
    "show {site} {plan} --post {post} --week {week}": Text("3. Montrer une semaine", "3. Show a week"),
    "explain {site} {plan} --post {post} --date {day} --half {half}": Text(
        "4. Expliquer une case", "4. Explain a cell"
    ),
    "diff {site} {before} {after}": Text(
        "5. {post} est absent le {day} : refaire en changeant le moins possible",
        "5. {post} is away on {day}: plan again, changing as little as can be",
    ),
    "export ics {site} {plan} --out {out}": Text("6. Écrire les calendriers", "6. Write the calendars"),
}
_HELD = Text(
    "{name} : {posts} postes, {services} services, {needs} besoins, aucune faute.",
    "{name}: {posts} posts, {services} services, {needs} needs, no fault.",
)
_FILES = Text("Fichiers, dans {out} :", "Files, in {out}:")
_FILE = {
    "site": Text("le dossier d’exemple, à modifier", "the sample folder, yours to edit"),
    "PLAN.json": Text("le planning", "the plan"),
    "site-absence": Text("le même dossier avec l’absence", "the same folder with the absence"),
    "PLAN-absence.json": Text("le planning refait", "the plan made again"),
    "calendars": Text("un calendrier par poste", "one calendar a post"),
    "ledger": Text("la base, les présences des sites", "the database, the attendance of the sites"),
}
_NO_SAMPLE = Text(
    "L’exemple de Vitré n’est pas installé avec ce programme.",
    "The sample of Vitré is not installed with this program.",
)
_NO_PLAN = Text("Aucun planning n’a été trouvé.", "No plan was found.")
_EDITED = Text(
    "{site} n’est plus l’exemple tel quel : il n’est pas écrasé. Donner un autre dossier avec --out.",
    "{site} is no longer the sample as shipped: it is not written over. Give another folder with --out.",
)
_UNWRITABLE = Text("{out} : écriture impossible ({reason}).", "{out}: it cannot be written ({reason}).")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command("demo", session, _ABOUT, params=[parameters.path(lang, "--out", _OUT, "DIR")], run=_run)


def _run(session: Session, *, out: Path | None) -> int:
    folder = out or _DEFAULT_OUT
    source = sample("vitre")
    if not source.is_dir():
        raise UserError(_NO_SAMPLE)
    site, plan = _copied(source, folder), folder / "PLAN.json"
    opened = _read(session, site)
    words = "plan {site} --from {first} --weeks {weeks} --out {plan}"
    _step(session, words, site=site, first=FIRST, weeks=WEEKS, plan=plan)
    judged = _planned(session, opened, Request(FIRST, WEEKS, plan, _SETTINGS))
    cell = _busy_cell(judged)
    _look(session, judged, cell, site=site, plan=plan)
    _absence(session, opened, folder, cell)
    calendars = folder / "calendars"
    _step(session, "export ics {site} {plan} --out {out}", site=site, plan=plan, out=calendars)
    write(session, judged, calendars)
    demo_ledger.run(session, source, folder / "ledger")
    _files(session, folder)
    return 0


def _read(session: Session, site: Path) -> Opened:
    """The folder and what it holds."""
    _step(session, "validate {site}", site=site)
    opened = verbs.open_site(site)
    facts = opened.facts
    counts = {"posts": len(facts.posts), "services": len(facts.services), "needs": len(facts.needs)}
    session.page.paragraph(_HELD.say(session.lang, name=facts.name, **counts))
    return opened


def _look(session: Session, judged: Judged, cell: Cell, *, site: Path, plan: Path) -> None:
    """A week, and why one of its cells is so."""
    names: dict[str, object] = {"site": site, "plan": plan, "post": cell.post}
    week = week_name(cell.day)
    _step(session, "show {site} {plan} --post {post} --week {week}", **names, week=week)
    show_posts(session, judged, [cell.post], week)
    explained = "explain {site} {plan} --post {post} --date {day} --half {half}"
    _step(session, explained, **names, day=cell.day, half=str(cell.slot))
    tell_story(session.page, story(judged, cell), judged.problem, most=3)


def _copied(source: Path, folder: Path) -> Path:
    """The sample, copied so that it can be edited; one that was edited since is never written over."""
    site = folder / "site"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not site.exists():
            shutil.copytree(source, site)
        elif not site.is_dir() or _contents(site) != _contents(source):
            raise UserError(fill(_EDITED, {"site": listing([clean(str(site))])}))
    except OSError as error:
        raise UserError(
            fill(_UNWRITABLE, {"out": listing([clean(str(folder))]), "reason": reason_of(error)})
        ) from error
    return site


def _contents(folder: Path) -> dict[str, bytes | None]:
    """What each entry of a folder holds; None for what is no file."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def _step(session: Session, words: str, **values: object) -> None:
    """The title of a step and the command that does the same."""
    told = {key: clean(str(value)) for key, value in values.items()}
    page = session.page
    page.gap()
    page.paragraph(_STEPS[words].say(page.lang, **told), "bold reverse")
    page.paragraph(f"rota {words.format(**told)}", "dim", lead="$ ")


def _planned(session: Session, opened: Opened, request: Request) -> Judged:
    made: Made = make(session, opened, request)
    if made.content is None:
        raise UserError(_NO_PLAN)
    judged = Judged.of(made.problem, made.content.plan)
    summary.tell_plan(session.page, made.content, judged)
    return judged


def _busy_cell(judged: Judged) -> Cell:
    """A morning of the second week that serves a need: of the first post that works then."""
    for day in (judged.plan.span.first + timedelta(days=n) for n in (8, 9, 10, 7)):
        for placement in judged.plan.placements:
            serves = (placement.service, day, Slot.AM) in judged.problem.demands
            if placement.day == day and placement.slots == (Slot.AM,) and serves:
                return Cell(placement.post, day, Slot.AM)
    raise UserError(_NO_PLAN)


def _absence(session: Session, opened: Opened, folder: Path, cell: Cell) -> None:
    """One day away in the published month: what moves, and nothing else."""
    site, plan = folder / "site-absence", folder / "PLAN-absence.json"
    names = {"site": site, "before": folder / "PLAN.json", "after": plan}
    day = day_name(cell.day, session.lang)
    _step(session, "diff {site} {before} {after}", post=cell.post, day=day, **names)
    away = Absence(
        id=AbsenceId("DEMO-ABSENCE"), post=cell.post, kind=AbsenceKind.OTHER, first=cell.day, last=cell.day
    )
    shutil.rmtree(site, ignore_errors=True)
    sites.write(replace(opened.facts, absences=(*opened.facts.absences, away)), site)
    changed = verbs.open_site(site)
    published = folder / "PLAN.json"
    request = Request(FIRST, WEEKS, plan, _SETTINGS, published, freeze_until=cell.day - timedelta(days=1))
    if make(session, changed, request).content is None:
        raise UserError(_NO_PLAN)
    before, after = verbs.open_earlier_plan(changed, published), verbs.open_plan(changed, plan)
    tell_diff(session.page, verbs.diff_plans(before, after), after.judged)


def _files(session: Session, folder: Path) -> None:
    session.page.title(_FILES.say(session.lang, out=clean(str(folder))))
    session.page.table([[name, told.say(session.lang)] for name, told in _FILE.items()])
