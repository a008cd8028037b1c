"""Showing, checking, explaining, pricing and comparing a small plan made by hand."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rota import plan_file, sites
from rota.model.calendar import Slot
from tests import builders as b
from tests.cli.conftest import DAYS, Run, Small, small_facts

GRID_EN = """\
ASP-1 · medicine
week 49   Mon 30/11 Tue 01/12 Wed 02/12 Thu 03/12 Fri 04/12 Sat 05/12 Sun 06/12
morning   V CLINIC! ·         U THEATR! ·         leave     ·
afternoon V WARD*   ·         ·         ·         leave
night                                             leave

ASP-2 · medicine
week 49   Mon 30/11 Tue 01/12 Wed 02/12 Thu 03/12 Fri 04/12 Sat 05/12 Sun 06/12
morning   ·!        ·         rest      ·         ·*        ·         U CALL!
afternoon ·         ·         rest      U~STAFF!  ·                   U CALL!
night               V DUTY!

Legend: V CH; U CHU; CLINIC CLINIC; THEATRE THEATRE; WARD WARD; STAFF STAFF;
CALL on call; DUTY on-site duty; ! other than published; · free; * pinned; ~
remote.
"""
GRID_FR = """\
ASP-1 · medicine
sem. 49   lun 30/11 mar 01/12 mer 02/12 jeu 03/12 ven 04/12 sam 05/12 dim 06/12
matin     V CLINIC! ·         U THEATR! ·         congé     ·
apr.-midi V WARD*   ·         ·         ·         congé
nuit                                              congé

Légende : V CH ; U CHU ; CLINIC CLINIC ; THEATRE THEATRE ; WARD WARD ; ! autre
que publié ; · libre ; * épinglé.
"""
SERVICE = """\
CH-MED · Medicine CH
week 49                Mon 30  Tue 01  Wed 02  Thu 03  Fri 04  Sat 05  Sun 06
am    CLINIC           A
pm    CLINIC                   hole 1
pm    WARD             A
night CH-GUARD                 B

