"""The form of absences: what the right says, what is published then, before anything is declared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from textual.content import Content

from rota.explain.telling import ABSENCES
from rota.ledger.absences import Verdict
from rota.model.calendar import HALF_DAYS
from rota.model.facts import Absence
from rota.words import Lang, Text
from rota.workspace import leaving
from rota.workspace.leaving import Asked, held_by
from tui.facts import FactsView, shared_posts
from tui.facts_forms import Ground
from tui.facts_told import leave_told, touched_told
from tui.screens.form import Form
from tui.strings import SLOTS_LONG
from tui.widgets import form_fields as f


@dataclass(frozen=True, slots=True)
class Wanted:
    """An absence, and whether the site whose part is exhausted agrees."""

    absence: Absence
    agreed: bool


def absence_form(ground: Ground, absence: Absence | None) -> Form[Wanted]:
    """Days away; the absence changed keeps its code."""
    specialties = {each.id: each.specialty for each in ground.facts.posts}
    posts = {post: specialties[post] for post in shared_posts(ground.facts, ground.view.site)}
    halves = f.words({slot: SLOTS_LONG[slot] for slot in HALF_DAYS})
    post = f.choice("post", Text("Poste", "Post"), f.codes(posts))
    kind = f.choice("kind", Text("Nature", "Kind"), f.words(ABSENCES))
    first = f.day("first", Text("Premier jour", "First day"))
    first_half = f.choice("first_half", Text("Dès le", "From the"), halves, columns=12)
    last = f.optional(f.day("last", Text("Dernier jour", "Last day"), hint=ONE_DAY))
    last_half = f.choice("last_half", Text("Jusqu’à la fin du", "To the end of the"), halves, columns=12)
    agreed = f.switch("agreed", Text("Accord du site", "The site agrees"), hint=AGREED)
    asked: tuple[f.Field[Any], ...]
    am, pm = HALF_DAYS
    asked = (post, kind, first, first_half.given(am), last, last_half.given(pm), agreed)
    if absence is not None:
        begin = first.given(absence.first), first_half.given(absence.first_slot)
        end = last.given(absence.last), last_half.given(absence.last_slot)
        asked = (post.given(absence.post), kind.given(absence.kind), *begin, *end, agreed)

    def make(answers: f.Answers) -> Wanted:
        begins: date = answers[first]
        ends = answers[last] or begins
        slots = answers[first_half], answers[last_half]
        if ends < begins:
            raise f.Mistakes({"last": BEFORE})
        if ends == begins and slots == (pm, am):
            raise f.Mistakes({"last_half": BEFORE})
        wanted = leaving.absence_of(answers[post], answers[kind], begins, ends, slots)
        if absence is not None:
            wanted = replace(wanted, id=absence.id)
        return Wanted(wanted, answers[agreed])

    title = CHANGE if absence else ADD
    code = absence.id if absence else ""
    return Form(
        name=f"{ground.shared.name} absence {code}",
        title=Text(f"{title.fr} {code}".strip(), f"{title.en} {code}".strip()),
        fields=asked,
        make=make,
        effect=lambda wanted, lang: effect_told(ground, wanted, lang),
        save=lambda wanted: declare(ground, wanted),
    )


def declare(ground: Ground, wanted: Wanted) -> Asked:
    """Declare an absence; refused or waiting for a site, it stays in the form."""
    asked = _ask(ground, wanted, write=True)
    if not asked.declared:
        told = asked.request.told()
        raise f.Mistakes({"agreed" if asked.request.verdict is Verdict.WARNED else "": told})
    return asked


def effect_told(ground: Ground, wanted: Wanted, lang: Lang) -> Content:
    """What the right says, and what falls within the absence."""
    return Content("\n").join(_effect(ground.view, wanted, _ask(ground, wanted, write=False), lang))


def _ask(ground: Ground, wanted: Wanted, *, write: bool) -> Asked:
    workspace, site = ground.shared.fresh().workspace, ground.shared.site
    return leaving.ask(workspace, wanted.absence, agreed=wanted.agreed, site=site, write=write)


def _effect(view: FactsView, wanted: Wanted, asked: Asked, lang: Lang) -> Iterator[Content]:
    yield from leave_told(asked, lang)
    plan = view.coming
    mine = [p for p in (plan.plan.placements if plan else ()) if p.post == wanted.absence.post]
    drafted = [p for p in held_by(wanted.absence, mine) if p not in asked.planned]
    if asked.planned:
        yield Content.styled(PUBLISHED.say(lang, count=len(asked.planned)), "bold $rota-flag")
    yield from touched_told((*asked.planned, *drafted), view, lang)


ADD, CHANGE = Text("Nouvelle absence", "New absence"), Text("Absence", "Absence")
ONE_DAY = Text("vide : un seul jour", "empty: one day")
AGREED = Text(
    "à cocher si le site dont la part est épuisée accepte",
    "tick it if the site whose part is exhausted agrees",
)
BEFORE = Text("La fin précède le début.", "The end is before the start.")
PUBLISHED = Text(
    "{count} affectation(s) déjà publiée(s) : refaire le planning ensuite.",
    "{count} placement(s) already published: make the plan again afterwards.",
)
