"""Cells, alternatives and holes in words, in French and English."""

from collections.abc import Iterator

from rota.explain.cells import Alternative, CellStory, ServedNeed
from rota.explain.grid import Cell, State
from rota.explain.sentences import when
from rota.model.calendar import Span
from rota.model.facts import AbsenceKind, DutyKind
from rota.model.plan import Pin, Placement
from rota.model.problem import Problem
from rota.model.public_holidays import holiday_name
from rota.rules.base import Rule
from rota.words import Lang, Text, day_short

ABSENCES = {
    AbsenceKind.ANNUAL: Text("congé annuel", "annual leave"),
    AbsenceKind.RTT: Text("RTT", "RTT"),
    AbsenceKind.TRAINING: Text("formation", "training"),
    AbsenceKind.RECOVERY: Text("récupération", "recovery"),
    AbsenceKind.OTHER: Text("absence", "absence"),
}
"""Kinds of absence."""

STATES = {
    State.WORK: Text("travail", "work"),
    State.AWAY: Text("absence", "away"),
    State.REST: Text("repos après la garde de la nuit", "rest after the night on duty"),
    State.HOLIDAY: Text("jour férié", "public holiday"),
    State.CLOSED: Text("aucun site ouvert", "no site open"),
    State.OUTSIDE: Text("hors convention", "outside the convention"),
    State.FREE: Text("libre", "free"),
}
"""What a cell is."""

ON_SITE, ON_CALL = Text("garde", "on-site duty"), Text("astreinte", "on call")


def work(placement: Placement, problem: Problem, lang: Lang) -> str:
    """``Consultation, Pneumologie, Vitré``; ``garde : Maternité, Vitré``."""
    if placement.line is not None:
        line = problem.lines[placement.line]
        kind = (ON_SITE if line.kind is DutyKind.ON_SITE else ON_CALL).say(lang)
        return f"{kind} : {line.name}" if lang is Lang.FR else f"{kind}: {line.name}"
    assert placement.activity is not None, "a placement names an activity or a line"
    remote = Text(" (à distance)", " (remote)").say(lang) if placement.remote else ""
    return (
        f"{problem.activities[placement.activity].name}, {problem.services[placement.service].name}{remote}"
    )


def content(placement: Placement | None, problem: Problem, lang: Lang) -> str:
    """What a cell would hold; None is free."""
    return STATES[State.FREE].say(lang) if placement is None else work(placement, problem, lang)


def where(cell: Cell, lang: Lang) -> str:
    """``le mar. 01/12 matin``."""
    return when(Span(cell.day, cell.day), cell.slot, lang)


def placed(placement: Placement, problem: Problem, lang: Lang) -> str:
    """A placement with its day and the part of the day it starts in."""
    first = Cell(placement.post, placement.day, placement.slots[0])
    return f"{work(placement, problem, lang)} ({where(first, lang)})"


def why(story: CellStory, problem: Problem, lang: Lang) -> Iterator[str]:
    """Why a cell is as it is, one sentence each."""
    if story.pin is not None:
        yield pinned(story.pin, lang)
    match story.state:
        case State.WORK:
            yield from _why_work(story, problem, lang)
        case State.AWAY:
            yield _why_away(story, lang)
        case State.HOLIDAY:
            sites = {service.site for service in problem.services_of(story.cell.post)}
            name = holiday_name(problem.sites[min(sites)], story.cell.day)
            yield Text(f"Jour férié : {name}.", f"Public holiday: {name}.").say(lang)
        case State.REST:
            yield _REST.say(lang)
        case State.OUTSIDE:
            yield _OUTSIDE.say(lang)
        case State.CLOSED | State.FREE:
            yield _why_free(story).say(lang)


def _why_free(story: CellStory) -> Text:
    if not story.alternatives:
        return _NOTHING_ASKED
    cheapest = story.alternatives[0].effect
    return _NOT_BEST if cheapest.lawful and cheapest.cost < 0 else _NOTHING


