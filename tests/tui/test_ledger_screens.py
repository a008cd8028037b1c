"""The ledger as text, at two sizes and in two languages, with hostile names; its pure parts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.model.facts import PostId, SiteId
from rota.words import Lang
from rota.workspace.opened import Workspace
from tests.tui.given import ONE, TWO, drive
from tests.tui.ledger_given import contradicted, january, ledger, opened, prepare, press
from tests.tui.screen_text import hold, screen_text
from tests.tui.test_hostile import PRINTABLE, hostile
from tests.workspace.given import small
from tui import ledger_place as places
from tui.ledger_confirming import Confirming, Extent, replaced_by, toggle, wider
from tui.ledger_overview import drawn
from tui.ledger_place import LedgerPlace
from tui.ledger_view import read
from tui.shared import Shared


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published week, which each test copies."""
    return prepare(tmp_path_factory.mktemp("ledger"))


@pytest.fixture
def shared(prepared: Path, tmp_path: Path) -> Iterator[Shared]:
    """The week over; both sites claim the first morning."""
    with january(prepared, tmp_path) as found:
        contradicted(found.workspace)
        yield found


@pytest.fixture(autouse=True)
def no_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes hang on chance: they are not told here."""
    monkeypatch.setattr("tui.ledger_entries.DIGITS", 0)


SCREENS: dict[str, tuple[str, ...]] = {
    "ledger-posts": (),
    "ledger-close": ("f",),
    "ledger-missing": ("escape", "m"),
    "ledger-month": ("escape", "enter"),
    "ledger-decide": ("s",),
    "ledger-balance": ("escape", "b"),
    "ledger-confirm": ("escape", "down", "c", "space"),
    "ledger-effect": ("enter",),
    "ledger-help": ("escape", "f1"),
}
"""The keys that lead from each screen to the next."""


def test_the_screens_are_as_they_were(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await opened(pilot)
        for name, keys in SCREENS.items():
            await press(pilot, *keys)
            await hold(pilot, name)

    drive(None, story, lang=Lang.FR, shared=shared, home=tmp_path)


def test_names_are_shown_clean(tmp_path: Path) -> None:
    place = tmp_path / "hostile"
    place.mkdir()
    facts = hostile(small(), PRINTABLE, "Xé")
    with january(prepare(place, facts), tmp_path) as found:
        contradicted(found.workspace)

        async def story(pilot: Pilot[None]) -> None:
            screen = await opened(pilot)
            for keys in (("enter",), ("enter",), ("escape", "s"), ("escape", "down", "c"), ("enter",)):
                await press(pilot, *keys)
                text = screen_text(pilot.app)
                assert "\x1b" not in text
                assert text.isprintable() or all(line.isprintable() for line in text.splitlines())
            assert screen is ledger(pilot)

        drive(None, story, shared=found, home=tmp_path)


def test_without_a_balance_the_month_is_told_all_the_same(shared: Shared) -> None:
    workspace = Workspace(shared.workspace.store, shared.workspace.clock)
    view = read(workspace, "2025-01", SiteId("CH"))
    assert view.posts() == ()
    assert len(list(drawn(read(workspace, "2026-12", SiteId("CH")), (ONE, TWO), Lang.FR, 60))) == 3


def test_one_begins_on_the_month_that_is_to_be_confirmed() -> None:
    assert places.begin(date(2027, 1, 4)).month == "2026-12"
    assert places.begin(date(2027, 1, 11)).month == "2027-01"


def test_months_posts_and_sites_go_round() -> None:
    place = LedgerPlace("2026-12")
    assert places.month_by(place, 1).month == "2027-01"
    assert places.month_by(places.month_by(place, 1), -1) == place
    first = places.post_by(place, [ONE, TWO], 1)
    assert (first.post, places.post_by(first, [ONE, TWO], -1).post) == (ONE, TWO)
    assert places.post_by(place, [], 1) == place
    sites = [SiteId("CH"), SiteId("CHU")]
    seen = [place := places.site_by(place, sites) for _ in range(3)]
    assert [one.site for one in seen] == ["CH", "CHU", None]
    assert places.to_post(first, None).last_post == ONE


def test_what_is_confirmed_is_a_value(shared: Shared) -> None:
    view = read(Workspace(shared.workspace.store, shared.workspace.clock), "2026-12", SiteId("CH"))
    day = view.rows(ONE)[-1].day
    asked = Confirming(TWO, day, every_post=True)
    units = asked.units(view)
    assert {unit.site for unit in units} == {"CH"}
    marked = toggle(asked, units[0])
    assert toggle(marked, units[0]).absent == {}
    assert replaced_by(asked, units[0], PostId("ASP-1")).exceptions(view)[0].endswith(" replaced ASP-1")
    assert marked.exceptions(view)[0].endswith(" absent")
    extents = [asked.extent, wider(asked).extent, wider(wider(asked)).extent]
    assert extents == [Extent.WEEK, Extent.MONTH, Extent.DAY]
    ahead = Confirming(ONE, date(2027, 1, 20), Extent.DAY)
    assert ahead.units(view) == ()
