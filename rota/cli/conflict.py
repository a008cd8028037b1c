"""Why no plan is possible: the smallest set of facts that cannot hold together, and what to relax."""

from rota.cli.json_form import Json
from rota.cli.page import Page
from rota.explain.sentences import when
from rota.explain.telling import ABSENCES, content, titles
from rota.model.calendar import Span
from rota.model.problem import Problem
from rota.rules import BY_ID
from rota.rules.base import RuleId
from rota.scheduler.outcome import Conflict, Culprit
from rota.words import Lang, Text

_TITLE = Text(
    "Aucun planning n’est possible : ces faits ne peuvent pas tenir ensemble.",
    "No plan is possible: these facts cannot hold together.",
)
_PROVED = Text(
    "Chacun est nécessaire au conflit : sans lui, les autres tiennent.",
    "Each is needed for the conflict: without it, the others hold.",
)
_CHEAPEST = Text("Le moins coûteux à relâcher :", "The cheapest to relax:")
_NOTHING = Text(
    "Rien de ce que le dossier ou les épingles disent ne suffit à le lever : revoir les règles citées.",
    "Nothing in the folder or the pins is enough to lift it: look at the rules quoted.",
)
_PIN = Text("{owner} a épinglé {post} {when} : {what}.", "{owner} pinned {post} {when}: {what}.")
_FROZEN = Text(
    "Le passé ou le planning publié tient {post} {when} : {what}.",
    "The past or the published plan holds {post} {when}: {what}.",
)
_ABSENCE = Text("{post} est absent {when} ({kind}, {code}).", "{post} is away {when} ({kind}, {code}).")
_RULE = Text("{name} ({posts}, {when}) : {says} [{sources}]", "{name} ({posts}, {when}): {says} [{sources}]")


def tell_conflict(page: Page, conflict: Conflict, problem: Problem) -> None:
    """The facts by owner, then the cheapest way out."""
    page.say(_TITLE, style="bold red")
    for culprit in conflict.culprits:
        page.item(told(culprit, problem, page.lang))
    page.say(_PROVED)
    page.gap()
    if not conflict.cheapest:
        page.say(_NOTHING)
        return
    page.say(_CHEAPEST, style="bold")
    for culprit in conflict.cheapest:
        page.item(told(culprit, problem, page.lang))


def told(culprit: Culprit, problem: Problem, lang: Lang) -> str:
    """One fact with its owner."""
    posts, days = ", ".join(culprit.posts), when(culprit.span, None, lang)
    match culprit.kind:
        case "pin":
            return _told_pin(culprit, problem, lang)
        case "absence":
            found = next((absence for absence in problem.facts.absences if absence.id == culprit.fact), None)
            if found is not None:
                span = when(Span(found.first, found.last), None, lang)
                kind = ABSENCES[found.kind].say(lang)
                return _ABSENCE.say(lang, post=found.post, when=span, kind=kind, code=found.id)
    rule = BY_ID[RuleId(culprit.rule)]
    return _RULE.say(
        lang,
        name=rule.name.say(lang),
        posts=posts,
        when=days,
        says=rule.says.say(lang),
        sources=titles(rule, lang),
    )


def _told_pin(culprit: Culprit, problem: Problem, lang: Lang) -> str:
    pin = next(
        (
            pin
            for pin in problem.pins
            if pin.owner == culprit.owner and culprit.fact == f"{pin.post} {pin.day} {pin.slot}"
        ),
        None,
    )
    days = when(culprit.span, pin.slot if pin else None, lang)
    what = content(pin.placement, problem, lang) if pin else culprit.fact
    text = _FROZEN if culprit.owner == "past" else _PIN
    return text.say(lang, owner=culprit.owner, post=", ".join(culprit.posts), when=days, what=what)


def as_json(conflict: Conflict, problem: Problem, lang: Lang) -> Json:
    """A conflict for a script."""
    return {
        "culprits": [_culprit(culprit, problem, lang) for culprit in conflict.culprits],
        "cheapest": [_culprit(culprit, problem, lang) for culprit in conflict.cheapest],
    }


def _culprit(culprit: Culprit, problem: Problem, lang: Lang) -> Json:
    return {
        "kind": culprit.kind,
        "owner": culprit.owner,
        "rule": culprit.rule,
        "fact": culprit.fact or None,
        "posts": list(culprit.posts),
        "first": culprit.span.first.isoformat(),
        "last": culprit.span.last.isoformat(),
        "sentence": told(culprit, problem, lang),
    }
