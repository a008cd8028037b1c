"""Starts the application on the terminal of the process."""

from pathlib import Path

from platformdirs import user_config_path, user_state_path

from rota.clock import Clock
from rota.words import Lang
from tui.app import Given, Places, RotaApp
from tui.opening import Desk


def places() -> Places:
    """The usual folders of the system."""
    return Places(
        memory=Path(user_state_path("rota")) / "tui.json", keys=Path(user_config_path("rota")) / "keymap.toml"
    )


def run(desk: Desk | None, lang: Lang, clock: Clock) -> int:
    """Run until the person leaves; the answer is the exit code."""
    app = RotaApp(Given(lang, places(), clock), desk)
    app.run()
    return app.return_code or 0
