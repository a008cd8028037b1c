"""Drafts: what is not saved yet is kept beside the plan, so that no keystroke's work is ever lost."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rota import __version__, plan_file
from rota.clock import Clock
from rota.plan_file import PlanFile
from rota.scheduler.outcome import Settings, Status, StoppedBy
from rota.service import Opened
from tui.state import AppState, Draft


def draft_path(path: Path) -> Path:
    """``.PLAN.json.draft`` beside ``PLAN.json``."""
    return path.with_name(f".{path.name}.draft")


def digest(path: Path) -> str:
    """What tells one content of a file from another; empty where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def left_behind(path: Path, opened: Opened) -> PlanFile | None:
    """The draft beside a plan; None when all was saved.

    Raises:
        FaultyPlan: there is one, and it cannot be read.
    """
    draft = draft_path(path)
    if not draft.is_file():
        return None
    content, _ = plan_file.read_earlier(draft, opened.facts)
    return content


def content_of(state: AppState, opened: Opened, clock: Clock) -> PlanFile:
    """What is written of a state: with the proof of the search, where nothing was changed since."""
    content = PlanFile(
        site=opened.facts.name,
        fingerprint=opened.fingerprint,
        made_at=clock.now().replace(microsecond=0),
        rota=__version__,
        settings=Settings(),
        status=Status.STOPPED,
        stopped_by=StoppedBy.USER,
        cost=state.judged.report.cost,
        bound=None,
        gap=None,
        seconds=0.0,
        components=0,
        pins=state.problem.pins,
        past=state.problem.past,
        published=state.problem.published,
        plan=state.judged.plan,
    )
    return _proved(content, state)


def _proved(content: PlanFile, state: AppState) -> PlanFile:
    if state.proof is None or state.proof.draft != Draft(content.plan, content.pins):
        return content
    outcome = state.proof.outcome
    finite = abs(outcome.bound) < float("inf")
    return replace(
        content,
        status=outcome.status,
        stopped_by=outcome.stopped_by,
        bound=outcome.bound if finite else None,
        gap=outcome.gap if finite and abs(outcome.gap) < float("inf") else None,
        seconds=round(outcome.seconds, 3),
        components=outcome.components,
    )


_PAUSE_SECONDS = 0.05
"""The screen comes first: a draft is on the disk a moment after what was typed is shown."""


class DraftKeeper:
    """Writes drafts beside the keyboard: the last one asked for always ends on the disk."""

    def __init__(self, path: Path, troubled: Callable[[str], None]) -> None:
        self._path = draft_path(path)
        self._troubled = troubled
        self._turn = threading.Condition()
        self._wanted: PlanFile | None = None
        self._writing = self._closed = self._hurried = False
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        self._thread.start()

    def keep(self, content: PlanFile) -> None:
        """Write this draft soon; an earlier one that still waits is skipped."""
        with self._turn:
            self._wanted = content
            self._turn.notify_all()

    def settle(self) -> None:
        """Wait until what was asked for is written."""
        with self._turn:
            self._hurried = True
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._wanted is None and not self._writing, timeout=10)
            self._hurried = False

    def drop(self) -> None:
        """Nothing is unsaved any more."""
        self.settle()
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what is left and end."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while (content := self._next()) is not None:
            try:
                plan_file.write(self._path, content)
            except OSError as error:
                self._troubled(error.strerror or type(error).__name__)
            with self._turn:
                self._writing = False
                self._turn.notify_all()

    def _next(self) -> PlanFile | None:
        """What is to be written; None when all is written and nothing more will come."""
        with self._turn:
            self._turn.wait_for(lambda: self._wanted is not None or self._closed)
            self._turn.wait_for(lambda: self._closed or self._hurried, timeout=_PAUSE_SECONDS)
            content, self._wanted = self._wanted, None
            self._writing = content is not None
            return content
