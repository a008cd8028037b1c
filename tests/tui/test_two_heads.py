"""Two heads on one workspace, each with an application of their own, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from textual.pilot import Pilot

from rota import sites
from rota.store.errors import StoreBusy
from rota.words import Lang, Text
from rota.workspace import starting
from rota.workspace.opened import Workspace, opened
from tests.store.servers import DATABASES, empty
from tests.tui.form_keys import typed
from tests.tui.given import ONE, TWO, FixedClock, answering, planned, planner, told
from tests.tui.screen_text import screen_text
from tests.tui.test_sharing import beat, calm, desk_of
from tests.workspace.given import FIRST, NOVEMBER, At, small
from tui.app import RotaApp
from tui.housing import Given, Places
from tui.merging import Whose
from tui.modes import MODES
from tui.screens.facts import FactsScreen
from tui.screens.merge import MergeScreen
from tui.screens.mode import ModeScreen

END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
Heads = Callable[[Pilot[None], Pilot[None]], Awaitable[None]]


on_both = pytest.mark.parametrize("url", DATABASES, indirect=True)
"""SQLite and PostgreSQL."""


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a workspace with a week that the CH drafted."""
    sites.write(small(), tmp_path / "site")
    with empty(getattr(request, "param", "sqlite")) as address:
        starting.init(tmp_path / "site", address, At(NOVEMBER))
        with opened(address, At(NOVEMBER)) as made:
            planned(made, FIRST, 1)
        yield address


def application(found: Workspace, folder: Path, site: str) -> RotaApp:
    """The application of one head."""
    desk, shared = desk_of(found, folder, site)
    folder.mkdir(exist_ok=True)
    given = Given(
        Lang.EN,
        Places(folder / "memory.json", folder / "keys.toml"),
        FixedClock(),
        answering()(desk.state.judged.plan),
        folder,
        None,
    )
    return RotaApp(given, desk, shared)


def both(url: str, folder: Path, story: Heads) -> None:
    """Two applications on one database, each with a connection of its own."""

    async def run(ch: RotaApp, chu: RotaApp) -> None:
        async with ch.run_test(size=(120, 40)) as one, chu.run_test(size=(120, 40)) as other:
            await calm(one)
            await calm(other)
            await story(one, other)

    with opened(url, At(NOVEMBER)) as first, opened(url, At(NOVEMBER)) as second:
        asyncio.run(run(application(first, folder / "ch", "CH"), application(second, folder / "chu", "CHU")))


@on_both
def test_one_proposes_the_other_agrees_and_both_see_it_published(url: str, tmp_path: Path) -> None:
    async def story(ch: Pilot[None], chu: Pilot[None]) -> None:
        await ch.press("p")
        await calm(ch)
        await beat(chu)
        assert any("CH proposes 2026-11-30/v1: your agreement is awaited" in one for one in told(chu))
        await chu.press("y")
        await calm(chu)
        await chu.press("enter")
        await calm(chu)
        await beat(ch)
        assert any("CHU agrees to 2026-11-30/v1" in one for one in told(ch))
        assert "v1 agreed" in screen_text(ch.app)
        await ch.press("b")
        await calm(ch)
        await ch.press("home", "enter")
        await calm(ch)
        await chu.press("delete")
        mine = planner(chu).state.draft
        await beat(chu)
        assert any("CH published 2026-11-30/v1" in one for one in told(chu))
        assert "v1 published" in screen_text(chu.app)
        assert planner(chu).state.draft == mine, "one's own edits stay"

    both(url, tmp_path, story)


@on_both
def test_of_two_who_save_the_second_decides_cell_by_cell(url: str, tmp_path: Path) -> None:
    async def story(ch: Pilot[None], chu: Pilot[None]) -> None:
        screen = planner(chu)
        one = next(place for place in screen.state.judged.plan.placements if place.post == ONE)
        await chu.press("delete")
        await ch.press("semicolon")
        theirs = next(place for place in screen.state.judged.plan.placements if place.post == TWO)
        day = (theirs.day - FIRST).days
        await ch.press(*["right"] * day)
        await ch.press("delete", "ctrl+s")
        await calm(ch)
        await chu.press("ctrl+s")
        await calm(chu)
        page = chu.app.screen
        assert isinstance(page, MergeScreen)
        assert set(page.merged.whose) == {Whose.MINE, Whose.THEIRS}
        shown = screen_text(chu.app)
        assert "CH saved 2026-11-30/v2: 2 difference(s) from your draft" in shown
        assert "changed by CHU" in shown
        await chu.press("a")
        await calm(chu)
        await calm(chu)
        assert "v3 draft" in screen_text(chu.app)
        placements = screen.state.judged.plan.placements
        assert theirs not in placements
        assert one not in placements
        await beat(ch)
        assert "v3 draft" in screen_text(ch.app)
        assert planner(ch).state.judged.plan == screen.state.judged.plan

    both(url, tmp_path, story)


