"""What every screen asks of the application: a language, colours, keys, memory, someone to tell."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.worker import Worker

from rota.clock import Clock, SystemClock
from rota.service import make_plan
from rota.words import Lang, Text
from tui.actions import Keys
from tui.bindings import key_shown
from tui.forgetting import StartsAfresh
from tui.form_keeping import UNKEPT, FormKey, KeptForms
from tui.keyboard import OneKeyAtATime
from tui.memory import Memory, read_keys, recall, remember
from tui.screens.base import Spoken
from tui.searching import Solve
from tui.shared import Shared
from tui.themes import THEMES
from tui.typography import keep_signs


@dataclass(frozen=True, slots=True)
class Places:
    """Where the application keeps what is its own."""

    memory: Path
    keys: Path


@dataclass(frozen=True, slots=True)
class Given:
    """All that comes from outside, so that a test can give its own."""

    lang: Lang
    places: Places
    clock: Clock = field(default_factory=SystemClock)
    solve: Solve = make_plan
    here: Path = Path()
    """Where folders are looked for."""
    beat_seconds: float | None = 2.5
    """How often the workspace is asked whether others wrote; None when something else asks."""


class Housing(StartsAfresh, OneKeyAtATime):
    """Remembers what a person prefers, and keeps what was typed."""

    def __init__(self, given: Given, shared: Shared | None) -> None:
        super().__init__()
        keep_signs()
        self.given = given
        self.shared = shared
        self.memory: Memory = recall(given.places.memory)
        self.lang: Lang = Lang(self.memory.lang) if self.memory.lang else given.lang
        self.keys: Keys
        self.keys, self.key_troubles = read_keys(given.places.keys)
        self.typed = KeptForms(self.state_folder / "forms", given.clock, self._unkept)

    @property
    def state_folder(self) -> Path:
        """Where the application keeps what is its own."""
        return self.given.places.memory.parent

    def form_key(self, form: str) -> FormKey:
        """The key of a form of the workspace that is open."""
        if self.shared is None:
            return FormKey(str(self.given.here.resolve()), "", form)
        return FormKey(self.shared.name, self.shared.site, form)

    def _unkept(self, reason: Text) -> None:
        """Told from the thread that writes."""
        self.call_later(partial(self.tell, UNKEPT, severity="warning", reason=reason.say(self.lang)))

    def beside(self, work: Callable[[], None]) -> Worker[None]:
        """Run something in a thread."""
        return self.run_worker(work, thread=True, group="pulse")

    def back(self, act: Callable[..., None], *values: object) -> None:
        """From a thread, do something on the application's own one; nothing once it has ended."""
        if self.is_running:
            self.call_from_thread(act, *values)

    def get_key_display(self, binding: Binding) -> str:
        """Keys in as few letters as can be."""
        return key_shown(binding.key)

    def get_css_variables(self) -> dict[str, str]:
        """The looks of our themes, known before the first of them is put on."""
        return {**THEMES[0].variables, **super().get_css_variables()}

    def tell(self, text: Text, *, severity: str = "information", **values: object) -> None:
        """A notification, which never needs an answer."""
        told = text.say(self.lang, **values)
        match severity:
            case "warning":
                self.notify(told, severity="warning", markup=False)
            case "error":
                self.notify(told, severity="error", markup=False, timeout=2 * self.NOTIFICATION_TIMEOUT)
            case _:
                self.notify(told, markup=False)

    def switch_language(self) -> None:
        """French to English and back, on every open screen."""
        self.lang = Lang.EN if self.lang is Lang.FR else Lang.FR
        self.remember(lang=str(self.lang))
        for screen in self.screen_stack:
            if isinstance(screen, Spoken):
                screen.speak()

    def next_theme(self) -> None:
        """Dark, light, high contrast."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]
        self.remember(theme=self.theme)

    def remember(self, **changes: Any) -> None:
        """Keep a preference for the next time."""
        self.memory = replace(self.memory, **changes)
        remember(self.given.places.memory, self.memory)
