"""The second part of ``rota demo``: two months in a shared ledger, closed by both sites, time given back."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from rota import service as verbs
from rota.cli.attendance_import import tell_import
from rota.cli.balance import tell_balance
from rota.cli.close import tell_closing
from rota.cli.page import Words
from rota.cli.reconcile import tell as tell_reconciled
from rota.cli.session import Session
from rota.compliance.amounts import percent
from rota.errors import UserError
from rota.explain import half_days
from rota.explain.grid import Judged
from rota.ledger.writer import month_span
from rota.model.facts import PostId
from rota.model.problem import Problem
from rota.model.units import Parts
from rota.model.universe import Universe
from rota.reconcile import Choice, Difference, Kind
from rota.reconcile.worked import known_placements
from rota.scheduler.outcome import Settings
from rota.sites.faults import clean
from rota.words import Text
from rota.workspace import (
    agreeing,
    attending,
    closing,
    drafting,
    history,
    reconciling,
    rehearsal,
    standing,
    starting,
)
from rota.workspace.opened import Workspace, opened
from rota.workspace.plans import StoredPlan

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
"""The day of the second part: both months are over."""
SITES = ("CH", "CHU", "EPSM")
LOCAL = "CHU"
"""The site whose time system has columns and codes of its own."""
MONTHS = ("2026-11", "2026-12")
DEBTOR, HALF_DAYS = PostId("ASP-GASTRO-1"), 6
"""The post that works elsewhere in December, and for how long."""
PLANS = ((date(2026, 11, 2), 4), (date(2026, 11, 30), 5))
JANUARY, JANUARY_WEEKS = date(2027, 1, 4), 4
_SETTINGS = Settings(gap=0.05, time_limit_seconds=20)

_STEPS = {
    "init {site} --db {url}": Text("Ouvrir les registres", "Open the ledgers"),
    "publish {plan} --site CH": Text(
        "Planifier novembre et décembre, accepter à trois, publier",
        "Plan November and December, agree among three, publish",
    ),
    "attendance import {file} --site {seat}": Text(
        "{month} : importer la présence de chaque site",
        "{month}: import the attendance of each site",
    ),
    "reconcile --month {month} --apply": Text(
        "{month} : rapprocher ; ce qui n’attend personne est écrit, le reste se décide",
        "{month}: reconcile; what waits for nobody is written, the rest is decided",
    ),
    "settle {difference} as-claimed --site {seat}": Text(
        "Décider : chaque partie accepte", "Decide: each party agrees"
    ),
    "close --month {month} --site {seat}": Text(
        "{month} : clore par deux signatures", "{month}: close by two signatures"
    ),
    "balance --post {post} --period {month}": Text("Lire le solde", "Read the balance"),
    "plan --from {first} --weeks {weeks}": Text(
        "Planifier janvier : le site à qui l’on doit du temps le retrouve",
        "Plan January: the site that is owed time gets it back",
    ),
}
_CLOCK = Text(
    "La suite se passe le 4 janvier 2027, avec ROTA_DATABASE_URL={url}.",
    "What follows happens on 4 January 2027, with ROTA_DATABASE_URL={url}.",
)
_MADE = Text("{posts} registres ouverts, {entries} écritures.", "{posts} ledgers opened, {entries} entries.")
_PUBLISHED = Text("{plan} : {entries} écritures en attente.", "{plan}: {entries} pending entries.")
_SETTLED = Text(
    "{count} écart(s) décidé(s) ; il en reste {left}.",
    "{count} difference(s) decided; {left} left.",
)
_CLOSED = Text(
    "{month} : {count} registre(s) clos par deux sites ; la feuille de {post} :",
    "{month}: {count} ledger(s) closed by two sites; the sheet of {post}:",
)
_HEADER = (
    Text("poste", "post"),
    Text("dû à", "owed to"),
    Text("½ journées", "½ days"),
    Text("décembre", "December"),
    Text("janvier sans le registre", "January without the ledger"),
    Text("janvier", "January"),
)
_NO_PLAN = Text("Aucun planning n’a été trouvé.", "No plan was found.")


@dataclass(frozen=True, slots=True)
class At:
    """A clock that stands still."""

    moment: datetime

    def now(self) -> datetime:
        """The same instant, always."""
        return self.moment


@dataclass(frozen=True)
class Shown:
    """Where the second part writes, and to whom it is shown."""

    session: Session
    folder: Path
    workspace: Workspace
    numbers: Iterator[int]
    """Of the steps that follow."""

    def step(self, words: str, **values: object) -> None:
        """The title of a step and the command that does the same."""
        step(self.session, next(self.numbers), words, **values)


def run(session: Session, source: Path, folder: Path) -> None:
    """The second part, in a folder that is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / "site"
    shutil.copytree(source, site, ignore=shutil.ignore_patterns("balances.csv"))
    url = f"sqlite:///{(folder / 'rota.db').as_posix()}"
    later = replace(session, clock=At(NOW))
    session.page.gap()
    session.page.say(_CLOCK, url=clean(url))
    step(session, 7, "init {site} --db {url}", site=site, url=url)
    made = starting.init(site, url, later.clock)
    session.page.say(_MADE, posts=made.posts, entries=made.entries)
    with opened(url, later.clock) as found:
        shown = Shown(session, folder, found, count(8))
        _publish(shown)
        for month in MONTHS:
            _import(shown, month)
            _reconcile(shown, month)
            _close(shown, month)
        _balance(shown)
        _january(shown)


