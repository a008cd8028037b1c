"""A command called wrongly answers 2 with one clear sentence, in both languages, and never a traceback."""

import pytest

from tests.cli.conftest import Run, Small

CASES: list[tuple[list[str], str, str]] = [
    (["plann"], "Did you mean “plan”?", "Vouliez-vous dire « plan » ?"),
    (["zzzz"], "There is no command “zzzz”.", "La commande « zzzz » n’existe pas."),
    (["export", "icss"], "Did you mean “ics”?", "Vouliez-vous dire « ics » ?"),
    (["--frm"], "There is no option --frm.", "L’option --frm n’existe pas."),
    (["plan", "S", "--fromm", "2026-11-30"], "Did you mean “--from”?", "Vouliez-vous dire « --from » ?"),
    (["plan", "S", "--weeks", "5"], "--from is missing.", "Il manque --from."),
    (["plan", "--weeks", "5", "--from", "2026-11-30"], "SITE is missing.", "Il manque SITE."),
    (["show", "S"], "PLAN.json is missing.", "Il manque PLAN.json."),
    (["show", "S", "P", "Q"], "One argument too many: Q", "Argument en trop : Q"),
    (["show", "S", "P", "--post"], "--post needs a value.", "--post attend une valeur."),
    (["rules", "--markdown=yes"], "--markdown takes no value.", "--markdown n’attend pas de valeur."),
    (["plan", "S", "--from", "tomorrow", "--weeks", "5"], "a date YYYY-MM-DD", "une date AAAA-MM-JJ"),
    (["plan", "S", "--from", "2026-02-30", "--weeks", "5"], "“2026-02-30” refused", "« 2026-02-30 » refusé"),
    (["plan", "S", "--from", "9999-12-31", "--weeks", "5"], "between 2000 and 2100", "entre 2000 et 2100"),
    (["plan", "S", "--from", "2026-11-30", "--weeks", "0"], "from 1 to 60", "de 1 à 60"),
    (["plan", "S", "--from", "2026-11-30", "--weeks", "9" * 6000], "from 1 to 60", "de 1 à 60"),
    (["plan", "S", "--from", "2026-11-30", "--weeks", "1", "--gap", "nan"], "from 0 to 1", "de 0 à 1"),
    (["plan", "S", "--from", "2026-11-30", "--weeks", "1", "--gap", "-1"], "from 0 to 1", "de 0 à 1"),
    (["plan", "S", "--from", "2026-11-30", "--weeks", "1", "--time-limit", "x"], "a number", "un nombre"),
    (
        ["plan", "S", "--from", "2026-11-30", "--weeks", "1", "--seed", "-3"],
        "a whole number",
        "un nombre entier",
    ),
    (["check", "S", "P", "--format", "xml"], "expected: text, json", "attendu : text, json"),
    (["check", "S", ""], "expected: a path", "attendu : un chemin"),
    (["show", "S", "P", "--week", "W49"], "a week such as 2026-W49", "une semaine comme 2026-W49"),
    (
        ["explain", "S", "P", "--post", "X", "--date", "2026-12-01", "--half", "noon"],
        "am, pm, night",
        "am, pm, night",
    ),
    (["rules", "--lang", "de"], "fr or en", "fr"),
    (["check", "S\x1b[31m", "P"], "folder refused: 1 fault(s)", "dossier refusé : 1 faute(s)"),
    (["rules", "\x1b[31mred"], "One argument too many: �[31mred", "Argument en trop : �[31mred"),
]


@pytest.mark.parametrize(("words", "english", "french"), CASES, ids=[case[1][:40] for case in CASES])
def test_misuse_is_told_in_both_languages(run: Run, words: list[str], english: str, french: str) -> None:
    for lang, expected in (("en", english), ("fr", french)):
        told = run("--lang", lang, *words) if "--lang" not in words else run(*words)
        assert told.code == 2
        assert told.out == ""
        assert expected in " ".join(told.err.split()) or "--lang" in words
        assert "Traceback" not in told.err
        assert all(len(line) <= 80 for line in told.err.splitlines() if len(line.split()) > 1)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["show", "--post", "ASP-9"], "Did you mean “ASP-2”? Posts: ASP-1, ASP-2."),
        (["show", "--service", "CH-MEDD"], "Did you mean “CH-MED”?"),
        (["show", "--week", "2026-W30"], "It runs from 2026-W49 to 2026-W49."),
        (["typical-week", "--post", "ASP-9"], "no post “ASP-9”"),
        (["explain", "--post", "ASP-1", "--date", "2027-12-01", "--half", "am"], "is outside the plan"),
        (
            ["what-if", "--post", "ASP-1", "--date", "2026-12-01", "--half", "am", "--set", "CH-MED"],
            "is no SERVICE/ACTIVITY",
        ),
        (
            ["what-if", "--post", "ASP-1", "--date", "2026-12-01", "--half", "am", "--set", "CH-MED/SURF"],
            "no activity “SURF”",
        ),
        (
            ["what-if", "--post", "ASP-1", "--date", "2026-12-01", "--half", "am", "--set", "CH/WARD"],
            "no service “CH”",
        ),
        (
            [
                "what-if",
                "--post",
                "ASP-1",
                "--date",
                "2026-12-01",
                "--half",
                "am",
                "--set",
                "CH-MED/WARD/remote",
            ],
            "cannot be attended so",
        ),
        (
            ["what-if", "--post", "ASP-1", "--date", "2026-12-01", "--half", "night", "--set", "CH-MED/WARD"],
            "A night holds duty only",
        ),
        (
            ["what-if", "--post", "ASP-1", "--date", "2026-12-01", "--half", "am", "--set", "CH-GUARD"],
            "has no duty on 2026-12-01",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_codes_that_mean_nothing_are_refused_with_a_remedy(
    run: Run, small: Small, words: list[str], reason: str
) -> None:
    told = run(words[0], small.site, small.plan, *words[1:])
    assert (told.code, told.out) == (2, "")
    assert reason in " ".join(told.err.split())
    assert run(words[0], small.site, small.plan, *words[1:], "--lang", "fr").err != told.err


def test_a_faulty_folder_is_told_as_validate_tells_it(run: Run, small: Small) -> None:
    (small.site / "posts.toml").write_text("[[post]\n", encoding="utf-8")
    told = run("check", small.site, small.plan)
    assert told.code == 2
    assert told.err.startswith("posts.toml:1")
    assert "folder refused" in told.err
    assert run("validate", small.site).err == told.err


def test_a_plan_of_another_state_of_the_folder_is_refused(run: Run, small: Small) -> None:
    absences = small.site / "absences.csv"
    absences.write_text(absences.read_text(encoding="utf-8").replace("LEAVE-1", "LEAVE-2"), encoding="utf-8")
    for words in (["show"], ["check"], ["typical-week"]):
        told = run(*words, small.site, small.plan)
        assert told.code == 2
        assert "the folder has changed since" in " ".join(told.err.split())
