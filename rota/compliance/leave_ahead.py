"""Leave declared for the days to come against the rights that each site has left."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rota.compliance.balance import LeaveRight
from rota.compliance.labels import LEAVE_KINDS
from rota.compliance.standing import Crossing, Repair
from rota.explain import half_days as told_half_days
from rota.ledger.absences import half_days
from rota.ledger.figures import R6152_518, R6152_519, R6152_801
from rota.ledger.rights import KINDS
from rota.model.counting import Freed, in_ratio, share_out
from rota.model.facts import Absence, AbsenceKind, PostId, SiteId
from rota.model.problem import Problem
from rota.model.units import HALF_DAY, Parts
from rota.rules.base import Source, Unit
from rota.words import Text

LEAVE = "leave"
"""What a crossing of a right to leave is called: no rule of the registry judges it."""
_SOURCES: Mapping[AbsenceKind, Source] = {
    AbsenceKind.ANNUAL: R6152_519,
    AbsenceKind.RTT: R6152_801,
    AbsenceKind.TRAINING: R6152_518,
}
_Account = tuple[AbsenceKind, int, SiteId]


def leave_crossings(
    problem: Problem, as_of: date, planned_to: date, post: PostId, rights: Sequence[LeaveRight]
) -> Iterator[Crossing]:
    """The first day on which each right is passed by absences declared after ``as_of``.

    ``rights`` are those left to ``post`` at the end of ``as_of``; a right that is not among them is not known
    and not judged.
    """
    left: dict[_Account, int] = {(right.kind, right.year, right.site): right.left for right in rights}
    asked: defaultdict[_Account, int] = defaultdict(int)
    first: dict[_Account, date] = {}
    for day, account, parts in _charges(problem, as_of, post):
        if account in left:
            asked[account] += parts
            if asked[account] > left[account]:
                first.setdefault(account, day)
    for account, day in first.items():
        found = _crossing(problem, account, day, asked[account], left)
        yield replace(found, post=post, expected=day > planned_to)


def _charges(problem: Problem, as_of: date, post: PostId) -> Iterator[tuple[date, _Account, int]]:
    """What absences to come use of each right, by day."""
    for absence in sorted(problem.absences(post), key=_by_first):
        if absence.kind not in KINDS:
            continue
        before: Mapping[SiteId, Parts] = {}
        seen: list[Freed] = []
        for day, freed in half_days(problem, absence).items():
            seen.extend(freed)
            convention = problem.conventions[absence.post]
            charge = share_out(convention, seen) or in_ratio(
                convention, Parts(sum(each.parts for each in seen))
            )
            for site, parts in charge.items():
                if day > as_of:
                    yield day, (absence.kind, day.year, site), parts - before.get(site, 0)
            before = charge


def _crossing(
    problem: Problem, account: _Account, day: date, asked: int, left: Mapping[_Account, int]
) -> Crossing:
    kind, year, site = account
    name, what = problem.sites[site].name, LEAVE_KINDS[kind]
    of = told_half_days(left[account])
    return Crossing(
        what=LEAVE,
        post=PostId(""),
        site=site,
        since=date(year, 1, 1),
        on=day,
        expected=False,
        measured=asked,
        limit=left[account],
        unit=Unit.PARTS,
        told=Text(
            f"{what.fr} {year}, part de {name} épuisée le {day:%d/%m/%Y} : "
            f"{told_half_days(asked)} demi-journée(s) demandée(s), il en reste {of}.",
            f"{what.en} {year}, part of {name} exhausted on {day:%d/%m/%Y}: "
            f"{told_half_days(asked)} half-day(s) asked, {of} left.",
        ),
        repair=_other(account, day, asked - left[account], left),
        sources=(_SOURCES[kind],),
    )


def _other(account: _Account, day: date, short: int, left: Mapping[_Account, int]) -> Repair:
    """Another right of the same year and site that suffices, else the leave is shortened or agreed."""
    kind, year, site = account
    count = -(-short // HALF_DAY)
    others = (other for other in KINDS if other is not kind and other is not AbsenceKind.TRAINING)
    spare = next((other for other in others if left.get((other, year, site), 0) >= short), None)
    if spare is not None:
        told = Text(
            f"Prendre {count} demi-journée(s) en {LEAVE_KINDS[spare].fr}, ou raccourcir d’autant.",
            f"Take {count} half-day(s) as {LEAVE_KINDS[spare].en}, or shorten by as much.",
        )
    else:
        told = Text(
            f"Raccourcir de {count} demi-journée(s), ou obtenir l’accord de ce site.",
            f"Shorten by {count} half-day(s), or get the agreement of that site.",
        )
    return Repair(told=told, half_days=count, before=day, site=site)


def _by_first(absence: Absence) -> tuple[date, str]:
    return absence.first, absence.id
