"""Needs, duty lines, absences, wishes in the terminal: shown with what the plan has of them, and changed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from rota.model.calendar import Slot
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Facts,
    NeedId,
    Recurrence,
    Wish,
    WishAim,
    WishId,
)
from rota.words import Lang
from rota.workspace import editing
from rota.workspace.editing import Edit
from rota.workspace.opened import Workspace
from tests import builders as b
from tests.tui.form_keys import calm, typed
from tests.tui.given import drive, told
from tests.tui.screen_text import hold, screen_text
from tests.tui.test_hostile import hostile
from tests.workspace import hand_made
from tests.workspace.given import FIRST, JANUARY, NOVEMBER, publish, small, workspace
from tui.actions import Where, actions_of
from tui.facts_days import recurrence_told
from tui.screens.facts import FactsScreen
from tui.shared import Shared

POST = small().posts[0].id
WHOLE = replace(
    small(),
    needs=(
        *small().needs,
        b.need("THU-WARD", b.CH_MED, b.WARD, 3, Slot.PM, minimum=0, recurrence=Recurrence(
            rrule="FREQ=MONTHLY;BYDAY=1TH", until=date(2026, 12, 31), except_on=(date(2026, 12, 3),)
        )),
    ),
    absences=(
        Absence(
            id=AbsenceId("LEAVE-1"), post=POST, kind=AbsenceKind.ANNUAL, first=FIRST, last=FIRST,
            first_slot=Slot.PM,
        ),
    ),
    wishes=(
        Wish(
            id=WishId("W-OFF"), owner=POST, post=POST, aim=WishAim.OFF, recurrence=Recurrence(weekday=2),
            grade=3,
        ),
        Wish(
            id=WishId("W-SITE"), owner="CHU-MED", post=POST, aim=WishAim.SITE, site=b.CHU,
            recurrence=Recurrence(weekday=0, weeks="odd"), slot=Slot.AM,
        ),
    ),
)  # fmt: skip
Told = Callable[[Pilot[None], Shared], Awaitable[None]]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The effect of a form is worked out without waiting."""
    monkeypatch.setattr("tui.screens.form._CALM_SECONDS", 0.001)


def facts_mode(
    folder: Path, story: Told, *keys: str, facts: Facts = WHOLE, planned: bool = False, site: str = "CH",
    size: tuple[int, int] = (80, 24), lang: Lang = Lang.EN, later: bool = False,
) -> None:  # fmt: skip
    """The mode on a small workspace, after some keys; ``later`` is in January, the plan published is over."""
    with workspace(folder, facts) as found:
        if planned:
            publish(found, hand_made.planned(found, 4))
    with workspace(folder, now=JANUARY if later else NOVEMBER) as found:
        shared = Shared(found, found.site(site))

        async def whole(pilot: Pilot[None]) -> None:
            await typed(pilot, "f5", *keys)
            await story(pilot, shared)

        drive(None, whole, size=size, lang=lang, home=folder, shared=shared)


def now(shared: Shared) -> Workspace:
    """The facts as they stand."""
    return shared.fresh().workspace


def test_the_screens_are_as_they_were(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], _shared: Shared) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, FactsScreen)
        assert {action.id for action in actions_of(Where.FACTS)} == set(screen.doing)
        await hold(pilot, "facts-needs")
        for key, name in (("2", "lines"), ("3", "absences"), ("4", "wishes")):
            await typed(pilot, key)
            await hold(pilot, f"facts-{name}")
        await typed(pilot, "1", "enter")
        await hold(pilot, "facts-need")

    facts_mode(tmp_path, story, planned=True, lang=Lang.FR)


