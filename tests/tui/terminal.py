"""A real terminal to drive: tmux on a socket of its own."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

_NAMES = {name.casefold(): name for name in ("Down", "End", "Enter", "Escape", "Home", "Space", "Up")}


def _as_tmux(key: str) -> str:
    """The name that tmux has for a key of Textual."""
    if key.startswith("ctrl+"):
        return f"C-{key.removeprefix('ctrl+')}"
    return key.upper() if re.fullmatch(r"f\d+", key) else _NAMES.get(key, key)


class Terminal:
    """``rota`` in a window of tmux, as a person sees it."""

    def __init__(self, home: Path, width: int = 80, height: int = 24, **environment: str) -> None:
        self.home = home
        self._starts = 0
        self._size = ("-x", str(width), "-y", str(height))
        self._environment = {
            "LANG": "fr_FR.UTF-8",
            "PYTHONUTF8": "1",
            "TERM": "xterm-256color",
            **environment,
        }
        self.seen: list[str] = []

    def start(self, *words: str, at: str | None = None) -> None:
        """Run ``rota`` with these words in the home folder, on the day ``at`` where one is given."""
        self._starts += 1
        root = str(Path(__file__).parents[2])
        path = os.pathsep.join((root, *filter(None, [os.environ.get("PYTHONPATH", "")])))
        settings = {**self._environment, "HOME": str(self.home), "PYTHONPATH": path}
        command = [
            "env",
            "-u",
            "COLUMNS",
            "-u",
            "LINES",
            *(f"{name}={value}" for name, value in settings.items()),
        ]
        command += [sys.executable, "-m", *(["tests.tui.at", at] if at else ["rota"]), *words]
        self._tmux("new-session", "-d", "-s", "rota", *self._size, "-c", str(self.home), *command)
        self._tmux("set-option", "-g", "remain-on-exit", "on")

    @property
    def _socket(self) -> str:
        """Another one for each start: a server that ends may still hold its own."""
        return str(self.home / f"tmux-{self._starts}.sock")

    def press(self, *keys: str) -> None:
        """Press keys, as tmux names them."""
        self._tmux("send-keys", "-t", "rota", *keys)

    def press_all(self, keys: Iterable[str]) -> None:
        """Press keys, as Textual names them."""
        self.press(*map(_as_tmux, keys))

    def screen(self) -> str:
        """What is on the screen."""
        return self._tmux("capture-pane", "-p", "-t", "rota")

    def wait_for(self, wanted: str, seconds: float = 60) -> str:
        """The screen, once it shows ``wanted``."""
        until, pause = time.monotonic() + seconds, threading.Event()
        while wanted not in (shown := self.screen()):
            if time.monotonic() > until:
                raise AssertionError(f"{wanted!r} did not come; the screen:\n{shown}")
            pause.wait(0.05)
        self.seen.append(shown)
        return shown

    def kill_hard(self) -> None:
        """The process dies at once, as when the power goes."""
        pid = self._tmux("list-panes", "-t", "rota", "-F", "#{pane_pid}").strip()
        os.kill(int(pid), 9)
        self.close()

    def close(self) -> None:
        """End the window."""
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, "-f", os.devnull, *words],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout
