"""Making plans: what is written, refused, contradicted, interrupted."""

import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from rota import plan_file, scheduler, sites
from rota.check import check
from rota.model.calendar import Slot
from rota.model.facts import AbsenceId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.scheduler.outcome import OnProgress, Outcome, Progress, Settings, Status, Stop, StoppedBy
from tests import builders as b
from tests.cli.conftest import DAYS, Run, Small, small_facts

WEEK = ("--from", "2026-11-30", "--weeks", "1")


def plan_of(path: Path, small: Small) -> plan_file.PlanFile:
    facts = sites.read(small.site)
    return plan_file.read(path, facts, sites.fingerprint(facts))


def test_a_plan_is_written_checked_and_told(run: Run, small: Small) -> None:
    out = small.folder / "out.json"
    told = run("plan", small.site, *WEEK, "--out", out, "--lang", "fr")
    assert (told.code, told.err) == (0, "")
    assert "Prouvé : aucun planning ne coûte moins." in told.out
    assert "Aucune règle de loi n’est enfreinte." in told.out
    assert f"Planningécrit:{out}" in "".join(told.out.split())
    assert [line for line in told.out.splitlines() if len(line) > 80 and str(out) not in line] == []
    assert run("check", small.site, out).code == 0


def test_the_same_seed_gives_the_same_plan(run: Run, small: Small) -> None:
    first, second = small.folder / "1.json", small.folder / "2.json"
    for out in (first, second):
        assert run("plan", small.site, *WEEK, "--out", out, "--seed", "5", "--gap", "0").code == 0
    assert plan_of(first, small).plan == plan_of(second, small).plan


def test_json_of_a_plan(run: Run, small: Small) -> None:
    out = small.folder / "out.json"
    told = json.loads(run("plan", small.site, *WEEK, "--out", out, "--format", "json").out)
    content = plan_of(out, small)
    assert (told["status"], told["cost"], told["lawful"]) == (content.status, content.cost, True)
    assert set(told["shares"]) == {"ASP-1", "ASP-2"}
    assert told["span"] == {"first": "2026-11-30", "last": "2026-12-06"}


