"""From draft to published on the screen: what each step would do is read before it is asked."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rota.explain.grid import Judged
from rota.model.facts import SiteId
from rota.model.plan import Plan
from rota.service import PlanDiff, differences
from rota.store import PlanState, PlanVersion
from rota.words import Text
from rota.workspace import agreeing, resuming
from rota.workspace.agreeing import Publication
from rota.workspace.plans import StoredPlan, content_of, name_of, versions
from tui.shared import Shared, Stored

STEPS = ("plan.propose", "plan.agree", "plan.publish")
"""The actions that lead from draft to published."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a site would agree to."""

    plan: StoredPlan
    site: SiteId
    known: PlanVersion | None
    """The version that the site knew before."""
    judged: Judged
    diff: PlanDiff | None
    """What changed since; None where it knew none."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """What publishing would do."""

    publication: Publication
    site: SiteId
    judged: Judged


@dataclass(frozen=True, slots=True)
class Stock:
    """The plans of a workspace with their versions, the last ones first."""

    versions: tuple[StoredPlan, ...]
    here: str
    """The name of the version that is open."""
    zone: ZoneInfo
    """In which hours are told."""


def agreement(shared: Shared, stored: Stored, judged: Judged) -> Agreement:
    """What changed in the version seen since the site last agreed to one, or saved one."""
    assert stored.seen is not None, "what is agreed to is stored"
    plan, site = stored.seen, shared.site
    known = agreeing.known_before(shared.workspace, plan, site)
    if known is None:
        return Agreement(plan, site, None, judged, None)
    before = resuming.over(stored.asked, content_of(shared.workspace.facts, known).plan)
    diff = differences(Judged.of(judged.problem, before), judged, judged.plan.span)
    return Agreement(plan, site, known, judged, diff)


def publishing(shared: Shared, stored: Stored, judged: Judged) -> Publishing:
    """Who would be told what.

    Raises:
        Refused: it takes days of another published plan.
    """
    assert stored.seen is not None, "what is published is stored"
    return Publishing(agreeing.foreseen(shared.workspace, stored.seen), shared.site, judged)


def stock(shared: Shared, here: str) -> Stock:
    """All plans and versions."""
    found = sorted(
        versions(shared.workspace), key=lambda one: (one.span.first, one.version.version), reverse=True
    )
    return Stock(tuple(found), here, ZoneInfo(shared.workspace.facts.sites[0].timezone))


def since_published(judged: Judged) -> PlanDiff | None:
    """What a plan changes of the published one; None where nothing is published."""
    published = judged.problem.published
    if published is None:
        return None
    before = Judged.of(judged.problem, Plan(judged.plan.span, published.placements))
    return differences(before, judged, published.span)


def step_possible(stored: Stored | None, step: str) -> bool:
    """Whether a step is the next one for the site that speaks."""
    if stored is None or stored.seen is None or stored.overtaken:
        return False
    version, site = stored.seen.version, stored.shared.site
    match step:
        case "plan.propose":
            return version.state is PlanState.DRAFT
        case "plan.agree":
            return version.state is PlanState.PROPOSED and site in set(version.asked) - set(version.agreed)
        case "plan.publish":
            return version.state is PlanState.AGREED
    return False


def why_not(stored: Stored, step: str) -> tuple[Text, dict[str, str]]:
    """Why a step cannot be taken now."""
    if stored.seen is None:
        return SAVE_FIRST, {}
    version = stored.seen.version
    if stored.overtaken:
        return OVERTAKEN, {"name": f"{version.plan}/v{stored.last}"}
    values = {"name": name_of(version), "sites": ", ".join(sorted(set(version.asked) - set(version.agreed)))}
    match version.state, step:
        case PlanState.PUBLISHED, _:
            return PUBLISHED, values
        case PlanState.AGREED, _:
            return AGREED, values
        case PlanState.PROPOSED, _:
            return AWAITED, values
    return NOT_PROPOSED, values


SAVE_FIRST = Text("Enregistrer d’abord : ctrl+s.", "Save first: ctrl+s.")
OVERTAKEN = Text(
    "{name} a été enregistrée depuis : ctrl+s montre les deux.", "{name} was saved since: ctrl+s shows both."
)
PUBLISHED = Text(
    "{name} est publié ; un changement enregistré (ctrl+s) se propose de nouveau.",
    "{name} is published; a change that is saved (ctrl+s) is proposed again.",
)
AGREED = Text(
    "Tous les sites ont accepté {name} : b le publie.", "Every site has agreed to {name}: b publishes it."
)
AWAITED = Text("{name} attend l’accord de : {sites}.", "{name} awaits the agreement of: {sites}.")
NOT_PROPOSED = Text("{name} n’a pas été proposé : touche p.", "{name} was not proposed: key p.")
