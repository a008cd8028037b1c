"""Reports as papers: compliance, the half-yearly and final report of a post, cost shares."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exports.papers import Form, Paper
from exports.papers import write as write_paper
from exports.reports.compliance import compliance_paper
from exports.reports.post import PostReportKind, post_paper
from exports.reports.shares import shares_paper
from rota.words import Lang
from rota.workspace import reporting
from rota.workspace.money import Chosen
from rota.workspace.opened import Workspace
from rota.workspace.report_period import half_year_of
from rota.workspace.report_shares import shares_report

__all__ = [
    "PostReportKind",
    "To",
    "Written",
    "compliance_paper",
    "post_paper",
    "shares_paper",
    "write_compliance",
    "write_post",
    "write_shares",
]


@dataclass(frozen=True, slots=True)
class To:
    """How and where a report is written."""

    form: Form
    lang: Lang
    out: Path | None = None
    """The file, or the folder to write it into under its own name; the working folder by default."""


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written."""

    path: Path
    exit_code: int = 0
    """1 when the report tells that a LAW rule is broken."""


def write_compliance(
    workspace: Workspace,
    to: To,
    *,
    period: str | None = None,
    as_of: date | None = None,
    post: str | None = None,
    site: str | None = None,
) -> Written:
    """Write the compliance report.

    Args:
        workspace: Where it is read.
        to: How and where it is written.
        period: The days judged, by name; all that the ledger tells when left out.
        as_of: The last day that is over; today by default.
        post: Only this post.
        site: Only this site.

    Raises:
        UserError: nothing is known of those days, or the file cannot be written.
    """
    day = as_of or workspace.today
    span = reporting.period_of(workspace, period, day) if period else None
    who = None if post is None else workspace.post(post)
    where = None if site is None else workspace.site(site)
    told = reporting.compliance_report(workspace, span, day, post=who, site=where)
    path = _written(compliance_paper(workspace, told, who, where), to)
    return Written(path, told.standing.exit_code)


def write_post(
    workspace: Workspace,
    post: str,
    kind: PostReportKind,
    to: To,
    *,
    period: str | None = None,
    as_of: date | None = None,
) -> Written:
    """Write the half-yearly or the final report of a post; arguments as above.

    The half-yearly one is about the half-year of the last day known, the final one about the contract, unless
    a period is named.

    Raises:
        UserError: nothing is known of those days, or the file cannot be written.
    """
    who, day = workspace.post(post), as_of or workspace.today
    if period is not None:
        span = reporting.period_of(workspace, period, day)
    elif kind is PostReportKind.HALF_YEAR:
        span = half_year_of(day)
    else:
        span = reporting.contract_span(workspace, who)
    told = reporting.post_report(workspace, who, span, day)
    return Written(_written(post_paper(workspace, told, kind), to))


def write_shares(
    workspace: Workspace,
    period: str,
    given: Chosen,
    to: To,
    *,
    as_of: date | None = None,
    post: str | None = None,
) -> Written:
    """Write the cost shares of the months of a period; arguments as above.

    Raises:
        UserError: the aid is unknown, nothing is known of the months, or the file cannot be written.
        ValueError: the on-call sum lies outside the bounds of the text.
    """
    day = as_of or workspace.today
    who = None if post is None else workspace.post(post)
    told = shares_report(workspace, reporting.period_of(workspace, period, day), given, day, who)
    return Written(_written(shares_paper(workspace, told, who), to))


def _written(paper: Paper, to: To) -> Path:
    name = f"{paper.code}.{to.form}"
    path = Path(name) if to.out is None else to.out / name if to.out.is_dir() else to.out
    return write_paper(paper, to.form, to.lang, path)
