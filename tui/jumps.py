"""Where one can go from a screen: posts, services, weeks or months, rules; there, or in the planner."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from rota.explain.grid import Cell
from rota.model.calendar import Slot, month_of, week_name
from rota.model.facts import Post, PostId, Service, ServiceId
from rota.model.problem import Problem
from rota.rules import RULES
from rota.rules.base import RuleId
from rota.service import weeks_of
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui import pages
from tui.doing import within
from tui.ledger_place import month_told
from tui.screens.base import Spoken
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.state import Show

if TYPE_CHECKING:
    from tui.screens.compliance import ComplianceScreen
    from tui.screens.facts import FactsScreen
    from tui.screens.feeds import FeedsScreen
    from tui.screens.ledger import LedgerScreen


@dataclass(frozen=True, slots=True)
class Command:
    """Something the palette offers."""

    name: str
    act: Callable[[], None]


def jumps(screen: Spoken) -> Iterator[Command]:
    """What can be gone to in a screen, then in the planner what the screen has no place for."""
    planner = next((one for one in screen.app.screen_stack if isinstance(one, PlannerScreen)), None)
    if isinstance(screen, ModeScreen):
        of_mode = _MODES.get(screen.mode)
        if of_mode is not None and screen.view is not None:
            yield from of_mode(screen, screen.view)
        if planner is not None:
            services = () if screen.mode in _WITH_SERVICES else planner.state.problem.services.values()
            yield from _in_planner(planner, (), services, left=screen)
        yield from _rules(screen)
    elif screen is planner:
        problem = planner.state.problem
        yield from _in_planner(planner, problem.posts.values(), problem.services.values())
        yield from _rules(screen)


def _posts(posts: Iterable[Post], lang: Lang, go: Callable[[PostId], object]) -> Iterator[Command]:
    for post in posts:
        yield _command(f"{POST.say(lang)} {post.id}  {clean(post.specialty)}", go, post.id)


def _services(
    services: Iterable[Service], lang: Lang, go: Callable[[ServiceId], object]
) -> Iterator[Command]:
    for service in services:
        yield _command(f"{SERVICE.say(lang)} {service.id}  {clean(service.name)}", go, service.id)


def _months(today: date, lang: Lang, go: Callable[[date], object]) -> Iterator[Command]:
    """The month of today, the one after, then those before."""
    day = month_of(month_of(today).last + _DAY).first
    for _ in range(_MONTHS):
        yield _command(f"{MONTH.say(lang)} {month_told(f'{day:%Y-%m}', lang)}  {day:%Y-%m}", go, day)
        day = month_of(day - _DAY).first


def _rules(screen: Spoken) -> Iterator[Command]:
    for rule in RULES:
        told = f"{RULE.say(screen.lang)} {rule.name.say(screen.lang)}  {rule.id}"
        yield _command(told, partial(_read_rule, screen), rule.id)


def _command(name: str, go: Callable[[Any], object], what: object) -> Command:
    def act() -> None:
        go(what)

    return Command(name, act)


def _read_rule(screen: Spoken, rule: RuleId) -> None:
    """Its text, its figures and their sources."""
    screen.app.push_screen(PageScreen(lambda lang: pages.rule_page(rule, lang), lambda _target: None))


def _in_planner(
    planner: PlannerScreen, posts: Iterable[Post], services: Iterable[Service], left: Spoken | None = None
) -> Iterator[Command]:
    """What the planner shows; from another mode that is left first, and the name says so."""

    def there(go: Callable[[Any], None]) -> Callable[[Any], None]:
        def leave(what: object) -> None:
            if left is not None:
                planner.house.everywhere("mode.planner")
            go(what)

        return leave

    def to_post(post: PostId) -> None:
        planner.go(replace(planner.state.cursor, post=post))

    def to_service(service: ServiceId) -> None:
        view = replace(planner.state.view, show=Show.SERVICE, service=service)
        planner.become(within(replace(planner.state, view=view)))

    def to_day(day: date) -> None:
        planner.go(Cell(planner.state.cursor.post, day, Slot.AM))

    lang, span = planner.lang, planner.state.judged.plan.span
    yield from _posts(posts, lang, there(to_post))
    where = f"  ({PLANNER.say(lang)})" if left is not None else ""
    for command in _services(services, lang, there(to_service)):
        yield replace(command, name=command.name + where)
    for week in weeks_of(span):
        told = f"{WEEK.say(lang)} {week_name(week.first)}  {week.first:%d/%m} – {week.last:%d/%m}{where}"
        yield _command(told, there(to_day), max(week.first, span.first))


def _ledger(screen: "LedgerScreen", view: Any) -> Iterator[Command]:
    problem: Problem = view.problem
    posts = (problem.posts[post] for post in view.posts())
    yield from _posts(posts, screen.lang, partial(_ledger_post, screen))

    def to_month(day: date) -> None:
        screen.become(replace(screen.place, month=f"{day:%Y-%m}"))

    yield from _months(view.today, screen.lang, to_month)


def _ledger_post(screen: "LedgerScreen", post: PostId) -> None:
    """The post, even where only those of another site were looked at."""
    if post not in screen.posts:
        screen.become(replace(screen.place, site=None))
    screen.look_at(post)


def _compliance(screen: "ComplianceScreen", view: Any) -> Iterator[Command]:
    from rota.model.calendar import Period  # noqa: PLC0415
    from tui.compliance import Asked, Kind  # noqa: PLC0415 (loaded with the mode)

    problem: Problem = view.problem
    yield from _posts(problem.posts.values(), screen.lang, partial(_light, screen, Kind.POSTS))
    yield from _services(problem.services.values(), screen.lang, partial(_light, screen, Kind.SERVICES))
    month = lambda day: screen.ask(Asked(Period.MONTH, day))  # noqa: E731
    yield from _months(screen.shared.workspace.today, screen.lang, month)


def _light(screen: "ComplianceScreen", kind: Any, who: str) -> None:
    """The column of a post or a service, on the rule that was looked at where it is asked of it too."""
    from tui.compliance import Cursor, table  # noqa: PLC0415 (loaded with the mode)

    view, look = screen.view, replace(screen.look, kind=kind)
    if view is None:
        return
    if who not in table(view, look).columns:
        look = replace(look, site=None)
    if not table(view, look).rules:
        look = replace(look, faults_only=False)
    rules = table(view, look).rules
    here = look.cursor.rule if look.cursor and look.cursor.rule in rules else next(iter(rules), None)
    screen.become(look if here is None else replace(look, cursor=Cursor(here, who)))


def _facts(screen: "FactsScreen", view: Any) -> Iterator[Command]:
    from tui.facts import Filter  # noqa: PLC0415 (loaded with the mode)

    yield from _posts(view.facts.posts, screen.lang, lambda post: screen.take(Filter(post=post)))
    yield from _services(
        view.facts.services, screen.lang, lambda service: screen.take(Filter(service=service))
    )


def _feeds(screen: "FeedsScreen", view: Any) -> Iterator[Command]:
    problem: Problem = view.problem
    yield from _posts(problem.posts.values(), screen.lang, screen.look_at)
    yield from _services(problem.services.values(), screen.lang, screen.look_at)


_MODES: Mapping[str, Callable[[Any, Any], Iterator[Command]]] = {
    "mode.ledger": _ledger,
    "mode.compliance": _compliance,
    "mode.facts": _facts,
    "mode.feeds": _feeds,
}
_WITH_SERVICES = frozenset(_MODES) - {"mode.ledger"}
_DAY = timedelta(days=1)
_MONTHS = 15

POST, SERVICE = Text("Poste", "Post"), Text("Service", "Service")
WEEK, MONTH, RULE = Text("Semaine", "Week"), Text("Mois", "Month"), Text("Règle", "Rule")
PLANNER = Text("planning", "planner")
