"""Drafts: what is not saved yet is kept beside the plan, so that no keystroke's work is ever lost."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from rota import __version__, plan_file
from rota.clock import Clock
from rota.errors import reason_of
from rota.plan_file import PlanFile
from rota.scheduler.outcome import Settings, Status, StoppedBy
from rota.service import Opened
from rota.words import Text
from tui.behind import Behind
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


class DraftKeeper:
    """Writes drafts beside the keyboard: the last one asked for always ends on the disk."""

    def __init__(self, path: Path, troubled: Callable[[Text], None]) -> None:
        self._path = draft_path(path)
        self._troubled = troubled
        self._behind = Behind("drafts")

    def keep(self, content: PlanFile) -> None:
        """Write this draft soon; an earlier one that still waits is skipped."""
        self._behind.ask("draft", partial(self._write, content))

    def settle(self) -> None:
        """Wait until what was asked for is written."""
        self._behind.settle()

    def drop(self) -> None:
        """Nothing is unsaved any more."""
        self.settle()
        self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what is left and end."""
        self._behind.close()

    def _write(self, content: PlanFile) -> None:
        try:
            plan_file.write(self._path, content)
        except OSError as error:
            self._troubled(reason_of(error))
