"""The lights of compliance: what they show, where they lead, at each size, with hostile names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from rota.compliance.standing import Light, Move
from rota.explain.grid import Cell
from rota.model.calendar import Period, Slot
from rota.rules.base import RuleId
from rota.words import Lang
from rota.workspace.opened import whole_problem
from tests.builders import CH_MED, CHU_MED, half_day
from tests.tui.compliance_given import published
from tests.tui.given import ONE, TWO, desk, drive, planner, told
from tests.tui.screen_text import hold, screen_text, settle
from tests.tui.test_hostile import hostile
from tests.workspace.given import FIRST
from tui.actions import Where, actions_of
from tui.compliance import Cursor, Kind
from tui.compliance_pages import numbers_told
from tui.ledger_place import LedgerPlace
from tui.screens.compliance import ComplianceScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.page import PageScreen
from tui.shared import Shared
from tui.themes import THEMES
from tui.widgets.gauges import gauge, spark
from tui.widgets.lights import LightsGrid, short_names

SHARE = RuleId("minimum-share")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One published December, which these tests only read."""
    with published(tmp_path_factory.mktemp("compliance")) as found:
        yield found


async def opened(pilot: Pilot[None], *keys: str) -> ComplianceScreen:
    """The mode, read, after some keys."""
    for key in ("f4", *keys):
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
    return next(one for one in pilot.app.screen_stack if isinstance(one, ComplianceScreen))


SCREENS: dict[str, tuple[str, ...]] = {
    "compliance": ("f4",),
    "compliance-cell": ("down", "enter", "down", "down"),
    "compliance-ahead": ("escape", "a"),
    "compliance-trend": ("escape", "t"),
    "compliance-services": ("escape", "v", "f"),
}
"""The keys that lead from each screen to the next."""


def test_the_screens_are_as_they_were(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        for name, keys in SCREENS.items():
            for key in keys:
                await pilot.press(key)
            await hold(pilot, name)

    drive(desk(tmp_path), story, lang=Lang.FR, shared=shared)


def test_no_colour_says_more_than_the_letters(shared: Shared, tmp_path: Path) -> None:
    shown = set()

    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, "f")
        for _ in THEMES:
            await pilot.press("ctrl+t")
            pilot.app.clear_notifications()
            await settle(pilot)
            shown.add(screen_text(pilot.app))

    drive(desk(tmp_path), story, shared=shared)
    assert len(shown) == 1
    (text,) = shown
    assert {"R", "A", "✓", "·", "┃", "▸"} <= set(text)