def test_without_out_the_plan_goes_to_the_current_folder(
    run: Run, small: Small, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert run("plan", small.site, *WEEK).code == 0
    assert [path.name for path in here.iterdir()] == ["PLAN.json"]


def test_pins_hold_and_are_kept_in_the_file(run: Run, small: Small) -> None:
    pins, out = small.folder / "pins.csv", small.folder / "out.json"
    pins.write_text(
        "owner,post,day,half,set\n# decided in the staff meeting\n"
        "CH-MED,ASP-1,2026-12-01,am,CH-MED/WARD\nASP-2,ASP-2,2026-12-02,pm,off\n",
        encoding="utf-8",
    )
    assert run("plan", small.site, *WEEK, "--out", out, "--pins", pins).code == 0
    content = plan_of(out, small)
    one, two = (post.id for post in small_facts().posts)
    assert b.half_day(one, DAYS[1], Slot.AM, b.CH_MED) in content.plan.placements
    assert content.plan.at(two, DAYS[2], Slot.PM) == ()
    assert {pin.owner for pin in content.pins} == {"CH-MED", "ASP-2"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_contradiction_names_the_guilty_facts_and_their_owners(run: Run, small: Small, lang: str) -> None:
    pins, out = small.folder / "pins.csv", small.folder / "out.json"
    pins.write_text("owner;post;day;half;set\nCH-MED;ASP-1;2026-12-04;am;CH-MED/WARD\n", encoding="utf-8")
    told = run("plan", small.site, *WEEK, "--out", out, "--pins", pins, "--lang", lang)
    assert told.code == 3
    assert not out.exists()
    assert "LEAVE-1" in told.out
    assert ("CH-MED a épinglé ASP-1" if lang == "fr" else "CH-MED pinned ASP-1") in told.out
    data = json.loads(
        run("plan", small.site, *WEEK, "--out", out, "--pins", pins, "--format", "json", "--lang", lang).out
    )
    assert data["status"] == "impossible"
    assert {culprit["kind"] for culprit in data["conflict"]["culprits"]} == {"pin", "absence"}


PINS_HEADER = "owner,post,day,half,set\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "The first line must be"),
        ("a,b\n", "The first line must be"),
        (PINS_HEADER + "CHX,ASP-1,2026-12-01,am,off\n", "is no site, service or post. Did you mean"),
        (PINS_HEADER + "CH,ASP-9,2026-12-01,am,off\n", "no post “ASP-9”"),
        (PINS_HEADER + "CH,ASP-1,2026-12-32,am,off\n", "is not a date"),
        (PINS_HEADER + "CH,ASP-1,2027-12-01,am,off\n", "is outside the plan"),
        (PINS_HEADER + "CH,ASP-1,2026-12-01,noon,off\n", "is no part of a day"),
        (PINS_HEADER + "CH,ASP-1,2026-12-01,am,CH-MED/SURGERY\n", "no activity “SURGERY”"),
        (PINS_HEADER + "CH,ASP-1,2026-12-01\n", "has not five cells"),
        (PINS_HEADER + 'CH,"ASP-1,2026-12-01,am,off\n', "A quote is opened"),
        (PINS_HEADER + "\x00,\x1b[31m,,,\n", "is no site, service or post"),
        (PINS_HEADER + "=cmd|' /C calc',ASP-1,2026-12-01,am,off\n", "is no site, service or post"),
    ],
)
def test_faulty_pins_are_refused_with_their_line(run: Run, small: Small, text: str, reason: str) -> None:
    pins = small.folder / "pins.csv"
    pins.write_text(text, encoding="utf-8")
    told = run("plan", small.site, *WEEK, "--out", small.folder / "out.json", "--pins", pins)
    assert (told.code, told.out) == (2, "")
    assert reason in " ".join(told.err.split())
    assert told.err.startswith("pins.csv")
    assert all(character.isprintable() or character == "\n" for character in told.err)


def test_all_faults_of_the_pins_are_told_at_once(run: Run, small: Small) -> None:
    pins = small.folder / "pins.csv"
    pins.write_text(PINS_HEADER + "CH,ASP-1,2026-12-01,am,SURF\n" * 200, encoding="utf-8")
    told = run("plan", small.site, *WEEK, "--pins", pins)
    assert "pins refused: 50 fault(s)" in told.err


def test_what_cannot_be_written_is_refused_before_the_search(
    run: Run, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_words: object, **_more: object) -> Outcome:
        raise AssertionError("the search began")

    monkeypatch.setattr(scheduler, "solve", never, raising=False)
    folder = small.folder
    for out, reason in ((folder / "none" / "x.json", "folder does not exist"), (folder, "it is a folder")):
        told = run("plan", small.site, *WEEK, "--out", out)
        assert told.code == 2
        assert reason in " ".join(told.err.split())
    told = run("plan", small.site, *WEEK, "--out", small.plan, "--against", small.plan)
    assert told.code == 2
    assert "would be overwritten" in " ".join(told.err.split())
    told = run("plan", small.site, *WEEK, "--freeze-until", "2026-12-01")
    assert told.code == 2
    assert "goes with --against only" in told.err


def test_a_change_of_the_folder_moves_little_of_the_published_plan(run: Run, small: Small) -> None:
    published, again = small.folder / "1.json", small.folder / "2.json"
    weeks = ("--from", "2026-11-30", "--weeks", "2", "--gap", "0")
    assert run("plan", small.site, *weeks, "--out", published).code == 0
    with (small.site / "absences.csv").open("a", encoding="utf-8") as file:
        file.write("SICK-1,ASP-2,other,2026-12-08,am,2026-12-08,pm\n")
    refused = run("check", small.site, published)
    assert refused.code == 2
    told = run(
        "plan", small.site, *weeks, "--out", again, "--against", published, "--freeze-until", "2026-12-07"
    )
    assert told.code == 0
    assert "made for an earlier state of the folder" in " ".join(told.err.split())
    found = json.loads(run("diff", small.site, published, again, "--format", "json").out)
    days = {change["cell"]["day"] for change in found["changes"]}
    assert "2026-12-08" in days
    assert min(days) > "2026-12-07"
    assert len(found["changes"]) <= 8


