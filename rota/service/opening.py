"""Opening a site folder and the plans made for it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rota import plan_file, sites
from rota.explain.grid import Judged
from rota.model.facts import Facts
from rota.plan_file import PlanFile


@dataclass(frozen=True)
class Opened:
    """A site folder that was read without a fault."""

    folder: Path
    facts: Facts

    @cached_property
    def fingerprint(self) -> str:
        """What tells one state of the folder from another."""
        return sites.fingerprint(self.facts)


@dataclass(frozen=True)
class OpenPlan:
    """A plan file with the question it answers."""

    content: PlanFile
    judged: Judged
    left_out: int = 0
    """Placements that speak of what the folder no longer has."""
    earlier: bool = False
    """Whether it was made for an earlier state of the folder."""


def open_site(folder: Path) -> Opened:
    """A site folder.

    Raises:
        FaultyFolder: with all its faults.
    """
    return Opened(folder, sites.read(folder))


def open_plan(opened: Opened, path: Path) -> OpenPlan:
    """A plan made for exactly this state of the folder, judged by the checker.

    Raises:
        FaultyPlan: it cannot be read, or was made for something else.
    """
    content = plan_file.read(path, opened.facts, opened.fingerprint)
    return OpenPlan(content, Judged.of(content.problem(opened.facts), content.plan))


def open_earlier_plan(opened: Opened, path: Path) -> OpenPlan:
    """A plan made for this or an earlier state of the folder, judged by the folder as it is now.

    Raises:
        FaultyPlan: it cannot be read.
    """
    content, left_out = plan_file.read_earlier(path, opened.facts)
    judged = Judged.of(content.problem(opened.facts), content.plan)
    return OpenPlan(content, judged, left_out, earlier=content.fingerprint != opened.fingerprint)
