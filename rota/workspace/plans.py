"""Stored plans: how a version is called, what it holds, which one is meant.

The versions of one plan follow each other under the day it starts on: ``2026-11-30/v2``. ``v2`` alone is
enough where only one plan has such a version; ``published`` is the published plan that holds today, else the
next one, else the last one; ``latest`` is the version saved last.
"""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rota import plan_file, sites
from rota.explain.grid import Judged
from rota.model.calendar import Span
from rota.model.facts import Facts
from rota.plan_file import PlanFile
from rota.service import OpenPlan, Refused
from rota.sites.faults import Trouble
from rota.store import PlanState, PlanVersion
from rota.words import Text
from rota.workspace.history import planning_facts
from rota.workspace.opened import Workspace

_REFERENCE = re.compile(r"(?:(\d{4}-\d{2}-\d{2})/)?(v([1-9]\d{0,5})|published|latest)", re.ASCII)


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A version with the days it is about."""

    version: PlanVersion
    span: Span

    @property
    def name(self) -> str:
        """``2026-11-30/v2``."""
        return name_of(self.version)


def name_of(version: PlanVersion) -> str:
    """``2026-11-30/v2``."""
    return f"{version.plan}/v{version.version}"


def is_reference(text: str) -> bool:
    """Whether a word names a stored version rather than a file."""
    return _REFERENCE.fullmatch(text) is not None


def versions(workspace: Workspace) -> tuple[StoredPlan, ...]:
    """Every version of every plan, by plan and number."""
    found = workspace.store.read(
        lambda unit: [version for plan in unit.plans.names() for version in unit.plans.history(plan)]
    )
    return tuple(StoredPlan(version, content_of(workspace.facts, version).span) for version in found)


def published(workspace: Workspace) -> tuple[StoredPlan, ...]:
    """The plans in force, by their first day."""
    return tuple(plan for plan in versions(workspace) if plan.version.state is PlanState.PUBLISHED)


def find(workspace: Workspace, reference: str | None) -> StoredPlan:
    """The version that a reference means; without one, the published plan, else the last version saved.

    Raises:
        Refused: there is none, or several could be meant.
    """
    known = versions(workspace)
    if not known:
        raise Refused(NO_PLAN)
    if reference is None:
        return _in_force(workspace, known) or max(known, key=_made_at)
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise Refused(NO_REFERENCE, reference=reference, known=_listed(known))
    plan, word, number = match.groups()
    mine = [one for one in known if plan in {None, one.version.plan}]
    if number is not None:
        candidates = [one for one in mine if one.version.version == int(number)]
    elif word == "latest":
        candidates = sorted(mine, key=_made_at)[-1:]
    else:
        chosen = _in_force(workspace, mine)
        candidates = [chosen] if chosen else []
    if not candidates:
        raise Refused(NO_VERSION, reference=reference, known=_listed(known))
    if len(candidates) > 1:
        raise Refused(WHICH, reference=reference, known=_listed(candidates))
    return candidates[0]


def open_version(workspace: Workspace, plan: StoredPlan) -> OpenPlan:
    """A stored version with the question it answers, judged by what is known today."""
    facts = planning_facts(workspace, plan.span.first)
    content, left_out = read_body(facts, plan.version.body)
    judged = Judged.of(content.problem(facts), content.plan)
    return OpenPlan(content, judged, left_out, earlier=content.fingerprint != sites.fingerprint(facts))


def open_file(workspace: Workspace, path: Path) -> OpenPlan:
    """A plan file, judged by what is known today.

    Raises:
        FaultyPlan: it cannot be read.
    """
    content, _ = plan_file.read_earlier(path, workspace.facts)
    facts = planning_facts(workspace, content.span.first)
    content, left_out = plan_file.read_earlier(path, facts)
    judged = Judged.of(content.problem(facts), content.plan)
    return OpenPlan(content, judged, left_out, earlier=content.fingerprint != sites.fingerprint(facts))


def content_of(facts: Facts, version: PlanVersion) -> PlanFile:
    """What a version says; what speaks of codes that are no more is left out."""
    return read_body(facts, version.body)[0]


def read_body(facts: Facts, body: str) -> tuple[PlanFile, int]:
    """The text of a plan file read as if from disk, and how much was left out."""
    with tempfile.TemporaryDirectory(prefix="rota-") as folder:
        path = Path(folder) / "PLAN.json"
        path.write_text(body, encoding="utf-8", newline="\n")
        return plan_file.read_earlier(path, facts)


def _in_force(workspace: Workspace, known: "tuple[StoredPlan, ...] | list[StoredPlan]") -> StoredPlan | None:
    in_force = sorted(
        (one for one in known if one.version.state is PlanState.PUBLISHED), key=lambda one: one.span.first
    )
    today = workspace.today
    return next((one for one in in_force if one.span.last >= today), in_force[-1] if in_force else None)


def _made_at(plan: StoredPlan) -> tuple[object, ...]:
    return plan.version.made_at, plan.name


def _listed(known: "tuple[StoredPlan, ...] | list[StoredPlan]") -> str:
    return ", ".join(plan.name for plan in known[-8:])


STATES: Mapping[PlanState, Text] = {
    PlanState.DRAFT: Text("brouillon", "draft"),
    PlanState.PROPOSED: Text("proposé", "proposed"),
    PlanState.AGREED: Text("accepté", "agreed"),
    PlanState.PUBLISHED: Text("publié", "published"),
    PlanState.SUPERSEDED: Text("remplacé", "superseded"),
}
"""What states are called."""

NO_PLAN = Trouble(
    Text("Cette base n’a encore aucun planning.", "This workspace has no plan yet."),
    Text("En faire un : rota plan --from DATE --weeks N.", "Make one: rota plan --from DATE --weeks N."),
)
NO_REFERENCE = Trouble(
    Text("« {reference} » ne désigne pas une version.", "“{reference}” names no version."),
    Text("Écrire v2, 2026-11-30/v2, published ou latest ; versions : {known}.",
         "Write v2, 2026-11-30/v2, published or latest; versions: {known}."),
)  # fmt: skip
NO_VERSION = Trouble(
    Text("Aucune version « {reference} ».", "There is no version “{reference}”."),
    Text("Versions : {known}.", "Versions: {known}."),
)
WHICH = Trouble(
    Text("Plusieurs plannings ont une version {reference}.", "Several plans have a version {reference}."),
    Text("Écrire laquelle : {known}.", "Write which one: {known}."),
)
