"""The planner by keyboard and mouse: each action as a person does it."""

from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import OptionList

from rota import plan_file
from rota.model.calendar import Slot
from rota.words import Lang
from tests import builders as b
from tests.cli.conftest import DAYS
from tests.tui.given import ONE, TWO, cell, desk, drive, planner, told
from tests.tui.screen_text import screen_text, settle, worked_out
from tui import state as s
from tui.jumps import jumps
from tui.palette import actions as palette_actions
from tui.screens.page import PageScreen
from tui.screens.planner import PlannerScreen
from tui.screens.welcome import WelcomeScreen
from tui.state import Show
from tui.widgets.cell_panel import CellPanel
from tui.widgets.open_needs import OpenNeeds
from tui.widgets.week_grid import WeekGrid


def test_the_cursor_moves_by_keyboard_and_stays_in_the_plan(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        await pilot.press("right", "down")
        assert screen.state.cursor == cell(ONE, 1, Slot.PM)
        await pilot.press("left", "left", "left", "up", "up", "up")
        assert screen.state.cursor == cell(ONE, 0, Slot.AM)
        await pilot.press("end")
        assert screen.state.cursor == cell(ONE, 6, Slot.AM)
        await pilot.press("pagedown", "home", "semicolon")
        assert screen.state.cursor == cell(TWO, 0, Slot.AM)
        await pilot.press("comma")
        assert screen.state.cursor.post == ONE

    drive(desk(tmp_path), story)


def test_the_mouse_puts_the_cursor_and_two_clicks_edit(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen, grid = planner(pilot), pilot.app.screen.query_one(WeekGrid)
        x = 9 + 2 * (grid.cell_width + 1) + 3
        await pilot.click(WeekGrid, offset=(x, 2))
        assert screen.state.cursor == cell(ONE, 2, Slot.AM)
        await pilot.click(WeekGrid, offset=(2, 0))
        assert screen.state.cursor == cell(ONE, 2, Slot.AM)
        await pilot.click(WeekGrid, offset=(x, 2), times=2)
        await pilot.pause()
        assert isinstance(pilot.app.screen, PageScreen)

    drive(desk(tmp_path), story)


def test_a_cell_is_edited_from_what_is_possible_then_undone_and_redone(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        await pilot.press("right", "down", "enter")
        await settle(pilot)
        shown = screen_text(pilot.app)
        assert "CLINIC, Medicine CH" in shown
        assert "costs" in shown
        await pilot.press("enter")
        await settle(pilot)
        assert screen.state.judged.at(cell(ONE, 1, Slot.PM))[0].activity == b.CLINIC
        await pilot.press("u")
        assert screen.state.judged.at(cell(ONE, 1, Slot.PM)) == ()
        await pilot.press("r")
        assert screen.state.judged.at(cell(ONE, 1, Slot.PM))[0].activity == b.CLINIC
        await pilot.press("delete")
        assert screen.state.judged.at(cell(ONE, 1, Slot.PM)) == ()

    drive(desk(tmp_path), story)


def test_cells_are_pinned_copied_and_pasted(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        await pilot.press("space")
        assert screen.state.judged.pin(cell(ONE, 0, Slot.AM)) is not None
        await pilot.press("space", "P")
        assert screen.state.judged.pin(cell(ONE, 3, Slot.AM)) is not None
        await pilot.press("P", "c", "right", "v")
        assert screen.state.judged.at(cell(ONE, 1, Slot.PM))[0].activity == b.WARD
        assert any("impossible here" in one for one in told(pilot))

    drive(desk(tmp_path), story)


def test_views_turn_and_zoom(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        for wanted in (Show.SERVICE, Show.ALL, Show.POST):
            await pilot.press("a")
            assert screen.state.view.show is wanted
        await pilot.press("3", "z")
        assert screen.state.view.weeks == 4
        await pilot.press("2")
        assert screen.state.view.service == b.CH_MED
        await pilot.press("1", "z")
        assert screen.state.view.show is Show.POST

    drive(desk(tmp_path), story)


def test_open_needs_say_who_could_and_place_them(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        await pilot.press("o")
        await settle(pilot)
        await worked_out(pilot)
        needs = pilot.app.screen.query_one(OpenNeeds)
        assert needs.has_focus
        assert "possible: ASP-" in screen_text(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Who could fill it" in screen_text(pilot.app)
        before = len(screen.state.reading.open_needs)
        await pilot.press("enter")
        await settle(pilot)
        assert len(screen.state.reading.open_needs) < before
        assert pilot.app.screen.query_one(WeekGrid).has_focus

    drive(desk(tmp_path), story)


def test_why_leads_to_the_rule_and_back(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("w")
        await settle(pilot)
        page = pilot.app.screen
        assert isinstance(page, PageScreen)
        assert "Serves the need MON-CLINIC" in screen_text(pilot.app)
        entries = page.query_one(OptionList)
        rule = next(n for n, entry in enumerate(page._page.entries) if entry.target is not None)
        entries.highlighted = rule
        await pilot.press("enter")
        await settle(pilot)
        assert "Sources" in screen_text(pilot.app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PlannerScreen)

    drive(desk(tmp_path), story)


def test_all_findings_are_listed_and_n_goes_round_those_of_cells(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        await pilot.press("f")
        await settle(pilot)
        assert "Findings of the plan" in screen_text(pilot.app)
        await pilot.press("escape", "n")
        assert any("at fault" in one for one in told(pilot))
        tired = b.half_day(TWO, DAYS[2], Slot.AM, b.CH_MED)
        screen.attempt(lambda state: (s.edit(state, cell(TWO, 2, Slot.AM), tired), None))
        for key in ("n", "N"):
            await pilot.press(key)
            assert screen.state.cursor in screen.state.reading.flags

    drive(desk(tmp_path), story)


async def found(pilot: Pilot[None], wanted: str) -> None:
    """Wait until the palette has searched."""
    for _ in range(200):
        await settle(pilot)
        if wanted in screen_text(pilot.app) and "Post ASP-1 " not in screen_text(pilot.app):
            return
    raise AssertionError(f"{wanted} was not found")


def test_the_palette_finds_actions_posts_services_weeks_and_rules(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        offered = [command.name for command in (*palette_actions(screen), *jumps(screen))]
        for wanted in ("Post ASP-2", "Service CHU-MED", "Week 2026-W49", "Rule Daily rest", "Solve the post"):
            assert any(name.startswith(wanted) for name in offered)
        await pilot.press("g", *"ASP-2")
        await found(pilot, "Post ASP-2")
        await pilot.press("enter")
        await settle(pilot)
        assert screen.state.cursor.post == TWO

    drive(desk(tmp_path), story)


def test_language_and_colours_change_at_once_and_are_remembered(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        assert "morning" in screen_text(pilot.app)
        await pilot.press("w")
        await settle(pilot)
        await pilot.press("ctrl+l", "ctrl+t")
        await settle(pilot)
        assert "Pourquoi" in screen_text(pilot.app)
        await pilot.press("escape")
        await settle(pilot)
        assert "matin" in screen_text(pilot.app)
        assert "Modifier" in screen_text(pilot.app)

    drive(desk(tmp_path), story)
    again = drive(desk(tmp_path), settle)
    assert again.lang is Lang.FR
    assert again.theme == "rota-light"


def test_saving_writes_the_plan_and_calendars_are_exported(tmp_path: Path) -> None:
    opened = desk(tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("delete", "ctrl+s")
        await settle(pilot)
        assert not planner(pilot).state.unsaved
        planner(pilot).action_act("calendars.export")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert told(pilot)[-1] == f"2 calendar(s) written into {tmp_path / 'calendars'}."

    drive(opened, story)
    content = plan_file.read(opened.path, opened.opened.facts, opened.opened.fingerprint)
    assert not content.plan.at(ONE, DAYS[0], Slot.AM)
    assert {path.name for path in (tmp_path / "calendars").glob("*.ics")} == {"ASP-1.ics", "ASP-2.ics"}


def test_another_folder_can_be_opened_and_made_from_a_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        planner(pilot).action_act("desk.open")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WelcomeScreen)
        assert "site" in screen_text(pilot.app)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert planner(pilot).desk.opened.facts.name
        assert (tmp_path / "minimal" / "folder.toml").is_file()

    drive(desk(tmp_path), story)


def test_a_folder_with_faults_is_told_and_the_choice_stays(tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "folder.toml").write_text("format = 99\n", encoding="utf-8")

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await settle(pilot)
        assert "cannot be opened" in screen_text(pilot.app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WelcomeScreen)

    drive(None, story, home=tmp_path)


def test_any_size_at_any_time(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        for size in ((80, 24), (240, 70), (20, 5), (1, 1), (140, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("a", "right")
            await settle(pilot)
        assert "ASP-1" in screen_text(pilot.app)

    drive(desk(tmp_path), story)


def test_tab_goes_round_the_parts_and_help_knows_where_one_is(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("tab", "tab")
        assert pilot.app.screen.query_one(CellPanel).has_focus
        await pilot.press("f1")
        await settle(pilot)
        assert "You are in the findings of the cell" in screen_text(pilot.app)

    drive(desk(tmp_path), story, size=(140, 40))


def test_the_grid_knows_no_cell_outside_itself(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        grid = pilot.app.screen.query_one(WeekGrid)
        for place in (Offset(0, 0), Offset(3, 1), Offset(79, 23), Offset(500, 500)):
            assert grid.cell_at(place.x, place.y) is None

    drive(desk(tmp_path), story)
