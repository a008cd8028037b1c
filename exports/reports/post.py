"""The half-yearly and the final report of a post: time, activity, duty, trips, leave, needs, changes."""

from collections.abc import Iterator
from enum import StrEnum

from exports.papers import Block, Facts, Note, Paper, Section, Tone
from exports.reports.common import days, filled, made_at, minimums, share
from exports.reports.post_change import change_blocks, need_blocks
from exports.reports.post_leave import hours_blocks, leave_blocks
from exports.reports.post_time import month_blocks, sites_table, time_charts
from exports.reports.post_work import activity_blocks, duty_blocks, travel_blocks
from rota.words import Text
from rota.workspace.opened import Workspace
from rota.workspace.reporting import PostReport


class PostReportKind(StrEnum):
    """Which report of a post."""

    HALF_YEAR = "half-year"
    FINAL = "final"


_TITLES = {
    PostReportKind.HALF_YEAR: Text("Rapport semestriel — {post}", "Half-yearly report — {post}"),
    PostReportKind.FINAL: Text("Rapport final — {post}", "Final report — {post}"),
}
_EARLY = Text(
    "La période n’est pas finie : les chiffres vont jusqu’au {until}.",
    "The period is not over: figures go up to {until}.",
)
_WAITING = Text(
    "{count} demi-journée(s) ou garde(s) publiées attendent encore une réponse : elles ne sont pas comptées.",
    "{count} published half-day(s) or duty(ies) have no answer yet: they are not counted.",
)
_COUNTS = Text(
    "Demi-journées et heures sont comptées séparément. Les chiffres sont ceux de rota balance.",
    "Half-days and hours are counted apart. The figures are those of rota balance.",
)


def post_paper(workspace: Workspace, told: PostReport, kind: PostReportKind) -> Paper:
    """The paper of one post."""
    title = filled(_TITLES[kind], post=told.post.id)
    subtitle = days(told.known)
    return Paper(
        code=f"{kind}-{told.post.id}-{told.known.first}-{told.known.last}",
        title=title,
        subtitle=subtitle,
        made=made_at(workspace),
        sections=(
            Section(Text("Synthèse", "Summary"), tuple(_summary(workspace, told))),
            Section(Text("Mois", "Months"), tuple(month_blocks(told))),
            Section(
                Text("Activité", "Activity"), tuple(activity_blocks(workspace.problem, told)), new_page=True
            ),
            Section(
                Text("Gardes et trajets", "Duty and trips"),
                (*duty_blocks(workspace.problem, told), *travel_blocks(workspace.problem, told)),
            ),
            Section(
                Text("Congés et heures", "Leave and hours"),
                (*leave_blocks(told), *hours_blocks(told)),
            ),
            Section(Text("Besoins", "Needs"), tuple(need_blocks(workspace.problem, told)), new_page=True),
            Section(Text("Changements", "Changes"), tuple(change_blocks(told))),
        ),
        foot=filled(Text("{title} · {days}", "{title} · {days}"), title=title, days=subtitle),
    )


def _summary(workspace: Workspace, told: PostReport) -> Iterator[Block]:
    yield _about(workspace, told)
    if told.balance.until < min(told.balance.period.last, told.convention.end):
        yield Note(filled(_EARLY, until=told.balance.until), Tone.NEAR)
    waiting = sum(each.waiting for each in told.kept)
    if waiting:
        yield Note(filled(_WAITING, count=waiting), Tone.NEAR)
    yield sites_table(told)
    yield from time_charts(workspace, told)
    yield Note(_COUNTS, Tone.MUTED)


def _about(workspace: Workspace, told: PostReport) -> Facts:
    sites, convention = workspace.problem.sites, told.convention
    parts = " · ".join(f"{sites[each.site].name} {each.percent} %" for each in convention.shares)
    return Facts(
        "post",
        (
            (Text("Poste", "Post"), told.post.id),
            (Text("Spécialité", "Specialty"), told.post.specialty),
            (Text("Employeur", "Employer"), sites[convention.employer].name),
            (Text("Convention", "Convention"), days(convention.span)),
            (Text("Quotités", "Shares"), parts),
            *(
                (filled(Text("Minimum promis : {site}", "Promised minimum: {site}"), site=site), share(least))
                for site, least in minimums(convention).items()
            ),
            (Text("Période", "Period"), days(told.known)),
            (Text("Registre connu depuis", "Ledger known since"), told.balance.since),
        ),
    )
