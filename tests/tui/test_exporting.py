"""Papers and calendars written from the application: what is asked, where it is, what is refused."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from exports.papers import Form as FileForm
from rota.errors import UserError
from rota.model.facts import PostId, SiteId
from rota.words import Lang
from rota.workspace.money import Chosen
from tests.tui.compliance_given import published
from tests.tui.given import desk, drive, told
from tests.tui.screen_text import LARGE, hold, screen_text, settle
from tests.workspace.given import small
from tui import exporting as e
from tui.exporting import Asked, Kind
from tui.exporting_form import Fields, started
from tui.screens.form import FormScreen
from tui.shared import Shared
from tui.widgets.form_fields import Mistakes, read_all

FIELDS = Fields(small(), date(2026, 12, 18))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One published December, which these tests only read."""
    with published(tmp_path_factory.mktemp("exports")) as found:
        yield found


def asked(folder: Path, **typed: str) -> Asked:
    """What the form makes of what is typed; what is not named stands as it does at first."""
    fields = started(FIELDS, {"folder": str(folder)})
    texts = {field.key: field.start.say(Lang.EN) for field in fields} | typed
    read = read_all(fields, texts)
    assert read.answers is not None, read.mistakes
    return FIELDS.make(read.answers)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (
            {"kind": "Service table, provisional", "site": "CH"},
            {"kind": Kind.PROVISIONAL, "period": "2026-12", "site": SiteId("CH")},
        ),
        (
            {"kind": "Service table, realised", "month": "2026-11", "only": "ASP-1"},
            {"kind": Kind.REALISED, "period": "2026-11", "post": PostId("ASP-1")},
        ),
        ({"kind": "Compliance report"}, {"kind": Kind.COMPLIANCE, "period": None}),
        ({"kind": "Compliance", "judged": "2027-01"}, {"kind": Kind.COMPLIANCE, "period": "2027-01"}),
        ({"kind": "Compliance", "judged": "present"}, {"kind": Kind.COMPLIANCE, "period": "four-months"}),
        (
            {"kind": "Half-yearly", "whose": "ASP-2"},
            {"kind": Kind.HALF_YEAR, "period": "2026-S2", "post": PostId("ASP-2")},
        ),
        ({"kind": "Final", "whose": "ASP-2"}, {"kind": Kind.FINAL, "post": PostId("ASP-2")}),
        (
            {"kind": "Cost", "paid": "2026-S2", "cost": "90000", "on_call": "100"},
            {"kind": Kind.SHARES, "period": "2026-S2", "given": Chosen(None, 9_000_000, 10_000)},
        ),
        ({"kind": "Calendar files"}, {"kind": Kind.CALENDARS}),
    ],
)
def test_the_form_asks_what_each_paper_hangs_on(
    tmp_path: Path, typed: Mapping[str, str], wanted: Mapping[str, object]
) -> None:
    found = asked(tmp_path, **typed)
    assert found == Asked(**{"folder": tmp_path, "form": FileForm.PDF, **wanted})  # type: ignore[arg-type]


def test_months_run_from_the_first_contract_to_what_is_published() -> None:
    months = [str(one.value) for one in FIELDS.month.choices]
    assert (months[0], months[-1]) == ("2027-02", "2026-11")
    assert [str(one.value) for one in FIELDS.half.choices] == ["2026-S2"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Mistakes) as refused:
        asked(tmp_path / "nowhere", kind="Compliance")
    assert set(refused.value.texts) == {"folder"}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (Kind.PROVISIONAL, {"period": "2026-12"}),
        (Kind.COMPLIANCE, {"site": SiteId("CHU")}),
        (Kind.HALF_YEAR, {"period": "2026-S2", "post": PostId("ASP-1")}),
        (Kind.FINAL, {"post": PostId("ASP-1")}),
        (Kind.SHARES, {"period": "2026-12"}),
    ],
)
def test_each_paper_is_written(
    shared: Shared, tmp_path: Path, kind: Kind, more: Mapping[str, object]
) -> None:
    wanted = Asked(**{"kind": kind, "folder": tmp_path, "form": FileForm.CSV, **more})  # type: ignore[arg-type]
    written = e.write(shared.workspace, wanted, Lang.FR, None)
    assert written.path.parent == tmp_path
    assert "ASP-1" in written.path.read_text(encoding="utf-8-sig")
    assert written.lawful == (kind is not Kind.COMPLIANCE), "Christmas is a day on which the CHU is closed"


def test_what_nobody_did_is_refused(shared: Shared, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        e.write(shared.workspace, Asked(Kind.REALISED, tmp_path, period="2027-02"), Lang.FR, None)
    with pytest.raises(Mistakes):
        e.write(shared.workspace, Asked(Kind.CALENDARS, tmp_path), Lang.FR, None)
    assert list(tmp_path.iterdir()) == []


def test_calendars_are_those_of_the_plan_that_is_open(shared: Shared, tmp_path: Path) -> None:
    state = desk(tmp_path).state
    given = e.Desk(state.problem, state.judged.plan)
    written = e.write(shared.workspace, Asked(Kind.CALENDARS, tmp_path), Lang.FR, given)
    assert written.files == len(list(written.path.glob("*.ics"))) == len(state.problem.posts)


def test_the_screen_is_as_it_was(shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.exporting.here_of", lambda _app: "/srv/rota")

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("f4")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("f7")
        await settle(pilot)
        await pilot.press(*"Cost", "tab")
        await hold(pilot, "export")

    drive(desk(tmp_path), story, size=LARGE, shared=shared)


def test_the_lights_are_written_as_they_are_looked_at(shared: Shared, tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("f4")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        await pilot.press("s", "e")
        await settle(pilot)
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        assert form.typed["kind"] == "Compliance report"
        assert (form.typed["judged"], form.typed["site"]) == ("all that is known", "CHU")
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert any("compliance-2026-12-18" in one and ".pdf" in one for one in told(pilot))
        assert any("rule of law" in one for one in told(pilot))

    drive(desk(tmp_path), story, shared=shared)
    (written,) = tmp_path.glob("*.pdf")
    assert written.read_bytes().startswith(b"%PDF")


def test_without_a_workspace_there_is_nothing_to_write(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("f7")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, FormScreen)
        assert "rota init" in screen_text(pilot.app)

    drive(desk(tmp_path), story)
