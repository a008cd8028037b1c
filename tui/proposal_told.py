"""A proposal in words: each change, the sums, the findings gone and new, the shares before and after."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from rota.explain.sentences import amount
from rota.model.facts import PostId
from rota.model.problem import Problem
from rota.rules.base import Force
from rota.rules.base import Unit as Measure
from rota.scheduler.outcome import Outcome, Status
from rota.service import Change, Kind
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.proposal import Proposal, Unit, counts
from tui.sentences import cell_short, finding_told, held_short

KINDS = {
    Kind.GAINED: ("+", Text("gagnée(s)", "gained")),
    Kind.LOST: ("−", Text("perdue(s)", "lost")),
    Kind.MOVED: ("→", Text("déplacée(s)", "moved")),
    Kind.CHANGED: ("~", Text("autre travail", "other work")),
}
"""A mark and a word for each kind of change."""
KEPT, DROPPED = "[x]", "[ ]"
_FINDINGS_MAX = 30


def unit_told(proposal: Proposal, place: int, lang: Lang) -> Content:
    """``[x] mar. 01/12 m.  + libre → Consultation``."""
    unit: Unit = proposal.units[place]
    change = unit.changes[0]
    box = DROPPED if place in proposal.dropped else KEPT
    mark = KINDS[change.kind][0]
    days = cell_short(change.cell, lang)
    if len(unit.changes) > 1:
        days += f" (×{len(unit.changes)})"
    return Content.assemble(
        (f"  {box} ", "bold"), f"{days}  ", (f"{mark} ", "bold"), _change(change, proposal.base.problem, lang)
    )


def _change(change: Change, problem: Problem, lang: Lang) -> str:
    before, after = (held_short(held, problem, lang) for held in (change.before, change.after))
    return f"{before} → {after}"


def post_told(proposal: Proposal, post: PostId, lang: Lang) -> Content:
    """A post with the sums of what is kept of it."""
    places = [place for place, unit in enumerate(proposal.units) if unit.post == post]
    kept = [place for place in places if place not in proposal.dropped]
    box = KEPT if len(kept) == len(places) else DROPPED if not kept else "[~]"
    return Content.assemble((f"{box} {post}", "bold"), f"  {sums_told(proposal, post, lang)}")


def sums_told(proposal: Proposal, post: PostId | None, lang: Lang) -> str:
    """``+ 3 gagnée(s)  → 2 déplacée(s)``."""
    found = counts(proposal, post)
    told = [f"{KINDS[kind][0]} {found[kind]} {KINDS[kind][1].say(lang)}" for kind in Kind if found[kind]]
    return "  ".join(told) or NOTHING_KEPT.say(lang)


def head_told(proposal: Proposal, lang: Lang) -> Content:
    """What the search said, and what is kept of it."""
    kept, count = len(proposal.kept), len(proposal.units)
    offer = proposal.offer
    status = status_told(offer.outcome, lang) if offer.whole and offer.outcome is not None else ""
    return Content.assemble((HEAD.say(lang, kept=kept, count=count), "bold"), "  ", (status, "$accent"))


def status_told(outcome: Outcome, lang: Lang) -> str:
    """How good the plan is, in words of ours."""
    gap = f"{100 * outcome.gap:.1f}" if abs(outcome.gap) < 10 else "?"
    if lang is Lang.FR:
        gap = gap.replace(".", ",")
    return STATUS[outcome.status].say(lang, gap=gap, seconds=f"{outcome.seconds:.0f}")


def summary_told(proposal: Proposal, lang: Lang) -> Content:
    """The price, the findings gone and new, the shares: of what is kept."""
    before, after = proposal.base.report, proposal.judged.report
    law = len(after.of_force(Force.LAW))
    lines = [
        Content.styled(PRICE.say(lang, before=before.cost, after=after.cost), "bold"),
        Content(sums_told(proposal, None, lang)),
    ]
    if law:
        lines.append(Content.styled(STILL_LAW.say(lang, count=law), "bold $rota-law"))
    shares = list(_shares(proposal, lang))
    if shares:
        lines += [Content.styled(SHARES.say(lang), "bold underline"), *shares]
    for heading, findings in ((GONE, proposal.effect.lost), (NEW, proposal.effect.gained)):
        lines.append(Content.styled(heading.say(lang, count=len(findings)), "bold underline"))
        lines += [finding_told(one, proposal.base.problem, lang) for one in findings[:_FINDINGS_MAX]]
        if len(findings) > _FINDINGS_MAX:
            lines.append(Content(f"… +{len(findings) - _FINDINGS_MAX}"))
    return Content("\n").join(lines)


def _shares(proposal: Proposal, lang: Lang) -> Iterator[Content]:
    """The shares of the posts that change, in the months that change."""
    for post in proposal.posts():
        months = dict.fromkeys(
            change.cell.day.replace(day=1)
            for unit in proposal.units
            if unit.post == post
            for change in unit.changes
        )
        for month in months:
            told = _share(proposal, post, month.replace(day=28), lang)
            if told:
                yield Content(f"{post} {month:%m/%Y}  {told}")


def _share(proposal: Proposal, post: PostId, day: date, lang: Lang) -> str:
    before, after = proposal.before.shares(post, day), proposal.after.shares(post, day)
    if before is None or after is None or before.sites == after.sites:
        return ""
    sites = proposal.base.problem.sites
    return "  ".join(
        f"{clean(sites[site].mark)} {_percent(before.sites[site].percent, lang)}"
        f" → {_percent(of.percent, lang)}"
        for site, of in after.sites.items()
    )


def _percent(value: int, lang: Lang) -> str:
    return amount(value // 10 * 10, Measure.PERCENT, lang)


HEAD = Text("Proposition : {kept}/{count} changement(s) retenu(s)", "Proposal: {kept}/{count} change(s) kept")
NOTHING_KEPT = Text("rien de retenu", "nothing kept")
PRICE = Text("Prix : {before} → {after}", "Price: {before} → {after}")
STILL_LAW = Text("§ {count} règle(s) de loi enfreinte(s)", "§ {count} LAW finding(s)")
SHARES = Text("Parts avant → après", "Shares before → after")
GONE = Text("Constats disparus : {count}", "Findings gone: {count}")
NEW = Text("Constats nouveaux : {count}", "Findings new: {count}")
STATUS = {
    Status.BEST: Text("prouvé le meilleur en {seconds} s", "proved best in {seconds} s"),
    Status.WITHIN: Text(
        "à {gap} % au plus du meilleur, en {seconds} s", "within {gap}% of the best, in {seconds} s"
    ),
    Status.STOPPED: Text(
        "recherche arrêtée après {seconds} s, à {gap} % au plus du meilleur",
        "search stopped after {seconds} s, within {gap}% of the best",
    ),
    Status.NO_PLAN: Text("aucun planning trouvé", "no plan found"),
    Status.IMPOSSIBLE: Text("impossible", "impossible"),
}
"""How a search ended."""
