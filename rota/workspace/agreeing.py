"""From draft to published: every site concerned agrees, then the plan is pending work of the ledger."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rota.ledger import publishing
from rota.ledger.entry import Draft, EntryKind
from rota.model.calendar import SLOT_ORDER, Span
from rota.model.facts import Facts, PostId, SiteId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store import PlanState, PlanVersion, Unit
from rota.words import Text
from rota.workspace.keeping import keep
from rota.workspace.opened import HEAD, Workspace, entries_of, writer_of
from rota.workspace.plans import StoredPlan, content_of, find, name_of, published

_REASON = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Told:
    """What one doctor is told of a publication."""

    post: PostId
    planned: int
    """Half-days, nights and duties in the new plan."""
    new: int
    """Cells that are new, or hold something else than before."""
    gone: int
    """Cells that were published and are free now."""
    sites: tuple[SiteId, ...]
    """Sites where the changes are."""
    first: date | None
    """The first day that changes."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A plan that was put in force."""

    plan: StoredPlan
    replaced: PlanVersion | None
    told: tuple[Told, ...]
    entries: int
    """Entries added to the ledgers: 0 when it was published already."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Who publishes, and why a published plan changes."""

    site: SiteId
    reason: str | None


def concerned(facts: Facts, span: Span) -> tuple[SiteId, ...]:
    """The sites that share a post over ``span``: all of them are to agree."""
    sharing = {share.site for c in facts.conventions if c.span.meet(span) for share in c.shares}
    return tuple(site.id for site in facts.sites if site.id in sharing)


def propose(workspace: Workspace, reference: str, site: str) -> StoredPlan:
    """Ask every site concerned to agree; the site that asks agrees by asking.

    Raises:
        PlanChanged: it is not the last version any more.
    """
    plan, at = find(workspace, reference), workspace.site(site)
    asked, version = concerned(workspace.facts, plan.span), plan.version

    def work(unit: Unit) -> PlanVersion:
        return unit.plans.propose(version.plan, version.version, asked, author=HEAD, site=at)

    return replace(plan, version=workspace.store.run(work))


def agree(workspace: Workspace, reference: str, site: str) -> StoredPlan:
    """A site agrees to a version.

    Raises:
        PlanChanged: it is not the last version any more.
        PlanRefused: the site was not asked.
    """
    plan, at = find(workspace, reference), workspace.site(site)
    version = plan.version

    def work(unit: Unit) -> PlanVersion:
        return unit.plans.agree(version.plan, version.version, author=HEAD, site=at)

    return replace(plan, version=workspace.store.run(work))


def publish(workspace: Workspace, reference: str, site: str, reason: str | None = None) -> Publication:
    """Put a version in force, and its work into the ledger as pending entries, all or nothing.

    Raises:
        PlanChanged: it is not the last version any more.
        PlanRefused: sites have still to agree.
        Refused: it changes a published plan and no reason was given, or takes days of another one.
    """
    plan, at = find(workspace, reference), workspace.site(site)
    old = _former(workspace, plan)
    if reason is not None and not _REASON.fullmatch(reason):
        raise Refused(NO_CODE, reason=reason)
    already = plan.version.state is PlanState.PUBLISHED
    if old is not None and reason is None and not already:
        raise Refused(NO_REASON, plan=name_of(old))
    content = content_of(workspace.facts, plan.version)
    problem = Problem(workspace.facts, content.span)

    def work(unit: Unit) -> tuple[PlanVersion, int]:
        version = unit.plans.publish(plan.version.plan, plan.version.version, author=HEAD, site=at)
        keep(unit, workspace.facts, content.span.last)
        return version, _enter(unit, problem, content.plan, version, _Source(at, reason))

    version, entries = workspace.store.run(work)
    told = tuple(_all_told(workspace, old, content.plan))
    return Publication(replace(plan, version=version), old, told, entries)


