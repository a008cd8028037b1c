"""A workspace with 500 tokens: 54 posts of ``rennes_district`` over sixteen published weeks, seeded."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.ledger_filling import facts as district
from exports.feed.rendering import Refreshed, refresh
from rota import plan_file, sites
from rota.clock import Clock
from rota.model.calendar import HALF_DAYS, Slot, Span
from rota.model.facts import DutyKind, Facts, PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.scheduler.outcome import Settings, Status, StoppedBy
from rota.store import Store, Unit
from rota.store.calendar_feed import About, Detail, Subject
from rota.words import Lang
from rota.workspace import feeding
from rota.workspace.opened import Workspace

TOKENS = 500
WEEKS = 16
_FRIDAY = 4


def fill(url: str, clock: Clock) -> tuple[tuple[str, ...], Refreshed]:
    """Make the workspace; its tokens, and what rendering all its feeds did."""
    facts = district()
    monday = clock.now().date() - timedelta(days=clock.now().weekday())
    span = Span(monday - timedelta(weeks=WEEKS // 2), monday + timedelta(weeks=WEEKS // 2, days=-1))
    with Store.create(url, facts, clock=clock) as store:
        _publish(store, facts, _plan(facts, span), clock)
        workspace = Workspace(store, clock)
        tokens = tuple(
            feeding.create(workspace, about, f"device {number}").token
            for number, about in zip(range(TOKENS), _abouts(facts), strict=False)
        )
        return tokens, refresh(Workspace(store, clock))


def _abouts(facts: Facts) -> Iterator[About]:
    """Each post in both languages, whole and times only, with and without proposals; then over again."""
    while True:
        for lang in Lang:
            for detail in Detail:
                for proposals in (False, True):
                    for post in facts.posts:
                        yield About(
                            subject=Subject.POST, code=post.id, lang=lang, detail=detail, proposals=proposals
                        )


def _plan(facts: Facts, span: Span) -> Plan:
    """Every half-day worked, weeks alternating between services, a night now and then."""
    problem, chance = Problem(facts, span), Random(5)
    found = [p for post in facts.posts for p in _work(problem, post.id, chance)]
    return Plan.of(span, found)


def _work(problem: Problem, post: PostId, chance: Random) -> Iterator[Placement]:
    services = problem.services_of(post)
    if not services:
        return
    activity = next(one for one in problem.facts.activities if one.open)
    lines = [one for one in problem.facts.lines if one.service in {service.id for service in services}]
    night = date.min
    for number, day in enumerate(problem.span):
        service = services[number // 3 % len(services)]
        if day.weekday() <= _FRIDAY and day != night + timedelta(days=1):
            for slot in HALF_DAYS:
                yield Placement(post, day, (slot,), service.id, activity=activity.id)
        if lines and chance.random() < 1 / 8:
            line = chance.choice(lines)
            night = day if line.kind is DutyKind.ON_SITE else night
            yield Placement(post, day, (Slot.NIGHT,), line.service, line=line.id)


def _publish(store: Store, facts: Facts, plan: Plan, clock: Clock) -> None:
    """In force without the ledger, which no feed reads."""
    name, site = plan.span.first.isoformat(), facts.sites[0].id
    body = plan_file.text_of(
        plan_file.PlanFile(
            site=facts.name,
            fingerprint=sites.fingerprint(facts),
            made_at=clock.now().replace(microsecond=0),
            rota="0",
            settings=Settings(),
            status=Status.BEST,
            stopped_by=StoppedBy.PROOF,
            cost=0,
            bound=None,
            gap=None,
            seconds=0.0,
            components=1,
            pins=(),
            past=(),
            published=None,
            plan=plan,
        )
    )

    def work(unit: Unit) -> None:
        unit.plans.save(name, body, based_on=0, author="benchmark", site=site)
        unit.plans.propose(name, 1, [site], author="benchmark", site=site)
        unit.plans.publish(name, 1, author="benchmark", site=site)

    store.run(work)