def test_every_action_of_the_screen_does_something(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert {action.id for action in actions_of(Where.COMPLIANCE)} == set(screen.doing)

    drive(desk(tmp_path), story, shared=shared)


def test_filter_order_site_and_kind_change_what_is_looked_at(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        faults = screen.table.rules
        for rule in faults:
            lights = {screen.table.light(rule, who) for who in screen.table.columns}
            assert lights & {Light.RED, Light.AMBER}
        await pilot.press("f")
        assert len(screen.table.rules) == screen.table.all_rules > len(faults)
        await pilot.press("f", "o")
        assert sorted(screen.table.rules) == sorted(faults)
        reds = [
            sum(screen.table.light(rule, who) is Light.RED for who in screen.table.columns)
            for rule in screen.table.rules
        ]
        assert reds == sorted(reds, reverse=True)
        await pilot.press("s")
        assert screen.look.site == "CHU"
        assert all(line.site in {None, "CHU"} for lines in screen.table.cells.values() for line in lines)
        await pilot.press("s", "s", "v")
        assert screen.look == replace(screen.look, site=None, kind=Kind.SERVICES)
        assert set(screen.table.columns) == set(screen.view.problem.services if screen.view else ())
        await pilot.press("v", "v")
        assert screen.look.kind is Kind.POSTS

    drive(desk(tmp_path), story, shared=shared)


def test_the_cursor_walks_and_jumps_from_fault_to_fault(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        first = screen.look.cursor
        assert first is not None
        assert screen.table.light(first.rule, first.who) is Light.RED
        await pilot.press("n")
        second = screen.look.cursor
        await pilot.press("N")
        assert (screen.look.cursor, second) != (second, first)
        await pilot.press("end", "right", "right")
        assert screen.look.cursor == Cursor(first.rule, screen.table.columns[-1])
        await pilot.press("home", "down", "up", "left")
        assert screen.look.cursor == Cursor(first.rule, screen.table.columns[0])

    drive(desk(tmp_path), story, shared=shared)


def test_another_period_is_judged_and_one_without_work_says_so(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "p", "p")
        assert screen.view is not None
        assert screen.view.asked.period is Period.MONTH
        (share,) = [line for line in screen.table.cells[SHARE, ONE] if line.site == "CH"]
        assert share.span is not None
        assert (share.span.first.month, share.light) == (12, Light.RED)
        screen = await opened(pilot, "pagedown", "pagedown")
        assert screen.view is not None
        assert screen.view.standing is None
        assert screen.view.crossings, "what is ahead does not hang on the period"
        assert "Nothing is known" in screen_text(pilot.app)
        await opened(pilot, "pageup", "pageup")
        assert screen.view.standing is not None

    drive(desk(tmp_path), story, shared=shared)


def test_a_finding_of_days_to_come_leads_to_its_cell_in_the_plan(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert screen.view is not None
        screen.view = replace(screen.view, as_of=FIRST)
        screen.become(replace(screen.look, cursor=Cursor(RuleId("site-changes"), TWO)))
        await pilot.press("enter")
        await settle(pilot)
        page = pilot.app.screen
        assert isinstance(page, PageScreen)
        assert "ledger: entries" in _highlighted(page, "•")
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.screen is planner(pilot)
        assert planner(pilot).state.cursor.post == TWO

    drive(desk(tmp_path), story, shared=shared)


def test_a_finding_of_days_that_are_over_leads_to_the_ledger(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        screen.become(replace(screen.look, cursor=Cursor(RuleId("site-changes"), TWO)))
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PageScreen)
        assert "month in the ledger" in _highlighted(pilot.app.screen, "•")
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert isinstance(pilot.app.screen, LedgerScreen)
        assert pilot.app.screen.place == LedgerPlace("2026-12", TWO)
        assert screen not in pilot.app.screen_stack

    drive(desk(tmp_path), story, shared=shared)


def _highlighted(page: PageScreen, mark: str) -> str:
    """What is told of the first entry with a mark, once it is highlighted."""
    place, entry = next((n, one) for n, one in enumerate(page._page.entries) if mark in one.told.plain)
    page.query_one(OptionList).highlighted = place
    assert entry.more is not None
    return entry.more.plain


def test_a_cell_of_a_plan_that_is_not_open_is_said_to_be_so(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        screen.to_plan(Cell(ONE, FIRST + timedelta(days=600), Slot.AM))
        await settle(pilot)
        assert pilot.app.screen is screen
        assert "does not hold" in told(pilot)[-1]

    drive(desk(tmp_path), story, shared=shared)


def test_the_mouse_points_and_chooses(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        await pilot.click(LightsGrid, offset=(54, 4))
        await settle(pilot)
        assert screen.look.cursor == Cursor(screen.table.rules[2], screen.table.columns[-1])
        await pilot.click(LightsGrid, offset=(2, 0))
        assert screen.look.cursor == Cursor(screen.table.rules[2], screen.table.columns[-1])
        await pilot.click(LightsGrid, offset=(54, 4), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, PageScreen)

    drive(desk(tmp_path), story, shared=shared)


def test_the_rule_and_the_way_back(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        screen.become(replace(screen.look, cursor=Cursor(SHARE, ONE)))
        await pilot.press("r")
        await settle(pilot)
        assert "Arrêté of 14/03/2017" in screen_text(pilot.app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert pilot.app.screen is planner(pilot)

    drive(desk(tmp_path), story, shared=shared)


def test_names_that_nobody_should_have_are_shown_clean(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert screen.view is not None
        screen.view = replace(screen.view, problem=whole_problem(hostile(shared.workspace.facts)))
        for keys in ((), ("t",), ("escape", "a"), ("escape", "enter"), ("escape", "v", "f"), ("v",)):
            await pilot.press(*keys)
            screen.show(screen.view)
            await settle(pilot)
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(screen_text(pilot.app))

    drive(desk(tmp_path), story, shared=shared)


def test_a_repair_tells_its_edits_and_leads_to_the_first(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert screen.view is not None
        crossing = next(one for one in screen.view.crossings if one.post == ONE)
        new = half_day(ONE, FIRST + timedelta(days=2), Slot.AM, CH_MED)
        old = half_day(ONE, FIRST + timedelta(days=2), Slot.AM, CHU_MED)
        repair = replace(crossing.repair, moves=(Move((old,), (new,), 12),))
        repaired = replace(crossing, repair=repair)
        screen.view = replace(screen.view, crossings=(repaired,), as_of=FIRST)
        await pilot.press("a")
        await settle(pilot)
        text = screen_text(pilot.app)
        assert "Medicine CH (on Wed 02/12 morning), in place of" in text
        assert "+12)" in text
        await pilot.press("enter")
        await settle(pilot)
        assert planner(pilot).state.cursor == Cell(ONE, new.day, Slot.AM)

    drive(desk(tmp_path), story, shared=shared, size=(120, 30))


@pytest.mark.parametrize(
    ("value", "bar"), [(0, "····┃·"), (50, "███·┃·"), (55, "███▎┃·"), (100, "████┃█"), (900, "████┃█")]
)
def test_a_gauge_fills_as_far_as_it_was_measured(value: int, bar: str) -> None:
    assert gauge(value, 100, 6, 75) == bar


def test_a_gauge_of_nothing_and_a_spark() -> None:
    assert gauge(5, 0, 4) == "····"
    assert spark([0, 1, 50, 99, 200], 100) == "·▁▅██"


def test_numbers_that_follow_one_another_are_told_as_one() -> None:
    assert numbers_told((1, 2, 3, 7, 9, 10)) == "1–3, 7, 9–10"


def test_codes_are_told_over_two_lines_without_what_they_share() -> None:
    assert short_names(("ASP-GASTRO-1", "ASP-PSY")) == [("GASTRO", "1"), ("PSY", "")]
    assert short_names(("CH-A", "CHU-A")) == [("CH", "A"), ("CHU", "A")]