Legend: A ASP-1; B ASP-2.
"""


def test_the_week_grid_of_posts(run: Run, small: Small) -> None:
    assert run("show", small.site, small.plan).out == GRID_EN
    assert run("show", small.site, small.plan, "--post", "ASP-1", "--lang", "fr").out == GRID_FR
    assert run("show", small.site, small.plan, "--week", "2026-W49").out == GRID_EN


def test_the_week_grid_of_a_service(run: Run, small: Small) -> None:
    assert run("show", small.site, small.plan, "--service", "CH-MED").out == SERVICE


def test_colour_adds_nothing_to_the_letters(small: Small) -> None:
    def shown(**environ: str) -> str:
        command = [sys.executable, "-m", "rota", "show", str(small.site), str(small.plan), "--lang", "en"]
        environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "COLUMNS": "80", **environ}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    coloured = shown(FORCE_COLOR="1")
    assert "\x1b[" in coloured
    assert _without_escapes(coloured) == shown(NO_COLOR="1") == shown() == GRID_EN


def _without_escapes(text: str) -> str:
    plain = ""
    for number, part in enumerate(text.split("\x1b[")):
        plain += part if number == 0 else part.partition("m")[2]
    return "\n".join(line.rstrip() for line in plain.splitlines()) + "\n"


def test_json_of_show(run: Run, small: Small) -> None:
    told = json.loads(run("show", small.site, small.plan, "--post", "ASP-2", "--format", "json").out)
    (post,) = told["posts"]
    rows = {row["half"]: row["cells"] for row in post["weeks"][0]["rows"]}
    assert [cell["state"] for cell in rows["am"]] == ["free", "free", "rest", "free", "free", "free", "work"]
    assert rows["am"][4]["pinned_by"] == "ASP-2"
    assert rows["night"][1]["placements"][0]["line"] == "CH-GUARD"
    service = json.loads(run("show", small.site, small.plan, "--service", "CH-MED", "--format", "json").out)
    missing = [cell["missing"] for row in service["services"][0]["weeks"][0]["rows"] for cell in row["cells"]]
    assert sum(missing) == 1


def test_check_tells_findings_with_rule_measure_limit_unit_and_source(run: Run, small: Small) -> None:
    told = run("check", small.site, small.plan)
    assert told.code == 0
    assert "No LAW rule is broken." in told.out
    found = json.loads(run("check", small.site, small.plan, "--format", "json").out)
    hole = next(finding for finding in found["findings"] if finding["rule"] == "needs-minimum")
    assert (hole["measured"], hole["limit"], hole["unit"]) == (0, 1, "count")
    assert hole["sources"][0]["confidence"] == "?"
    assert found["cost"] == sum(finding["cost"] for finding in found["findings"])
    assert {filler["placement"]["post"] for filler in found["holes"][0]["fillers"]} == {"ASP-1", "ASP-2"}


def test_check_answers_1_where_a_law_rule_is_broken(run: Run, small: Small) -> None:
    content = plan_file.read(small.plan, sites.read(small.site), _fingerprint(small))
    two = small_facts().posts[1].id
    worked = content.plan.change(add=(b.half_day(two, DAYS[2], Slot.AM, b.CH_MED),))
    plan_file.write(small.plan, replace(content, plan=worked))
    told = run("check", small.site, small.plan, "--lang", "fr")
    assert told.code == 1
    assert "LOI · Repos quotidien : 1" in told.out
    assert "11 h" in told.out


def _fingerprint(small: Small) -> str:
    return sites.fingerprint(sites.read(small.site))


def test_explain_work_leave_rest_and_free(run: Run, small: Small) -> None:
    def why(post: str, day: str, half: str) -> str:
        words = ("--post", post, "--date", day, "--half", half)
        return " ".join(run("explain", small.site, small.plan, *words).out.split())

    work = why("ASP-1", "2026-11-30", "am")
    assert "Serves the need MON-CLINIC of Medicine CH: 1 doctor(s) at least" in work
    assert "If the cell were free" in work
    assert "Medicine CH, CLINIC on Mon 30/11 morning: 0 doctor(s), 1 needed." in work
    assert "Pinned by CH-MED." in why("ASP-1", "2026-11-30", "pm")
    assert "takes what is left of the week" in why("ASP-1", "2026-11-30", "pm")
    assert "Absence LEAVE-1 (annual leave)" in why("ASP-1", "2026-12-04", "am")
    rest = why("ASP-2", "2026-12-02", "am")
    assert "Rest after the night on site" in rest
    assert "WARD, Medicine CH: impossible" in rest
    assert "11 h needed. [Code de la santé publique, art. R6152-27]" in rest
    assert "something allowed would cost less" in why("ASP-1", "2026-12-01", "pm")
    assert "Serves the line CH-GUARD" in why("ASP-2", "2026-12-01", "night")
    assert "all that could is forbidden or not worth" in why("ASP-2", "2026-12-05", "pm")


def test_explain_as_json(run: Run, small: Small) -> None:
    words = ("--post", "ASP-2", "--date", "2026-12-02", "--half", "am", "--format", "json")
    told = json.loads(run("explain", small.site, small.plan, *words).out)
    assert (told["state"], told["placements"]) == ("rest", [])
    ward = next(other for other in told["alternatives"] if other["placement"]["activity"] == "WARD")
    assert not ward["effect"]["lawful"]
    assert "daily-rest" in {finding["rule"] for finding in ward["effect"]["gained"]}


@pytest.mark.parametrize(
    ("cell", "content", "expected"),
    [
        (("ASP-1", "2026-12-01", "pm"), "CH-MED/CLINIC", (0, "Allowed.")),
        (("ASP-2", "2026-12-02", "am"), "CH-MED/WARD", (1, "Forbidden: a LAW rule would be broken.")),
        (("ASP-1", "2026-11-30", "am"), "off", (0, "CLINIC, Medicine CH → free")),
        (("ASP-1", "2026-11-30", "am"), "CH-MED/CLINIC", (0, "The cell holds that already.")),
        (("ASP-2", "2026-12-03", "pm"), "CHU-MED/STAFF/remote", (0, "The cell holds that already.")),
        (("ASP-1", "2026-12-05", "night"), "CH-GUARD", (0, "on-site duty: CH-GUARD")),
        (("ASP-1", "2026-12-05", "night"), "CH-MED/CH-GUARD", (0, "on-site duty: CH-GUARD")),
    ],
)
def test_what_if_prices_an_edit(
    run: Run, small: Small, cell: tuple[str, str, str], content: str, expected: tuple[int, str]
) -> None:
    (post, day, half), (code, told) = cell, expected
    words = ("--post", post, "--date", day, "--half", half, "--set", content)
    answer = run("what-if", small.site, small.plan, *words)
    assert answer.code == code
    assert told in " ".join(answer.out.split())
    data = json.loads(run("what-if", small.site, small.plan, *words, "--format", "json").out)
    assert data["effect"]["lawful"] == (code == 0)


def test_the_price_of_an_edit_is_the_difference_of_two_checks(run: Run, small: Small) -> None:
    words = ("--post", "ASP-1", "--date", "2026-12-01", "--half", "pm", "--set", "CH-MED/CLINIC")
    price = json.loads(run("what-if", small.site, small.plan, *words, "--format", "json").out)["effect"][
        "cost"
    ]
    before = json.loads(run("check", small.site, small.plan, "--format", "json").out)["cost"]
    content = plan_file.read(small.plan, sites.read(small.site), _fingerprint(small))
    one = small_facts().posts[0].id
    done = content.plan.change(add=(b.half_day(one, DAYS[1], Slot.PM, b.CH_MED, b.CLINIC),))
    plan_file.write(small.plan, replace(content, plan=done))
    after = json.loads(run("check", small.site, small.plan, "--format", "json").out)["cost"]
    assert after - before == price


def edited(small: Small) -> Path:
    """The plan with a half-day moved, one lost and one gained."""
    content = plan_file.read(small.plan, sites.read(small.site), _fingerprint(small))
    one, two = (post.id for post in small_facts().posts)
    plan = content.plan.change(
        remove=(
            b.half_day(one, DAYS[2], Slot.AM, b.CHU_MED, b.THEATRE),
            b.half_day(two, DAYS[3], Slot.PM, b.CHU_MED, b.STAFF, remote=True),
        ),
        add=(
            b.half_day(one, DAYS[2], Slot.AM, b.CH_MED),
            b.half_day(one, DAYS[1], Slot.PM, b.CH_MED, b.CLINIC),
        ),
    )
    path = small.folder / "B.json"
    plan_file.write(path, replace(content, plan=plan))
    return path


def test_diff_tells_changes_by_person_and_site(run: Run, small: Small) -> None:
    after = edited(small)
    told = run("diff", small.site, small.plan, after)
    assert told.code == 0
    assert "3 cell(s) changed from Mon 30/11 to Sun 06/12, 2 person(s)" in told.out
    assert "on Wed 02/12 morning, moved: THEATRE, Medicine CHU → WARD, Medicine CH" in told.out
    data = json.loads(run("diff", small.site, small.plan, after, "--format", "json").out)
    assert [change["kind"] for change in data["changes"]] == ["gained", "moved", "lost"]
    assert {(t["post"], t["site"]): (t["lost"], t["gained"]) for t in data["tallies"]} == {
        ("ASP-1", "CH"): (0, 2),
        ("ASP-1", "CHU"): (1, 0),
        ("ASP-2", "CHU"): (1, 0),
    }
    assert data["cost_after"] - data["cost_before"] == data["effect"]["cost"]
    back = json.loads(run("diff", small.site, after, small.plan, "--format", "json").out)
    assert back["effect"]["cost"] == -data["effect"]["cost"]


def test_diff_of_a_plan_with_itself(run: Run, small: Small) -> None:
    told = run("diff", small.site, small.plan, small.plan, "--lang", "fr").out
    assert "Rien ne change" in told
    assert "Aucun constat ne change." in told


def test_diff_judges_plans_of_an_earlier_folder_by_the_present_one(run: Run, small: Small) -> None:
    absences = small.site / "absences.csv"
    with absences.open("a", encoding="utf-8") as file:
        file.write("SICK-1,ASP-1,other,2026-12-02,am,2026-12-02,pm\n")
    told = run("diff", small.site, small.plan, small.plan)
    assert told.code == 0
    assert "made for an earlier state of the folder" in " ".join(told.err.split())


def test_the_typical_week_in_all_forms(run: Run, small: Small) -> None:
    text = run("typical-week", small.site, small.plan, "--post", "ASP-1", "--lang", "fr").out
    assert "lundi     matin      1/1  V CLINIC, Medicine CH" in text
    rows = list(
        csv.DictReader(io.StringIO(run("typical-week", small.site, small.plan, "--format", "csv").out))
    )
    assert len(rows) == 2 * 6 * 2
    assert rows[0]["service"] == "CH-MED"
    weeks = json.loads(run("typical-week", small.site, small.plan, "--format", "json").out)["weeks"]
    assert [week["post"] for week in weeks] == ["ASP-1", "ASP-2"]


def test_the_rules_are_listed_with_figure_source_and_day_read(run: Run) -> None:
    told = run("rules").out
    assert "LAW · Daily rest · daily-rest" in told
    assert "Daily rest: 11 h since 26/07/2005; a convention may raise it" in told
    assert "R6152-27 (read" in told
    french = run("rules", "--lang", "fr").out
    assert "LOI · Repos quotidien · daily-rest" in french
    data = json.loads(run("rules", "--format", "json").out)
    assert {rule["force"] for rule in data["rules"]} == {"law", "agreement", "wish"}


def test_calendars_are_written(run: Run, small: Small) -> None:
    out = small.folder / "calendars"
    told = run("export", "ics", small.site, small.plan, "--out", out)
    assert told.code == 0
    assert sorted(path.name for path in out.glob("*.ics")) == ["ASP-1.ics", "ASP-2.ics"]
    again = json.loads(run("export", "ics", small.site, small.plan, "--out", out, "--format", "json").out)
    assert len(again["files"]) == 2
    refused = run("export", "ics", small.site, small.plan, "--out", small.plan)
    assert refused.code == 2
    assert "cannot be written" in " ".join(refused.err.split())


def test_validate(run: Run, small: Small) -> None:
    assert run("validate", small.site).out.startswith("test: no fault.")
    assert json.loads(run("validate", small.site, "--format", "json").out)["counts"]["posts"] == 2
    (small.site / "sites.toml").unlink()
    told = run("validate", small.site, "--format", "json")
    assert told.code == 2
    assert json.loads(told.out)["faults"][0]["file"] == "sites.toml"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_is_wider_than_80_columns(run: Run, small: Small, lang: str) -> None:
    after = edited(small)
    words: list[list[object]] = [
        ["show", small.site, small.plan],
        ["show", small.site, small.plan, "--service", "CHU-MED"],
        ["check", small.site, small.plan],
        ["explain", small.site, small.plan, "--post", "ASP-2", "--date", "2026-12-02", "--half", "am"],
        ["diff", small.site, small.plan, after],
        ["typical-week", small.site, small.plan],
        ["rules"],
        ["validate", small.site],
    ]
    for command in words:
        told = run(*command, "--lang", lang)
        assert [line for line in told.out.splitlines() if len(line) > 80] == []
        assert [line for line in told.out.splitlines() if line != line.rstrip()] == []


def test_a_pipe_closed_early_is_silent(small: Small) -> None:
    command = f"{sys.executable} -m rota rules --lang en | head -1; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
