"""Making a plan on a workspace: its question comes from the ledger, its answer becomes a draft version."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from rota import plan_file, sites
from rota.clock import Clock
from rota.model.calendar import Span
from rota.model.problem import Problem
from rota.plan_file import PlanFile
from rota.scheduler.outcome import Outcome, Settings
from rota.service import Refused, make_problem
from rota.service.opening import Opened
from rota.sites.faults import Trouble
from rota.store import PlanChanged, PlanVersion, Unit
from rota.words import Text
from rota.workspace.history import before as before_plan
from rota.workspace.opened import HEAD, Workspace
from rota.workspace.plans import StoredPlan, content_of, find, published, versions

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """What is to be planned on a workspace."""

    opened: Opened
    problem: Problem
    plan: str
    """The name under which the answer is stored."""
    based_on: int
    """The version seen; 0 for none."""
    replaces: StoredPlan | None
    """The published plan that the answer changes."""


def question(
    workspace: Workspace,
    first: date,
    weeks: int,
    *,
    site: str,
    on: str | None = None,
    pins: Path | None = None,
    freeze_until: date | None = None,
) -> Question:
    """What planning ``weeks`` from ``first`` asks, on top of what is published and worked.

    Within a published plan, its days before ``first`` stand, and the rest changes as little as can be.

    Args:
        workspace: Where the facts, the plans and the ledger are.
        first: First day that may change.
        weeks: How many weeks from it.
        site: The site that asks.
        on: The version seen, where another site has saved one.
        pins: A file of pins.
        freeze_until: The published plan stands up to this day, included.

    Raises:
        Refused: the days belong to another published plan.
        PlanChanged: another site has saved a version that was not named.
    """
    last = first + timedelta(days=7 * weeks - 1)
    known = published(workspace)
    old = next((plan for plan in known if first in plan.span), None)
    begins = old.span.first if old else first
    _refuse_overlap(known, old, Span(begins, last))
    if old is not None and first > begins:
        freeze_until = max(first - _DAY, freeze_until or first - _DAY)
    last = max(last, old.span.last) if old else last
    days = (last - begins).days + 1
    known_before = before_plan(workspace, begins)
    opened = Opened(Path(), known_before.of(workspace.facts))
    problem = make_problem(
        opened,
        begins,
        -(-days // 7),
        against=content_of(workspace.facts, old.version) if old else None,
        pins=pins,
        freeze_until=freeze_until,
    )
    name = begins.isoformat()
    based_on = seen(workspace, name, site, on)
    return Question(opened, replace(problem, past=known_before.past), name, based_on, old)


def seen(workspace: Workspace, plan: str, site: str, on: str | None) -> int:
    """The number of the last version, once it is sure that the site has seen it.

    Raises:
        PlanChanged: another site saved it, and it is not the one that was named.
    """
    head = workspace.store.read(lambda unit: unit.plans.head(plan))
    named = find(workspace, on).version if on is not None else None
    if head is None:
        return 0
    mine = head.author_site == site if named is None else (named.plan, named.version) == (plan, head.version)
    if not mine:
        raise PlanChanged(head)
    return head.version


def keep(workspace: Workspace, asked: Question, content: PlanFile, site: str) -> StoredPlan:
    """Store the plan found as a draft; the same one twice is one version.

    Raises:
        PlanChanged: another version was saved while the search ran.
    """
    version = _saved(workspace, asked.plan, content, asked.based_on, site)
    return StoredPlan(version, content.span)


def keep_file(workspace: Workspace, path: Path, *, site: str, on: str | None = None) -> StoredPlan:
    """Store a plan file as a draft; what speaks of codes that are no more is left out.

    Raises:
        FaultyPlan: it cannot be read.
        PlanChanged: another site saved a version that was not named.
    """
    content, _ = plan_file.read_earlier(path, workspace.facts)
    name = content.span.first.isoformat()
    version = _saved(workspace, name, content, seen(workspace, name, site, on), site)
    return StoredPlan(version, content.span)


def file_of(asked: Question, outcome: Outcome, settings: Settings, clock: Clock) -> PlanFile:
    """The plan file of a search that found a plan."""
    fingerprint = sites.fingerprint(asked.opened.facts)
    return PlanFile.of(asked.problem, outcome, settings=settings, fingerprint=fingerprint, clock=clock)


def undo(workspace: Workspace, reference: str, *, site: str, on: str | None = None) -> StoredPlan:
    """Take up again what an earlier version said, as a new version.

    Raises:
        PlanChanged: another site saved a version that was not named.
    """
    earlier = find(workspace, reference)
    plan, based_on = earlier.version.plan, seen(workspace, earlier.version.plan, site, on)

    def work(unit: Unit) -> PlanVersion:
        head = unit.plans.head(plan)
        if head is not None and head.body == earlier.version.body and head.author_site == site:
            return head
        return unit.plans.undo(
            plan, earlier.version.version, based_on=based_on, author=HEAD, site=workspace.site(site)
        )

    return StoredPlan(workspace.store.run(work), earlier.span)


def before(workspace: Workspace, plan: StoredPlan) -> StoredPlan | None:
    """The version that came before one."""
    found = [
        one
        for one in versions(workspace)
        if one.version.plan == plan.version.plan and one.version.version < plan.version.version
    ]
    return found[-1] if found else None


def _saved(workspace: Workspace, plan: str, content: PlanFile, based_on: int, site: str) -> PlanVersion:
    at, body = workspace.site(site), plan_file.text_of(content)

    def work(unit: Unit) -> PlanVersion:
        head = unit.plans.head(plan)
        mine = head is not None and (head.version, head.author_site) == (based_on, at)
        if head is not None and mine and _says(workspace, head) == _told(content):
            return head
        return unit.plans.save(plan, body, based_on=based_on, author=HEAD, site=at)

    return workspace.store.run(work)


def _says(workspace: Workspace, version: PlanVersion) -> tuple[object, ...]:
    return _told(content_of(workspace.facts, version))


def _told(content: PlanFile) -> tuple[object, ...]:
    """What makes two searches that end alike one version."""
    return content.fingerprint, content.settings, content.pins, content.published, content.plan


def _refuse_overlap(known: tuple[StoredPlan, ...], old: StoredPlan | None, span: Span) -> None:
    for plan in _others(known, old):
        if plan.span.meet(span):
            raise Refused(OVERLAP, plan=plan.name, first=plan.span.first, last=plan.span.last)


def _others(known: tuple[StoredPlan, ...], old: StoredPlan | None) -> Iterator[StoredPlan]:
    yield from (plan for plan in known if old is None or plan.version.plan != old.version.plan)


OVERLAP = Trouble(
    Text(
        "Des jours demandés sont déjà dans le planning publié {plan} ({first} à {last}).",
        "Some of these days are in the published plan {plan} already ({first} to {last}).",
    ),
    Text("Planifier jusque-là, ou à partir de lui.", "Plan up to it, or from within it."),
)