def test_what_comes_before_the_first_day_is_past(run: Run, small: Small) -> None:
    later, out = ("--from", "2026-12-07", "--weeks", "1"), small.folder / "out.json"
    assert run("plan", small.site, *later, "--out", out, "--against", small.plan).code == 0
    content = plan_of(out, small)
    assert set(content.past) == set(plan_of(small.plan, small).plan.placements)
    assert content.published is None


def _ended(problem: Problem, status: Status, by: StoppedBy, *, found: bool) -> Outcome:
    plan = Plan.of(problem.span, []) if found else None
    report = check(problem, plan) if plan else None
    return Outcome(status, plan, report, float("-inf"), 1.0, 0.5, 0, 1, stopped_by=by)


@pytest.mark.parametrize(("found", "code"), [(True, 0), (False, 130)])
def test_ctrl_c_keeps_the_best_plan_so_far(
    run: Run, small: Small, monkeypatch: pytest.MonkeyPatch, found: bool, code: int
) -> None:
    def slow(problem: Problem, settings: Settings, on_progress: OnProgress, stop: Stop) -> Outcome:
        on_progress(Progress(12.0, 4000, 3000.0, 1, 2))
        os.kill(os.getpid(), signal.SIGINT)
        while not stop():
            time.sleep(0.01)
        return _ended(problem, Status.STOPPED if found else Status.NO_PLAN, StoppedBy.USER, found=found)

    monkeypatch.setattr(scheduler, "solve", slow, raising=False)
    out = small.folder / "out.json"
    told = run("plan", small.site, *WEEK, "--out", out)
    assert told.code == code
    assert out.exists() == found
    assert "the best plan so far will be kept" in " ".join(told.err.split())
    if found:
        assert "Stopped at your request." in told.out
        assert plan_of(out, small).bound is None
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_no_plan_in_time_is_told(run: Run, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(problem: Problem, settings: Settings, on_progress: OnProgress, stop: Stop) -> Outcome:
        return _ended(problem, Status.NO_PLAN, StoppedBy.CLOCK, found=False)

    monkeypatch.setattr(scheduler, "solve", late, raising=False)
    told = run("plan", small.site, *WEEK, "--out", small.folder / "out.json")
    assert told.code == 2
    assert "--time-limit" in told.err


def test_progress_is_told_where_nobody_watches(
    run: Run, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long(problem: Problem, settings: Settings, on_progress: OnProgress, stop: Stop) -> Outcome:
        on_progress(Progress(12.0, 4000, 3000.0, 1, 2))
        time.sleep(0.5)
        return _ended(problem, Status.STOPPED, StoppedBy.CLOCK, found=True)

    monkeypatch.setattr(scheduler, "solve", long, raising=False)
    told = run("plan", small.site, *WEEK, "--out", small.folder / "out.json")
    assert told.err == "12 s · 1/2 parts · price 4000 · bound 3000 · gap 25.0%\n"
    assert "The time given is over" in told.out


def test_holes_are_told_with_who_could_fill_them(run: Run, small: Small) -> None:
    facts = small_facts()
    off = replace(facts.absences[0], first=DAYS[0], last=DAYS[6])
    both = tuple(replace(off, id=AbsenceId(f"AWAY-{post.id}"), post=post.id) for post in facts.posts)
    sites.write(replace(facts, absences=both), small.site)
    told = run("plan", small.site, *WEEK, "--out", small.folder / "out.json")
    assert told.code == 0
    text = " ".join(told.out.split())
    assert "Holes: 4" in text
    assert "ASP-1 on Mon 30/11 morning: impossible" in text
    assert "is away" in text
