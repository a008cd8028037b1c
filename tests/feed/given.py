"""Workspaces with published plans made by hand, and feeds over them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from exports.feed.rendering import Refreshed, refresh
from rota import sites
from rota.model.facts import Facts
from rota.model.plan import Placement, Plan
from rota.service import make_problem
from rota.service.opening import Opened
from rota.store import Store
from rota.store.calendar_feed import About, Subject
from rota.words import Lang
from rota.workspace import agreeing, drafting, feeding
from rota.workspace.feeding import Made
from rota.workspace.opened import Workspace
from rota.workspace.plans import StoredPlan
from tests import builders as b
from tests.exports import sample
from tests.test_plan_file import example

WHO = sample.WHO
MONDAY = sample.SPRING
START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass
class At:
    """A clock that is set by hand."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def go_on(self, **more: float) -> datetime:
        self.moment += timedelta(**(more or {"hours": 1}))
        return self.moment


@dataclass
class Ground:
    """A database, its clock, and a fresh view of it at each look, as each program run has."""

    store: Store
    clock: At

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.store, self.clock)

    def refresh(self) -> Refreshed:
        return refresh(self.workspace)

    def keep(self, plan: Plan, *, on: str | None = None) -> StoredPlan:
        """A plan stored as a draft."""
        workspace = self.workspace
        weeks = ((plan.span.last - plan.span.first).days + 1) // 7
        opened = Opened(Path(), workspace.facts)
        problem = make_problem(opened, plan.span.first, weeks)
        content = replace(
            example(),
            site=workspace.facts.name,
            fingerprint=sites.fingerprint(workspace.facts),
            pins=(),
            past=(),
            published=None,
            plan=plan,
            bound=None,
        )
        name = plan.span.first.isoformat()
        asked = drafting.Question(opened, problem, name, drafting.seen(workspace, name, "CH", on), None)
        return drafting.keep(workspace, asked, content, "CH")

    def propose(self, plan: Plan) -> StoredPlan:
        kept = self.keep(plan)
        return agreeing.propose(self.workspace, kept.name, "CH")

    def publish(self, plan: Plan, reason: str | None = None) -> StoredPlan:
        """A plan that both sites agreed to, in force."""
        kept = self.propose(plan)
        agreeing.agree(self.workspace, kept.name, "CHU")
        return agreeing.publish(self.workspace, kept.name, "CH", reason).plan

    def token(self, about: About | None = None, device: str = "phone", until: date | None = None) -> Made:
        made = feeding.create(self.workspace, about or about_who(), device, until=until)
        self.refresh()
        return made

    def body(self, made: Made) -> bytes:
        rendered = self.store.read(lambda unit: unit.feeds.rendered(made.kept.feed.id))
        assert rendered is not None
        return rendered.body


def about_who(**more: object) -> About:
    return replace(About(subject=Subject.POST, code=WHO, lang=Lang.FR), **more)  # type: ignore[arg-type]


@contextmanager
def ground(url: str, facts: Facts | None = None, clock: At | None = None) -> Iterator[Ground]:
    """A workspace with the two hospitals of the calendar samples, and nothing planned."""
    clock = clock or At()
    with Store.create(url, facts or sample.facts(), clock=clock) as store:
        yield Ground(store, clock)


def week(monday: date = MONDAY) -> Plan:
    """A week with one of everything."""
    return sample.week(monday)[1]


def changed(plan: Plan, *, remove: tuple[Placement, ...] = (), add: tuple[Placement, ...] = ()) -> Plan:
    return plan.change(remove=remove, add=add)


def at(plan: Plan, day: int, what: str | None = None) -> Placement:
    """A placement of the week by its day."""
    found = [p for p in plan.placements if p.day == plan.span.first + timedelta(days=day)]
    return next(p for p in found if what is None or what in (p.activity, p.line))


HALF = b.half_day
