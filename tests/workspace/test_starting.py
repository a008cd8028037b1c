"""Folders become workspaces and back, and an edited folder is brought in without contradicting the ledger."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rota import sites
from rota.errors import UserError
from rota.model.facts import Absence, AbsenceId, AbsenceKind
from rota.sites.writer import write
from rota.store.errors import NoStore
from rota.workspace import starting
from rota.workspace.keeping import keep
from tests.workspace.given import FIRST, NOVEMBER, At, draft, publish, small, workspace

LEAVE = Absence(
    id=AbsenceId("LEAVE-1"),
    post=small().posts[0].id,
    kind=AbsenceKind.ANNUAL,
    first=date(2026, 12, 8),
    last=date(2026, 12, 9),
)


def test_a_workspace_opens_each_ledger_once(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        before = found.ledgers()
        assert all(entries for entries in before.values())
        assert found.store.run(lambda unit: keep(unit, found.facts, found.today)) == 0
        assert found.ledgers() == before
    with pytest.raises(NoStore):
        starting.init(tmp_path / "site", f"sqlite:///{tmp_path / 'rota.db'}", At(NOVEMBER))


def test_what_is_dumped_reads_back_the_same(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        starting.dump(found, tmp_path / "out")
        assert sites.read(tmp_path / "out") == found.facts
        assert starting.sync(found, tmp_path / "out", write=True) == starting.Synced((), written=False)


def test_an_edited_folder_is_shown_then_brought_in(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        write(replace(small(), absences=(LEAVE,)), tmp_path / "edited")
        shown = starting.sync(found, tmp_path / "edited", write=False)
        assert [(c.kind, c.code, c.change) for c in shown.changes] == [("absences", "LEAVE-1", "added")]
        assert found.store.facts() == found.facts
        done = starting.sync(found, tmp_path / "edited", write=True)
        assert done.written
        assert done.entries > 0
    with workspace(tmp_path) as found:
        assert found.facts.absences == (LEAVE,)
        sources = {entry.draft.source for entry in found.ledgers()[LEAVE.post]}
        assert "absence:LEAVE-1" in sources
        write(small(), tmp_path / "back")
        gone = starting.sync(found, tmp_path / "back", write=True)
        assert [(c.kind, c.change) for c in gone.changes] == [("absences", "removed")]


def test_what_the_ledger_speaks_of_cannot_go(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        publish(found, draft(found, FIRST, 1))
        fewer = replace(small(), posts=small().posts[:1], conventions=small().conventions[:1])
        write(fewer, tmp_path / "fewer")
        with pytest.raises(UserError, match="has its convention no more"):
            starting.sync(found, tmp_path / "fewer", write=True)
        ended = tuple(replace(each, end=FIRST) for each in small().conventions)
        write(replace(small(), conventions=ended), tmp_path / "ended")
        with pytest.raises(UserError, match="the ledger runs to"):
            starting.sync(found, tmp_path / "ended", write=True)
        assert found.store.facts() == small()


def test_a_backup_is_verified_and_never_overwrites(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        made = starting.back_up(found, tmp_path / "copy.db")
        assert made.entries == sum(len(entries) for entries in found.ledgers().values())
        with pytest.raises(UserError, match="not overwritten"):
            starting.back_up(found, tmp_path / "copy.db")