def test_a_need_is_added_after_its_effect_was_shown_then_undone(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(
            pilot, "a", "service=CH-MED", "activity=CLINIC", "day=tuesday", "half=morning", "min=2", "ideal=1"
        )
        assert "✗ The ideal (1) is below the minimum (2)" in screen_text(pilot.app)
        assert now(shared).facts == WHOLE
        await typed(pilot, "ideal=3")
        shown = screen_text(pilot.app)
        assert "Next dates: Tue 24/11 · Tue 01/12" in shown
        assert "December 2026    4 → 14 (at best 4 → 19)" in shown, "4 Mondays and 5 Tuesdays, 2 to 3 doctors"
        await typed(pilot, "enter")
        assert now(shared).facts.needs[-1].id == "CH-MED-CLINIC-TUE-AM"
        assert "CH-MED-CLINIC-TUE-AM  CLINIC" in screen_text(pilot.app), "the cursor is on it"
        await typed(pilot, "u")
        assert "is taken out  CH-MED-CLINIC-TUE-AM" in screen_text(pilot.app)
        await typed(pilot, "y")
        assert now(shared).facts == WHOLE
        assert told(pilot)[-1] == "Undone."
        await typed(pilot, "escape")
        assert not isinstance(pilot.app.screen, FactsScreen)

    facts_mode(tmp_path, story)


def test_what_is_over_is_split_off_and_the_plan_that_is_over_stays(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(pilot, "enter", "min=2", "ideal=2")
        assert "Before 2026-12-28 nothing changes" in screen_text(pilot.app)
        await typed(pilot, "since=2026-12-01")
        assert "✗ Days before 2026-12-28 are closed or published." in screen_text(pilot.app)
        await typed(pilot, "since=2027-02-01", "enter")
        old, new = now(shared).facts.needs[:2]
        assert (old.recurrence.until, new.recurrence.start) == (date(2027, 1, 31), date(2027, 2, 1))
        await typed(pilot, "home", "e", "until=2027-01-10", "enter")
        assert now(shared).facts.needs[0].recurrence.until == date(2027, 1, 10)
        await typed(pilot, "end", "up", "up", "x")
        assert "Withdraw" in screen_text(pilot.app)

    facts_mode(tmp_path, story, planned=True, later=True)


def test_the_other_site_s_are_seen_and_not_changed(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(pilot, "down")
        assert "= the other site’s: seen from here" in screen_text(pilot.app)
        for key in ("enter", "x", "e"):
            await typed(pilot, key)
            assert isinstance(pilot.app.screen, FactsScreen)
        assert told(pilot)[-1] == "WED-THEATRE is the other site’s: CH sees it and does not change it."
        assert now(shared).facts == WHOLE

    facts_mode(tmp_path, story)


def test_what_another_saved_meanwhile_is_told_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(pilot, "enter", "min=2", "ideal=2")
        need = WHOLE.needs[0]
        editing.save(now(shared), Edit(need, replace(need, on_holidays=True)), "CH")
        await typed(pilot, "enter")
        assert "✗ MON-CLINIC was changed meanwhile by somebody else (on_holidays)" in screen_text(pilot.app)
        await typed(pilot, "escape", "f5", "enter")
        assert "Taken from what you typed today at" in screen_text(pilot.app)

    facts_mode(tmp_path, story)


def test_leave_is_granted_warned_or_refused_before_it_is_declared(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(
            pilot,
            "a",
            f"post={POST}",
            "kind=annual",
            "first=2026-12-14",
            "last=2026-12-15",
            "last_half=morning",
        )
        shown = screen_text(pilot.app)
        assert "✓ Granted." in shown
        assert "half-day(s) asked" in shown
        assert now(shared).facts == WHOLE
        await typed(pilot, "last=2027-01-31")
        assert "✗ Refused: right exhausted" in screen_text(pilot.app)
        await typed(pilot, "enter")
        assert now(shared).facts == WHOLE, "refused leave stays in the form"
        await typed(pilot, "last=2026-12-15", "enter")
        leave = now(shared).facts.absences[-1]
        assert (leave.first, leave.last, leave.last_slot) == (date(2026, 12, 14), date(2026, 12, 15), Slot.AM)
        await typed(pilot, "enter", "last=2026-12-14", "enter")
        changed = now(shared).facts.absences[-1]
        assert (changed.id, changed.last) == (leave.id, date(2026, 12, 14))
        await typed(pilot, "x", "y")
        assert now(shared).facts == WHOLE
        await typed(pilot, "u", "y")
        assert now(shared).facts.absences[-1] == changed

    facts_mode(tmp_path, story, "3")


def test_published_work_within_an_absence_is_told(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        worked = [p for p in now(shared).ledgers()[POST] if p.draft.worked_on]
        assert worked
        await typed(pilot, "a", f"post={POST}", "kind=RTT", "first=2026-12-07", "last=2026-12-11")
        shown = screen_text(pilot.app)
        assert "placement(s) already published: make the plan again afterwards." in shown
        assert "placement(s) fall within it:" in shown

    facts_mode(tmp_path, story, "3", planned=True, size=(100, 40))


def test_a_wish_tells_what_the_coming_plan_does_of_it(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        assert "Plan 2026-11-30/v1 keeps" in screen_text(pilot.app)
        await typed(
            pilot,
            "a",
            "owner=CH-MED",
            f"post={POST}",
            "aim=to be at site",
            "site=CH",
            "day=one date",
            "on=2026-12-08",
        )
        assert "Next dates: Tue 08/12 " in screen_text(pilot.app)
        await typed(pilot, "enter")
        wish = now(shared).facts.wishes[-1]
        assert (wish.id, wish.site, wish.recurrence.on) == (
            "CH-MED-SITE-2026-12-08",
            "CH",
            date(2026, 12, 8),
        )

    facts_mode(tmp_path, story, "4", planned=True)


def test_a_duty_line_is_made_with_the_hours_of_another(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        await typed(
            pilot, "a", "code=CH NEW", "name=Night", "service=CH-MED", "kind=on call", "shift=as CH-GUARD",
            "asked_per_month=3", "enter",
        )  # fmt: skip
        assert "✗ “CH NEW” is no good as a code." in screen_text(pilot.app)
        await typed(pilot, "code=CH-NEW", "enter")
        line = now(shared).facts.lines[-1]
        assert (line.id, line.asked_per_month, {shift.parts for shift in line.shifts}) == ("CH-NEW", 3, {0})
        await typed(pilot, "e")
        assert "A line has no last day" in told(pilot)[-1]
        await typed(pilot, "x", "y")
        assert now(shared).facts == WHOLE

    facts_mode(tmp_path, story, "2")


def test_what_is_listed_can_be_filtered(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], _shared: Shared) -> None:
        rows = pilot.app.screen.query_one(OptionList)
        assert len(rows.options) == 3
        await typed(pilot, "f", "down", "down", "enter")
        assert len(rows.options) == 1, "the first site is the CHU"
        assert "only CHU" in screen_text(pilot.app)
        await typed(pilot, "tab", "shift+tab", "f", "home", "enter")
        assert len(rows.options) == 3

    facts_mode(tmp_path, story)


def test_hostile_names_are_shown_clean(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None], shared: Shared) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, FactsScreen)
        view = screen.view
        assert view is not None
        odd = hostile(replace(WHOLE, lines=tuple(replace(line, others="[b]\x1b") for line in WHOLE.lines)))
        screen._loaded(replace(view, facts=odd))
        for key in ("1", "2", "3", "4", "f", "escape", "f1", "escape", "1"):
            await typed(pilot, key)
            assert "\x1b" not in screen_text(pilot.app)
        await typed(pilot, "a", "tab", "down")
        assert "[bold red]" in screen_text(pilot.app) or "[@click" in screen_text(pilot.app)
        await calm(pilot)

    facts_mode(tmp_path, story)


@pytest.mark.parametrize(
    ("recurrence", "french", "english"),
    [
        (Recurrence(weekday=0), "chaque lundi", "every Monday"),
        (Recurrence(weekday=3, weeks="odd"), "le jeudi des semaines impaires", "Thursday of odd weeks"),
        (Recurrence(on=date(2026, 12, 24)), "le jeudi 24 décembre 2026", "on Thursday 24 December 2026"),
        (
            Recurrence(rrule="FREQ=MONTHLY;BYDAY=1TU,-1FR"),
            "le 1er mardi et le dernier vendredi, chaque mois",
            "the 1st Tuesday and the last Friday, every month",
        ),
        (
            Recurrence(rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=5", start=FIRST),
            "le lundi, une semaine sur 2 (5 fois)",
            "on Monday, one week in 2 (5 times)",
        ),
        (
            Recurrence(rrule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,25"),
            "le 24 et le 25, chaque année en décembre",
            "the 24 and the 25, every year in December",
        ),
        (
            Recurrence(rrule="FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231"),
            "le dernier jour, chaque mois jusqu’au 31/12/2027",
            "the last day, every month until 31/12/2027",
        ),
        (
            Recurrence(rrule="FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2"),
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2",
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2",
        ),
    ],
)
def test_recurrences_are_told_in_words(recurrence: Recurrence, french: str, english: str) -> None:
    assert recurrence_told(recurrence, Lang.FR) == french
    assert recurrence_told(recurrence, Lang.EN) == english


def test_codes_of_new_needs_never_clash(tmp_path: Path) -> None:
    plain = replace(WHOLE.needs[0], id=NeedId(""), recurrence=Recurrence(weekday=1))
    with workspace(tmp_path, WHOLE) as found:
        for number in ("", "-2", "-3"):
            fresh = Workspace(found.store, found.clock)
            done = editing.save(fresh, Edit(None, replace(plain, ideal=2)), "CH")
            assert done.new.needs[-1].id == f"CH-MED-CLINIC-TUE-AM{number}"
