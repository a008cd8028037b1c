"""What can be decided of a difference, by whom, and what each choice would change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rota.errors import UserError
from rota.ledger.entry import Entry
from rota.model.facts import SiteId
from rota.model.units import HALF_DAY
from rota.reconcile import Choice, Decider, Difference, choices, consents
from rota.reconcile.worked import Judgement
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.words import Text
from rota.workspace import reconciling
from rota.workspace.foreseeing import Foreseen, foresee
from rota.workspace.opened import Workspace
from rota.workspace.reconciling import Settled


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, with the parts of the sites where it is shared, and what it would lead to."""

    choice: Choice
    parts: Mapping[str, int] = field(default_factory=dict)
    """60ths of a half-day by site."""
    foreseen: Foreseen[Settled] | None = None
    """Once every party has agreed."""
    refused: Text | None = None
    """Why it cannot be."""

    @property
    def judged(self) -> Judgement | None:
        """What a stand-in or a swap would break."""
        return self.foreseen.answer.judged if self.foreseen else None


@dataclass(frozen=True, slots=True)
class Deciding:
    """A difference that is to be decided."""

    difference: Difference
    options: tuple[Option, ...]
    said: Mapping[str, str]
    """What parties have agreed to so far."""


def deciding(
    workspace: Workspace, difference: Difference, entries: Sequence[Entry], site: SiteId
) -> Deciding:
    """Every choice with its effect on the balances once all have agreed."""
    found = [foreseen(workspace, difference, option, site) for option in _options(difference)]
    return Deciding(difference, tuple(found), consents(difference, entries))


def parties_of(difference: Difference, site: SiteId) -> tuple[str, ...]:
    """Those in whose name one may agree: the own site, or each doctor whose consent was received."""
    if difference.decision is Decider.BOTH_DOCTORS:
        return difference.parties
    return tuple(party for party in difference.parties if party == site)


def _options(difference: Difference) -> Iterator[Option]:
    for choice in choices(difference):
        if choice is not Choice.SHARED:
            yield Option(choice)
            continue
        sites = list(dict.fromkeys(claim.site for claim in difference.claimed))
        whole = max((claim.parts for claim in difference.claimed), default=0) or HALF_DAY
        for site in sites:
            yield Option(choice, {site: whole})
        if len(sites) == 2:
            yield Option(choice, {sites[0]: whole - whole // 2, sites[1]: whole // 2})


def foreseen(workspace: Workspace, difference: Difference, option: Option, site: SiteId) -> Option:
    """An option with what it would lead to, or why it cannot be."""
    month = f"{difference.day:%Y-%m}"
    posts = [difference.post, *([difference.by] if difference.by else [])]
    try:
        found = foresee(workspace, lambda of: agree_all(of, difference, option, site), month, posts)
    except UserError as error:
        return replace(option, refused=error.text)
    return replace(option, foreseen=found)


def agree_all(workspace: Workspace, difference: Difference, option: Option, site: SiteId) -> Settled:
    """Every party agrees, one after the other, until the difference is settled."""
    judged = None
    for party in difference.parties:
        found = agree(workspace, difference, option, site, party)
        judged = judged or found.judged
        if not found.missing:
            return replace(found, judged=judged)
    raise Refused(NOT_SETTLED)


def agree(workspace: Workspace, difference: Difference, option: Option, site: SiteId, party: str) -> Settled:
    """One party agrees, as ``site`` writes it down."""
    parts = {str(each): amount for each, amount in option.parts.items()}
    return reconciling.settle(workspace, difference.id, option.choice, site, party=party, parts=parts)


NOT_SETTLED = Trouble(
    Text("Cet écart ne peut pas être décidé ainsi.", "This difference cannot be decided so."),
    Text("Faire un autre choix.", "Choose otherwise."),
)
