"""What scripts read: the JSON of ``docs/reference/json.md``. Keys are never renamed; new ones may come."""

from collections.abc import Iterable

from rota.check import Finding, Report
from rota.explain.cells import Alternative
from rota.explain.edits import Effect
from rota.explain.grid import Cell
from rota.explain.holes import Hole
from rota.explain.sentences import sentence
from rota.model.plan import Pin, Placement
from rota.model.problem import Problem
from rota.rules import BY_ID
from rota.rules.base import Force, Source
from rota.service import MonthTime, ShownCell
from rota.words import Lang

Json = dict[str, object]


def placement(of: Placement) -> Json:
    """A placement, with the keys it has in a plan file."""
    found: Json = {
        "day": of.day.isoformat(),
        "post": of.post,
        "slots": [str(slot) for slot in of.slots],
        "service": of.service,
    }
    if of.activity is not None:
        found["activity"] = of.activity
    if of.line is not None:
        found["line"] = of.line
    if of.remote:
        found["remote"] = True
    return found


def placements(of: Iterable[Placement]) -> list[Json]:
    """Placements."""
    return [placement(one) for one in of]


def cell(of: Cell) -> Json:
    """A cell."""
    return {"post": of.post, "day": of.day.isoformat(), "half": str(of.slot)}


def pin(of: Pin) -> Json:
    """A pin."""
    decided = None if of.placement is None else placement(of.placement)
    return {**cell(Cell(of.post, of.day, of.slot)), "owner": of.owner, "placement": decided}


def source(of: Source) -> Json:
    """Where something is written."""
    title = {"fr": of.title.fr, "en": of.title.en}
    return {"title": title, "url": of.url, "read_on": of.read_on.isoformat(), "confidence": of.confidence}


def finding(of: Finding, problem: Problem, lang: Lang) -> Json:
    """A finding with its figures, its sentence and its sources."""
    about = of.about
    return {
        "rule": of.rule,
        "force": str(of.force),
        "sentence": sentence(of, problem, lang),
        "owner": about.owner,
        "posts": list(about.posts),
        "first": about.span.first.isoformat(),
        "last": about.span.last.isoformat(),
        "half": str(about.slot) if about.slot else None,
        "site": about.site,
        "service": about.service,
        "activity": about.activity,
        "line": about.line,
        "fact": about.fact or None,
        "measured": of.measured,
        "limit": of.limit,
        "unit": str(of.unit),
        "excess": of.excess,
        "cost": of.cost,
        "sources": [source(one) for one in BY_ID[of.rule].sources],
    }


def report(of: Report, problem: Problem, lang: Lang) -> Json:
    """A report: verdict, price, number of findings by force, findings."""
    return {
        "lawful": of.lawful,
        "cost": of.cost,
        "counts": {str(force): len(of.of_force(force)) for force in Force},
        "findings": [finding(one, problem, lang) for one in of.findings],
    }


def effect(of: Effect, problem: Problem, lang: Lang) -> Json:
    """What an edit changes."""
    return {
        "cost": of.cost,
        "lawful": of.lawful,
        "gained": [finding(one, problem, lang) for one in of.gained],
        "lost": [finding(one, problem, lang) for one in of.lost],
    }


def alternative(of: Alternative, problem: Problem, lang: Lang) -> Json:
    """Another content of a cell."""
    return {
        "placement": None if of.placement is None else placement(of.placement),
        "displaced": placements(of.displaced),
        "effect": effect(of.effect, problem, lang),
    }


def hole(of: Hole, problem: Problem, lang: Lang) -> Json:
    """A hole with who could fill it."""
    return {
        "missing": of.missing,
        "finding": finding(of.finding, problem, lang),
        "fillers": [alternative(one, problem, lang) for one in of.fillers],
        "outside": list(of.outside),
    }


def month(of: MonthTime) -> Json:
    """The time of a post over a month."""
    return {
        "first": of.days.first.isoformat(),
        "last": of.days.last.isoformat(),
        "minutes": of.minutes,
        "duties": of.duties,
        "carried_parts": of.carried,
        "owed_parts": of.owed,
        "worked_parts": of.worked,
        "sites": {
            site: {
                "parts": time.parts,
                "percent_hundredths": time.percent,
                "minimum_percent": time.minimum,
                "contract_percent": time.contract,
            }
            for site, time in of.sites.items()
        },
    }


def shown_cell(of: ShownCell) -> Json:
    """A cell of a week grid."""
    return {
        "day": of.cell.day.isoformat(),
        "state": str(of.state),
        "placements": placements(of.placements),
        "absence": of.absence.id if of.absence else None,
        "pinned_by": of.pin.owner if of.pin else None,
        "changed": of.changed,
    }
