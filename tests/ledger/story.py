"""The ledger of two months of one post, as both sites live them: the export that is then attacked."""

from datetime import date, timedelta

from rota.ledger import (
    absences,
    callouts,
    clearing,
    closing,
    correction,
    opening,
    publishing,
    recovery,
)
from rota.ledger.entry import Entry
from rota.ledger.export import export
from rota.ledger.verify import Sheet
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import AbsenceId, AbsenceKind
from rota.model.plan import Plan
from tests import builders as b
from tests.ledger import answers
from tests.ledger.given import Ledger, away, convention, half_day, night, on_call, problem

TUESDAY = date(2026, 12, 1)
LEAVE = away(date(2026, 12, 24), date(2026, 12, 28))
RECOVERY = away(date(2026, 12, 15), date(2026, 12, 15), AbsenceKind.RECOVERY, id=AbsenceId("R-1"))
DAYS = {(weekday, slot): b.CH if weekday < 3 else b.CHU for weekday in range(5) for slot in HALF_DAYS}


def two_months() -> tuple[Ledger, Sheet]:
    """December is lived and closed, a late correction is made in January; the sheet of December is given."""
    of = problem(LEAVE, RECOVERY, of=convention(typical_days=DAYS, figures={"recovery-percent": 25}))
    ledger = Ledger(of)
    ch, chu = ledger.ch, ledger.chu
    for month in ("2026-11", "2026-12", "2027-01"):
        ledger.write(opening.open_month(ch, of, ledger.entries, month))
    tasks = [half_day(of, TUESDAY, slot) for slot in HALF_DAYS]
    tasks += [half_day(of, TUESDAY + timedelta(days=2), slot, b.CHU) for slot in HALF_DAYS]
    tasks += [night(of, date(2026, 12, 4)), on_call(of, date(2026, 12, 9), Slot.NIGHT)]
    plan = Plan.of(of.span, [task.placement for task in tasks])
    ledger.write(publishing.publish(ch, of, plan, 1, ledger.entries))
    ledger.write(answers.post_cell(ch, ledger.entries, TUESDAY, Slot.AM))
    ledger.write(answers.void_cell(ch, ledger.entries, TUESDAY, Slot.PM, "absent"))
    for task in tasks[2:]:
        ledger.write(answers.post_cell(chu, ledger.entries, task.day, task.slots[0]))
    ledger.write(answers.direct(chu, of, half_day(of, date(2026, 12, 11), Slot.AM, b.CHU)))
    ledger.write(callouts.record(chu, of, ledger.entries, tasks[-1], [250, 70]))
    ledger.write(callouts.add_up(chu, of, ledger.entries, tasks[-1].day))
    ledger.write(absences.record(ch, of, ledger.entries, LEAVE))
    ledger.write(recovery.earned(ch, of, ledger.entries))
    ledger.write(recovery.take(ch, of, ledger.entries, RECOVERY))
    posted = _last(ledger.entries, "post", "DJ60")
    ledger.write(correction.take_back(ch, ledger.entries, posted.seq, "not-there"))
    ledger.write(clearing.carry(ch, ledger.entries, "2026-12"))
    head = ledger.entries[-1]
    ledger.write(closing.propose(ch, "2026-12", ledger.entries))
    ledger.write(closing.sign(chu, "2026-12", ledger.entries))
    direct = _last(ledger.entries, "direct", "DJ60", "done:CHU")
    ledger.write(correction.take_back(chu, ledger.entries, direct.seq, "mistake"))
    return ledger, Sheet("2026-12", head.seq, head.hash.hex()[:16])


def text_of(ledger: Ledger) -> str:
    """The export."""
    return "".join(export(ledger.contract, ledger.entries))


def _last(entries: list[Entry], kind: str, unit: str, credit: str = "") -> Entry:
    found = [e for e in entries if e.draft.kind.value == kind and e.draft.unit.value == unit]
    return [entry for entry in found if entry.draft.credit.startswith(credit)][-1]
