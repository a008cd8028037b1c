"""What the planner opens on a workspace: a version of a plan, or new weeks, and the draft left behind."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

from rota import plan_file
from rota.errors import FaultyPlan
from rota.explain.grid import Judged
from rota.model.calendar import Span
from rota.model.plan import Plan
from rota.words import Text
from rota.workspace import drafting, resuming
from rota.workspace.plans import StoredPlan, content_of, published
from tui import drafts
from tui.opening import EMPTY, LEFT_OUT, WEEKS, Desk, next_monday, said, with_draft
from tui.shared import SQLITE, Shared, Stored
from tui.state import start

_VERSION = re.compile(r"-v(\d+)\.json\.draft", re.ASCII)


@dataclass(frozen=True, slots=True)
class Left:
    """A draft that was left behind: of which plan, and made on which version."""

    plan: str
    version: int


def open_shared(shared: Shared, state: Path, plan: str | None = None) -> Desk:
    """The last version of a plan, or the one that a draft was left on; where there is none, new weeks.

    Args:
        shared: The workspace.
        state: The folder of what the application keeps, for a workspace that is no file.
        plan: The plan that was worked on; without one, that of the moment.

    Raises:
        UserError: the workspace cannot be read.
    """
    wanted = None if plan is None else resuming.last(shared.workspace, plan)
    never = [one.plan for one in left_behind(shared, state) if one.version == 0]
    desk = None
    if wanted is None and plan in never:
        desk = _never_stored(shared, state, str(plan))
    wanted = wanted or (resuming.of_the_moment(shared.workspace) if desk is None else None)
    if desk is None and wanted is not None:
        return open_last(shared, state, wanted)
    if desk is None and never:
        desk = _never_stored(shared, state, min(never))
    first = next_monday(shared.workspace.facts, shared.workspace.clock)
    return desk or begin(shared, state, first, WEEKS)


def open_last(shared: Shared, state: Path, last: StoredPlan) -> Desk:
    """A version; where a draft was left on an earlier one, that one with the draft: nothing is lost."""
    plan = last.version.plan
    left = next((one for one in left_behind(shared, state) if one.plan == plan), None)
    if left is None or left.version in {0, last.version.version}:
        return open_version(shared, state, last)
    number = left.version
    version = shared.workspace.store.read(lambda unit: unit.plans.version(plan, number))
    desk = open_version(shared, state, resuming.stored(shared.workspace, version))
    told = said(LATER, name=last.name, site=last.version.author_site)
    return replace(desk, told=(*desk.told, told))


def open_version(shared: Shared, state: Path, plan: StoredPlan) -> Desk:
    """One version of a plan, with the draft that was left on it."""
    last = shared.workspace.store.read(lambda unit: unit.plans.head(plan.version.plan))
    found = resuming.resume(shared.workspace, plan)
    told: tuple[Text, ...] = ()
    if found.left_out:
        told = (said(LEFT_OUT, count=found.left_out),)
    number = plan.version.version
    stored = Stored(shared, found.asked, plan, last.version if last is not None else number)
    path = draft_home(shared, state, plan.version.plan, number)
    return with_draft(Desk(found.asked.opened, path, start(found.judged), told, stored))


def begin(shared: Shared, state: Path, first: date, weeks: int) -> Desk:
    """New weeks to be planned; where a plan has them all already, its last version.

    Raises:
        Refused: some of the days are in another published plan.
    """
    workspace, wanted = shared.workspace, Span(first, first + timedelta(days=7 * weeks - 1))
    within = next((one for one in published(workspace) if first in one.span), None)
    there = resuming.last(workspace, within.version.plan if within else first.isoformat())
    if there is not None and wanted.meet(there.span) == wanted:
        return open_last(shared, state, there)
    on = None if there is None else there.name
    asked = drafting.question(workspace, first, weeks, site=shared.site, on=on)
    plan = Plan.of(asked.problem.span, [])
    if there is not None:
        plan = resuming.over(asked, content_of(workspace.facts, there.version).plan)
    judged = Judged.of(asked.problem, plan)
    stored = Stored(shared, asked, there, asked.based_on)
    path = draft_home(shared, state, asked.plan, asked.based_on)
    return with_draft(Desk(asked.opened, path, start(judged), () if there else (EMPTY,), stored))


def _never_stored(shared: Shared, state: Path, plan: str) -> Desk | None:
    """A draft of weeks of which no version was ever stored; None when it cannot be read."""
    path = drafts.draft_path(draft_home(shared, state, plan, 0))
    try:
        span = plan_file.read_earlier(path, shared.workspace.facts)[0].span
    except FaultyPlan:
        return None
    return begin(shared, state, span.first, -(-len(span) // 7))


def draft_home(shared: Shared, state: Path, plan: str, version: int) -> Path:
    """What drafts on a version are named after: beside the database file, else in the state folder."""
    folder, stem = _beside(shared, state)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{stem}-{quote(plan, safe='')}-v{version}.json"


def left_behind(shared: Shared, state: Path) -> tuple[Left, ...]:
    """The draft left on each plan: the one on its latest version."""
    found: dict[str, Left] = {}
    for one in _all_left(*_beside(shared, state)):
        if one.plan not in found or found[one.plan].version < one.version:
            found[one.plan] = one
    return tuple(found.values())


def _all_left(folder: Path, stem: str) -> Iterator[Left]:
    for path in sorted(folder.glob(f".{stem}-*.draft")):
        rest = path.name.removeprefix(f".{stem}-")
        match = _VERSION.search(rest)
        if match is not None and match.end() == len(rest):
            yield Left(unquote(rest[: match.start()]), int(match.group(1)))


def _beside(shared: Shared, state: Path) -> tuple[Path, str]:
    site = quote(shared.site, safe="")
    if shared.name.startswith(SQLITE):
        file = Path(shared.name.removeprefix(SQLITE))
        return file.parent, f"{file.stem}-{site}"
    return state / "drafts", f"{sha256(shared.name.encode()).hexdigest()[:16]}-{site}"


LATER = Text(
    "Brouillon repris sur une version antérieure ; depuis, {site} a enregistré {name}.",
    "Draft restored on an earlier version; since then {site} saved {name}.",
)