def foreseen(workspace: Workspace, plan: StoredPlan) -> Publication:
    """What publishing a version would replace, and who would be told what; nothing is written.

    Raises:
        Refused: it takes days of another published plan.
    """
    old = _former(workspace, plan)
    told = tuple(_all_told(workspace, old, content_of(workspace.facts, plan.version).plan))
    return Publication(plan, old, told, 0)


def known_before(workspace: Workspace, plan: StoredPlan, site: SiteId) -> PlanVersion | None:
    """The last earlier version that a site saved, or agreed to: what it knows of a plan."""
    history = workspace.store.read(lambda unit: unit.plans.history(plan.version.plan))
    known = [one for one in history if site in {one.author_site, *one.agreed}]
    return next((one for one in reversed(known) if one.version < plan.version.version), None)


def _all_told(workspace: Workspace, old: PlanVersion | None, after: Plan) -> Iterator[Told]:
    before = content_of(workspace.facts, old).plan if old else Plan(after.span, ())
    for post in workspace.problem.posts:
        yield _told(workspace.problem, post, before, after)


def _former(workspace: Workspace, plan: StoredPlan) -> PlanVersion | None:
    """The published version that this one supersedes; days of other published plans are refused."""
    former = None
    for other in published(workspace):
        if other.version.plan == plan.version.plan:
            former = other.version if other.version.version != plan.version.version else None
        elif other.span.meet(plan.span):
            raise Refused(TAKEN, plan=other.name, first=other.span.first, last=other.span.last)
    return former


def _enter(unit: Unit, problem: Problem, content: Plan, version: PlanVersion, source: _Source) -> int:
    """The pending entries of a plan, in the ledgers of all its posts."""
    added = 0
    for convention in problem.facts.conventions:
        writer = writer_of(unit, convention.post, source.site, HEAD)
        unit.ledger.hold(writer.contract.id)
        entries = entries_of(unit, writer.contract)
        drafts = publishing.publish(writer, problem, content, version.version, entries)
        unit.ledger.append([_named(draft, version, source.reason) for draft in drafts])
        added += len(drafts)
    return added


def _named(draft: Draft, version: PlanVersion, reason: str | None) -> Draft:
    """An entry that names the whole version, and why a published plan changed."""
    source = f"plan:{name_of(version)}" + (f":{reason}" if reason else "")
    return replace(draft, source=source) if draft.kind in {EntryKind.PLAN, EntryKind.VOID} else draft


def _told(problem: Problem, post: PostId, before: Plan, after: Plan) -> Told:
    old, new = (
        {(p.day, SLOT_ORDER[slot]): p for p in plan.placements if p.post == post for slot in p.slots}
        for plan in (before, after)
    )
    fresh = [cell for cell in new if old.get(cell) != new[cell]]
    gone = [cell for cell in old if cell not in new and cell[0] in after.span]
    touched = [*(new[cell] for cell in fresh), *(old[cell] for cell in gone if cell in old)]
    sites = {problem.services[p.service].site for p in touched if p.service in problem.services}
    first = min((cell[0] for cell in (*fresh, *gone)), default=None)
    return Told(post, len(new), len(fresh), len(gone), tuple(sorted(sites)), first)


NO_REASON = Trouble(
    Text(
        "Le planning {plan} est publié : des gens comptent sur lui.",
        "The plan {plan} is published: people count on it.",
    ),
    Text(
        "Dire pourquoi il change : --reason CODE (absence, exchange, need…).",
        "Say why it changes: --reason CODE (absence, exchange, need…).",
    ),
)
NO_CODE = Trouble(
    Text("« {reason} » n’est pas un code.", "“{reason}” is no code."),
    Text(
        "Lettres sans accent, chiffres et tirets, 40 au plus ; jamais un motif médical.",
        "Plain lower-case letters, digits and hyphens, 40 at most; never a medical reason.",
    ),
)
TAKEN = Trouble(
    Text(
        "Des jours de ce planning sont dans le planning publié {plan} ({first} à {last}).",
        "Days of this plan are in the published plan {plan} ({first} to {last}).",
    ),
    Text("Changer celui-là plutôt.", "Change that one instead."),
)
