"""Progress on a terminal is one line that leaves nothing behind."""

import io
import time

import pytest

from rota import scheduler
from rota.cli.progress import Watch, line_of
from rota.cli.session import Outlet, Session
from rota.errors import SolverDisagrees
from rota.model.problem import Problem
from rota.scheduler.outcome import OnProgress, Outcome, Progress, Settings, Stop
from rota.words import Lang
from tests.cli.conftest import Run, Small

SOME = Progress(3.0, 2000, 1900.0, 1, 4)


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


def test_the_line_is_rewritten_then_erased() -> None:
    terminal = Terminal()
    session = Session(Lang.FR, Outlet(io.StringIO()), Outlet(terminal))

    def search(on_progress: OnProgress, stop: Stop) -> str:
        on_progress(SOME)
        time.sleep(0.5)
        return "done"

    assert Watch(session).run(search) == "done"
    written = terminal.getvalue()
    assert "\r3 s · 1/4 parties · prix 2000 · borne 1900 · écart 5,0 %" in written
    assert written.endswith("\r")
    assert written.rsplit("\r", 2)[1].strip() == ""
    assert "\n" not in written


@pytest.mark.parametrize("lang", list(Lang))
def test_a_search_without_a_plan_has_no_price_yet(lang: Lang) -> None:
    assert "?" in line_of(Progress(0.1, None, 0.0, 0, 4), lang)
    assert "0" in line_of(Progress(0.1, 0, 0.0, 4, 4), lang)


def test_a_bug_of_ours_is_told_as_one(run: Run, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(problem: Problem, settings: Settings, on_progress: OnProgress, stop: Stop) -> Outcome:
        raise SolverDisagrees("the checker refuses it")

    monkeypatch.setattr(scheduler, "solve", wrong, raising=False)
    out = small.folder / "out.json"
    told = run("plan", small.site, "--from", "2026-11-30", "--weeks", "1", "--out", out)
    assert told.code == 70
    assert "A bug of this program, not of your folder" in told.err
    assert not out.exists()
