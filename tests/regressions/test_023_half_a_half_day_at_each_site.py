"""A half-day shared by agreement was judged as two full ones: in two places at once, against the law."""

from datetime import date
from pathlib import Path

from rota.check import check
from rota.compliance.reading import work
from rota.model.calendar import Slot, Span
from rota.model.problem import Problem
from rota.reconcile.deciding import Choice
from rota.reconcile.worked import worked_plan
from rota.workspace.journal import lines_of
from tests.builders import CH, CH_MED, CHU, CLINIC, half_day
from tests.reconcile.given import ASP_1, FACTS, entries, journal, ledgers, publish, settle, state_at

TUESDAY = date(2026, 12, 1)


def test_a_shared_half_day_is_in_one_place(tmp_path: Path) -> None:
    of, problem = journal(), Problem(FACTS, Span(TUESDAY, TUESDAY))
    publish(of, half_day(ASP_1, TUESDAY, Slot.AM, CH_MED, CLINIC))
    state_at(of, CH, tmp_path, "ASP-1,2026-12-01,am,,,CH-MED/CLINIC,,,,")
    state_at(of, CHU, tmp_path, "ASP-1,2026-12-01,am,,,CHU-MED/CLINIC,,,,")
    settle(of, Choice.SHARED, CH=30, CHU=30)
    done = worked_plan(ledgers(of), problem)
    assert [placement.service for placement in done.placements] == [CH_MED]
    assert "one-place-at-a-time" not in {finding.rule for finding in check(problem, done).findings}
    assert {(each.site, each.slots, each.parts) for each in work(entries(of), problem)} == {
        (CH, (Slot.AM,), 30),
        (CHU, (), 30),
    }
    told = lines_of(entries(of), (CH, CHU), "2026-12", by_half_day=True)
    assert [(line.slots, line.site, line.actual, line.actual_minutes) for line in told] == [
        ((Slot.AM,), CH, 30, 135),
        ((Slot.AM,), CHU, 30, 135),
    ], "a line for each site: half of the half-day, and half of its hours"
