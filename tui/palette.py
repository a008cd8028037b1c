"""The command palette: every action that makes sense now, and every post, service, week and rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from rota.explain.grid import Cell
from rota.model.calendar import Slot, week_name
from rota.model.facts import PostId, ServiceId
from rota.rules import RULES
from rota.rules.base import RuleId
from rota.service import weeks_of
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui import pages
from tui.actions import Where, actions_of
from tui.doing import within
from tui.help import key_name
from tui.screens.base import Spoken
from tui.screens.planner import PlannerScreen
from tui.state import Show


@dataclass(frozen=True, slots=True)
class Command:
    """Something the palette offers."""

    name: str
    act: Callable[[], None]


def actions(screen: Spoken) -> Iterator[Command]:
    """The actions of a screen that make sense now, then those of every screen."""
    for where in (screen.where, Where.EVERYWHERE):
        for action in actions_of(where):
            if screen.check_action("act", (action.id,)) and action.id != "palette":
                keys = screen.house.keys.get(action.id, action.keys).split(",")[0]
                shown = f"  ({key_name(keys, screen.lang)})" if keys else ""
                yield Command(action.sentence.say(screen.lang) + shown, _acting(screen, action.id))


def _acting(screen: Spoken, action: str) -> Callable[[], None]:
    return lambda: screen.action_act(action)


def jumps(planner: PlannerScreen) -> Iterator[Command]:
    """Where the planner can go."""
    lang, problem = planner.lang, planner.state.problem
    for post in problem.posts.values():
        name = clean(post.specialty)
        yield Command(f"{POST.say(lang)} {post.id}  {name}", _to_post(planner, post.id))
    for service in problem.services.values():
        told = f"{SERVICE.say(lang)} {service.id}  {clean(service.name)}"
        yield Command(told, _to_service(planner, service.id))
    for week in weeks_of(planner.state.judged.plan.span):
        day = max(week.first, planner.state.judged.plan.span.first)
        told = f"{WEEK.say(lang)} {week_name(week.first)}  {week.first:%d/%m} – {week.last:%d/%m}"
        yield Command(told, _to_day(planner, Cell(planner.state.cursor.post, day, Slot.AM)))
    for rule in RULES:
        yield Command(f"{RULE.say(lang)} {rule.name.say(lang)}  {rule.id}", _to_rule(planner, rule.id))


def _to_post(planner: PlannerScreen, post: PostId) -> Callable[[], None]:
    return lambda: planner.go(replace(planner.state.cursor, post=post))


def _to_service(planner: PlannerScreen, service: ServiceId) -> Callable[[], None]:
    def go() -> None:
        state = planner.state
        view = replace(state.view, show=Show.SERVICE, service=service)
        planner.become(within(replace(state, view=view)))

    return go


def _to_day(planner: PlannerScreen, cell: Cell) -> Callable[[], None]:
    return lambda: planner.go(replace(cell, post=planner.state.cursor.post))


def _to_rule(planner: PlannerScreen, rule: RuleId) -> Callable[[], None]:
    return lambda: planner.read(lambda lang: pages.rule_page(rule, lang))


class _Offered(Provider):
    """Commands by name, found by their letters; names are never read as markup."""

    def commands(self) -> Iterator[Command]:
        """What is offered."""
        raise NotImplementedError

    async def discover(self) -> Hits:
        """All of it, in order."""
        for command in self.commands():
            yield DiscoveryHit(Content(command.name), command.act, text=command.name)

    async def search(self, query: str) -> Hits:
        """What matches."""
        matcher, found = self.matcher(query), False
        for command in self.commands():
            score = matcher.match(command.name)
            if score > 0:
                found = True
                yield Hit(score, Content(command.name), command.act, text=command.name)
        if not found and isinstance(self.screen, Spoken):  # Textual would say so in English only
            nothing = NOTHING.say(self.screen.lang)
            yield Hit(1, Content.styled(nothing, "dim"), lambda: None, text=nothing)


class Jumps(_Offered):
    """Only where one can go."""

    def commands(self) -> Iterator[Command]:
        """Posts, services, weeks, rules."""
        if isinstance(self.screen, PlannerScreen):
            yield from jumps(self.screen)


class Everything(_Offered):
    """Actions, then where one can go."""

    def commands(self) -> Iterator[Command]:
        """All of it."""
        if isinstance(self.screen, Spoken):
            yield from actions(self.screen)
        if isinstance(self.screen, PlannerScreen):
            yield from jumps(self.screen)


def placeholder(lang: Lang, *, only_jumps: bool) -> str:
    """What the empty line of the palette says."""
    return (JUMP if only_jumps else SEARCH).say(lang)


POST, SERVICE = Text("Poste", "Post"), Text("Service", "Service")
WEEK, RULE = Text("Semaine", "Week"), Text("Règle", "Rule")
NOTHING = Text("Rien de ce nom", "Nothing of that name")
SEARCH = Text("Chercher une commande, un poste, une règle…", "Search a command, a post, a rule…")
JUMP = Text(
    "Aller à un poste, un service, une semaine, une règle…", "Go to a post, a service, a week, a rule…"
)
