"""What is told of a plan just made: how the search ended, shares, duties, holes, findings."""

from collections import Counter

from rich.text import Text as Rich

from rota.cli import json_form
from rota.cli.findings import tell_count_by_rule, tell_hole, tell_verdict
from rota.cli.page import Page, Words
from rota.explain.grid import Judged
from rota.explain.holes import hole, hole_findings, holes
from rota.explain.sentences import amount
from rota.model.calendar import month_of
from rota.model.universe import Universe
from rota.plan_file import PlanFile
from rota.rules.base import Unit
from rota.scheduler.outcome import Status, StoppedBy
from rota.service import MonthTime, months
from rota.words import Lang, Text, day_name

_HOLES_TOLD = 5
_TITLE = Text("{site}, du {first} au {last}", "{site}, from {first} to {last}")
STATUSES = {
    Status.BEST: Text("Prouvé : aucun planning ne coûte moins.", "Proved: no plan costs less."),
    Status.WITHIN: Text(
        "À {gap} au plus du meilleur planning possible.", "Within {gap} of the best plan there can be."
    ),
    Status.STOPPED: Text(
        "Arrêté à {gap} au plus du meilleur planning possible.",
        "Stopped, within {gap} of the best plan there can be.",
    ),
}
_BY = {
    StoppedBy.USER: Text("Arrêté à votre demande.", "Stopped at your request."),
    StoppedBy.CLOCK: Text(
        "Le temps donné est écoulé : --time-limit en donne davantage.",
        "The time given is over: --time-limit gives more.",
    ),
    StoppedBy.WORK: Text(
        "Le travail permis est fait : une graine (--seed) ou un écart (--gap) autres peuvent aider.",
        "The work allowed is done: another --seed or --gap may help.",
    ),
}
_FIGURES = Text(
    "Prix {cost} · borne {bound} · écart {gap} · {seconds} s · graine {seed} · {components} partie(s)",
    "Price {cost} · bound {bound} · gap {gap} · {seconds} s · seed {seed} · {components} part(s)",
)
_SHARES = Text("Parts des sites", "Shares of the sites")
_NO_SHARE = Text(
    "Moins d’une semaine de chaque mois est connue : aucune part ne se juge encore.",
    "Less than a week of each month is known: no share can be judged yet.",
)
_DUTIES = Text("Gardes et astreintes", "Duties")
_DUTY_HEADER = (
    Text("ligne", "line"),
    Text("mois", "month"),
    Text("prises", "taken"),
    Text("par mois", "a month"),
    Text("par", "by"),
)
_HOLES = Text("Trous : {count}", "Holes: {count}")
_NO_HOLE = Text("Aucun trou.", "No hole.")
_MORE = Text(
    "… et {count} autre(s) : rota check les donne tous.", "… and {count} more: rota check gives them all."
)
_FINDINGS = Text("Constats par règle (nombre, prix)", "Findings by rule (number, price)")


def tell_plan(page: Page, content: PlanFile, judged: Judged) -> None:
    """The summary of a plan."""
    lang, span = page.lang, content.span
    page.paragraph(
        _TITLE.say(lang, site=content.site, first=day_name(span.first, lang), last=day_name(span.last, lang)),
        "bold",
    )
    tell_ending(page, content)
    tell_verdict(page, judged.report)
    page.title(_SHARES.say(lang))
    page.table(_share_rows(judged, lang) or [[_NO_SHARE.say(lang)]])
    duties = _duty_rows(judged, lang)
    if duties:
        page.title(_DUTIES.say(lang))
        page.table(duties, right=(2, 3))
    tell_holes(page, judged)
    if judged.report.findings:
        page.title(_FINDINGS.say(lang))
        tell_count_by_rule(page, judged.report)


def tell_ending(page: Page, content: PlanFile) -> None:
    """How the search ended, in words and figures."""
    lang = page.lang
    gap = "?" if content.gap is None else amount(round(10_000 * content.gap), Unit.PERCENT, lang)
    page.say(STATUSES[content.status], gap=gap)
    if content.status is Status.STOPPED and content.stopped_by in _BY:
        page.say(_BY[content.stopped_by])
    seconds = f"{content.seconds:.1f}"
    page.say(
        _FIGURES,
        style="dim",
        cost=content.cost,
        bound="?" if content.bound is None else round(content.bound),
        gap=gap,
        seconds=seconds.replace(".", ",") if lang is Lang.FR else seconds,
        seed=content.settings.seed,
        components=content.components,
    )


def _share_rows(judged: Judged, lang: Lang) -> list[list[Words]]:
    universe = Universe(judged.problem, judged.plan.placements)
    return [
        [
            post if place == 0 else "",
            f"{time.days.first:%Y-%m}",
            _shares(judged, time, lang),
        ]
        for post in judged.problem.posts
        for place, time in enumerate(months(judged, universe, post))
    ]


def _shares(judged: Judged, time: MonthTime, lang: Lang) -> Rich:
    """``V 51,28 % (≥ 50 %) · R 48,71 %``."""
    told = Rich()
    for site, of in time.sites.items():
        least = f" (≥ {of.minimum} %)" if lang is Lang.FR else f" (≥ {of.minimum}%)"
        under = of.minimum is not None and of.percent < 100 * of.minimum
        told.append(" · " if told.plain else "")
        told.append(
            f"{judged.problem.sites[site].mark} {amount(of.percent, Unit.PERCENT, lang)}"
            + (least if of.minimum is not None else "")
            + (" !" if under else ""),
            style="bold red" if under else "",
        )
    return told


def _duty_rows(judged: Judged, lang: Lang) -> list[list[Words]]:
    """For each line and month: taken, asked of a whole month, by whom."""
    rows: list[list[Words]] = []
    for line in judged.problem.lines.values():
        taken: Counter[tuple[str, str]] = Counter()
        for placement in judged.plan.placements:
            if placement.line == line.id:
                taken[f"{month_of(placement.day).first:%Y-%m}", placement.post] += 1
        for month in sorted({month for month, _ in taken}):
            by = {post: count for (when, post), count in sorted(taken.items()) if when == month}
            who = ", ".join(f"{post} {count}" for post, count in by.items())
            rows.append([line.id, month, str(sum(by.values())), str(line.asked_per_month), who])
    header: list[Words] = [Rich(title.say(lang), style="dim") for title in _DUTY_HEADER]
    return [header, *rows] if rows else []


def tell_holes(page: Page, judged: Judged, most: int = _HOLES_TOLD) -> None:
    """The dearest holes with who could fill them."""
    found = hole_findings(judged)
    if not found:
        page.gap()
        page.say(_NO_HOLE)
        return
    page.title(_HOLES.say(page.lang, count=len(found)))
    for finding in found[:most]:
        tell_hole(page, hole(judged, finding), judged.problem, most=2)
    if len(found) > most:
        page.say(_MORE, count=len(found) - most)


def as_json(content: PlanFile, judged: Judged, lang: Lang) -> json_form.Json:
    """The summary for a script."""
    problem = judged.problem
    universe = Universe(problem, judged.plan.placements)
    return {
        "span": {"first": content.span.first.isoformat(), "last": content.span.last.isoformat()},
        "status": str(content.status),
        "stopped_by": str(content.stopped_by),
        "bound": content.bound,
        "gap": content.gap,
        "seconds": content.seconds,
        "seed": content.settings.seed,
        "components": content.components,
        **json_form.report(judged.report, problem, lang),
        "holes": [json_form.hole(one, problem, lang) for one in holes(judged)],
        "shares": {
            post: [json_form.month(time) for time in months(judged, universe, post)] for post in problem.posts
        },
    }
