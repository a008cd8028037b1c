"""Screens that were left are let go: nothing that stays began, or was laid out, in their name.

Textual notes in a context variable which screen or widget is at work. Tasks keep the context in which they
were begun for as long as they last, and messages their sender until the next one comes. So a planner that
was opened from a page held that page, and a resize while a form was open left the form held by whatever
under it moved no more.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context, copy_context
from functools import cached_property
from typing import Any, ParamSpec, TypeVar

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer

P = ParamSpec("P")
T = TypeVar("T")


class ForgetfulThreads(ThreadPoolExecutor):
    """Each work in a context of its own: a thread that waits for the next remembers nothing of the last."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do some work when a thread is free."""
        return super().submit(lambda: Context().run(fn, *args, **kwargs))


class StartsAfresh(App[None]):
    """Begins every widget in the context of the application, whatever asked for it.

    Textual offers no door for this: both names are its own, and the tests tell when they change.
    """

    @cached_property
    def _at_first(self) -> Context:
        """The context of the application, which is the first to ask: for the first of its screens."""
        return copy_context()

    def on_load(self) -> None:
        """Work beside the keyboard is done by threads that forget."""
        asyncio.get_running_loop().set_default_executor(ForgetfulThreads(thread_name_prefix="beside"))

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """A picture; the screens that were under the one drawn are not remembered."""
        return copy_context().run(super().export_screenshot, title=title, simplify=simplify)

    def _register(self, parent: DOMNode, *widgets: Widget, **how: Any) -> list[Widget]:
        return self._at_first.copy().run(super()._register, parent, *widgets, **how)

    def _start_widget(self, parent: Widget, widget: Widget) -> None:
        self._at_first.copy().run(super()._start_widget, parent, widget)


class DrawnByItself(Screen[Any]):
    """Lays itself out and draws itself in its own name, whoever asks for it.

    So does the application when colours change, and the screen above when the terminal has another size.
    """

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        with self._context():
            copy_context().run(super()._refresh_layout, size, scroll)

    def refresh_bindings(self) -> None:
        """The footer makes its keys anew and would watch over all it ever made, until it is told to look."""
        super().refresh_bindings()
        for footer in self.query(Footer):
            footer.mutate_reactive(Footer.compact)

    def _forward_event(self, event: Event) -> None:
        """What is under the mouse is drawn to be known."""
        copy_context().run(super()._forward_event, event)
