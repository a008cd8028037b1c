"""The command palette: every action that makes sense now, and every post, service, week and rule."""

import unicodedata
from collections.abc import Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from rota.words import Lang, Text
from tui.actions import Where, actions_of
from tui.help import key_name
from tui.jumps import Command, jumps
from tui.screens.base import Spoken


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


def folded(name: str) -> str:
    """Without accents or capitals, parts of a code as words: ``asp gastro 1  gastro enterologie``."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("œ", "oe"))
    return "".join(
        " " if letter in "-_/" else letter for letter in letters if not unicodedata.combining(letter)
    )


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
        matcher, found = self.matcher(folded(query)), False
        for command in self.commands():
            score = matcher.match(folded(command.name))
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
        if isinstance(self.screen, Spoken):
            yield from jumps(self.screen)


class Everything(_Offered):
    """Actions, then where one can go."""

    def commands(self) -> Iterator[Command]:
        """All of it."""
        if isinstance(self.screen, Spoken):
            yield from actions(self.screen)
            yield from jumps(self.screen)


def placeholder(lang: Lang, *, only_jumps: bool) -> str:
    """What the empty line of the palette says."""
    return (JUMP if only_jumps else SEARCH).say(lang)


NOTHING = Text("Rien de ce nom", "Nothing of that name")
SEARCH = Text("Chercher une commande, un poste, une règle…", "Search a command, a post, a rule…")
JUMP = Text(
    "Aller à un poste, un service, une semaine, une règle…", "Go to a post, a service, a week, a rule…"
)
