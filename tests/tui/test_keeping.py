"""Nothing is lost: drafts, files changed by others, memory, preferred keys; and what is opened."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota import plan_file, sites
from rota.errors import FaultyFolder, FaultyPlan, UserError
from rota.model.calendar import Slot
from rota.words import Lang, Text
from tests.cli.conftest import DAYS, small_facts
from tests.tui.given import ONE, FixedClock, desk, drive, planner, told, written
from tests.tui.screen_text import screen_text, settle
from tui.drafts import DraftKeeper, draft_path
from tui.memory import Memory, read_keys, recall, remember
from tui.opening import open_desk


async def cleared(pilot: Pilot[None]) -> None:
    """Free the first cell, and save nothing."""
    await pilot.press("delete")


def test_work_that_was_not_saved_is_there_on_the_next_day(tmp_path: Path) -> None:
    drive(desk(tmp_path), cleared)
    assert draft_path(tmp_path / "PLAN.json").is_file()
    opened = desk(tmp_path)
    assert opened.state.unsaved
    assert not opened.state.judged.plan.at(ONE, DAYS[0], Slot.AM)

    async def story(pilot: Pilot[None]) -> None:
        assert any("draft restored" in one for one in told(pilot))
        await pilot.press("u")
        assert not planner(pilot).state.unsaved
        await settle(pilot)

    drive(opened, story)
    assert not draft_path(tmp_path / "PLAN.json").exists(), "nothing is unsaved any more"


def test_a_draft_is_on_disk_before_the_next_key(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("delete")
        keeper = planner(pilot)._keeper
        assert keeper is not None
        keeper.settle()
        kept, _ = plan_file.read_earlier(draft_path(tmp_path / "PLAN.json"), small_facts())
        assert kept.plan == planner(pilot).state.judged.plan

    drive(desk(tmp_path), story)


def test_a_draft_that_cannot_be_read_is_told_and_the_plan_opens(tmp_path: Path) -> None:
    written(tmp_path)
    draft_path(tmp_path / "PLAN.json").write_text("{", encoding="utf-8")
    opened = desk(tmp_path)
    assert any("draft" in text.en for text in opened.told)
    assert not opened.state.unsaved


def test_a_draft_of_other_weeks_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path)
    content, _ = plan_file.read_earlier(path, small_facts())
    span = replace(content.plan.span, last=DAYS[13])
    other = replace(content, plan=replace(content.plan, span=span), pins=())
    plan_file.write(draft_path(path), other)
    assert not desk(tmp_path).state.unsaved


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    content, _ = plan_file.read_earlier(path, small_facts())
    reasons: list[Text] = []
    keeper = DraftKeeper(tmp_path / "gone" / "PLAN.json", reasons.append)
    keeper.keep(content)
    keeper.settle()
    keeper.close()
    assert [reason.fr for reason in reasons] == ["il n’existe pas"]


def test_what_somebody_else_wrote_is_never_written_over(tmp_path: Path) -> None:
    opened = desk(tmp_path)
    theirs = "somebody else's"

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("delete")
        opened.path.write_text(theirs, encoding="utf-8")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert any("PLAN-2.json" in one for one in told(pilot))
        assert "PLAN-2.json" in screen_text(pilot.app)
        await pilot.press("delete", "ctrl+s")

    drive(opened, story)
    assert opened.path.read_text(encoding="utf-8") == theirs
    assert (tmp_path / "PLAN-2.json").is_file()


def test_a_plan_that_cannot_be_written_is_told_and_stays_a_draft(tmp_path: Path) -> None:
    opened = desk(tmp_path)

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("delete")
        planner(pilot).desk = replace(opened, path=tmp_path / "gone" / "PLAN.json")
        planner(pilot)._digest = ""
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert planner(pilot).state.unsaved
        assert any("cannot be written" in one for one in told(pilot))

    drive(opened, story)


def test_preferences_are_remembered_and_what_is_unreadable_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "memory.json"
    remember(path, Memory(lang="fr", theme="rota-light"))
    assert recall(path) == Memory(lang="fr", theme="rota-light")
    for bad in (b"", b"\xff", b"[]", b'{"lang": 3, "theme": "x", "weeks": "4", "show": null}'):
        path.write_bytes(bad)
        assert recall(path) == Memory()
    remember(tmp_path / "deep" / "memory.json" / "below", Memory())


def test_preferred_keys_are_taken_and_faults_told(tmp_path: Path) -> None:
    path = tmp_path / "keymap.toml"
    assert read_keys(path) == ({}, ())
    lines = ("[keys]", '"plan.solve" = "f9"', '"plan.slove" = "f10"', '"undo" = 3', '"redo" = "w"')
    path.write_text("\n".join(lines), encoding="utf-8")
    keys, troubles = read_keys(path)
    assert keys == {"plan.solve": "f9"}
    assert "plan.solve" in troubles[0].en
    assert len(troubles) == 3
    path.write_text("keys = [", encoding="utf-8")
    assert read_keys(path)[1]

    path.write_text('[keys]\n"cell.clear" = "f9"\n', encoding="utf-8")

    async def story(pilot: Pilot[None]) -> None:
        await pilot.press("delete")
        assert not planner(pilot).state.unsaved
        await pilot.press("f9")
        assert planner(pilot).state.unsaved

    drive(desk(tmp_path), story)


def test_a_folder_without_a_plan_begins_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sites.write(small_facts(), tmp_path / "site")
    opened = open_desk(tmp_path / "site", None, None, None, FixedClock())
    assert opened.path == Path("PLAN.json")
    assert opened.state.judged.plan.span.first == date(2026, 11, 23)
    assert not opened.state.judged.plan.placements
    later = open_desk(tmp_path / "site", None, DAYS[0], 2, FixedClock())
    assert len(later.state.judged.plan.span) == 14


def test_the_usual_plan_is_the_one_of_this_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path)
    assert open_desk(Path("site"), None, None, None, FixedClock()).path == Path("PLAN.json")
    text = path.read_text(encoding="utf-8").replace('"site": "test"', '"site": "another"')
    path.write_text(text, encoding="utf-8")
    assert open_desk(Path("site"), None, None, None, FixedClock()).path == Path("PLAN-site.json")
    with pytest.raises(FaultyPlan):
        open_desk(Path("site"), path, None, None, FixedClock())


def test_new_weeks_never_replace_a_plan(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(UserError):
        open_desk(tmp_path / "site", path, DAYS[0], 1, FixedClock())


def test_a_folder_that_has_changed_is_told(tmp_path: Path) -> None:
    written(tmp_path)
    facts = small_facts()
    sites.write(replace(facts, absences=()), tmp_path / "site")
    opened = desk(tmp_path)
    assert any("earlier state" in text.en for text in opened.told)


def test_a_faulty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(FaultyFolder):
        open_desk(tmp_path / "site", None, None, None, FixedClock())


def test_the_language_remembered_is_the_one_spoken(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "memory.json").write_text(json.dumps({"lang": "fr"}), encoding="utf-8")
    assert drive(desk(tmp_path), settle).lang is Lang.FR
