"""``rota reconcile``: planned against actual, what each difference changes, who decides."""

from collections.abc import Mapping

import click

from rota.cli import parameters, target, working
from rota.cli.bilingual import Command, Option
from rota.cli.page import Page, Words
from rota.cli.plan_workspace import seat as seated
from rota.cli.session import Session
from rota.compliance.amounts import hours
from rota.explain import half_days
from rota.ledger.writer import month_span
from rota.model.facts import SiteId
from rota.reconcile import Decider, Difference, Effect, Kind, choices
from rota.words import Lang, Text
from rota.workspace import reconciling
from rota.workspace.noting import Note
from rota.workspace.reconciling import Reconciled

_ABOUT = Text(
    "Compare un mois prévu et ce que les sites attestent : chaque écart avec son effet pour chaque site et"
    " qui en décide. --apply écrit tout ce qui n’a besoin d’aucune décision.",
    "Compares a planned month with what the sites state: each difference with its effect for each site and"
    " who decides. --apply writes all that needs no decision.",
)
_APPLY = Text("Écrire ce qui n’attend personne.", "Write what waits for nobody.")
_ALL = Text("Montrer aussi ce qui est fait comme prévu.", "Show what was done as planned too.")
_READING = Text("Rapprochement", "Reconciling")
_COUNTS = Text("{month} : {open} écart(s) ouvert(s), dont {waiting} à décider.",
               "{month}: {open} open difference(s), {waiting} of them to be decided.")  # fmt: skip
_WRITTEN = Text(
    "{resolved} réglé(s) sans décision, {entries} écriture(s) ajoutée(s).",
    "{resolved} settled without a decision, {entries} entry(ies) added.",
)
_COMPLETE = Text("Avancement", "How far it is")
_HALF_DAYS = Text("demi-journée(s)", "half-day(s)")
_UNSTATED = Text("rien tant que son site ne l’a pas attesté", "nothing until its site has stated it")
_DECIDE = {
    Decider.NOBODY: Text("sans décision", "no decision needed"),
    Decider.ONE_SITE: Text("à décider par {parties}", "to be decided by {parties}"),
    Decider.BOTH_SITES: Text("à décider ensemble par {parties}", "to be decided together by {parties}"),
    Decider.BOTH_DOCTORS: Text("accord des médecins de {parties}", "consent of the doctors of {parties}"),
}
_HOW = Text(
    "Décider : rota settle ÉCART CHOIX --site CODE (--for POSTE pour un médecin).",
    "To decide: rota settle DIFFERENCE CHOICE --site CODE (--for POST for a doctor).",
)
_HEADER = (
    Text("poste", "post"),
    Text("plannings répondus", "plans answered"),
    Text("attestations réglées", "statements settled"),
    Text("%", "%"),
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        parameters.month(lang, required=True),
        parameters.post(lang),
        Option(["--apply"], _APPLY.say(lang), is_flag=True),
        Option(["--all", "everything"], _ALL.say(lang), is_flag=True),
        parameters.seat(lang, required=False),
        parameters.form(lang),
    ]
    return Command("reconcile", session, _ABOUT, params=params, run=_run)


def _run(
    session: Session,
    *,
    month: str,
    post: str | None,
    apply: bool,
    everything: bool,
    seat: str | None,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    with target.workspace(session) as found:

        def work(_: Note) -> Reconciled:
            if apply:
                return reconciling.apply(found, month, seated(found, seat), post)
            return reconciling.compare(found, month, post)

        done = working.run(session, _READING, work)
    if format == parameters.JSON:
        session.write_json(_as_json(done, session.lang))
    else:
        tell(session, done, everything=everything)
    return 0


def tell(session: Session, done: Reconciled, *, everything: bool = False, brief: bool = False) -> None:
    """The differences of a month, and how far it is."""
    page, lang = session.page, session.lang
    open_ones = [each for each in done.differences if each.kind is not Kind.DONE]
    if done.resolved:
        page.say(_WRITTEN, resolved=done.resolved, entries=done.entries)
    page.say(_COUNTS, month=done.month, open=len(open_ones), waiting=len(done.waiting))
    for each in done.differences if everything else open_ones:
        tell_difference(page, each)
    if done.waiting:
        page.gap()
        page.say(_HOW)
    if brief:
        return
    page.title(_COMPLETE.say(lang))
    header: list[Words] = [title.say(lang) for title in _HEADER]
    rows: list[list[Words]] = [
        [post, f"{one.answered}/{one.planned}", f"{one.used}/{one.claims}", str(one.percent)]
        for post, one in done.completeness.items()
    ]
    page.table([header, *rows], right=(1, 2, 3))


def tell_difference(page: Page, each: Difference) -> None:
    """One difference: what happened, its effect, who decides."""
    lang = page.lang
    page.item(each.text.say(lang))
    effects = _effects(each.effect, lang)
    if each.by is not None:
        taken = _effects(each.effect_on_by, lang) or [_UNSTATED.say(lang)]
        for post, theirs in ((each.post, effects), (each.by, taken)):
            page.item(f"{post} · {' · '.join(theirs)}", "dim", depth=3, mark="→")
        effects = []
    decide = _DECIDE[each.decision].say(lang, parties=", ".join(each.parties))
    page.item(" · ".join([*effects, decide]), "dim", depth=3, mark="→")
    if each.decision is not Decider.NOBODY:
        page.item(f"{each.id}  {'|'.join(choices(each))}", "dim", depth=3, mark="→")


def _effects(found: Mapping[SiteId, Effect], lang: Lang) -> list[str]:
    """``CH +1 half-day(s), +4 h 30``, for each site."""
    return [
        f"{site} {_plus(of.parts)}{half_days(of.parts)} {_HALF_DAYS.say(lang)}, "
        f"{_plus(of.minutes)}{hours(of.minutes)}"
        for site, of in found.items()
    ]


def _plus(amount: int) -> str:
    return "+" if amount > 0 else ""


def _as_json(done: Reconciled, lang: Lang) -> dict[str, object]:
    return {
        "month": done.month,
        "first": month_span(done.month).first.isoformat(),
        "last": month_span(done.month).last.isoformat(),
        "differences": [difference_json(each, lang) for each in done.differences],
        "completeness": [
            {
                "post": post,
                "planned": one.planned,
                "answered": one.answered,
                "claims": one.claims,
                "used": one.used,
                "contradictions": one.contradictions,
                "percent": one.percent,
            }
            for post, one in done.completeness.items()
        ],
        "resolved": done.resolved,
        "entries": done.entries,
    }


def _effect_json(found: Mapping[SiteId, Effect]) -> list[dict[str, object]]:
    return [{"site": site, "half_days_60": of.parts, "minutes": of.minutes} for site, of in found.items()]


def difference_json(each: Difference, lang: Lang) -> dict[str, object]:
    """A difference, for a script."""
    return {
        "id": each.id,
        "post": each.post,
        "day": each.day.isoformat(),
        "slots": [str(slot) for slot in each.slots],
        "site": each.site,
        "kind": str(each.kind),
        "decision": str(each.decision),
        "parties": list(each.parties),
        "choices": [str(choice) for choice in choices(each)] if each.parties else [],
        "effect": _effect_json(each.effect),
        "by": each.by,
        "effect_on_by": _effect_json(each.effect_on_by),
        "text": each.text.say(lang),
    }
