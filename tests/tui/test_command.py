"""``rota tui`` and ``rota`` without a command, as far as no terminal is needed."""

import sys
from pathlib import Path

import pytest

from rota.words import Lang
from tests.cli.conftest import Run, Small, run, small
from tui import starting
from tui.opening import Desk
from tui.starting import Wanted

__all__ = ["run", "small"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Desk | None]:
    """What the application is opened on, in place of opening it."""
    found: list[Desk | None] = []

    def note(desk: Desk | None, _lang: Lang, _clock: object) -> int:
        found.append(desk)
        return 0

    monkeypatch.setattr(starting, "run", note)
    return found


def test_a_folder_and_its_plan_are_opened(run: Run, small: Small, opened: list[Desk | None]) -> None:
    assert run("tui", small.site, "--plan", small.plan).code == 0
    assert opened[0] is not None
    assert opened[0].path == small.plan


def test_new_weeks_are_opened(run: Run, small: Small, opened: list[Desk | None]) -> None:
    path = small.folder / "NEW.json"
    assert run("tui", small.site, "--plan", path, "--from", "2026-12-07", "--weeks", "2").code == 0
    assert opened[0] is not None
    assert len(opened[0].state.judged.plan.span) == 14
    assert run("tui", small.site, "--weeks", "2").code == 2
    assert run("tui", small.site, "--plan", small.plan, "--from", "2026-12-07").code == 2


def test_without_a_folder_it_is_the_working_folder_or_a_choice(
    run: Run, small: Small, opened: list[Desk | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.folder)
    assert run("tui").code == 0
    assert opened == [None]
    assert run("tui", "--plan", "PLAN.json").code == 2
    monkeypatch.chdir(small.site)
    assert run("tui").code == 0
    assert opened[1] is not None


def test_rota_alone_opens_it_for_a_person_and_helps_a_script(
    run: Run, opened: list[Desk | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "tui" in run().out
    assert not opened
    monkeypatch.setattr("rota.cli.session.Outlet.isatty", lambda _self: True)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for words in ((), ("--lang", "fr"), ("--lang=fr",)):
        assert run(*words).code == 0
    assert opened == [None, None, None]
    assert "Usage" in run("--help").out


def test_help_of_the_command_line_loads_no_screen(run: Run) -> None:
    assert "tui" in run("--help").out
    assert run("tui", "--help").code == 0


def test_a_faulty_folder_is_refused_before_anything_is_shown(run: Run, tmp_path: Path) -> None:
    answer = run("tui", tmp_path)
    assert answer.code == 2
    assert answer.err


def test_the_workspace_comes_first_and_the_site_that_speaks_is_said(
    run: Run, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[Wanted] = []

    def note(asked: Wanted, _lang: Lang, _clock: object) -> int:
        wanted.append(asked)
        return 0

    monkeypatch.setattr(starting, "run_shared", note)
    monkeypatch.delenv("ROTA_SITE", raising=False)
    monkeypatch.chdir(small.site)
    assert run("init", ".").code == 0
    assert run("tui", "--site", "CHU").code == 0
    assert run("tui", "--from", "2026-12-07", "--weeks", "2").code == 0
    monkeypatch.setenv("ROTA_SITE", "CH")
    assert run("tui").code == 0
    assert [(one.site, one.weeks) for one in wanted] == [("CHU", None), (None, 2), ("CH", None)]
    assert {one.url for one in wanted} == {"sqlite:///rota.db"}
    assert run("tui", ".", "--site", "CHU").code == 2, "a folder has no sites that speak"
