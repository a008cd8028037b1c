"""The form of a statement: what is asked of a half-day or a duty, and what it makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rota.model.calendar import Slot
from rota.model.facts import PostId
from rota.model.units import Minutes
from rota.reconcile import FaultyAttendance, Stated, Status
from rota.reconcile.cells import MINUTES_MAX
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.ledger_view import LedgerView
from tui.widgets import form_fields as f
from tui.widgets.form_fields import Answers, Field, Mistakes


@dataclass(frozen=True, slots=True)
class Statement:
    """What a site states of a post."""

    post: PostId
    stated: Stated


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the form, and what they make."""

    fields: tuple[Field[Any], ...]
    make: Callable[[Answers], Statement]


def fields_of(view: LedgerView, post: PostId, day: date, slots: Sequence[Slot]) -> Asked:
    """What is asked; the line one comes from fills it in."""
    posts = view.posts(view.site)
    who = f.choice("post", POST, f.codes({each: view.problem.posts[each].specialty for each in posts}))
    when = f.day("day", DAY)
    half = f.choice("half", HALF, f.words(HALVES))
    status = f.choice("status", STATUS, f.words(STATUSES))
    what = f.optional(f.choice("what", WHAT, f.codes(_works(view, post)), hint=WHAT_HINT))
    start = f.optional(f.clock_time("start", START))
    end = f.optional(f.clock_time("end", END))
    minutes = f.optional(f.duration("minutes", MINUTES, Minutes(MINUTES_MAX)))
    others = {each: view.problem.posts[each].specialty for each in view.posts() if each != post}
    by = f.only_when(f.optional(f.choice("by", BY, f.codes(others), hint=BY_HINT)), _is_replaced)

    def make(answers: Answers) -> Statement:
        begin, finish = answers[start], answers[end]
        if (begin is None) != (finish is None):
            raise Mistakes({"end" if finish is None else "start": BOTH_HOURS})
        stated = Stated(
            day=answers[when],
            slots=answers[half],
            status=answers[status],
            what=answers[what] or "",
            hours=(begin, finish) if begin is not None and finish is not None else None,
            minutes=answers[minutes],
            by=answers[by],
        )
        return Statement(answers[who], stated)

    known = tuple(slots) if tuple(slots) in HALVES else None
    first = (who.given(post if post in posts else None), when.given(day), half.given(known))
    return Asked((*first, status.given(Status.PRESENT), by, what, start, end, minutes), make)


def _works(view: LedgerView, post: PostId) -> Mapping[str, str]:
    """What may be done at the site: activities and duty lines of the services of the post."""
    found: dict[str, str] = {}
    problem = view.problem
    for service in problem.services_of(post):
        if service.site == view.site:
            for code, activity in problem.activities.items():
                found[f"{service.id}/{code}"] = clean(activity.name)
    for line in problem.lines.values():
        if problem.services[line.service].site == view.site:
            found[f"{line.service}/{line.id}"] = clean(problem.services[line.service].name)
    return found


def _is_replaced(typed: Mapping[str, str]) -> bool:
    word = typed.get("status", "").strip().casefold()
    return bool(word) and any(name.casefold().startswith(word) for name in _REPLACED_WORDS)


def refused(error: FaultyAttendance) -> Text:
    """Why a statement cannot be, and what to do."""
    fault = error.faults[0]
    french, english = (f"{fault.what.say(lang)} {fault.remedy.say(lang)}" for lang in (Lang.FR, Lang.EN))
    return Text(clean(french), clean(english))


POST, DAY, HALF = Text("Poste", "Post"), Text("Jour", "Day"), Text("Demi-journée", "Half-day")
STATUS, WHAT = Text("Ce qu’il en fut", "What became of it"), Text("Quoi", "What")
WHAT_HINT = Text("Vide : ce qui était prévu", "Empty: what was planned")
START, END = Text("Début", "Start"), Text("Fin", "End")
MINUTES = Text("Durée mesurée", "Time measured")
BY, BY_HINT = Text("Remplacé par", "Replaced by"), Text("Vide : quelqu’un d’autre", "Empty: somebody else")
BOTH_HOURS = Text("Le début et la fin vont ensemble.", "Start and end go together.")
HALVES = {
    (Slot.AM,): Text("matin", "morning"),
    (Slot.PM,): Text("après-midi", "afternoon"),
    (Slot.AM, Slot.PM): Text("jour", "day"),
    (Slot.NIGHT,): Text("nuit", "night"),
    (Slot.PM, Slot.NIGHT): Text("après-midi et nuit", "afternoon and night"),
    (Slot.AM, Slot.PM, Slot.NIGHT): Text("jour et nuit", "day and night"),
}
STATUSES = {
    Status.PRESENT: Text("présent", "present"),
    Status.ABSENT: Text("absent", "absent"),
    Status.REPLACED: Text("remplacé", "replaced"),
    Status.CALL_OUT: Text("déplacement d’astreinte", "call-out"),
    Status.WITHDRAWN: Text("attestation retirée", "withdrawn"),
}
STATED = {
    Status.PRESENT: Text("attesté présent", "stated present"),
    Status.ABSENT: Text("attesté absent", "stated absent"),
    Status.REPLACED: Text("attesté remplacé", "stated replaced"),
    Status.CALL_OUT: Text("déplacement", "call-out"),
    Status.WITHDRAWN: Text("retiré", "withdrawn"),
}
"""What the statement of a site is called once it is written."""
_REPLACED_WORDS = (STATUSES[Status.REPLACED].fr, STATUSES[Status.REPLACED].en)
