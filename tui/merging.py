"""Two versions made from the same one: what each changed, and a plan made of both. No Textual here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.content import Content

from rota.explain.grid import Cell, Judged
from rota.model.facts import SiteId
from rota.model.plan import Pin, Placement, Plan
from rota.words import Lang, Text
from rota.workspace.plans import StoredPlan
from rota.workspace.resuming import Resumed
from tui.proposal import Offer, Proposal, Unit, propose
from tui.sentences import cell_short, held_short
from tui.state import Draft

At = Callable[[Cell], tuple[Placement, ...]]


class Whose(StrEnum):
    """Who changed a cell."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Merge:
    """One's own plan beside the version that another site saved: a unit that is kept takes what they say."""

    theirs: Resumed
    mine: SiteId
    their_site: str
    """What they are called: their site; where it is one's own, the version."""
    whose: tuple[Whose, ...]
    """Of each unit."""
    proposal: Proposal

    @property
    def their_version(self) -> StoredPlan:
        """What they saved."""
        assert self.theirs.seen is not None, "a version was taken up"
        return self.theirs.seen

    @property
    def draft(self) -> Draft:
        """The plan made of both; the pins of a cell come from whose plan it is."""
        return Draft(self.proposal.plan, merged_pins(self))


def merge(theirs: Resumed, mine: Draft, seen: Plan | None, site: SiteId) -> Merge:
    """Compare; what only they changed is theirs at first, all the rest one's own.

    Args:
        theirs: The version that stands now.
        mine: What one has made of the version seen.
        seen: What that version said; None where there was none.
        site: Who speaks.
    """
    problem, span = theirs.judged.problem, theirs.judged.plan.span
    plan = Plan.of(span, [one for one in mine.plan.placements if one.day in span])
    pins = tuple(pin for pin in mine.pins if pin.day in span)
    base = Judged.of(problem.pinned(pins), plan)
    found = propose(base, Offer(theirs.judged.plan, None, whole=False))
    before = _at(seen.placements if seen is not None else ())
    whose = tuple(_whose(unit, before) for unit in found.units)
    dropped = frozenset(place for place, one in enumerate(whose) if one is not Whose.THEIRS)
    assert theirs.seen is not None, "a version was taken up"
    version = theirs.seen.version
    their_site = f"v{version.version}" if version.author_site == site else str(version.author_site)
    return Merge(theirs, site, their_site, whose, replace(found, dropped=dropped))


def _at(placements: tuple[Placement, ...]) -> At:
    cells: dict[Cell, tuple[Placement, ...]] = {}
    for one in placements:
        for slot in one.slots:
            cell = Cell(one.post, one.day, slot)
            cells[cell] = (*cells.get(cell, ()), one)
    return lambda cell: cells.get(cell, ())


def _whose(unit: Unit, seen: At) -> Whose:
    mine = any(set(change.before) != set(seen(change.cell)) for change in unit.changes)
    theirs = any(set(change.after) != set(seen(change.cell)) for change in unit.changes)
    if mine and theirs:
        return Whose.BOTH
    return Whose.MINE if mine else Whose.THEIRS


def merged_pins(merged: Merge) -> tuple[Pin, ...]:
    """The pins of cells that are taken from them are theirs, all others one's own."""
    taken = {change.cell for place in merged.proposal.kept for change in merged.proposal.units[place].changes}

    def here(pin: Pin) -> bool:
        slots = pin.placement.slots if pin.placement is not None else (pin.slot,)
        return any(Cell(pin.post, pin.day, slot) in taken for slot in slots)

    own = [pin for pin in merged.proposal.base.problem.pins if not here(pin)]
    return (*own, *(pin for pin in merged.theirs.judged.problem.pins if here(pin)))


def unit_told(merged: Merge, place: int, lang: Lang) -> Content:
    """``[CHU] lun. 30/11 m.  CH libre · CHU V Consultation  changé par les deux``."""
    unit = merged.proposal.units[place]
    change, whose = unit.changes[0], merged.whose[place]
    kept = merged.mine if place in merged.proposal.dropped else merged.their_site
    days = cell_short(change.cell, lang) + (f" (×{len(unit.changes)})" if len(unit.changes) > 1 else "")
    mine, theirs = (
        held_short(held, merged.proposal.base.problem, lang) for held in (change.before, change.after)
    )
    who = {Whose.MINE: merged.mine, Whose.THEIRS: merged.their_site, Whose.BOTH: BOTH.say(lang)}[whose]
    return Content.assemble(
        (f"  [{kept}] ", "bold"),
        f"{days}  ",
        (f"{merged.mine} ", "bold"),
        f"{mine} · ",
        (f"{merged.their_site} ", "bold"),
        theirs,
        (f"  {CHANGED.say(lang, who=who)}", "$rota-flag" if whose is Whose.BOTH else "$rota-quiet"),
    )


def post_told(merged: Merge, post: str, lang: Lang) -> Content:
    """A post with how many of its changes are taken from whom."""
    places = [place for place, unit in enumerate(merged.proposal.units) if unit.post == post]
    theirs = sum(place not in merged.proposal.dropped for place in places)
    told = FROM.say(lang, mine=merged.mine, own=len(places) - theirs, theirs=merged.their_site, count=theirs)
    return Content.assemble((post, "bold"), f"  {told}")


def head_told(merged: Merge, lang: Lang) -> Content:
    """What happened, and how far it is decided."""
    both = sum(1 for whose in merged.whose if whose is Whose.BOTH)
    name = merged.their_version.name
    told = HEAD.say(lang, name=name, site=merged.their_version.version.author_site, count=len(merged.whose))
    return Content.assemble(
        (told, "bold"), "  ", (BOTH_COUNT.say(lang, count=both), "$rota-flag") if both else ""
    )


BOTH = Text("les deux", "both")
CHANGED = Text("changé par {who}", "changed by {who}")
FROM = Text("{own} de {mine}, {count} de {theirs}", "{own} from {mine}, {count} from {theirs}")
HEAD = Text(
    "{site} a enregistré {name} : {count} différence(s) avec votre brouillon",
    "{site} saved {name}: {count} difference(s) from your draft",
)
BOTH_COUNT = Text("dont {count} changée(s) par les deux", "{count} changed by both")
