"""Two heads of service and one plan: nothing is overwritten, nothing published without both."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rota.errors import UserError
from rota.ledger.book import fold
from rota.model.facts import Absence, AbsenceId, AbsenceKind
from rota.sites.writer import write
from rota.store import PlanChanged, PlanState
from rota.workspace import agreeing, drafting, plans, starting
from rota.workspace.opened import Workspace
from tests.workspace.given import FIRST, draft, publish, small, workspace

pytestmark = pytest.mark.long


def pending(found: Workspace) -> int:
    return sum(len(fold(entries).pending) for entries in found.ledgers().values())


def test_a_draft_is_agreed_by_every_site_before_it_is_published(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        plan = draft(found, FIRST, 2)
        assert (plan.name, plan.version.state) == (f"{FIRST}/v1", PlanState.DRAFT)
        with pytest.raises(UserError, match="was not proposed"):
            agreeing.publish(found, "v1", "CH")
        assert agreeing.propose(found, "v1", "CH").version.state is PlanState.PROPOSED
        with pytest.raises(UserError, match="agreement still awaited: CHU"):
            agreeing.publish(found, "v1", "CH")
        assert pending(found) == 0
        assert agreeing.agree(found, "v1", "CHU").version.state is PlanState.AGREED
        made = agreeing.publish(found, "v1", "CH")
        assert made.entries == pending(found) > 0
        assert agreeing.publish(found, "v1", "CH").entries == 0
        assert plans.find(found, "published").name == plan.name


def test_the_second_head_sees_the_first_ones_change_and_decides(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        first = draft(found, FIRST, 2, site="CH")
        with pytest.raises(PlanChanged) as refused:
            draft(found, FIRST, 2, site="CHU")
        assert refused.value.theirs == first.version
        second = draft(found, FIRST, 2, site="CHU", on="v1")
        assert second.version.version == 2
        with pytest.raises(PlanChanged):
            agreeing.propose(found, "v1", "CH")


def test_a_search_that_ends_after_anothers_save_overwrites_nothing(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        asked = drafting.question(found, FIRST, 1, site="CH")
        first = draft(found, FIRST, 1, site="CHU")
        content = plans.content_of(found.facts, first.version)
        with pytest.raises(PlanChanged):
            drafting.keep(found, asked, content, "CH")
        assert [plan.name for plan in plans.versions(found)] == [first.name]


def test_a_published_plan_changes_for_a_reason_and_only_where_needed(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        publish(found, draft(found, FIRST, 2))
        before = plans.open_version(found, plans.find(found, None)).judged.plan
        away = FIRST + timedelta(days=7)
        sick = Absence(
            id=AbsenceId("AWAY-1"), post=small().posts[0].id, kind=AbsenceKind.OTHER, first=away, last=away
        )
        write(replace(small(), absences=(sick,)), tmp_path / "edited")
        starting.sync(found, tmp_path / "edited", write=True)
    with workspace(tmp_path) as found:
        again = draft(found, away, 1)
        assert again.name == f"{FIRST}/v2"
        with pytest.raises(UserError, match="people count on it"):
            publish(found, again)
        with pytest.raises(UserError, match="is no code"):
            agreeing.publish(found, "v2", "CH", "Ill with flu")
        made = agreeing.publish(found, "v2", "CH", "absence")
        after = plans.open_version(found, again).judged.plan
        changed = set(before.placements) ^ set(after.placements)
        assert changed
        assert all(placement.day >= away for placement in changed)
        assert made.replaced is not None
        assert made.replaced.version == 1
        told = {one.post: one for one in made.told}
        assert told[sick.post].gone + told[sick.post].new > 0
        sources = {entry.draft.source for entries in found.ledgers().values() for entry in entries}
        assert f"plan:{FIRST}/v2:absence" in sources
        assert plans.find(found, "v1").version.state is PlanState.SUPERSEDED


def test_undo_is_a_new_version(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        draft(found, FIRST, 1)
        draft(found, FIRST, 1)
        assert [plan.version.version for plan in plans.versions(found)] == [1]
        draft(found, FIRST, 2)
        undone = drafting.undo(found, "v1", site="CH")
        assert drafting.undo(found, "v1", site="CH") == undone
        assert (undone.version.version, undone.version.undoes) == (3, 1)
        assert undone.version.body == plans.find(found, "v1").version.body


def test_a_reference_names_one_version_or_is_refused(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        with pytest.raises(UserError, match="no plan yet"):
            plans.find(found, None)
        draft(found, FIRST, 1)
        other = FIRST + timedelta(days=7)
        draft(found, other, 1)
        with pytest.raises(UserError, match="Several plans have a version v1"):
            plans.find(found, "v1")
        assert plans.find(found, f"{FIRST}/v1").span.first == FIRST
        assert plans.find(found, "latest").span.first == other
        for wrong in ("v9", "published", "w1", "2026-12-01/v1"):
            with pytest.raises(UserError):
                plans.find(found, wrong)


def test_days_of_a_published_plan_are_planned_from_within_it_only(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        publish(found, draft(found, FIRST, 2))
        with pytest.raises(UserError, match=f"published plan {FIRST}/v1"):
            drafting.question(found, FIRST - timedelta(days=7), 2, site="CH")
        later = date.fromordinal(FIRST.toordinal() + 14)
        assert drafting.question(found, later, 1, site="CH").problem.past != ()
