"""A small site with a plan made by hand, and the command line run in this process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from rota import plan_file, sites
from rota.cli import main
from rota.model.calendar import Slot
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Facts, NeedId
from rota.model.plan import Pin, Plan
from tests import builders as b
from tests.test_plan_file import example

DAYS = [b.MONDAY + timedelta(days=n) for n in range(14)]


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line as a script would see it: 80 columns, no colour, English."""
    for name in ("LC_ALL", "LC_MESSAGES", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return call


def small_facts() -> Facts:
    """Two posts, two sites, four needs, a day of leave."""
    plain = b.facts(posts=2)
    leave = Absence(
        id=AbsenceId("LEAVE-1"),
        post=plain.posts[0].id,
        kind=AbsenceKind.ANNUAL,
        first=DAYS[4],
        last=DAYS[4],
    )
    needs = (
        b.need("MON-CLINIC", b.CH_MED, b.CLINIC, 0, Slot.AM),
        b.need("TUE-CLINIC", b.CH_MED, b.CLINIC, 1, Slot.PM),
        b.need("WED-THEATRE", b.CHU_MED, b.THEATRE, 2, Slot.AM),
        replace(b.need("THU-STAFF", b.CHU_MED, b.STAFF, 3, Slot.PM, ideal=2), id=NeedId("THU-STAFF")),
    )
    return replace(plain, needs=needs, absences=(leave,))


def small_plan() -> plan_file.PlanFile:
    """One week: a clinic served, one not, a theatre list, a remote meeting, a night and its rest."""
    facts = small_facts()
    problem = b.problem(facts)
    one, two = (post.id for post in facts.posts)
    ward = b.half_day(one, DAYS[0], Slot.PM, b.CH_MED)
    published = Plan.of(problem.span, [ward, b.half_day(two, DAYS[0], Slot.AM, b.CHU_MED)])
    plan = b.plan(
        problem,
        b.half_day(one, DAYS[0], Slot.AM, b.CH_MED, b.CLINIC),
        ward,
        b.half_day(one, DAYS[2], Slot.AM, b.CHU_MED, b.THEATRE),
        b.half_day(two, DAYS[3], Slot.PM, b.CHU_MED, b.STAFF, remote=True),
        b.duty(two, DAYS[1]),
        b.duty(two, DAYS[6], Slot.AM, Slot.PM, line=b.CALL, service=b.CHU_MED),
    )
    pins = (Pin("CH-MED", one, DAYS[0], Slot.PM, ward), Pin(str(two), two, DAYS[4], Slot.AM, None))
    return replace(
        example(), site=facts.name, pins=pins, past=(), published=published, plan=plan, cost=0, bound=None
    )


@dataclass(frozen=True)
class Small:
    """The small site on disk, with its plan."""

    site: Path
    plan: Path
    folder: Path


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """The small site and its plan, written."""
    site, plan = tmp_path / "site", tmp_path / "PLAN.json"
    sites.write(small_facts(), site)
    fingerprint = sites.fingerprint(sites.read(site))
    plan_file.write(plan, replace(small_plan(), fingerprint=fingerprint))
    return Small(site, plan, tmp_path)
