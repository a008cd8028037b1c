"""Leave was granted on half-days that counted as worked: the service of one day was discharged twice.

Of a half-day taken back, the minutes stayed; and a month was opened again for a reason in free words.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rota import sites
from rota.errors import UserError
from rota.ledger.accounts import done, worked
from rota.ledger.entry import Entry
from rota.model.calendar import Slot, Span
from rota.model.facts import AbsenceKind
from rota.workspace import attending, closing, leaving, reconciling, starting
from rota.workspace.leaving import absence_of
from rota.workspace.opened import Workspace
from tests import builders as b
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, draft, publish, workspace

WEDNESDAY = FIRST + timedelta(days=2)
ALL_DAY = (Slot.AM, Slot.PM)


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Workspace]:
    """In January: a theatre list of December done as planned."""
    with workspace(tmp_path, now=NOVEMBER) as found:
        publish(found, draft(found, FIRST, 1))
    with workspace(tmp_path, now=JANUARY) as found:
        for site in ("CH", "CHU"):
            attending.confirm_days(found, site, Span(FIRST, FIRST + timedelta(days=6)))
        reconciling.apply(found, "2026-12", "CH")
        yield found


def theatre(found: Workspace) -> Entry:
    """The half-day of the theatre list, posted."""
    entries = (entry for of_post in found.ledgers().values() for entry in of_post)
    of = [e for e in entries if (e.draft.worked_on, e.draft.kind.value) == (WEDNESDAY, "post")]
    return next(entry for entry in of if entry.draft.credit == done(b.CHU))


def post_of(found: Workspace, of: Entry) -> str:
    return next(post for post, entries in found.ledgers().items() if of in entries)


def test_no_leave_on_a_day_that_was_worked(found: Workspace, tmp_path: Path) -> None:
    post = found.post(post_of(found, theatre(found)))
    leave = absence_of(post, AbsenceKind.RTT, WEDNESDAY, WEDNESDAY, ALL_DAY)
    before = found.ledgers()
    with pytest.raises(UserError, match="count as worked already"):
        leaving.ask(found, leave, agreed=True)
    sites.write(replace(found.facts, absences=(leave,)), tmp_path / "edited")
    with pytest.raises(UserError, match="count as worked already"):
        starting.sync(found, tmp_path / "edited", write=True)
    assert found.ledgers() == before


def test_a_half_day_is_taken_back_with_its_minutes(found: Workspace) -> None:
    wrong = theatre(found)
    post = post_of(found, wrong)
    back = reconciling.take_back(found, post, wrong.seq, "CHU", "not-there")
    assert {draft.debit for draft in back} == {done(b.CHU), worked(b.CHU)}
    assert {draft.worked_on for draft in back} == {WEDNESDAY}
    with pytest.raises(UserError, match="taken back already"):
        reconciling.take_back(found, post, wrong.seq, "CHU", "not-there")
    leave = absence_of(found.post(post), AbsenceKind.RTT, WEDNESDAY, WEDNESDAY, (Slot.AM, Slot.AM))
    assert leaving.ask(found, leave, agreed=True).declared


def test_a_month_is_opened_again_for_a_code(found: Workspace) -> None:
    post = str(found.facts.posts[0].id)
    with pytest.raises(UserError, match="is no code"):
        closing.reopen(found, f"{date(2026, 12, 1):%Y-%m}", "CH", post, "long illness")