def step(session: Session, number: int, words: str, **values: object) -> None:
    """The title of a step and the command that does the same."""
    told = {key: clean(str(value)) for key, value in values.items()}
    page = session.page
    page.gap()
    page.paragraph(f"{number}. {_STEPS[words].say(page.lang, **told)}", "bold reverse")
    page.paragraph(f"rota {words.format(**told)}", "dim", lead="$ ")


def _publish(shown: Shown) -> None:
    shown.step("publish {plan} --site CH", plan="2026-11-30/v1")
    for first, weeks in PLANS:
        plan = drafted(shown.workspace, first, weeks)
        made = published(shown.workspace, plan)
        shown.session.page.say(_PUBLISHED, plan=made.plan.name, entries=made.entries)


def drafted(workspace: Workspace, first: date, weeks: int) -> StoredPlan:
    """A draft for some weeks.

    Raises:
        UserError: no plan was found.
    """
    asked = drafting.question(workspace, first, weeks, site=SITES[0])
    outcome = verbs.make_plan(asked.problem, _SETTINGS)
    if outcome.plan is None:
        raise UserError(_NO_PLAN)
    content = drafting.file_of(asked, outcome, _SETTINGS, workspace.clock)
    return drafting.keep(workspace, asked, content, SITES[0])


def published(workspace: Workspace, plan: StoredPlan) -> agreeing.Publication:
    """The draft, once all three sites have agreed to it."""
    agreeing.propose(workspace, plan.name, SITES[0])
    for site in SITES[1:]:
        agreeing.agree(workspace, plan.name, site)
    return agreeing.publish(workspace, plan.name, SITES[0])


def _import(shown: Shown, month: str) -> None:
    files = stated(shown.workspace, shown.folder, month)
    words = "attendance import {file} --site {seat}"
    shown.step(words, file=files[0][0], seat=files[0][1], month=month)
    for file, site, mapping in files:
        made = attending.import_attendance(shown.workspace, file, site, mapping)
        tell_import(shown.session, made, brief=True)


def stated(workspace: Workspace, folder: Path, month: str) -> Sequence[tuple[Path, str, Path | None]]:
    """The files of attendance of each site, with their mapping: December does not go as planned."""
    days, problem = month_span(month), workspace.problem
    mine = known_placements(workspace.ledgers(), problem, first=days.first, last=days.last)
    busy = month == MONTHS[-1]
    happened = rehearsal.choose(problem, mine, DEBTOR, HALF_DAYS) if busy else rehearsal.Happened()
    files: list[tuple[Path, str, Path | None]] = []
    for site in SITES:
        rows = rehearsal.rows(problem, mine, workspace.site(site), happened)
        file, mapping = folder / f"{site}-{month}.csv", folder / f"{site}.toml"
        if site == LOCAL:
            rehearsal.write_local(file, mapping, workspace.site(site), rows)
        else:
            rehearsal.write_plain(file, rows)
        files.append((file, site, mapping if site == LOCAL else None))
    return files


