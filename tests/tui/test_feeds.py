"""The calendars of phones in the terminal: given, rotated, revoked; an address is shown once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable

from exports.feed.qr import qr_lines
from rota.store.calendar_feed import About, Detail, Subject
from rota.words import Lang
from rota.workspace import feeding
from tests.tui.given import desk, drive, planner, told
from tests.tui.screen_text import hold, screen_text, settle
from tests.workspace.given import workspace
from tui.actions import Where, actions_of
from tui.screens.feeds import FeedsScreen
from tui.screens.feeds_token import TokenScreen
from tui.shared import Shared

BASE = "https://rota.example.org"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shared]:
    """A workspace with its feeds at a public address; tokens that do not hang on chance."""
    monkeypatch.setenv("ROTA_FEED_URL", BASE)
    made = iter("ABCDEFGH")
    monkeypatch.setattr("rota.workspace.feeding.secrets.token_urlsafe", lambda _bytes: next(made) * 43)
    with workspace(tmp_path) as found:
        yield Shared(found, found.site("CH"))


def given(shared: Shared, device: str, code: str = "ASP-1", **more: object) -> feeding.Made:
    """A token that stood there before."""
    subject = Subject.POST if code.startswith("ASP") else Subject.SERVICE
    about = About(subject=subject, code=code, lang=Lang.FR, **more)  # type: ignore[arg-type]
    return feeding.create(shared.workspace, about, device)


async def opened(pilot: Pilot[None], *keys: str) -> FeedsScreen:
    """The mode, read, after some keys."""
    for key in ("f6", *keys):
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
    return next(one for one in pilot.app.screen_stack if isinstance(one, FeedsScreen))


def devices(screen: FeedsScreen) -> list[str]:
    """What is listed."""
    table = screen.query_one(DataTable)
    return [str(table.get_row_at(row)[1]) for row in range(table.row_count)]


SCREENS = {
    "feeds": ("f6",),
    "feeds-new": ("a", "tab", "tab", *"fr", "shift+tab", "shift+tab"),
    "feeds-revoke": ("escape", "x"),
}
"""The keys that lead from each screen to the next."""


def test_the_screens_are_as_they_were(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(shared, "téléphone", detail=Detail.TIMES)
    given(shared, "Outlook", "CH-MED", proposals=True)
    monkeypatch.setattr("rota.store.calendar_feed.token_id", lambda _digest: "0123456789")

    async def story(pilot: Pilot[None]) -> None:
        for name, keys in SCREENS.items():
            for key in keys:
                await pilot.press(key)
            await hold(pilot, name)
        await pilot.press("escape", "r", "y")
        await hold(pilot, "feeds-code")
        await pilot.press("space")
        await hold(pilot, "feeds-links")

    drive(desk(tmp_path), story, lang=Lang.FR, shared=shared)


def test_every_action_of_both_screens_does_something(shared: Shared, tmp_path: Path) -> None:
    given(shared, "phone")

    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert {action.id for action in actions_of(Where.FEEDS)} == set(screen.doing)
        await opened(pilot, "r", "y")
        assert isinstance(pilot.app.screen, TokenScreen)
        assert {action.id for action in actions_of(Where.TOKEN)} == set(pilot.app.screen.doing)

    drive(desk(tmp_path), story, shared=shared)


def test_a_calendar_is_given_to_a_device_and_its_address_shown_once(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "a")
        await pilot.press(*"ASP-1", "tab", *"phone", "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        links = feeding.links(BASE, "A" * 43)
        shown = screen_text(pilot.app)
        assert all(line.rstrip() in shown for line in qr_lines(links.webcal))
        await pilot.press("c")
        assert pilot.app.clipboard == links.https
        await pilot.press("w")
        assert pilot.app.clipboard == links.webcal
        await pilot.press("g")
        assert pilot.app.clipboard == links.google
        await pilot.press("space")
        await settle(pilot)
        shown = screen_text(pilot.app).replace("\n", "").replace(" ", "")
        assert links.https in shown
        assert links.webcal in shown
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert devices(screen) == ["phone"]
        assert "AAAA" not in screen_text(pilot.app)

    drive(desk(tmp_path), story, shared=shared)
    (kept,) = feeding.listed(shared.fresh().workspace)
    assert kept.digest == feeding.digest_of("A" * 43)
    assert kept.feed.about == About(subject=Subject.POST, code="ASP-1", lang=Lang.EN)
    rendered = shared.workspace.store.read(lambda unit: unit.feeds.rendered(kept.feed.id))
    assert rendered is not None, "it can be fetched at once"


def test_no_key_and_no_yes_change_nothing(shared: Shared, tmp_path: Path) -> None:
    given(shared, "phone")
    before = feeding.listed(shared.workspace)

    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, "r", "n", "x", "enter", "delete", "escape")

    drive(desk(tmp_path), story, shared=shared)
    assert feeding.listed(shared.fresh().workspace) == before


def test_an_address_is_rotated_the_old_one_ends(shared: Shared, tmp_path: Path) -> None:
    old = given(shared, "phone")

    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot, "r", "y", "escape")
        assert devices(screen) == ["phone"]

    drive(desk(tmp_path), story, shared=shared)
    states = {one.digest: one.revoked_at is None for one in feeding.listed(shared.fresh().workspace)}
    assert states == {old.kept.digest: False, feeding.digest_of("B" * 43): True}


def test_a_revoked_one_leaves_the_list_and_can_be_looked_at(shared: Shared, tmp_path: Path) -> None:
    given(shared, "phone")
    given(shared, "tablet")

    async def story(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        gone = screen.token
        assert gone is not None
        await opened(pilot, "x", "y")
        assert gone.device not in devices(screen)
        assert gone.device in told(pilot)[-1]
        await pilot.press("f")
        assert set(devices(screen)) == {"phone", "tablet"}
        await pilot.press("down")
        assert screen.token is not None
        assert screen.token.revoked_at is not None
        assert screen.check_action("act", ("feeds.rotate",)) is False
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is planner(pilot)

    drive(desk(tmp_path), story, shared=shared)


def test_what_is_refused_is_told_in_the_form(shared: Shared, tmp_path: Path) -> None:
    given(shared, "phone")

    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, "a")
        await pilot.press(*"ASP-1", "tab", *"phone", "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert "has a token for “phone” already" in screen_text(pilot.app)

    drive(desk(tmp_path), story, shared=shared)
    assert len(feeding.listed(shared.fresh().workspace)) == 1


def test_without_a_public_address_the_screen_says_so(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROTA_FEED_URL")
    given(shared, "[bold]x[/] {device}")

    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot)
        shown = screen_text(pilot.app)
        assert "this machine only" in shown
        assert "[bold]x[/] {device}" in shown, "a name is never markup"
        await opened(pilot, "r")
        assert "[bold]x[/] {device}" in screen_text(pilot.app)
        await opened(pilot, "y", "space")
        assert "this machine only" in screen_text(pilot.app)

    drive(desk(tmp_path), story, shared=shared)


def test_a_long_address_still_has_its_whole_code_on_a_small_screen(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "https://planning.groupement-hospitalier-de-territoire.example.org"
    monkeypatch.setenv("ROTA_FEED_URL", base)
    given(shared, "phone")

    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot, "r", "y")
        shown = [line.strip() for line in screen_text(pilot.app).splitlines()]
        wanted = [line.strip() for line in qr_lines(feeding.links(base, "B" * 43).webcal)]
        place = shown.index(wanted[0])
        assert shown[place : place + len(wanted)] == wanted

    drive(desk(tmp_path), story, shared=shared)


def test_a_last_day_is_told(shared: Shared, tmp_path: Path) -> None:
    about = About(subject=Subject.POST, code="ASP-1", lang=Lang.EN)
    feeding.create(shared.workspace, about, "phone", until=date(2027, 3, 31))

    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot)
        assert "good until 31/03/2027" in screen_text(pilot.app)

    drive(desk(tmp_path), story, shared=shared)