def test_a_cell_that_both_changed_is_marked_and_decided(url: str, tmp_path: Path) -> None:
    async def story(ch: Pilot[None], chu: Pilot[None]) -> None:
        cell = planner(chu).state.cursor
        assert planner(chu).state.judged.at(cell)
        await ch.press("delete", "ctrl+s")
        await calm(ch)
        await chu.press("enter")
        await calm(chu)
        await chu.press("enter")
        await calm(chu)
        mine = planner(chu).state.draft
        await chu.press("ctrl+s")
        await calm(chu)
        page = chu.app.screen
        assert isinstance(page, MergeScreen)
        assert page.merged.whose == (Whose.BOTH,)
        await chu.press("escape")
        await calm(chu)
        assert planner(chu).state.draft == mine, "later is no decision"
        await chu.press("ctrl+s")
        await calm(chu)
        await chu.press("t", "a")
        await calm(chu)
        assert not planner(chu).state.judged.at(cell), "theirs was taken"
        assert "v2 draft" in screen_text(chu.app)
        await chu.press("u")
        assert planner(chu).state.judged.at(cell), "undo leads back to one's own"

    both(url, tmp_path, story)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_connections_that_the_server_ends_are_made_again(url: str, tmp_path: Path) -> None:
    name = url.rpartition("%3D")[2]

    async def story(ch: Pilot[None], chu: Pilot[None]) -> None:
        await chu.press("delete")
        with psycopg.connect(url, autocommit=True) as server:
            ended = server.execute(END_ALL, (name,)).fetchall()
        assert len(ended) >= 2
        await beat(chu)
        await chu.press("ctrl+s")
        await calm(chu)
        assert "v2 draft" in screen_text(chu.app)
        await beat(ch)
        assert "v2 draft" in screen_text(ch.app)

    both(f"{url}&application_name={name}", tmp_path, story)


def test_a_lost_database_is_told_once_and_drafts_stay(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise StoreBusy(Text("hors service", "out of order"))

    async def story(ch: Pilot[None], chu: Pilot[None]) -> None:
        store = planner(ch).stored.shared.workspace.store  # type: ignore[union-attr]
        await ch.press("delete")
        with monkeypatch.context() as away:
            away.setattr(store, "read", fails)
            away.setattr(store, "run", fails)
            for key in ("ctrl+s", "ctrl+o", "ctrl+s"):
                await ch.press(key)
                await calm(ch)
            await beat(ch)
            assert sum("out of reach" in one for one in told(ch)) == 1
            assert screen_text(ch.app).startswith(" ! database out of reach  CH ")
            assert planner(ch).state.unsaved
            planner(ch).settle_draft()
            folder = plans_folder(url, tmp_path / "ch")
            assert list(folder.glob(".*-CH-*-v1.json.draft")), "the draft is on the disk"
        await beat(ch)
        assert any("answers again" in one for one in told(ch))
        assert screen_text(ch.app).startswith(" CH ")
        await ch.press("ctrl+s")
        await calm(ch)
        assert "v2 draft" in screen_text(ch.app)

    both(url, tmp_path, story)


def plans_folder(url: str, state: Path) -> Path:
    """Where drafts are kept."""
    return Path(url.removeprefix("sqlite:///")).parent if url.startswith("sqlite") else state / "drafts"


@on_both
def test_what_one_states_the_other_sees_in_the_facts(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.form._CALM_SECONDS", 0.001)
    leave = ("a", f"post={ONE}", "kind=annual", "first=2026-12-14", "last=2026-12-15", "enter")

    async def story(ch: Pilot[None], chu: Pilot[None]) -> None:
        await typed(chu, "f5", "3")
        assert isinstance(chu.app.screen, FactsScreen)
        assert not chu.app.screen.shared.fresh().workspace.facts.absences
        await typed(ch, "f5", "3", *leave)
        assert isinstance(ch.app.screen, FactsScreen), screen_text(ch.app)
        await beat(chu)
        page = chu.app.screen
        assert isinstance(page, FactsScreen)
        (absence,) = page.shared.fresh().workspace.facts.absences
        assert (absence.post, absence.first, absence.last) == (ONE, date(2026, 12, 14), date(2026, 12, 15))
        assert "ASP-1  annual leave  from 2026-12-14" in screen_text(chu.app)

    both(url, tmp_path, story)


@on_both
def test_every_mode_opens_with_what_the_workspace_holds(url: str, tmp_path: Path) -> None:
    async def story(ch: Pilot[None], _chu: Pilot[None]) -> None:
        for mode in MODES:
            ch.app.to_mode(mode)  # type: ignore[attr-defined]
            await calm(ch)
            assert isinstance(ch.app.screen, ModeScreen)
            assert ch.app.screen.mode == mode
        assert not [one for one in told(ch) if "out of reach" in one]

    both(url, tmp_path, story)
