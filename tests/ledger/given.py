"""A contract of two or three sites, a writer for each, and a journal that anything can be appended to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rota.ledger.closing import Objection
from rota.ledger.contract import Contract, contract_of
from rota.ledger.entry import Draft, Entry
from rota.ledger.journal import Journal
from rota.ledger.writer import Writer
from rota.model.calendar import Slot, Span
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Convention,
    Facts,
    PostId,
    ServiceId,
    SiteId,
    SiteKind,
    SiteShare,
)
from rota.model.problem import Problem
from rota.model.task import Task, task_of
from tests import builders as b
from tests.ledger.memory import MemoryJournal

WHO = PostId("ASP-1")
EPSM, EPSM_PSY = SiteId("EPSM"), ServiceId("EPSM-PSY")
SERVICES = {b.CH: b.CH_MED, b.CHU: b.CHU_MED, EPSM: EPSM_PSY}
WINTER = Span(date(2026, 11, 2), date(2027, 4, 30))


def convention(shares: dict[SiteId, int] | None = None, **more: object) -> Convention:
    """60 % at the CH, which employs, 40 % at the CHU, from 2 November 2026 to 31 October 2028."""
    split = shares or {b.CH: 60, b.CHU: 40}
    told = tuple(
        SiteShare(site=site, percent=percent, services=(SERVICES[site],)) for site, percent in split.items()
    )
    return replace(b.convention(WHO, shares=told, minimums=()), **more)  # type: ignore[arg-type]


def facts(*absences: Absence, of: Convention | None = None, half_days: int = 10, **more: object) -> Facts:
    """The facts of one post."""
    plain = b.facts()
    third = (
        b.site(EPSM, SiteKind.EPSM, "P"),
        replace(plain.services[0], id=EPSM_PSY, site=EPSM, name="Psychiatry"),
    )
    return replace(
        plain,
        sites=(*plain.sites, third[0]),
        services=(*plain.services, third[1]),
        posts=(b.post(1, half_days_per_week=half_days, **more),),
        conventions=(of or convention(),),
        absences=absences,
    )


def problem(*absences: Absence, **more: object) -> Problem:
    """The facts over the winter."""
    return Problem(facts(*absences, **more), WINTER)  # type: ignore[arg-type]


def away(first: date, last: date, kind: AbsenceKind = AbsenceKind.ANNUAL, **more: object) -> Absence:
    """An absence of whole days."""
    plain = Absence(id=AbsenceId("A-1"), post=WHO, kind=kind, first=first, last=last)
    return replace(plain, **more)  # type: ignore[arg-type]


def half_day(of: Problem, day: date, slot: Slot = Slot.AM, site: SiteId = b.CH) -> Task:
    """A half-day of day service."""
    return task_of(of, b.half_day(WHO, day, slot, SERVICES[site]))


def night(of: Problem, day: date) -> Task:
    """A night on site at the CH."""
    return task_of(of, b.duty(WHO, day))


def on_call(of: Problem, day: date, *slots: Slot) -> Task:
    """A night on call at the CHU, or another duty of the line."""
    return task_of(of, b.duty(WHO, day, *slots, line=b.CALL, service=b.CHU_MED))


class Ledger:
    """A problem, its contract, its journal, and a writer for each site."""

    def __init__(self, of: Problem, journal: Journal | None = None) -> None:
        self.problem = of
        self.contract: Contract = contract_of(of.conventions[WHO])
        self.journal: Journal = journal or MemoryJournal(self.contract)
        self.ch = Writer(self.contract, "medical-affairs", b.CH)
        self.chu = Writer(self.contract, "medical-affairs", b.CHU)

    @property
    def entries(self) -> list[Entry]:
        return list(self.journal.entries(self.contract.id))

    def write(self, drafts: "Iterable[Draft] | Draft | Objection") -> Sequence[Entry]:
        """Append, twice: the second time changes nothing."""
        assert not isinstance(drafts, Objection), drafts
        told = [drafts] if isinstance(drafts, Draft) else list(drafts)
        first = self.journal.append(told)
        head = self.journal.head(self.contract.id)
        assert self.journal.append(told) == first
        assert self.journal.head(self.contract.id) == head
        return first
