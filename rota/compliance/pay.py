"""Bonus and indemnities that follow from work done, each at the value in force on its day."""

from collections.abc import Iterable, Sequence
from datetime import date

from rota.compliance.reading import DutyTime, Worked, times
from rota.compliance.sums import Known, Sum, best
from rota.model.calendar import Span
from rota.model.facts import DutyKind, Post, SiteId
from rota.model.problem import Problem
from rota.model.units import HALF_DAY
from rota.parameters import Parameters, Version, all_parameters
from rota.words import Text

_HALVES = {DutyTime.NIGHT: 2, DutyTime.SUNDAY: 2, DutyTime.SATURDAY: 1, DutyTime.WEEKDAY: 0}
"""Halves of the indemnity that each time gives."""


def territorial_bonus(problem: Problem, post: Post, worked: Iterable[Worked], month: Span) -> Sum:
    """The bonus of a month: mean weekly half-days of day service at other sites, far enough by road.

    The main site is the one that employs; the shorter way of the two is taken. A way that the folder does not
    know is not far.
    """
    table = all_parameters()["territorial-bonus"]
    version, main = table.on(month.last), problem.conventions[post.id].employer
    far: dict[SiteId, int] = {}
    for each in worked:
        there = each.day in month and each.line is None and not each.remote and each.site != main
        if version and there and _km(problem, main, each.site) >= version.km:
            far[each.site] = far.get(each.site, 0) + HALF_DAY * len(each.slots)
    away = sum(far.values())
    bracket = best(version, 7 * away, len(month), len(far)) if version else None
    mean = 100 * 7 * away // (HALF_DAY * len(month))
    return Sum(
        code=table.code,
        name=table.name,
        known=Known.COMPUTED if version else Known.NOT_STATED,
        cents=(bracket.cents if bracket else 0) if version else None,
        told=Text(
            f"{mean // 100},{mean % 100:02d} demi-journée(s) par semaine hors du site principal",
            f"{mean // 100}.{mean % 100:02d} half-day(s) a week away from the main site",
        ),
        span=month,
        since=version.start if version else None,
        source=version.source if version else None,
    )


def _km(problem: Problem, main: SiteId, site: SiteId) -> int:
    ways = (problem.travel(main, site), problem.travel(site, main))
    return min((way.km for way in ways if way is not None), default=0)


def duty_pay(
    problem: Problem, worked: Iterable[Worked], kind: DutyKind, span: Span, local: int | None = None
) -> tuple[Sum, ...]:
    """Indemnities of the duties of ``span``, one sum for each version of the text in force.

    Args:
        problem: the facts: kinds of days and lines.
        worked: what was done.
        kind: on site or on call.
        span: the days paid.
        local: cents that the hospital has set for a whole on-call duty, where the text leaves it to it.

    Raises:
        ValueError: ``local`` lies outside the bounds of the text.
    """
    table = all_parameters()["on-site-duty" if kind is DutyKind.ON_SITE else "on-call"]
    halves: dict[Version | None, list[tuple[date, int]]] = {}
    for each in worked:
        if each.line is not None and each.day in span and problem.lines[each.line].kind is kind:
            for time in times(problem, each):
                halves.setdefault(table.on(each.day), []).append((each.day, _HALVES[time]))
    return tuple(
        _duties(table, version, found, local)
        for version, found in sorted(halves.items(), key=lambda pair: min(pair[1]))
    )


def _duties(
    table: Parameters, version: Version | None, found: Sequence[tuple[date, int]], local: int | None
) -> Sum:
    days = [day for day, _ in found]
    wholes, halves = sum(n == 2 for _, n in found), sum(n == 1 for _, n in found)
    rates = _rates(version, local) if version else None
    known = Known.COMPUTED if rates else Known.NOT_CHOSEN if version else Known.NOT_STATED
    return Sum(
        code=table.code,
        name=table.name,
        known=known,
        cents=wholes * rates[0] + halves * rates[1] if rates else None,
        told=Text(f"{wholes} entière(s), {halves} demi(es)", f"{wholes} whole, {halves} half"),
        span=Span(min(days), max(days)),
        since=version.start if version else None,
        source=version.source if version else None,
    )


def _rates(version: Version, local: int | None) -> tuple[int, int] | None:
    """Cents of a whole and of a half; None while the hospital has not set its own."""
    if version.whole is not None and version.half is not None:
        return version.whole, version.half
    if local is None:
        return None
    if not (version.local_from or 0) <= local <= (version.local_to or local):
        raise ValueError(f"{local} cents: between {version.local_from} and {version.local_to}")
    return local, local // 2


def additional_pay(parts: int, span: Span) -> Sum:
    """Additional time of a four-month period: whole periods of two half-days, then a half one."""
    table = all_parameters()["additional-time"]
    version = table.on(span.last)
    wholes, rest = divmod(max(0, parts), 2 * HALF_DAY)
    rates = _rates(version, None) if version else None
    return Sum(
        code=table.code,
        name=table.name,
        known=Known.COMPUTED if rates else Known.NOT_STATED,
        cents=wholes * rates[0] + (rest // HALF_DAY) * rates[1] if rates else None,
        told=Text(
            f"{wholes} période(s), {rest // HALF_DAY} demi-période(s)",
            f"{wholes} period(s), {rest // HALF_DAY} half-period(s)",
        ),
        span=span,
        since=version.start if version else None,
        source=version.source if version else None,
    )
