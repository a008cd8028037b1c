"""Lines of a file imported again after its month was closed were rejected; they are duplicates."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rota.ledger.writer import month_span
from rota.model.calendar import Slot
from rota.model.facts import SiteId
from rota.reconcile import FaultyAttendance, Stated, Status
from rota.reconcile.worked import known_placements
from rota.workspace import attending, closing, reconciling, rehearsal
from rota.workspace.opened import Workspace
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, draft, publish, workspace

WEEK = FIRST + timedelta(days=7)
MONTH = f"{WEEK:%Y-%m}"


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Workspace]:
    """In January: a week of December is published, nothing is stated."""
    with workspace(tmp_path, now=NOVEMBER) as found:
        publish(found, draft(found, WEEK, 1))
    with workspace(tmp_path, now=JANUARY) as found:
        yield found


def rows(found: Workspace, site: str) -> list[rehearsal.Row]:
    planned = known_placements(found.ledgers(), found.problem)
    return list(rehearsal.rows(found.problem, planned, SiteId(site), rehearsal.Happened()))


def close(found: Workspace) -> None:
    for site in ("CH", "CHU"):
        attending.confirm_days(found, site, month_span(MONTH))
    reconciling.apply(found, MONTH, "CH")
    steps = [{one.step for one in closing.close(found, MONTH, site)} for site in ("CH", "CHU")]
    assert steps == [{"proposed"}, {"signed"}]


def test_lines_end_as_duplicates_and_what_is_new_is_refused(found: Workspace, tmp_path: Path) -> None:
    file, given = tmp_path / "attendance.csv", rows(found, "CH")
    rehearsal.write_plain(file, given)
    assert attending.import_attendance(found, file, "CH").entered == len(given) > 1
    close(found)
    again = attending.import_attendance(found, file, "CH")
    assert (again.before, again.duplicates, again.rejected) == (True, len(given), ())
    rehearsal.write_plain(file, given[::-1])
    other = attending.import_attendance(found, file, "CH")
    assert (other.before, other.duplicates, other.rejected, other.entries) == (False, len(given), (), 0)
    file.write_text(file.read_text(encoding="utf-8").replace("present", "absent", 1), encoding="utf-8")
    late = attending.import_attendance(found, file, "CH")
    assert (late.entered, late.duplicates) == (0, len(given) - 1)
    assert [fault.what.en for _, fault in late.rejected] == [f"{MONTH} is closed for {given[-1].post}."]


def test_what_was_stated_by_hand_is_repeated_without_effect(found: Workspace) -> None:
    row = rows(found, "CH")[0]
    same = Stated(day=row.day, slots=row.slots, what=row.work)
    assert attending.state(found, "CH", row.post, same) > 0
    close(found)
    assert attending.state(found, "CH", row.post, same) == 0
    assert attending.confirm_days(found, "CH", month_span(MONTH)) == 0
    free = Stated(day=row.day, slots=(Slot.NIGHT,), status=Status.ABSENT)
    with pytest.raises(FaultyAttendance) as refused:
        attending.state(found, "CH", row.post, free)
    assert [fault.what.en for fault in refused.value.faults] == [f"{MONTH} is closed for {row.post}."]
