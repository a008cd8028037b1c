"""Forms: what is typed is read as one types, what is wrong is told beside it, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot

from rota.errors import UserError
from rota.model.units import HALF_DAY, Minutes
from rota.words import Lang, Text
from tests.tui.form_keys import typed
from tests.tui.given import drive, told
from tests.tui.screen_text import LARGE, hold, screen_text, settle
from tui.actions import Where, actions_of
from tui.screens.form import Form, FormScreen
from tui.screens.form_question import Question, QuestionScreen
from tui.widgets import form_fields as f

SITES = {"CH": "Vitré", "CHU": "Rennes", "EPSM": "[bold]Guillaume\x1b[31m"}
SITE = f.choice("site", Text("Site", "Site"), f.codes(SITES))
DAY = f.day("day", Text("Jour", "Day"))
UNTIL = f.optional(f.day("until", Text("Jusqu’au", "Until")))
COUNT = f.number("count", Text("Nombre", "Count"), 0, 50).given(3)
LONG = f.duration("long", Text("Durée", "Length"), Minutes(1440)).given(Minutes(90))
ALSO = f.switch("also", Text("Fériés", "Holidays"))
NOTE = f.only_when(f.text("note", Text("Note", "Note")), lambda typed: typed.get("also") == f.TICKED)
FIELDS = (SITE, DAY, UNTIL, COUNT, LONG, ALSO, NOTE)
Value = tuple[str, date, date | None, int, int, bool, str | None]


def made(answers: f.Answers) -> Value:
    until = answers[UNTIL]
    if until is not None and until < answers[DAY]:
        raise f.Mistakes({"until": Text("Avant le début.", "Before the start.")})
    return (answers[SITE], answers[DAY], until, answers[COUNT], answers[LONG], answers[ALSO], answers[NOTE])


FORM: Form[Value] = Form("try", Text("Un essai", "A try"), FIELDS, made)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The effect is worked out without waiting."""
    monkeypatch.setattr("tui.screens.form._CALM_SECONDS", 0.001)


