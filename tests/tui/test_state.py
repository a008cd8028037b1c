"""The planner's state without a screen: what each act leads to, and that all of it can be undone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rota.check import check
from rota.explain.grid import Judged
from rota.model.calendar import Slot, Span
from rota.model.plan import Pin
from rota.service.planning import PAST
from tests import builders as b
from tests.cli.conftest import DAYS, small_facts, small_plan
from tests.tui.given import ONE, TWO, cell
from tui import state as s
from tui.doing import PURE, cells_of
from tui.layout import Asked, layout, shown_days
from tui.state import AppState, Draft, Refusal, Show, View


@pytest.fixture
def state() -> AppState:
    """The small plan, read."""
    content = small_plan()
    problem = content.problem(small_facts())
    return s.start(Judged.of(problem, content.plan))


def same_report(state: AppState) -> None:
    """The live check says what a check of the whole plan says."""
    assert state.judged.report.by_subject == check(state.problem, state.judged.plan).by_subject


def test_an_edit_is_judged_as_the_whole_plan_would_be(state: AppState) -> None:
    after = s.edit(state, cell(ONE, 0, Slot.AM), None)
    assert after.judged.at(cell(ONE, 0, Slot.AM)) == ()
    same_report(after)
    assert after.unsaved
    assert not state.unsaved


def test_undo_and_redo_go_back_and_forth_without_limit(state: AppState) -> None:
    ward = b.half_day(ONE, DAYS[1], Slot.AM, b.CH_MED)
    states = [state]
    for _ in range(60):
        states.append(s.edit(states[-1], cell(ONE, 1, Slot.AM), ward))
        states.append(s.edit(states[-1], cell(ONE, 1, Slot.AM), None))
    last = states[-1]
    for wanted in reversed(states[:-1]):
        last = s.undo(last)
        assert last.draft == wanted.draft
    for wanted in states[1:]:
        last = s.redo(last)
        assert last.draft == wanted.draft
    same_report(last)


def test_nothing_to_undo_or_redo_is_a_refusal(state: AppState) -> None:
    for act in (s.undo, s.redo):
        with pytest.raises(Refusal):
            act(state)


def test_a_new_edit_forgets_what_was_undone(state: AppState) -> None:
    undone = s.undo(s.edit(state, cell(ONE, 0, Slot.AM), None))
    assert undone.undone
    assert not s.edit(undone, cell(ONE, 0, Slot.PM), None).undone


def test_a_pin_follows_the_edit_of_its_cell(state: AppState) -> None:
    where = cell(ONE, 0, Slot.PM)
    assert s.pin_at(state.problem, where) is not None
    after = s.edit(state, where, None)
    pin = s.pin_at(after.problem, where)
    assert pin is not None
    assert pin.placement is None
    same_report(after)
    assert not [f for f in after.judged.report.findings if f.rule == "pins"]


def test_a_pin_is_set_and_taken_away(state: AppState) -> None:
    where = cell(TWO, 1, Slot.NIGHT)
    pinned = s.pin(state, (where,))
    held = s.pin_at(pinned.problem, where)
    assert held is not None
    assert held.owner == b.CH_MED
    assert s.pin(pinned, (where,)).draft.pins == state.draft.pins
    same_report(pinned)


def test_a_duty_of_two_half_days_is_pinned_as_one(state: AppState) -> None:
    pinned = s.pin(state, (cell(TWO, 6, Slot.PM),))
    assert s.pin_at(pinned.problem, cell(TWO, 6, Slot.AM)) == s.pin_at(pinned.problem, cell(TWO, 6, Slot.PM))


def test_a_week_is_pinned_at_once_and_freed_at_once(state: AppState) -> None:
    week = cells_of((ONE,), Span(DAYS[0], DAYS[6]))
    pinned = s.pin(state, week)
    assert all(s.pin_at(pinned.problem, one) for one in week)
    freed = s.pin(pinned, week)
    assert not any(s.pin_at(freed.problem, one) for one in week)


def test_the_past_does_not_change(state: AppState) -> None:
    frozen = Pin(PAST, ONE, DAYS[0], Slot.AM, state.judged.at(cell(ONE, 0, Slot.AM))[0])
    problem = state.problem.pinned((frozen,))
    held = s.start(Judged.of(problem, state.judged.plan))
    with pytest.raises(Refusal):
        s.edit(held, cell(ONE, 0, Slot.AM), None)
    with pytest.raises(Refusal):
        s.pin(held, (cell(ONE, 0, Slot.AM),))


def test_a_day_is_pasted_where_it_can_be_asked(state: AppState) -> None:
    copied = s.copy(s.move(state, cell(ONE, 0, Slot.AM)), DAYS[0], 1)
    pasted, left = s.paste(s.move(copied, cell(ONE, 1, Slot.AM)), DAYS[1])
    assert left == 1, "no clinic is asked on Tuesday morning"
    assert pasted.judged.at(cell(ONE, 1, Slot.PM))[0].activity == b.WARD
    same_report(pasted)


def test_nothing_is_pasted_on_leave(state: AppState) -> None:
    copied = s.copy(s.move(state, cell(ONE, 0, Slot.AM)), DAYS[0], 1)
    pasted, left = s.paste(s.move(copied, cell(ONE, 4, Slot.AM)), DAYS[4])
    assert left == 2
    assert pasted.judged.plan == state.judged.plan


def test_pasting_nothing_is_a_refusal(state: AppState) -> None:
    with pytest.raises(Refusal):
        s.paste(state, DAYS[0])


def test_the_cursor_stays_within_the_plan(state: AppState) -> None:
    outside = replace(state.cursor, day=DAYS[0] - timedelta(days=1))
    assert s.move(state, outside) is state
    for action in PURE:
        if action.startswith("move."):
            after, _ = PURE[action](state)
            assert after.cursor.day in state.judged.plan.span


@pytest.mark.parametrize("show", list(Show))
@pytest.mark.parametrize("weeks", [1, 4])
def test_every_view_has_its_cursor(state: AppState, show: Show, weeks: int) -> None:
    service = b.CH_MED if show is Show.SERVICE else None
    seen = replace(state, view=View(show, service, weeks))
    found = layout(seen)
    assert seen.cursor in found.places
    assert all(found.at(*place) == where for where, place in found.places.items())
    assert state.cursor.day in shown_days(seen)
    assert any(isinstance(line, Asked) for line in found.lines) == (show is Show.SERVICE)


def test_findings_of_a_cell_speak_of_it(state: AppState) -> None:
    hole = cell(ONE, 1, Slot.PM)
    assert any(f.rule == "needs-minimum" for f in state.reading.findings(hole)), "it could fill the clinic"
    tired = s.edit(state, cell(TWO, 2, Slot.AM), b.half_day(TWO, DAYS[2], Slot.AM, b.CH_MED))
    assert tired.reading.flags[cell(TWO, 2, Slot.AM)] == "law"
    assert s.trouble(tired, 1).cursor in tired.reading.flags
    assert tired.reading.findings(cell(TWO, 2, Slot.AM))[0].force == "law"


_ACTS = sorted(set(PURE) - {"undo", "redo"})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(_ACTS), max_size=25))
def test_whatever_is_done_can_be_undone(state: AppState, acts: list[str]) -> None:
    """Any acts, then as many undos: the plan is the first one again, and the live check never lied."""
    now = state
    for act in acts:
        try:
            now, _ = PURE[act](now)
        except Refusal:
            continue
    same_report(now)
    while now.done:
        now = s.undo(now)
    assert now.draft == state.draft == Draft(state.judged.plan, state.problem.pins)
    same_report(now)


def test_a_state_is_saved_when_the_file_holds_its_draft(state: AppState) -> None:
    changed = s.edit(state, cell(ONE, 0, Slot.AM), None)
    assert not replace(changed, saved=changed.draft).unsaved
