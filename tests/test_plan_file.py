"""Plan files: lossless, diffable, and every hostile or stale one refused with its reason."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rota import plan_file
from rota.errors import FaultyPlan
from rota.model.calendar import Slot, Span
from rota.model.plan import Pin, Plan
from rota.model.problem import Problem
from rota.plan_file import PlanFile
from rota.scheduler.outcome import Settings, Status, StoppedBy
from tests import builders as b

FACTS = b.facts(posts=2)
PRINT = "sha256:00"
ONE, TWO = (post.id for post in FACTS.posts)
DAYS = [b.MONDAY + timedelta(days=n) for n in range(7)]


def example() -> PlanFile:
    """A file that uses every field."""
    problem = b.problem(FACTS)
    first = b.half_day(ONE, DAYS[0], Slot.AM, b.CH_MED)
    plan = b.plan(
        problem,
        first,
        b.half_day(TWO, DAYS[0], Slot.AM, b.CHU_MED, b.STAFF, remote=True),
        b.duty(ONE, DAYS[3]),
        b.duty(TWO, DAYS[6], Slot.AM, Slot.PM),
    )
    eve = b.half_day(ONE, b.MONDAY - timedelta(days=3), Slot.PM, b.CH_MED)
    return PlanFile(
        site=FACTS.name,
        fingerprint=PRINT,
        made_at=datetime(2026, 11, 22, 17, 34, 5, tzinfo=UTC),
        rota="0.1.0",
        settings=Settings(gap=0.015, time_limit_seconds=12.5, seed=7, workers=1),
        status=Status.WITHIN,
        stopped_by=StoppedBy.GAP,
        cost=1234,
        bound=1220.25,
        gap=0.0111426,
        seconds=3.142,
        components=2,
        pins=(
            Pin("CH", ONE, DAYS[0], Slot.AM, first),
            Pin(ONE, ONE, DAYS[1], Slot.PM, None),
        ),
        past=(eve,),
        published=Plan.of(Span(DAYS[0], DAYS[2]), [first]),
        plan=plan,
    )


def damaged(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A plan file in which something was changed by hand."""
    record = json.loads(plan_file.text_of(example()))
    change(record)
    path = folder / "PLAN.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def told(path: Path) -> str:
    with pytest.raises(FaultyPlan) as caught:
        plan_file.read(path, FACTS, PRINT)
    assert caught.value.text.fr != caught.value.text.en
    assert all(ord(character) >= 32 or character == "\n" for character in caught.value.text.en)
    return caught.value.text.en


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    plan_file.write(tmp_path / "PLAN.json", example())
    assert plan_file.read(tmp_path / "PLAN.json", FACTS, PRINT) == example()
    assert [path.name for path in tmp_path.iterdir()] == ["PLAN.json"]


def test_nothing_proved_and_nothing_published_is_read_again(tmp_path: Path) -> None:
    bare = replace(
        example(), bound=None, gap=None, published=None, pins=(), past=(), plan=Plan.of(example().span, [])
    )
    plan_file.write(tmp_path / "PLAN.json", bare)
    assert plan_file.read(tmp_path / "PLAN.json", FACTS, PRINT) == bare


def test_the_problem_is_rebuilt(tmp_path: Path) -> None:
    content = example()
    rebuilt = content.problem(FACTS)
    assert rebuilt == Problem(
        FACTS, content.span, pins=content.pins, past=content.past, published=content.published
    )


def test_one_placement_a_line_in_an_order_of_its_own() -> None:
    content = example()
    text = plan_file.text_of(content)
    lines = [line.strip().rstrip(",") for line in text.splitlines()]
    assert (
        '{"day": "2026-12-03", "post": "ASP-1", "slots": ["night"], "service": "CH-MED", "line": "CH-GUARD"}'
        in lines
    )
    shuffled = replace(
        content, pins=content.pins[::-1], plan=Plan(content.span, content.plan.placements[::-1])
    )
    assert plan_file.text_of(shuffled) == text


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "PLAN.json"
    plan_file.write(path, example())
    before = path.read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        plan_file.write(path, replace(example(), seconds=float("nan")))
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["PLAN.json"]


def test_only_a_file_is_written_over(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no ordinary file"):
        plan_file.write(tmp_path, example())


def test_another_state_of_the_folder_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "PLAN.json"
    plan_file.write(path, example())
    with pytest.raises(FaultyPlan) as changed:
        plan_file.read(path, FACTS, "sha256:11")
    assert "the folder has changed since" in changed.value.text.en
    assert "le dossier a changé depuis" in changed.value.text.fr
    with pytest.raises(FaultyPlan) as other:
        plan_file.read(path, replace(FACTS, name="elsewhere"), "sha256:11")
    assert "“test”" in other.value.text.en
    assert "“elsewhere”" in other.value.text.en


def test_an_earlier_plan_loses_what_the_folder_no_longer_has(tmp_path: Path) -> None:
    path = tmp_path / "PLAN.json"
    plan_file.write(path, example())
    fewer = b.facts(posts=1)
    content, left_out = plan_file.read_earlier(path, fewer)
    assert left_out == 2
    assert {placement.post for placement in content.plan.placements} == {ONE}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1, column 1: it is not JSON"),
        ("[1, 2", "it is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"format": "rota-plan", "version": ' + "9" * 5_000 + "}", "is refused"),
        ('{"format": "rota-plan", "version": NaN}', "the number"),
        ('{"format": "rota-plan", "version": 1e999}', "the number"),
        ('{"format": "rota-plan", "format": "rota-plan"}', "is given twice"),
        ("[]", "it is not a plan"),
        ('{"format": "other"}', "it is not a plan"),
        ('{"format": "rota-plan", "version": 2}', "version 2 of the format"),
        ('{"format": "rota-plan", "version": true}', "version true"),
        ('{"format": "rota-plan", "version": 1}', "span is missing"),
    ],
)
def test_hostile_text_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "PLAN.json"
    path.write_text(text, encoding="utf-8")
    assert reason in told(path)