def filled(
    tmp_path: Path, form: Form[Value], *keys: str, look: Callable[[str], None] | None = None
) -> list[object]:
    """What a form answered after some keys."""
    answers: list[object] = []

    async def story(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(FormScreen(form), answers.append)
        await settle(pilot)
        await typed(pilot, *keys)
        if look is not None:
            look(screen_text(pilot.app))

    drive(None, story, home=tmp_path)
    return answers


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (DAY, "24/12/2026", date(2026, 12, 24)),
        (DAY, "2026-12-24", date(2026, 12, 24)),
        (DAY, "4.1.2027", date(2027, 1, 4)),
        (COUNT, "50", 50),
        (LONG, "1:30", 90),
        (LONG, "1h30", 90),
        (LONG, "2 h", 120),
        (LONG, "45 min", 45),
        (SITE, "chu", "CHU"),
        (SITE, "vit", "CH"),
        (f.half_days("x", Text("", ""), 6), "1,5", HALF_DAY * 3 // 2),
        (f.clock_time("x", Text("", "")), "8h30", time(8, 30)),
        (f.days("x", Text("", "")), "24/12/2026 2026-12-31", (date(2026, 12, 24), date(2026, 12, 31))),
        (f.optional(DAY), "", None),
    ],
)
def test_what_people_write_is_read(field: f.Field[object], text: str, value: object) -> None:
    assert field.read(text) == value
    if text:
        shown = [field.show(field.read(text), lang) for lang in Lang]
        assert [field.read(one) for one in shown] == [value, value], "what is shown reads the same"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (DAY, "31/02/2026", "31"),
        (DAY, "tomorrow", "2026-11-02"),
        (DAY, "", "needed"),
        (COUNT, "51", "0 to 50"),
        (COUNT, "-1", "0 to 50"),
        (COUNT, "²", "0 to 50"),
        (LONG, "25:00", "24h00 at most"),
        (SITE, "C", "2 are possible: CH, CHU"),
        (SITE, "EPMS", "Did you mean “EPSM”?"),
        (SITE, "zz", "Known: CH, CHU, EPSM"),
        (f.text("x", Text("", "")), "=1+1", "formula"),
        (f.text("x", Text("", "")), "a\x1b[31m", "U+001B"),
        (f.clock_time("x", Text("", "")), "24:00", "08:30"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(field: f.Field[object], text: str, said: str) -> None:
    with pytest.raises(f.Mistake) as mistake:
        field.read(text)
    assert said in mistake.value.text.en


def test_a_form_answers_with_the_values_of_its_fields(tmp_path: Path) -> None:
    keys = ("site=CHU", "day=24/12/2026", "tab", "tab", "tab", "tab", "space", "note=[b]x", "enter")
    assert filled(tmp_path, FORM, *keys) == [("CHU", date(2026, 12, 24), None, 3, 90, True, "[b]x")]


def test_a_choice_is_taken_with_the_arrows_or_its_first_letters(tmp_path: Path) -> None:
    assert filled(tmp_path, FORM, "down", "down", "day=2026-12-24", "ctrl+s") == [
        ("CHU", date(2026, 12, 24), None, 3, 90, False, None)
    ]

    def spelled(screen: str) -> None:
        assert "EPSM   " in screen, "the whole code once the field is left"
        assert "[bold]Guillaume�[31m" in screen, "a name is shown clean, never as markup"

    assert filled(tmp_path, FORM, "e", "p", "tab", look=spelled) == []


def test_what_is_filled_in_from_the_start_opens_no_list(tmp_path: Path) -> None:
    def closed(screen: str) -> None:
        assert "CH                       Vitré" in screen
        assert "Rennes" not in screen

    assert filled(tmp_path, replace(FORM, fields=(SITE.given("CH"), *FIELDS[1:])), look=closed) == []


def test_nothing_is_saved_while_something_is_wrong(tmp_path: Path) -> None:
    def look(screen: str) -> None:
        assert "✗ This is needed." in screen
        assert "▸ Day" in screen, "the cursor is in the first wrong field"

    assert filled(tmp_path, FORM, "site=CH", "tab", "tab", "enter", look=look) == []

    def across(screen: str) -> None:
        assert "✗ Before the start." in screen

    keys = ("site=CH", "until=2026-12-24", "day=2026-12-25", "enter")
    assert filled(tmp_path, FORM, *keys, look=across) == []


def test_what_was_typed_is_there_the_next_time_and_can_be_thrown_away(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        for keys in (("escape",), ("site=CHU", "escape")):
            pilot.app.push_screen(FormScreen(FORM))
            await settle(pilot)
            await typed(pilot, *keys)
        assert told(pilot) == ["Nothing is saved; what you typed will be there when you open this again."]
        pilot.app.push_screen(FormScreen(FORM))
        await settle(pilot)
        assert "CHU  " in screen_text(pilot.app)
        assert "Taken from what you typed today at" in screen_text(pilot.app)
        await typed(pilot, "ctrl+r")
        assert "CHU  " not in screen_text(pilot.app)
        await typed(pilot, "escape")
        assert len(told(pilot)) == 1, "nothing typed, nothing told"

    drive(None, story, home=tmp_path)


def test_the_effect_is_told_before_saving_and_a_refusal_keeps_the_form(tmp_path: Path) -> None:
    refusals: list[Exception] = [
        f.Mistakes({"day": Text("Pris.", "Taken."), "": Text("En entier.", "As a whole.")}),
        UserError(Text("base occupée", "the database is busy")),
    ]

    def save(value: Value) -> str:
        if refusals:
            raise refusals.pop(0)
        return f"saved {value[0]}"

    form = replace(FORM, effect=lambda value, lang: Content(f"{lang}: {value[0]} [b]"), save=save)
    answers: list[object] = []

    async def story(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(FormScreen(form), answers.append)
        await settle(pilot)
        await typed(pilot, "site=CH", "day=2026-12-24")
        assert "en: CH [b]" in screen_text(pilot.app)
        await typed(pilot, "ctrl+l")
        assert "fr: CH [b]" in screen_text(pilot.app)
        assert "24/12/2026" in screen_text(pilot.app), "days as the language writes them"
        await typed(pilot, "enter")
        assert "✗ Pris." in screen_text(pilot.app)
        assert "✗ En entier." in screen_text(pilot.app)
        await typed(pilot, "enter")
        assert "✗ Base occupée" in screen_text(pilot.app)
        await typed(pilot, "enter")

    drive(None, story, home=tmp_path)
    assert answers == ["saved CH"]


def test_a_question_is_answered_no_unless_yes_is_chosen(tmp_path: Path) -> None:
    answers: list[object] = []
    asked = Question(
        Text("Retirer [b] ?", "Withdraw [b]?"),
        lambda _lang: Content("…"),
        Text("retirer", "withdraw it"),
        Text("laisser", "leave it"),
    )

    async def story(pilot: Pilot[None]) -> None:
        for keys in (("enter",), ("down", "enter"), ("y",), ("escape",)):
            screen = QuestionScreen(asked)
            pilot.app.push_screen(screen, answers.append)
            await settle(pilot)
            assert "Withdraw [b]?" in screen_text(pilot.app)
            assert {action.id for action in actions_of(Where.QUESTION)} == set(screen.doing)
            await typed(pilot, *keys)

    drive(None, story, home=tmp_path)
    assert answers == [False, True, True, False]


def test_the_form_is_as_it_was(tmp_path: Path) -> None:
    form = replace(FORM, about=Text("Une phrase.", "A sentence."), effect=lambda _v, _l: Content("↦ 3"))

    async def story(pilot: Pilot[None]) -> None:
        screen = FormScreen(form)
        pilot.app.push_screen(screen)
        await settle(pilot)
        assert {action.id for action in actions_of(Where.FORM)} == set(screen.doing)
        await typed(pilot, "site=CHU", "day=2026-12-24", "until=2027-13-01", "site=c")
        await hold(pilot, "form")

    drive(None, story, size=LARGE, home=tmp_path)
