"""What is typed in a form is on the disk at once, for its owner only, until it is saved or too old."""

import json
import re
import shutil
import stat
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.words import Lang, Text
from tests.tui import cycle
from tests.tui.form_keys import typed
from tests.tui.given import NOW, drive, told
from tests.tui.screen_text import screen_text, settle
from tests.tui.terminal import Terminal
from tui.app import RotaApp
from tui.form_keeping import KEPT_FOR, FormKey, KeptForms, Typed
from tui.screens.form import Form, FormScreen
from tui.widgets import form_fields as f

KEY = FormKey("sqlite:///rota.db", "CH", "ledger.enter ASP-1 2026-11-20 am")
REASON = f.text("reason", Text("Motif", "Reason"))
DAYS = f.number("days", Text("Jours", "Days"), 0, 50).given(3)


class SetClock:
    """Says what it was told."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        """The moment that was set."""
        return self.moment


def unexpected(trouble: Text) -> None:
    """Nothing is to go wrong."""
    pytest.fail(trouble.en)


@pytest.fixture
def clock() -> SetClock:
    """A clock at noon of 22 November 2026."""
    return SetClock()


@pytest.fixture
def forms(tmp_path: Path, clock: SetClock) -> Iterator[KeptForms]:
    """Where what is typed is kept, in this process."""
    found = KeptForms(tmp_path / "forms", clock, unexpected)
    yield found
    found.close()


def later(tmp_path: Path, clock: SetClock) -> KeptForms:
    """The same, in a process that comes after this one."""
    return KeptForms(tmp_path / "forms", clock, unexpected)


def test_another_process_finds_what_was_typed(tmp_path: Path, clock: SetClock, forms: KeptForms) -> None:
    for text in ("é", "ét", "état"):
        forms.keep(KEY, {"reason": text})
    forms.settle()
    assert later(tmp_path, clock).of(KEY) == Typed(NOW, {"reason": "état"})
    forms.drop(KEY)
    assert forms.of(KEY) is None
    forms.settle()
    assert later(tmp_path, clock).of(KEY) is None
    assert list((tmp_path / "forms").iterdir()) == []


@pytest.mark.parametrize(
    "other",
    [
        FormKey("sqlite:///other.db", KEY.site, KEY.form),
        FormKey(KEY.workspace, "CHU", KEY.form),
        FormKey(KEY.workspace, KEY.site, "ledger.enter ASP-2 2026-11-20 am"),
    ],
)
def test_another_workspace_site_or_post_is_not_offered_it(
    tmp_path: Path, clock: SetClock, forms: KeptForms, other: FormKey
) -> None:
    forms.keep(KEY, {"reason": "x"})
    forms.settle()
    assert forms.of(other) is None
    assert later(tmp_path, clock).of(other) is None


def test_only_its_owner_reads_it_and_its_name_tells_nothing(tmp_path: Path, forms: KeptForms) -> None:
    forms.keep(KEY, {"reason": "x"})
    forms.settle()
    (file,) = (tmp_path / "forms").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "ASP" not in file.name


def test_what_is_a_month_old_is_neither_offered_nor_left_on_the_disk(
    tmp_path: Path, clock: SetClock, forms: KeptForms
) -> None:
    forms.keep(KEY, {"reason": "x"})
    forms.settle()
    clock.moment = NOW + KEPT_FOR
    later(tmp_path, clock).sweep()
    assert later(tmp_path, clock).of(KEY) is not None, "on the last day it is there"
    clock.moment += timedelta(seconds=1)
    assert (forms.of(KEY), later(tmp_path, clock).of(KEY)) == (None, None)
    sweeper = later(tmp_path, clock)
    sweeper.sweep()
    sweeper.close()
    assert list((tmp_path / "forms").iterdir()) == []


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [
        (0, "saisie d’aujourd’hui à {0} h {1}", "typed today at {0}:{1}"),
        (1, "saisie d’hier à {0} h {1}", "typed yesterday at {0}:{1}"),
        (10, "saisie du 12/11 à {0} h {1}", "typed on 12/11 at {0}:{1}"),
    ],
)
def test_it_is_told_when_it_was_typed(forms: KeptForms, days: int, french: str, english: str) -> None:
    here = (NOW - timedelta(days=days)).astimezone()
    hour, minute = here.hour, f"{here:%M}"
    for lang, wanted in ((Lang.FR, french), (Lang.EN, english)):
        assert wanted.format(hour, minute) in forms.told(Typed(here, {}), lang)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", '{"at": 1, "texts": {}}', '{"at": "2026-11-22", "texts": {}}', '{"at": "x"}'],
)
def test_what_cannot_be_read_is_not_offered(
    tmp_path: Path, clock: SetClock, forms: KeptForms, content: str
) -> None:
    forms.keep(KEY, {"reason": "x"})
    forms.settle()
    (file,) = (tmp_path / "forms").iterdir()
    file.write_text(content, encoding="utf-8")
    assert later(tmp_path, clock).of(KEY) is None


def test_what_nobody_types_is_left_out(tmp_path: Path, clock: SetClock) -> None:
    texts = {"a": "\x1b[31m", "b": "x" * 401, "c": 3, "d": "narrow\u202fspace", "e": "\ud800"}
    (tmp_path / "forms").mkdir()
    written = {"at": NOW.isoformat(), "texts": texts}
    (tmp_path / "forms" / KEY.file).write_text(json.dumps(written), encoding="utf-8")
    assert later(tmp_path, clock).of(KEY) == Typed(NOW, {"d": "narrow\u202fspace"})


def test_where_nothing_can_be_written_it_is_told_and_this_session_has_it(
    tmp_path: Path, clock: SetClock
) -> None:
    (tmp_path / "forms").write_text("a file", encoding="utf-8")
    troubles: list[Text] = []
    forms = KeptForms(tmp_path / "forms", clock, troubles.append)
    forms.keep(KEY, {"reason": "x"})
    forms.close()
    assert [trouble.fr for trouble in troubles] == ["il existe déjà et n’est pas un dossier"]
    assert forms.of(KEY) == Typed(NOW, {"reason": "x"})


def test_only_what_was_typed_comes_back(tmp_path: Path) -> None:
    """A field that somebody else changed meanwhile is shown as it stands now."""

    def form(days: int) -> Form[None]:
        return Form("try", Text("Un essai", "A try"), (REASON, DAYS.given(days)), lambda _answers: None)

    async def first(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(FormScreen(form(3)))
        await settle(pilot)
        await typed(pilot, "reason=train late")

    async def second(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(screen := FormScreen(form(4)))
        await settle(pilot)
        assert screen.typed == {"reason": "train late", "days": "4"}
        assert "Taken from what you typed today" in screen_text(pilot.app)
        await typed(pilot, "ctrl+r")
        assert screen.typed == {"reason": "", "days": "4"}
        assert "Taken from" not in screen_text(pilot.app)

    drive(None, first, home=tmp_path)
    assert len(list((tmp_path / "forms").iterdir())) == 1
    drive(None, second, home=tmp_path)
    assert list((tmp_path / "forms").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "forms").write_text("a file", encoding="utf-8")
    form: Form[None] = Form("try", Text("Un essai", "A try"), (REASON,), lambda _answers: None)

    async def story(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(FormScreen(form))
        await settle(pilot)
        await typed(pilot, "reason=x")
        assert isinstance(pilot.app, RotaApp)
        pilot.app.typed.settle()
        await settle(pilot)
        assert any("cannot be kept on the disk" in one for one in told(pilot))

    drive(None, story, home=tmp_path)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed here")
def test_a_hard_kill_in_the_middle_of_a_form_loses_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, *cycle.SIZE)
    try:
        terminal.start(at="2026-10-26T09:00")
        for step in cycle.BEGIN[:4]:
            terminal.press_all(step.keys)
            terminal.wait_for(step.until)
        open_absence(terminal)
        terminal.press("ASP-PSY-1", "Tab", "Tab", "14/12")
        terminal.wait_for(" 14/12")
        until, pause = time.monotonic() + 1, threading.Event()
        while not any("14/12" in file.read_text() for file in tmp_path.rglob("forms/*.json")):
            assert time.monotonic() < until, "what was typed is on the disk within a second"
            pause.wait(0.01)
        terminal.kill_hard()
        terminal.start("tui", "--site", "CH", at="2026-10-27T09:00")
        terminal.wait_for("⏎ Modifier")
        open_absence(terminal)
        screen = terminal.wait_for("Repris de votre saisie d’hier à ")
        assert re.search("Poste +ASP-PSY-1 ", screen), screen
        assert re.search("Premier jour +14/12 ", screen), screen
    finally:
        terminal.close()


def open_absence(terminal: Terminal) -> None:
    """The form of a new absence, from the planner."""
    terminal.press("F5")
    terminal.wait_for("1 Besoins")
    terminal.press("3")
    terminal.wait_for("[3 Absences")
    terminal.press("a")
    terminal.wait_for("▸ Poste")