def _reconcile(shown: Shown, month: str) -> None:
    shown.step("reconcile --month {month} --apply", month=month)
    done = reconciling.apply(shown.workspace, month, SITES[0])
    tell_reconciled(shown.session, done, brief=True)
    if done.waiting:
        first = done.waiting[0]
        shown.step("settle {difference} as-claimed --site {seat}", difference=first.id, seat=first.site)
        decide(shown.workspace, done.waiting)
        left = reconciling.apply(shown.workspace, month, SITES[0])
        shown.session.page.say(_SETTLED, count=len(done.waiting), left=len(left.waiting))


def decide(workspace: Workspace, differences: Sequence[Difference]) -> None:
    """Every party agrees to what is claimed; what two sites claim is the one’s that planned it."""
    for each in differences:
        both = each.kind is Kind.CONTRADICTION
        parts = {str(each.planned[0].site): 60} if both else None
        choice = Choice.SHARED if both else Choice.AS_CLAIMED
        for party in each.parties:
            reconciling.settle(workspace, each.id, choice, each.site, party=party, parts=parts)


def _close(shown: Shown, month: str) -> None:
    shown.step("close --month {month} --site {seat}", month=month, seat=SITES[0])
    closed = close(shown.workspace, month)
    shown.session.page.say(_CLOSED, month=month, count=len(closed), post=DEBTOR)
    tell_closing(shown.session.page, closed[DEBTOR])


def close(workspace: Workspace, month: str) -> Mapping[PostId, closing.Closing]:
    """The first site proposes, each other signs for the posts it shares."""
    steps = [one for site in SITES for one in closing.close(workspace, month, site)]
    return {one.post: one for one in steps if one.step == "signed"}


def _balance(shown: Shown) -> None:
    month = MONTHS[-1]
    shown.step("balance --post {post} --period {month}", post=DEBTOR, month=month)
    span = month_span(month)
    for balance in standing.balances_of(shown.workspace, span, span.last, [DEBTOR]):
        tell_balance(shown.session, balance)


def _january(shown: Shown) -> None:
    shown.step("plan --from {first} --weeks {weeks}", first=JANUARY, weeks=JANUARY_WEEKS)
    page = shown.session.page
    header: list[Words] = [title.say(page.lang) for title in _HEADER]
    rows: list[list[Words]] = [
        [row.post, row.site, half_days(row.owed), *(percent(share, page.lang) for share in row.shares)]
        for row in shares_given_back(shown.workspace)
    ]
    page.table([header, *rows], right=(2, 3, 4, 5))


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The share of a site that is owed time, in hundredths of a per cent."""

    post: PostId
    site: str
    owed: Parts
    shares: tuple[int, int, int]
    """Of December, of January planned without the ledger, of January planned with it."""


def shares_given_back(workspace: Workspace, most: int = 1) -> Sequence[GivenBack]:
    """Where the most is owed: what January gives, with the ledger and without it."""
    asked = drafting.question(workspace, JANUARY, JANUARY_WEEKS, site=SITES[0])
    with_it = _shares(asked.problem)
    bare = replace(workspace.facts, balances=())
    without = _shares(Problem(bare, asked.problem.span))
    span = month_span(MONTHS[-1])
    december = {
        (balance.post, share.site): share.share
        for balance in standing.balances_of(workspace, span, span.last)
        for share in balance.shares
        if share.span == span
    }
    owed = [
        (parts, balance.post, site)
        for balance in history.before(workspace, JANUARY).balances
        for site, parts in balance.owed.items()
    ]
    return [
        GivenBack(
            post, site, parts, (december.get((post, site), 0), without[post, site], with_it[post, site])
        )
        for parts, post, site in sorted(owed, reverse=True)[:most]
    ]


def _shares(problem: Problem) -> Mapping[tuple[PostId, str], int]:
    """The share of each site in January of a plan made for ``problem``."""
    outcome = verbs.make_plan(problem, _SETTINGS)
    if outcome.plan is None:
        raise UserError(_NO_PLAN)
    universe, judged = Universe(problem, outcome.plan.placements), Judged.of(problem, outcome.plan)
    return {
        (post, site): time.percent
        for post in problem.posts
        for month in verbs.months(judged, universe, post)
        for site, time in month.sites.items()
        if month.days.first.month == JANUARY.month
    }
