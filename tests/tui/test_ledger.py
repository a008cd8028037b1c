"""What is done in the ledger: each act with its effect before, its sentence after, and what it leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.model.calendar import Slot
from rota.reconcile import Kind, Stated
from rota.words import Lang
from rota.workspace import attending, closing, reconciling
from tests.tui.given import ONE, TWO, drive, told
from tests.tui.ledger_given import (
    DECEMBER,
    MONDAY,
    MONTH,
    contradicted,
    due,
    january,
    ledger,
    opened,
    prepare,
    press,
    rest,
    state,
    wait_for,
    write,
)
from tests.tui.screen_text import screen_text, settle
from tui.actions import Where, actions_of
from tui.ledger_rows import Standing
from tui.screens.form import FormScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.ledger_confirm import ConfirmScreen
from tui.screens.page import PageScreen
from tui.shared import Shared

HALF = 60


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published week, which each test copies."""
    return prepare(tmp_path_factory.mktemp("ledger"))


@pytest.fixture
def shared(prepared: Path, tmp_path: Path) -> Iterator[Shared]:
    """The week over, nothing stated; the CH is at the keyboard."""
    with january(prepared, tmp_path) as found:
        yield found


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms tell what saving would do without waiting."""
    monkeypatch.setattr("tui.screens.form._CALM_SECONDS", 0.05)


def here(screen: LedgerScreen) -> Standing | None:
    """How the line under the cursor stands."""
    return screen.row.standing if screen.row else None


def test_a_week_is_confirmed_with_one_exception_and_both_balances_are_told(
    shared: Shared, tmp_path: Path
) -> None:
    before = due(shared)

    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "enter")
        assert [row.standing for row in screen.rows if row.site] == [Standing.AWAITED] * 10
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert len(pilot.app.screen.units) == 4
        await press(pilot, "down", "space", "enter")
        text = screen_text(pilot.app)
        assert "CH     done 0 → 3 (+3)" in text, "the effect is shown before anything is written"
        assert "CHU" in text
        assert due(shared) == before
        await press(pilot, "enter")
        assert "4 statement(s) added, 4 half-day(s) or duty(ies) settled." in told(pilot)
        standings = [row.standing for row in screen.rows if row.site == "CH"]
        assert standings.count(Standing.COUNTED) == 3
        assert standings.count(Standing.NOT_DONE) == 1

    drive(None, story, shared=shared, home=tmp_path)
    assert due(shared) == {"CH": before["CH"] - 3 * HALF, "CHU": before["CHU"]}


def test_confirming_every_post_of_the_site_says_who_stood_in(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, "c")
        screen = pilot.app.screen
        assert isinstance(screen, ConfirmScreen)
        assert {unit.post for unit in screen.units} == {ONE, TWO}
        await press(pilot, "r")
        assert TWO in screen_text(pilot.app)
        await press(pilot, "down", "enter")
        assert screen.confirming.exceptions(screen.view) == (f"{ONE} {MONDAY} am replaced {TWO}",)
        await press(pilot, "p", "w")
        assert {unit.day for unit in screen.units} == {MONDAY.replace(day=31)} or not screen.units
        await press(pilot, "escape")
        assert pilot.app.screen is ledger(pilot)

    drive(None, story, shared=shared, home=tmp_path)
    assert not any(one.claimed for one in reconciling.compare(shared.workspace, MONTH).differences)


def test_an_exception_is_stated_by_a_form_that_tells_its_effect(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "enter", "e")
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        await wait_for(pilot, "done 0 → 1 (+1)")
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is screen
        assert "1 statement(s) added." in told(pilot)
        assert here(screen) is Standing.STATED
        await press(pilot, "r")
        assert "done 0 → 1 (+1)" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert here(screen) is Standing.COUNTED

    drive(None, story, shared=shared, home=tmp_path)


def test_a_contradiction_is_settled_by_both_sites(shared: Shared, prepared: Path, tmp_path: Path) -> None:
    contradicted(shared.workspace)
    before = due(shared)

    async def by_the_first(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "enter")
        assert screen.row is not None
        assert screen.row.difference is not None
        assert screen.row.difference.kind is Kind.CONTRADICTION
        await press(pilot, "s")
        text = screen_text(pilot.app)
        assert "Share: CH 1" in text
        assert "done 0 → 1 (+1)" in text
        await press(pilot, "down", "down", "enter")
        assert "Noted: share: CH ½, CHU ½; still awaited: CHU." in told(pilot)
        assert "! CHU" in screen_text(pilot.app)

    async def by_the_other(pilot: Pilot[None]) -> None:
        await opened(pilot, "enter", "d", "enter")
        text = screen_text(pilot.app)
        assert "CH has agreed to: share: CH ½, CHU ½" in text
        await press(pilot, "down", "down", "enter")
        assert any(one.startswith("Settled: share: CH ½, CHU ½") for one in told(pilot))

    drive(None, by_the_first, shared=shared, home=tmp_path)
    assert due(shared) == before
    with january(prepared, tmp_path, "CHU") as other:
        drive(None, by_the_other, shared=other, home=tmp_path)
    assert due(shared) == {"CH": before["CH"] - HALF // 2, "CHU": before["CHU"] - HALF // 2}


def test_a_share_of_ones_own_is_agreed_to_by_a_form(shared: Shared, tmp_path: Path) -> None:
    contradicted(shared.workspace)

    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, "enter", "s", "down", "down", "down", "down", "down", "enter")
        assert isinstance(pilot.app.screen, FormScreen)
        await write(pilot, "0.75", "tab")
        await write(pilot, "0.25")
        await wait_for(pilot, "+¾")
        assert "+¾" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        assert "Noted: share: CH ¾, CHU ¼; still awaited: CHU." in told(pilot)

    drive(None, story, shared=shared, home=tmp_path)


def test_what_was_counted_is_taken_back_with_a_reason(shared: Shared, tmp_path: Path) -> None:
    state(shared.workspace, "CH", MONDAY, Slot.AM)
    reconciling.apply(shared.workspace, MONTH, "CH")
    before = due(shared)

    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "enter", "home", "down")
        assert here(screen) is Standing.COUNTED
        await press(pilot, "x")
        await write(pilot, "data", "tab")
        await wait_for(pilot, "done 1 → 0")
        assert "done 1 → 0 (−1)" in screen_text(pilot.app)
        assert due(shared) == before
        await press(pilot, "ctrl+s")
        assert any("taken back: 2 entry(ies) added in 2026-12." in one for one in told(pilot))
        await press(pilot, "enter")
        assert "reversed" in screen_text(pilot.app)

    drive(None, story, shared=shared, home=tmp_path)
    assert due(shared) == {**before, "CH": before["CH"] + HALF}


def test_a_month_is_closed_by_two_signatures_and_opened_again(
    shared: Shared, prepared: Path, tmp_path: Path
) -> None:
    async def proposed(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "enter", "f")
        text = screen_text(pilot.app)
        assert "✗ All that was planned is answered (20 planned entries without answer)" in text
        assert "✓ The chain of entries is whole" in text
        await press(pilot, "down", "enter")
        assert "CH has to state: 4" in screen_text(pilot.app)
        await press(pilot, "down", "enter")
        assert screen.row is not None
        assert screen.row.day == MONDAY
        for site in ("CH", "CHU"):
            attending.confirm_days(shared.workspace, site, DECEMBER)
        await press(pilot, "r", "enter", "f")
        assert "→ Sign for CH and propose to the other site to close (1 post(s))" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "Signed by CH on 04/01/2027 08:00" in screen_text(pilot.app)
        assert told(pilot)[-1].startswith("Closing proposed for 1 post(s)")

    async def signed(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "enter", "f", "enter")
        assert told(pilot)[-1] == "Month closed by two signatures: 1 post(s)."
        await press(pilot, "escape")
        assert "closed" in screen_text(pilot.app).splitlines()[0]
        closing.reopen(shared.workspace, MONTH, "CH", ONE, "data-entry")
        screen.reload()
        await rest(pilot)
        assert "reopening asked by CH" in screen_text(pilot.app).splitlines()[0]
        screen.reopen()
        await rest(pilot)
        assert "CH has asked to open it again" in screen_text(pilot.app)
        await write(pilot, "data-entry", "ctrl+s")
        assert "The month is open again." in told(pilot)

    drive(None, proposed, shared=shared, home=tmp_path)
    with january(prepared, tmp_path, "CHU") as other:
        drive(None, signed, shared=other, home=tmp_path)
    assert closing.close(shared.fresh().workspace, MONTH, "CH", ONE)[0].step == "proposed", "it was open"


def test_a_file_is_imported_after_its_lines_and_its_effect_were_shown(shared: Shared, tmp_path: Path) -> None:
    rows = [
        "post,date,half,work,status",
        f"{ONE},{MONDAY:%d/%m/%Y},am,,present",
        f"{ONE},{MONDAY:%d/%m/%Y},pm,,absent",
        f"NOBODY,{MONDAY:%d/%m/%Y},am,,present",
    ]
    (tmp_path / "[red]december.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")

    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "i")
        assert "[red]december.csv" in screen_text(pilot.app)
        await press(pilot, "enter")
        text = screen_text(pilot.app)
        assert "3 lines = 2 new + 0 duplicates + 1 rejected" in text
        assert "line 4" in text
        assert "done 0 → 1 (+1)" in text
        await press(pilot, "enter")
        assert "[red]december.csv: 2 new line(s), 0 duplicate(s), 1 rejected; 1 settled." in told(pilot)
        await press(pilot, "i", "enter")
        assert "was imported for CH already" in screen_text(pilot.app)
        await press(pilot, "escape", "i", "down", "enter")
        assert isinstance(pilot.app.screen, PageScreen) or len(told(pilot)) > 1, "an empty file is refused"
        while pilot.app.screen is not screen:
            await press(pilot, "escape")
        await press(pilot, "i", "end", "enter", "x", "ctrl+s")
        assert "There is no such file." in screen_text(pilot.app)

    drive(None, story, shared=shared, home=tmp_path)


def test_a_stand_in_takes_the_consent_of_both_doctors(shared: Shared, tmp_path: Path) -> None:
    attending.confirm_days(
        shared.workspace, "CH", DECEMBER, exceptions=(f"{ONE} {MONDAY} am replaced {TWO}",)
    )
    attending.state(shared.workspace, "CH", TWO, Stated(day=MONDAY, slots=(Slot.AM,)))

    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "d")
        await press(pilot, "enter")
        text = screen_text(pilot.app)
        assert screen.view is not None
        waiting = [one for post in screen.posts for one in screen.view.waiting(post)]
        assert waiting, text

    drive(None, story, shared=shared, home=tmp_path)


def test_one_goes_between_posts_months_sites_and_views(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "semicolon")
        assert screen.place.post == ONE
        await press(pilot, "semicolon", "semicolon", "comma")
        assert screen.place.post == TWO
        await press(pilot, "v")
        assert {row.site for row in screen.rows} == {"CH", None}
        await press(pilot, "v")
        assert {row.site for row in screen.rows} == {"CHU", None}
        await press(pilot, "v", "n", "n")
        assert here(screen) is Standing.AWAITED
        await press(pilot, "N", "pageup")
        assert screen.view is not None
        assert screen.view.month == "2026-11"
        await press(pilot, "pagedown", "a")
        assert "All posts  December 2026" in screen_text(pilot.app)
        await press(pilot, "b")
        assert "Service, in half-days" in screen_text(pilot.app)
        await press(pilot, "escape", "m")
        assert "CHU has to state" in screen_text(pilot.app)
        await press(pilot, "escape", "ctrl+l")
        assert "Tous les postes" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.screen is not screen

    drive(None, story, shared=shared, home=tmp_path, lang=Lang.EN)


def test_the_mouse_opens_what_it_points_at(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        await pilot.click("RowList", offset=(4, 1))
        await settle(pilot)
        assert screen.place.post == TWO
        await pilot.click("RowList", offset=(4, 2))
        await settle(pilot)
        assert isinstance(pilot.app.screen, PageScreen)

    drive(None, story, shared=shared, home=tmp_path)


def test_every_action_of_the_ledger_does_something(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert {action.id for action in actions_of(Where.LEDGER)} == set(screen.doing)
        for key in ("s", "x", "n", "N"):
            await press(pilot, key)
            while pilot.app.screen is not screen:
                await press(pilot, "escape")
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert {action.id for action in actions_of(Where.CONFIRM)} == set(pilot.app.screen.doing)

    drive(None, story, shared=shared, home=tmp_path)
