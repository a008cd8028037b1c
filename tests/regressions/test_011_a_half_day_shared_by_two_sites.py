"""A half-day claimed by two sites could not be shared: its minutes took the other site’s half-day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rota.errors import UserError
from rota.ledger.accounts import done, worked
from rota.ledger.book import fold
from rota.ledger.entry import LedgerUnit
from rota.model.calendar import Slot
from rota.model.facts import PostId
from rota.reconcile import Kind, Stated
from rota.workspace import attending, reconciling
from rota.workspace.opened import Workspace
from tests import builders as b
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, draft, publish, workspace

MONTH = "2026-12"


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Workspace]:
    """In January: a theatre list planned at the CHU, that the CH claims too."""
    with workspace(tmp_path, now=NOVEMBER) as found:
        publish(found, draft(found, FIRST, 1))
    with workspace(tmp_path, now=JANUARY) as found:
        yield found


def both_claim(found: Workspace) -> str:
    """The name of the contradiction."""
    wednesday = FIRST + timedelta(days=2)
    post = next(
        post
        for post, entries in found.ledgers().items()
        if any((e.draft.worked_on, e.draft.site) == (wednesday, b.CHU) for e in entries)
    )
    for site, what in (("CHU", "CHU-MED/THEATRE"), ("CH", "CH-MED/WARD")):
        attending.state(found, site, post, Stated(day=wednesday, slots=(Slot.AM,), what=what))
    differences = reconciling.compare(found, MONTH, post).differences
    return next(each.id for each in differences if each.kind is Kind.CONTRADICTION)


@pytest.mark.parametrize(("ch", "chu"), [(15, 45), (30, 30), (60, 0), (0, 60)])
def test_each_site_has_the_part_agreed(found: Workspace, ch: int, chu: int) -> None:
    name = both_claim(found)
    parts = {"CH": ch, "CHU": chu}
    assert reconciling.settle(found, name, "shared", "CH", parts=parts).missing == ("CHU",)
    assert reconciling.settle(found, name, "shared", "CHU", parts=parts).missing == ()
    book = fold(found.ledgers()[PostId(name.partition(":")[0])])
    assert [book.balance(done(site), LedgerUnit.HALF_DAY_60) for site in (b.CH, b.CHU)] == [ch, chu]
    assert bool(book.balance(worked(b.CH), LedgerUnit.MINUTE)) == bool(ch)


def test_more_than_the_half_day_is_refused_when_it_is_said(found: Workspace) -> None:
    with pytest.raises(UserError, match="more than"):
        reconciling.settle(found, both_claim(found), "shared", "CH", parts={"CH": 45, "CHU": 30})
