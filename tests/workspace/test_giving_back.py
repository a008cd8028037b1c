"""A debt booked between two sites is settled by the one that owes, with nothing given twice or beyond it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rota import sites
from rota.clock import SystemClock
from rota.ledger.accounts import due
from rota.ledger.book import fold
from rota.ledger.clearing import debts
from rota.model.calendar import HALF_DAYS
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Facts
from rota.workspace.opened import opened
from tests import builders as b
from tests.cli.conftest import Run, run
from tests.workspace.given import JANUARY, At, small

__all__ = ["run"]
MONTH, MONDAY = "2026-12", date(2026, 12, 7)
ASKED = ("give-back", "--post", "ASP-1", "--month", MONTH, "--agreed", "heads-2026-12")


def recovering() -> Facts:
    """A day of recovery on a Monday, the day of the CH: the CHU owes it one half-day of the two."""
    facts = small()
    typical = {(0, slot): b.CH for slot in HALF_DAYS}
    first = replace(facts.conventions[0], typical_days=typical)
    day = Absence(id=AbsenceId("R-1"), post=first.post, kind=AbsenceKind.RECOVERY, first=MONDAY, last=MONDAY)
    return replace(facts, conventions=(first, *facts.conventions[1:]), absences=(day,))


def test_it_is_settled_once_and_no_more_than_is_owed(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{(tmp_path / 'rota.db').as_posix()}"
    monkeypatch.setenv("ROTA_DATABASE_URL", url)
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2027, 1, 4, 9, tzinfo=UTC))
    sites.write(recovering(), tmp_path / "site")
    assert run("init", tmp_path / "site").code == 0
    with opened(url, At(JANUARY)) as found:
        before = found.ledgers()[found.post("ASP-1")]
    assert debts(before) == {(b.CHU, b.CH): 60}
    much = run(*ASKED, "--site", "CHU", "--to", "CH", "--half-days", "1.5")
    assert much.code == 2
    assert "1 half-day(s) are owed at the end of that month, not 1½." in " ".join(much.err.split())
    assert run(*ASKED, "--site", "CH", "--to", "CHU", "--half-days", 1).code == 2
    assert run(*ASKED, "--site", "CHU", "--to", "CH", "--half-days", "0,3333").code == 2
    told = run(*ASKED, "--site", "CHU", "--to", "CH", "--half-days", "1")
    assert told.out == "ASP-1: CHU gives 1 half-day(s) to CH, in 2026-12.\n"
    again = run(*ASKED, "--site", "CHU", "--to", "CH", "--half-days", 1, "--format", "json")
    assert json.loads(again.out)["entries"] == 2
    with opened(url, At(JANUARY)) as found:
        after = found.ledgers()[found.post("ASP-1")]
    assert len(after) == len(before) + 2
    assert debts(after) == {}
    moved = [fold(after).balance(due(site)) - fold(before).balance(due(site)) for site in (b.CH, b.CHU)]
    assert moved == [60, -60]