def test_missing_folder_and_binary_files_are_refused(tmp_path: Path) -> None:
    assert "no such file" in told(tmp_path / "none.json")
    assert "cannot be read" in told(tmp_path)
    path = tmp_path / "PLAN.json"
    path.write_bytes(b"\xff\xfe\x00{")
    assert "not UTF-8" in told(path)


CASES: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda plan: plan.pop("placements"), "placements is missing"),
    (lambda plan: plan.update(placements={}), "placements: a list […] expected, not {…}"),
    (lambda plan: plan.update(placements=[None]), "placements[0] is missing"),
    (lambda plan: plan.update(extra=1), 'plan."extra": unknown key'),
    (
        lambda plan: plan["placements"][0].update(post="ASP-3"),
        'the folder does not know "ASP-3". Did you mean',
    ),
    (lambda plan: plan["placements"][0].update(post=[]), "the folder does not know […]"),
    (lambda plan: plan["placements"][0].update(service="X"), 'does not know "X"'),
    (lambda plan: plan["placements"][0].update(service="CHU-MED", line="CH-GUARD"), "exactly one"),
    (lambda plan: plan["placements"][0].pop("activity"), "exactly one"),
    (lambda plan: plan["placements"][2].update(service="CHU-MED"), "does not belong to service CHU-MED"),
    (lambda plan: plan["placements"][0].update(remote=True), "cannot be attended remotely"),
    (lambda plan: plan["placements"][0].update(remote="yes"), "true or false expected"),
    (lambda plan: plan["placements"][0].update(slots=["am", "pm"]), "an activity takes one half-day"),
    (lambda plan: plan["placements"][0].update(slots=["night"]), "an activity takes one half-day"),
    (lambda plan: plan["placements"][3].update(slots=["pm", "am"]), "slots: am, pm, night in order"),
    (lambda plan: plan["placements"][3].update(slots="am"), "slots: am, pm, night in order"),
    (lambda plan: plan["placements"][0].update(day="2026-13-01"), "is not a date"),
    (lambda plan: plan["placements"][0].update(day="20261201"), "is not a date"),
    (lambda plan: plan["placements"][0].update(day=20261201), "is not a date"),
    (lambda plan: plan["placements"][0].update(day="2027-12-01"), "is outside"),
    (lambda plan: plan["placements"].append(plan["placements"][0]), "placements[4] is given twice"),
    (lambda plan: plan["span"].update(last="2026-01-01"), "ends before it starts"),
    (lambda plan: plan["span"].update(last="2036-01-01"), "is over 800 days"),
    (lambda plan: plan["outcome"].update(status="great"), "is not one of best"),
    (lambda plan: plan["outcome"].update(cost=-1), "out of bounds"),
    (lambda plan: plan["outcome"].update(cost=1.5), "a whole number expected"),
    (lambda plan: plan["outcome"].update(gap=True), "a number expected"),
    (lambda plan: plan["settings"].update(workers=-1), "out of bounds"),
    (lambda plan: plan.update(made_at="today"), "is not an instant"),
    (lambda plan: plan.update(made_at="2026-02-30T00:00:00Z"), "is not an instant"),
    (lambda plan: plan.update(site="x" * 300), "a text expected"),
    (lambda plan: plan["pins"][0].update(owner="\x1b[31m"), "owner: a text expected"),
    (lambda plan: plan["pins"][0].update(half="noon"), "is not one of am, pm, night"),
    (lambda plan: plan["pins"][0].update(day="2026-12-02"), "is not in the pinned cell"),
    (lambda plan: plan["published"].update(placements=3), "published.placements: a list"),
    (lambda plan: plan["placements"][0].update(post="\x1b[31m\u202e"), "does not know"),
]


@pytest.mark.parametrize(("change", "reason"), CASES, ids=[reason for _, reason in CASES])
def test_faulty_content_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    assert reason in told(damaged(tmp_path, change))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def spoil(record: dict[str, Any]) -> None:
        for placement in record["placements"]:
            placement["post"] = "NOBODY"
        record["outcome"]["cost"] = "dear"

    lines = told(damaged(tmp_path, spoil)).splitlines()
    assert lines[0] == "PLAN.json: 5 fault(s), the plan is refused."
    assert len(lines) == 6
