"""Starts the application on the terminal of the process."""

import gc
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from platformdirs import user_config_path, user_state_path

from rota.clock import Clock
from rota.words import Lang
from rota.workspace.opened import opened
from tui.app import RotaApp
from tui.housing import Given, Places
from tui.memory import recall
from tui.opening import WEEKS, Desk
from tui.opening_shared import begin, open_shared
from tui.seats import seat_of
from tui.shared import Shared


def places() -> Places:
    """The usual folders of the system."""
    return Places(
        memory=Path(user_state_path("rota")) / "tui.json", keys=Path(user_config_path("rota")) / "keymap.toml"
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The workspace that is wanted, and what of it."""

    url: str
    site: str | None = None
    """Who speaks, where it was said."""
    first: date | None = None
    """First day of new weeks."""
    weeks: int | None = None


def run(desk: Desk | None, lang: Lang, clock: Clock) -> int:
    """Run on a folder, or on a choice, until the person leaves; the answer is the exit code."""
    return _run(RotaApp(Given(lang, places(), clock), desk))


def run_shared(wanted: Wanted, lang: Lang, clock: Clock) -> int:
    """Run on a workspace until the person leaves; the answer is the exit code.

    Raises:
        UserError: it cannot be read, or has no such site.
    """
    given = Given(lang, places(), clock)
    memory, state = recall(given.places.memory), given.places.memory.parent
    with ExitStack() as left:
        workspace = left.enter_context(opened(wanted.url, clock))
        site, known = seat_of(workspace, memory, wanted.site)
        shared = Shared(workspace, site)
        if wanted.first is None:
            desk = open_shared(shared, state, memory.plans.get(shared.name))
        else:
            desk = begin(shared, state, wanted.first, wanted.weeks or WEEKS)
        return _run(RotaApp(given, desk, shared, seated=known, left=left))


def keep_what_is_there() -> None:
    """Let the collector look at new objects only, and at many at once: else it takes up to 0.2 s of a key."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _run(app: RotaApp) -> int:
    keep_what_is_there()
    app.run()
    return app.return_code or 0
