"""``rota diff``: what changes for each person from one plan to another."""

from pathlib import Path

import click
from rich.text import Text as Rich

from rota import service as verbs
from rota.cli import json_form, parameters, target
from rota.cli.bilingual import Command
from rota.cli.findings import tell_effect
from rota.cli.page import Page, Words
from rota.cli.session import Session
from rota.explain.grid import Judged
from rota.explain.telling import content, where
from rota.model.plan import Placement
from rota.service import Change, Kind, OpenPlan, PlanDiff
from rota.sites.faults import clean
from rota.words import Lang, Text, day_short

_ABOUT = Text(
    "Dit ce qui change de A à B : demi-journées par personne et par site, constats en plus et en moins, prix."
    " A et B peuvent avoir été faits pour des états antérieurs du dossier : les deux sont jugés par celui"
    " d’aujourd’hui.",
    "Says what changes from A to B: half-days by person and site, findings gained and lost, prices. A and B"
    " may have been made for earlier states of the folder: both are judged by the one of today.",
)
_A = Text("Le planning d’avant.", "The plan before.")
_B = Text("Le planning d’après.", "The plan after.")
_EARLIER = Text(
    "{file} a été fait pour un état antérieur du dossier ; il est jugé par le dossier d’aujourd’hui.",
    "{file} was made for an earlier state of the folder; it is judged by the folder as it is now.",
)
_LEFT_OUT = Text(
    "{count} affectation(s) de {file} laissées de côté : leurs codes ne sont plus dans le dossier.",
    "{count} placement(s) of {file} left out: their codes are no longer in the folder.",
)
_TITLE = Text(
    "{count} case(s) changée(s) du {first} au {last}, {people} personne(s)",
    "{count} cell(s) changed from {first} to {last}, {people} person(s)",
)
_NOTHING = Text("Rien ne change du {first} au {last}.", "Nothing changes from {first} to {last}.")
_COSTS = Text("Prix : {before} → {after}.", "Price: {before} → {after}.")
_TALLIES = Text("Par personne et par site", "By person and site")
_HEADER = (
    Text("poste", "post"),
    Text("site", "site"),
    Text("perdues", "lost"),
    Text("gagnées", "gained"),
    Text("autre travail", "other work"),
)
KINDS = {
    Kind.GAINED: Text("gagnée", "gained"),
    Kind.LOST: Text("perdue", "lost"),
    Kind.MOVED: Text("déplacée", "moved"),
    Kind.CHANGED: Text("changée", "changed"),
}


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "diff",
        session,
        _ABOUT,
        params=[
            parameters.site(lang),
            parameters.plan(lang, "before", _A, "A.json"),
            parameters.plan(lang, "after", _B, "B.json"),
            parameters.form(lang),
        ],
        run=_run,
    )


def _run(
    session: Session,
    *,
    site: Path | None,
    before: Path | None,
    after: Path | None,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    first, second = _both(session, *target.words(site, before, after, names=("SITE", "A.json", "B.json")))
    found = verbs.diff_plans(first, second)
    if format == parameters.JSON:
        session.write_json(_as_json(found, second.judged, session.lang))
    else:
        tell_diff(session.page, found, second.judged)
    return 0


def _both(
    session: Session, site: Path | None, before: Path | None, after: Path | None
) -> tuple[OpenPlan, OpenPlan]:
    """Both plans; on a workspace, the published plan against the last version where none is named."""
    if site is not None and before is not None and after is not None:
        opened = verbs.open_site(site)
        return _opened(session, opened, before), _opened(session, opened, after)
    with target.workspace(session) as found:
        return target.stored(session, found, before), target.stored(session, found, after or Path("latest"))


def _opened(session: Session, opened: verbs.Opened, path: Path) -> OpenPlan:
    plan, file = verbs.open_earlier_plan(opened, path), clean(path.name)
    if plan.earlier:
        session.note(_EARLIER, file=file)
    if plan.left_out:
        session.note(_LEFT_OUT, count=plan.left_out, file=file)
    return plan


def tell_diff(page: Page, found: PlanDiff, judged: Judged) -> None:
    """The changes of each person, the sums by site, the findings."""
    lang = page.lang
    first, last = day_short(found.span.first, lang), day_short(found.span.last, lang)
    if not found.changes:
        page.say(_NOTHING, first=first, last=last)
    else:
        people = {change.cell.post for change in found.changes}
        page.say(_TITLE, style="bold", count=len(found.changes), first=first, last=last, people=len(people))
        for post in dict.fromkeys(change.cell.post for change in found.changes):
            page.title(post)
            for change in found.changes:
                if change.cell.post == post:
                    page.item(_change(change, judged, lang))
        page.title(_TALLIES.say(lang))
        page.table(_tally_rows(found, lang), right=(2, 3, 4))
    page.gap()
    page.say(_COSTS, before=found.cost_before, after=found.cost_after)
    tell_effect(page, found.effect, judged.problem)


def _change(change: Change, judged: Judged, lang: Lang) -> str:
    before, after = (_held(placements, judged, lang) for placements in (change.before, change.after))
    kind, when = KINDS[change.kind].say(lang), where(change.cell, lang)
    return f"{when}, {kind}{' : ' if lang is Lang.FR else ': '}{before} → {after}"


def _held(placements: tuple[Placement, ...], judged: Judged, lang: Lang) -> str:
    told = " + ".join(content(one, judged.problem, lang) for one in placements)
    return told or content(None, judged.problem, lang)


def _tally_rows(found: PlanDiff, lang: Lang) -> list[list[Words]]:
    header: list[Words] = [Rich(title.say(lang), style="dim") for title in _HEADER]
    rows: list[list[Words]] = [
        [post, site, str(tally.lost), str(tally.gained), str(tally.changed)]
        for (post, site), tally in found.tallies.items()
    ]
    return [header, *rows]


def _as_json(found: PlanDiff, judged: Judged, lang: Lang) -> json_form.Json:
    return {
        "span": {"first": found.span.first.isoformat(), "last": found.span.last.isoformat()},
        "changes": [
            {
                "cell": json_form.cell(change.cell),
                "kind": str(change.kind),
                "before": json_form.placements(change.before),
                "after": json_form.placements(change.after),
            }
            for change in found.changes
        ],
        "tallies": [
            {"post": post, "site": site, "lost": tally.lost, "gained": tally.gained, "changed": tally.changed}
            for (post, site), tally in found.tallies.items()
        ],
        "cost_before": found.cost_before,
        "cost_after": found.cost_after,
        "effect": json_form.effect(found.effect, judged.problem, lang),
    }
