"""What was done over some months, in volumes: for the half-yearly and the final report of a post.

Neutral rows: half-days of each activity and site, duties, hours, trips and nights away from home. Shares and
balances are those of :mod:`rota.compliance.balancing`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rota.compliance.labels import TIMES, W
from rota.compliance.reading import Worked, times, work
from rota.compliance.rows import Row
from rota.ledger.entry import Entry
from rota.model.calendar import Slot, Span
from rota.model.facts import ActivityId, DutyKind, PostId, SiteId
from rota.model.problem import Problem
from rota.model.units import HALF_DAY
from rota.rules.nights_away import FAR
from rota.words import Text

TRIPS = Text("jours passés à un autre site que celui du domicile", "days spent at a site that is not home")
NIGHTS_AWAY = Text("nuits de garde loin du domicile", "nights on duty far from home")
REMOTE = Text("à distance", "remote")


def volumes(entries: Iterable[Entry], problem: Problem, post: PostId, period: Span) -> tuple[Row, ...]:
    """The volumes of one post over ``period``, sites and activities in the order of the folder."""
    done = [each for each in work(entries, problem) if each.day in period]
    return (
        *_activities(problem, post, done, period),
        *_duties(problem, post, done, period),
        *_hours(problem, post, done, period),
        *_travel(problem, post, done, period),
    )


def _activities(problem: Problem, post: PostId, done: Sequence[Worked], span: Span) -> Iterator[Row]:
    """Half-days of each activity at each site, those attended from elsewhere apart."""
    found: Counter[tuple[SiteId, ActivityId, bool]] = Counter()
    for each in done:
        if each.activity is not None:
            found[each.site, each.activity, each.remote] += len(each.slots)
    for site in problem.sites:
        for activity in problem.facts.activities:
            for remote in (False, True):
                count = found[site, activity.id, remote]
                name = activity.name
                label = Text(f"{name} ({REMOTE.fr})", f"{name} ({REMOTE.en})") if remote else Text(name, name)
                what = f"{activity.id}:remote" if remote else activity.id
                if count:
                    yield Row(
                        post=post,
                        section="activity",
                        site=site,
                        what=what,
                        label=label,
                        span=span,
                        parts=count * HALF_DAY,
                    )


def _duties(problem: Problem, post: PostId, done: Sequence[Worked], span: Span) -> Iterator[Row]:
    counts = Counter(
        (each.line, each.site, time)
        for each in done
        if each.line is not None
        for time in times(problem, each)
    )
    for (line, site, time), count in sorted(counts.items()):
        if line is None:
            continue
        kind = W["on-site" if problem.lines[line].kind is DutyKind.ON_SITE else "on-call"]
        name = problem.lines[line].name
        yield Row(
            post=post,
            section="duty",
            site=site,
            what=f"{line}:{time}",
            label=Text(f"{kind.fr} {name}, {TIMES[time].fr}", f"{kind.en} {name}, {TIMES[time].en}"),
            span=span,
            count=count,
        )


def _hours(problem: Problem, post: PostId, done: Sequence[Worked], span: Span) -> Iterator[Row]:
    for site in problem.sites:
        mine = [each for each in done if each.site == site]
        for what, minutes in (
            ("worked", sum(each.minutes for each in mine)),
            ("standby", sum(each.standby for each in mine)),
        ):
            if minutes:
                yield Row(
                    post=post,
                    section="hours",
                    site=site,
                    what=what,
                    label=W[what],
                    span=span,
                    minutes=minutes,
                )


def _travel(problem: Problem, post: PostId, done: Sequence[Worked], span: Span) -> Iterator[Row]:
    """Days at each other site, and nights on duty far from home."""
    home, trips = problem.posts[post].home, defaultdict[SiteId, set[date]](set)
    nights: Counter[SiteId] = Counter()
    for each in done:
        on_call = each.line is not None and problem.lines[each.line].kind is DutyKind.ON_CALL
        if each.site == home or each.remote or (on_call and not each.minutes):
            continue
        trips[each.site].add(each.day)
        way = problem.travel(each.site, home)
        far = way is None or way.minutes > FAR.of(problem, post, each.day)
        nights[each.site] += Slot.NIGHT in each.slots and not on_call and far
    for site in problem.sites:
        for what, label, count in (
            ("trips", TRIPS, len(trips[site])),
            ("nights-away", NIGHTS_AWAY, nights[site]),
        ):
            if count:
                yield Row(
                    post=post, section="travel", site=site, what=what, label=label, span=span, count=count
                )
