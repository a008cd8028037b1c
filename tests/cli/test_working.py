"""Long work says how far it is; Ctrl-C undoes it as a whole, and says so."""

import io
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from rota.cli import working
from rota.cli.session import Outlet, Session
from rota.clock import SystemClock
from rota.ledger.writer import month_span
from rota.model.facts import SiteId
from rota.reconcile.worked import known_placements
from rota.words import Lang, Text
from rota.workspace import attending, closing, reconciling, rehearsal
from rota.workspace.noting import Note
from rota.workspace.verifying import verified
from tests.cli.conftest import Run
from tests.cli.test_progress import Terminal
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, draft, publish, workspace

MONTH = "2026-12"
WHAT = Text("Lecture", "Reading")


def session(err: io.StringIO) -> Session:
    return Session(Lang.FR, Outlet(io.StringIO()), Outlet(err))


def test_a_terminal_is_told_how_much_is_done_out_of_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "_POLL_SECONDS", 0.01)
    terminal = Terminal()

    def work(note: Note) -> str:
        note(300, 1000)
        _seen(terminal, "300/1000")
        note(7, 9, Text("Écriture", "Writing"))
        _seen(terminal, "7/9")
        return "done"

    assert working.run(session(terminal), WHAT, work) == "done"
    written = terminal.getvalue()
    assert "\rLecture : 300/1000 · 0 s" in written
    assert "\rÉcriture : 7/9 · 0 s" in written
    assert written.rsplit("\r", 2)[1].strip() == ""


def _seen(terminal: Terminal, told: str) -> None:
    """Wait until the line was shown."""
    while told not in terminal.getvalue():
        time.sleep(0.005)


def test_ctrl_c_ends_the_work_at_its_next_note() -> None:
    err = io.StringIO()

    def work(note: Note) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        while True:
            note(1, 2)
            time.sleep(0.005)

    with pytest.raises(KeyboardInterrupt):
        working.run(session(err), WHAT, work)
    assert "Rien n’a été écrit." in err.getvalue()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_was_done_when_ctrl_c_came_is_done() -> None:
    err = io.StringIO()

    def work(_: Note) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        while "Arrêt" not in err.getvalue():
            time.sleep(0.005)
        return "done"

    assert working.run(session(err), WHAT, work) == "done"
    assert "Rien n’a été écrit." not in err.getvalue()


@pytest.mark.parametrize("command", ["import", "close"])
def test_nothing_of_an_import_or_a_closing_is_left(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    with workspace(tmp_path, now=NOVEMBER) as found:
        publish(found, draft(found, FIRST, 2))
    file = tmp_path / "ch.csv"
    with workspace(tmp_path, now=JANUARY) as found:
        planned = known_placements(found.ledgers(), found.problem)
        rehearsal.write_plain(
            file, rehearsal.rows(found.problem, planned, SiteId("CH"), rehearsal.Happened())
        )
        if command == "close":
            for site in ("CH", "CHU"):
                attending.confirm_days(found, site, month_span(MONTH))
            reconciling.apply(found, MONTH, "CH")
        before = {post: len(entries) for post, entries in found.ledgers().items()}
    _stopped_while_it_writes(monkeypatch)
    monkeypatch.setattr(SystemClock, "now", lambda _: JANUARY)
    monkeypatch.setenv("ROTA_DATABASE_URL", f"sqlite:///{(tmp_path / 'rota.db').as_posix()}")
    words = {"import": ("attendance", "import", file), "close": ("close", "--month", MONTH)}
    told = run(*words[command], "--site", "CH")
    assert told.code == 130
    assert "Nothing was written." in told.err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with workspace(tmp_path, now=JANUARY) as found:
        assert {post: len(entries) for post, entries in found.ledgers().items()} == before
        assert found.store.read(lambda unit: unit.attendance.files()) == ()
        if command == "import":
            assert attending.import_attendance(found, file, "CH").entered > 2
        else:
            assert {one.step for one in closing.close(found, MONTH, "CH")} == {"proposed"}


def _stopped_while_it_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C comes once something was written that is not committed yet."""
    monkeypatch.setattr(attending, "_AT_ONCE", 2)
    noting = working._Watch._note

    def note(watch: "working._Watch[object]", done: int, whole: int, what: Text | None = None) -> None:
        if done and not watch.stopping.is_set():
            os.kill(os.getpid(), signal.SIGINT)
            assert watch.stopping.wait(10)
        noting(watch, done, whole, what)

    monkeypatch.setattr(working._Watch, "_note", note)


def test_processes_that_share_a_verification_end_with_it(tmp_path: Path) -> None:
    def give_up(done: int, _whole: int, _what: Text | None = None, /) -> None:
        if done:
            raise KeyboardInterrupt

    with workspace(tmp_path, now=NOVEMBER) as found:
        with pytest.raises(KeyboardInterrupt):
            verified(found, many=1, note=give_up)
        assert multiprocessing.active_children() == []
        assert all(one.sound for one in verified(found, many=1))