def pinned(pin: Pin, lang: Lang) -> str:
    """Who decided."""
    return _FROZEN.say(lang) if pin.owner == "past" else _PINNED.say(lang, owner=pin.owner)


def _why_work(story: CellStory, problem: Problem, lang: Lang) -> Iterator[str]:
    for served in story.serves:
        if isinstance(served, ServedNeed):
            need = served.need
            yield _NEED.say(
                lang,
                service=problem.services[need.service].name,
                minimum=need.minimum,
                ideal=need.ideal,
                by=", ".join(served.by),
                code=need.id,
            )
        else:
            line = served.line
            yield _LINE.say(lang, line=line.name, asked=line.asked_per_month, taken=served.taken)
    if not story.serves:
        activity = next((p.activity for p in story.placements if p.activity is not None), None)
        is_open = activity is not None and problem.activities[activity].open
        yield (_OPEN_WORK if is_open else _UNASKED).say(lang)


def _why_away(story: CellStory, lang: Lang) -> str:
    absence = story.absence
    assert absence is not None, "an absence makes the state"
    first, last = day_short(absence.first, lang), day_short(absence.last, lang)
    return _AWAY.say(lang, kind=ABSENCES[absence.kind].say(lang), code=absence.id, first=first, last=last)


def price(cost: int, lang: Lang) -> str:
    """``coûte 60 de plus``, ``costs 60 less``, ``même prix``."""
    if cost > 0:
        return Text(f"coûte {cost} de plus", f"costs {cost} more").say(lang)
    if cost < 0:
        return Text(f"coûte {-cost} de moins", f"costs {-cost} less").say(lang)
    return Text("même prix", "same price").say(lang)


def verdict(other: Alternative, lang: Lang) -> str:
    """Whether something else is possible and at what price."""
    if not other.effect.lawful:
        return Text("impossible", "impossible").say(lang)
    return price(other.effect.cost, lang)


def titles(rule: Rule, lang: Lang) -> str:
    """Where a rule is written."""
    between = " ; " if lang is Lang.FR else "; "
    return between.join(dict.fromkeys(source.title.say(lang) for source in rule.sources))


_PINNED = Text("Épinglé par {owner}.", "Pinned by {owner}.")
_FROZEN = Text("Déjà publié ou travaillé : figé.", "Already published or worked: frozen.")
_NEED = Text(
    "Répond au besoin {code} de {service} : {minimum} médecin(s) au moins, {ideal} idéalement ;"
    " assuré par {by}.",
    "Serves the need {code} of {service}: {minimum} doctor(s) at least, {ideal} ideally; done by {by}.",
)
_LINE = Text(
    "Sert la ligne {line} : {asked} demandée(s) par mois aux postes partagés, {taken} prise(s) ce mois.",
    "Serves the line {line}: {asked} asked of the shared posts a month, {taken} taken this month.",
)
_OPEN_WORK = Text(
    "Aucun besoin écrit : cette activité prend ce qui reste de la semaine.",
    "No stated need: this activity takes what is left of the week.",
)
_UNASKED = Text("Aucun service ne le demande.", "No service asks for it.")
_AWAY = Text(
    "Absence {code} ({kind}), du {first} au {last}.", "Absence {code} ({kind}), from {first} to {last}."
)
_REST = Text(
    "Repos après la nuit de garde sur place de la veille.", "Rest after the night on site of the day before."
)
_OUTSIDE = Text(
    "La convention du poste ne court pas ce jour-là.", "The convention of the post does not run then."
)
_NOTHING = Text(
    "Rien n’y est placé : tout ce qui pourrait l’être est interdit ou ne vaut pas son prix.",
    "Nothing stands here: all that could is forbidden or not worth its price.",
)
_NOT_BEST = Text(
    "Rien n’y est placé, alors que quelque chose de permis coûterait moins : ce planning n’est pas le"
    " meilleur.",
    "Nothing stands here, though something allowed would cost less: this plan is not the best.",
)
_NOTHING_ASKED = Text("Rien n’y est demandé.", "Nothing is asked here.")
