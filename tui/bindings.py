"""The bindings of a screen, made from the table of actions: language, keys, what fits in its footer."""

from collections.abc import Callable

from textual.binding import Binding

from rota.words import Lang
from tui.actions import Action, Keys, Where, actions_of


def bindings(
    where: Where, lang: Lang, keys: Keys, width: int, possible: Callable[[str], bool]
) -> list[Binding]:
    """The bindings of one screen in one language, with the keys a person prefers.

    Args:
        where: The screen.
        lang: The language of labels.
        keys: The keys a person prefers.
        width: Columns of the footer.
        possible: Whether an action makes sense now: else it takes no room.
    """
    found = [*actions_of(where), *actions_of(Where.EVERYWHERE)]
    named = [(action, keys.get(action.id, action.keys)) for action in found]
    room = _in_footer([pair for pair in named if pair[1] and possible(pair[0].id)], lang, width)
    return [
        Binding(
            wanted,
            f"act('{action.id}')",
            action.label.say(lang),
            show=action.id in room,
            tooltip=action.sentence.say(lang),
            id=action.id,
            priority=action.id == "quit",
        )
        for action, wanted in named
        if wanted
    ]


def _in_footer(found: list[tuple[Action, str]], lang: Lang, width: int) -> frozenset[str]:
    """The actions that fit in a footer, the first ranks first."""
    chosen: set[str] = set()
    for action, wanted in sorted((pair for pair in found if pair[0].footer), key=lambda pair: pair[0].footer):
        width -= len(key_shown(wanted.split(",")[0])) + len(action.label.say(lang)) + 2
        if width >= 0:
            chosen.add(action.id)
    return frozenset(chosen)


def key_shown(key: str) -> str:
    """A key in as few letters as can be."""
    modifier, _, last = key.rpartition("+")
    return {"ctrl": "^"}.get(modifier, f"{modifier}+" if modifier else "") + _SHORT.get(
        last, function_key(last)
    )


def function_key(key: str) -> str:
    """``F1`` for ``f1``; another key as it is."""
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key


_SHORT = {"enter": "⏎", "space": "␣", "escape": "esc", "delete": "del"}
