"""December 2026 of one post at 80 %, 60 % of it at the CH: work, leave, one night, Christmas on a Friday."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rota.ledger import absences, opening, publishing
from rota.ledger.contract import Contract, contract_of
from rota.ledger.entry import Draft, Entry
from rota.ledger.writer import Writer
from rota.model.calendar import Period, Slot, Span
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Convention,
    Facts,
    MinimumShare,
    PostId,
    SiteShare,
)
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.task import task_of
from tests.builders import CH, CH_MED, CHU, CHU_MED, convention, duty, facts, half_day, post
from tests.ledger import answers
from tests.ledger.memory import MemoryJournal

ASP = PostId("ASP-1")
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
DECEMBER = Span(FIRST, LAST)
AM, PM = Slot.AM, Slot.PM


def agreed(**more: object) -> Convention:
    """60 % at the CH, 40 % at the CHU, from 1 December 2026; at least half at the CH each month."""
    plain = convention(
        ASP,
        start=FIRST,
        end=date(2028, 11, 30),
        shares=(
            SiteShare(site=CH, percent=60, services=(CH_MED,)),
            SiteShare(site=CHU, percent=40, services=(CHU_MED,)),
        ),
        minimums=(
            MinimumShare(site=CH, percent=50, period=Period.MONTH),
            MinimumShare(site=CH, percent=50, period=Period.CONTRACT),
        ),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


LEAVE = Absence(
    id=AbsenceId("LEAVE-1"),
    post=ASP,
    kind=AbsenceKind.ANNUAL,
    first=date(2026, 12, 21),
    last=date(2026, 12, 22),
)


def given(**more: object) -> Facts:
    """The facts of the month."""
    plain = facts(conventions=(agreed(),), absences=(LEAVE,))
    return replace(plain, **{"posts": (post(half_days_per_week=8),), **more})  # type: ignore[arg-type]


def work() -> tuple[Placement, ...]:
    """2 and 3 December at the CH, two half-days at the CHU on the 7th, a night at the CH on the 12th."""
    at_ch = [half_day(ASP, date(2026, 12, day), slot, CH_MED) for day in (2, 3) for slot in (AM, PM)]
    at_chu = [half_day(ASP, date(2026, 12, 7), slot, CHU_MED) for slot in (AM, PM)]
    return (*at_ch, *at_chu, duty(ASP, date(2026, 12, 12)))


class Month:
    """A ledger that is filled step by step."""

    def __init__(self, facts: Facts | None = None, span: Span = DECEMBER) -> None:
        self.facts = facts or given()
        self.problem = Problem(self.facts, span)
        self.contract: Contract = contract_of(self.facts.conventions[0])
        self.journal = MemoryJournal(self.contract)
        self.writer = Writer(self.contract, "medical-affairs", CH)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self.journal.entries(self.contract.id))

    def append(self, drafts: Sequence[Draft]) -> None:
        self.journal.append(drafts)

    def opened(self, *months: str) -> "Month":
        for month in months or ("2026-12",):
            self.append(opening.open_month(self.writer, self.problem, self.entries, month))
        return self

    def published(self, *placements: Placement) -> "Month":
        plan = Plan.of(self.problem.span, list(placements))
        self.append(publishing.publish(self.writer, self.problem, plan, 1, self.entries))
        return self

    def confirmed(self, *placements: Placement) -> "Month":
        for each in placements:
            self.append(answers.post_cell(self.writer, self.entries, each.day, each.slots[0]))
        return self

    def worked(self, *placements: Placement) -> "Month":
        for each in placements:
            self.append(answers.direct(self.writer, self.problem, task_of(self.problem, each)))
        return self

    def away(self, *some: Absence) -> "Month":
        for each in some or (LEAVE,):
            self.append(absences.record(self.writer, self.problem, self.entries, each))
        return self


def december() -> Month:
    """The whole month: opened, published, confirmed but for the last half-day at the CHU, leave written."""
    done = work()
    return Month().opened().published(*done).confirmed(*done[:5], done[6]).away()
