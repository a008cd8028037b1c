"""What the planner opens: a folder, a plan made for it or an empty one, and the draft left behind."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from rota import plan_file
from rota import service as verbs
from rota.check import check
from rota.clock import Clock, today
from rota.errors import FaultyPlan, UserError
from rota.explain.grid import Judged
from rota.model.calendar import week_of
from rota.model.facts import Facts
from rota.model.plan import Plan
from rota.service import Opened
from rota.sites.faults import clean
from rota.words import Text
from tui import drafts
from tui.shared import Stored
from tui.state import AppState, Draft, Step, judge, start

WEEKS = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """What was opened, where its plan or its drafts are kept, and the state to begin with."""

    opened: Opened
    path: Path
    """The plan file; on a workspace, what drafts are named after: no plan is written there."""
    state: AppState
    told: tuple[Text, ...] = ()
    """What the person should know of how it was opened."""
    stored: Stored | None = None
    """On a workspace: whose desk it is, and the version seen."""


def open_desk(folder: Path, path: Path | None, first: date | None, weeks: int | None, clock: Clock) -> Desk:
    """A folder with its plan.

    Args:
        folder: The site folder.
        path: The plan; where None is given, ``PLAN.json`` or one named after the folder.
        first: First day of a new plan; None opens the plan, or begins one on the next Monday.
        weeks: Weeks of a new plan.
        clock: Tells which Monday is next.

    Raises:
        FaultyFolder: the folder has faults.
        FaultyPlan: the plan cannot be read, or was made for another folder.
    """
    opened = verbs.open_site(folder)
    if path is None:
        path = _usual_path(opened, fresh=first is not None)
    elif first is not None and path.exists():
        raise UserError(said(EXISTS, file=clean(path.name)))
    if path.exists():
        desk = _with_plan(opened, path)
    else:
        desk = _with_nothing(opened, path, first or next_monday(opened.facts, clock), weeks or WEEKS)
    return with_draft(desk)


def _usual_path(opened: Opened, *, fresh: bool) -> Path:
    """The first usual name that holds a plan of this folder, or that is free."""
    name = opened.folder.resolve().name
    free = []
    for path in (Path("PLAN.json"), Path(f"PLAN-{name}.json")):
        if not path.exists():
            free.append(path)
        elif not fresh and _is_for(opened, path):
            return path
    number = 2
    while not free:
        path, number = Path(f"PLAN-{name}-{number}.json"), number + 1
        if not path.exists():
            free.append(path)
    return free[0]


def _is_for(opened: Opened, path: Path) -> bool:
    try:
        content, _ = plan_file.read_earlier(path, opened.facts)
    except FaultyPlan:
        return False
    return content.site == opened.facts.name


def _with_plan(opened: Opened, path: Path) -> Desk:
    """The plan of a file; one made for an earlier state of the folder is judged by the folder as it is."""
    found = verbs.open_earlier_plan(opened, path)
    if found.content.site != opened.facts.name:
        raise FaultyPlan(said(OTHER, file=clean(path.name), theirs=clean(found.content.site[:60])))
    told = []
    if found.earlier:
        told.append(said(EARLIER, file=clean(path.name)))
    if found.left_out:
        told.append(said(LEFT_OUT, count=found.left_out))
    return Desk(opened, path, start(found.judged), tuple(told))


def _with_nothing(opened: Opened, path: Path, first: date, weeks: int) -> Desk:
    problem = verbs.make_problem(opened, first, weeks)
    empty = Plan.of(problem.span, [])
    judged = Judged(problem, empty, check(problem, empty))
    return Desk(opened, path, start(judged), (EMPTY,))


def next_monday(facts: Facts, clock: Clock) -> date:
    """The next Monday, but not before the first convention begins."""
    sites = facts.sites
    now = today(clock, sites[0].timezone if sites else "Europe/Paris")
    following = week_of(now).first + timedelta(days=7)
    begins = min((one.start for one in facts.conventions), default=following)
    begins_on = begins if begins.weekday() == 0 else week_of(begins).first + timedelta(days=7)
    return max(following, begins_on)


def with_draft(desk: Desk) -> Desk:
    """The desk with the draft that was left behind, as a step that can be undone."""
    try:
        content = drafts.left_behind(desk.path, desk.opened)
    except FaultyPlan as error:
        return replace(desk, told=(*desk.told, said(DRAFT_LOST, reason=error.text.en.splitlines()[0])))
    if content is None or content.span != desk.state.problem.span:
        return desk
    state = desk.state
    draft = Draft(content.plan, content.pins)
    if draft == state.draft:
        return desk
    reading = type(state.reading)(judge(state.judged, draft))
    restored = replace(state, reading=reading, done=(Step(state.draft, RESTORED_STEP),))
    return replace(desk, state=restored, told=(*desk.told, RESTORED))


def said(text: Text, **values: object) -> Text:
    """A sentence with its placeholders filled, in both languages."""
    return Text(text.fr.format(**values), text.en.format(**values))


EXISTS = Text(
    "{file} existe déjà : l’ouvrir sans --from, ou donner un autre nom avec --plan.",
    "{file} exists already: open it without --from, or give another name with --plan.",
)
OTHER = Text(
    "{file} a été fait pour un autre dossier ({theirs}).", "{file} was made for another folder ({theirs})."
)
EARLIER = Text(
    "{file} a été fait pour un état antérieur du dossier ; il est jugé par celui d’aujourd’hui.",
    "{file} was made for an earlier state of the folder; it is judged by the folder as it is now.",
)
LEFT_OUT = Text(
    "{count} affectation(s) laissée(s) de côté : leurs codes ne sont plus dans le dossier.",
    "{count} placement(s) left out: their codes are no longer in the folder.",
)
EMPTY = Text(
    "Planning vide : la touche s calcule, Entrée remplit une case.",
    "Empty plan: the key s solves, Enter fills a cell.",
)
RESTORED = Text(
    "Brouillon non enregistré repris ; u revient au planning enregistré.",
    "Unsaved draft restored; u goes back to the saved plan.",
)
RESTORED_STEP = Text("reprise du brouillon", "draft restored")
DRAFT_LOST = Text(
    "Le brouillon laissé n’a pas pu être lu ({reason}).",
    "The draft left behind could not be read ({reason}).",
)
