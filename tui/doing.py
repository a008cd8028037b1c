"""The actions that only turn one state into the next: moves, pins, copies, undo, views."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from rota.explain.grid import Cell
from rota.model.calendar import SLOT_ORDER, Span, week_of
from rota.model.facts import PostId, ServiceId
from rota.words import Text
from tui import state as s
from tui.layout import layout
from tui.state import AppState, Show

Done = tuple[AppState, Text | None]
"""The state that follows, and what is told of it."""

_FOUR = 4


def _moved(state: AppState, cell: Cell) -> Done:
    return s.move(state, cell), None


def _by_days(state: AppState, days: int) -> Done:
    """So many days on; at the edge of the plan, its first or last day."""
    here, span = state.cursor, state.judged.plan.span
    day = min(span.last, max(span.first, here.day + timedelta(days=days)))
    return _moved(state, replace(here, day=day))


def _to_day(state: AppState, day: date) -> Done:
    span = state.judged.plan.span
    return _moved(state, replace(state.cursor, day=min(span.last, max(span.first, day))))


def _vertical(state: AppState, down: int) -> Done:
    """The next row; at the edge of a post alone, nothing."""
    found = layout(state).beside(state.cursor, down)
    return _moved(state, found) if found is not None else (state, None)


def _to_post(state: AppState, step: int) -> Done:
    posts = s.posts_shown(state) if state.view.show is Show.SERVICE else tuple(state.problem.posts)
    place = posts.index(state.cursor.post) if state.cursor.post in posts else -step
    return _moved(state, replace(state.cursor, post=posts[(place + step) % len(posts)]))


def shown(state: AppState, show: Show) -> AppState:
    """Another view; that of a service is the one of what the cursor is on."""
    view = replace(state.view, show=show, service=_service(state) if show is Show.SERVICE else None)
    return within(replace(state, view=view))


def within(state: AppState) -> AppState:
    """The cursor on a post of the view."""
    posts = s.posts_shown(state)
    if state.cursor.post in posts or not posts:
        return state
    return s.move(state, replace(state.cursor, post=posts[0]))


def _service(state: AppState) -> ServiceId:
    here = state.judged.at(state.cursor)
    if here:
        return here[0].service
    services = state.problem.services_of(state.cursor.post)
    return services[0].id if services else next(iter(state.problem.services))


def _cycled(state: AppState) -> Done:
    order = list(Show)
    return shown(state, order[(order.index(state.view.show) + 1) % len(order)]), None


def _zoomed(state: AppState) -> Done:
    if state.view.show is Show.POST:
        return state, Text(
            "Un poste montre toutes ses semaines ; la touche a change de vue.",
            "One post shows all its weeks; the key a changes the view.",
        )
    return replace(state, view=replace(state.view, weeks=1 if state.view.weeks == _FOUR else _FOUR)), None


def cells_of(posts: tuple[PostId, ...], days: Span) -> tuple[Cell, ...]:
    """Every cell of some posts over some days."""
    return tuple(Cell(post, day, slot) for post in posts for day in days for slot in SLOT_ORDER)


def _pinned(state: AppState, posts: tuple[PostId, ...], days: Span) -> Done:
    after = s.pin(state, cells_of(posts, days))
    return after, after.done[-1].what if after is not state else None


def _cleared(state: AppState) -> Done:
    if not state.judged.plan.at(state.cursor.post, state.cursor.day, state.cursor.slot):
        return state, Text("La case est déjà libre.", "The cell is free already.")
    return s.edit(state, state.cursor, None), None


def _undone(state: AppState) -> Done:
    after = s.undo(state)
    what = after.undone[-1].what
    return after, Text(f"Annulé : {what.fr}.", f"Undone: {what.en}.")


def _redone(state: AppState) -> Done:
    after = s.redo(state)
    what = after.done[-1].what
    return after, Text(f"Refait : {what.fr}.", f"Redone: {what.en}.")


def _copied(state: AppState, first: date, days: int) -> Done:
    after = s.copy(state, first, days)
    assert after.clip is not None, "something was copied"
    count = len(after.clip.placements)
    return after, Text(f"{count} affectation(s) copiée(s).", f"{count} placement(s) copied.")


def _pasted(state: AppState) -> Done:
    clip = state.clip
    whole = clip is not None and clip.days > 1
    first = week_of(state.cursor.day).first if whole else state.cursor.day
    after, left = s.paste(state, first)
    if not left:
        return after, None
    return after, Text(
        f"{left} affectation(s) impossible(s) ici, laissée(s) de côté.",
        f"{left} placement(s) impossible here, left out.",
    )


PURE: Mapping[str, Callable[[AppState], Done]] = {
    "move.left": lambda state: _by_days(state, -1),
    "move.right": lambda state: _by_days(state, 1),
    "move.up": lambda state: _vertical(state, -1),
    "move.down": lambda state: _vertical(state, 1),
    "move.week-before": lambda state: _by_days(state, -7),
    "move.week-after": lambda state: _by_days(state, 7),
    "move.first": lambda state: _to_day(state, week_of(state.cursor.day).first),
    "move.last": lambda state: _to_day(state, week_of(state.cursor.day).last),
    "move.post-before": lambda state: _to_post(state, -1),
    "move.post-after": lambda state: _to_post(state, 1),
    "view.cycle": _cycled,
    "view.post": lambda state: (shown(state, Show.POST), None),
    "view.service": lambda state: (shown(state, Show.SERVICE), None),
    "view.all": lambda state: (shown(state, Show.ALL), None),
    "view.zoom": _zoomed,
    "finding.next": lambda state: (s.trouble(state, 1), None),
    "finding.previous": lambda state: (s.trouble(state, -1), None),
    "cell.pin": lambda state: (s.pin(state, (state.cursor,)), None),
    "cell.clear": _cleared,
    "pin.day": lambda state: _pinned(state, (state.cursor.post,), Span(state.cursor.day, state.cursor.day)),
    "pin.week": lambda state: _pinned(state, (state.cursor.post,), week_of(state.cursor.day)),
    "pin.shown": lambda state: _pinned(state, s.posts_shown(state), week_of(state.cursor.day)),
    "copy.day": lambda state: _copied(state, state.cursor.day, 1),
    "copy.week": lambda state: _copied(state, week_of(state.cursor.day).first, 7),
    "paste": _pasted,
    "undo": _undone,
    "redo": _redone,
}
"""What each of these actions does; a refusal is raised as :class:`tui.state.Refusal`."""
