"""Needs, duty lines and wishes change in the terminal as a folder would say it; what is over stays."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rota import sites
from rota.errors import FaultyFolder, UserError
from rota.model.calendar import Slot, Span
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    LineId,
    Need,
    NeedId,
    Recurrence,
    ServiceId,
    Wish,
    WishAim,
    WishId,
)
from rota.model.recurrence import days
from rota.workspace import editing, editing_undo, leaving, starting
from rota.workspace.editing import Edit
from rota.workspace.editing_past import begun, ended
from rota.workspace.opened import Workspace
from tests import builders as b
from tests.workspace.given import FIRST, JANUARY, publish, small, workspace
from tests.workspace.hand_made import planned

CLINIC = small().needs[0]
LEAVE = Absence(
    id=AbsenceId("LEAVE-1"),
    post=small().posts[0].id,
    kind=AbsenceKind.ANNUAL,
    first=date(2026, 12, 8),
    last=date(2026, 12, 9),
)
WISH = Wish(
    id=WishId(""), owner="CH-MED", post=small().posts[0].id, aim=WishAim.OFF, recurrence=Recurrence(weekday=4)
)
MORE = replace(CLINIC, minimum=2, ideal=3)
TUESDAY = replace(CLINIC, id=NeedId(""), recurrence=Recurrence(weekday=1))


def again(found: Workspace) -> Workspace:
    """The same, with the facts as they stand now."""
    return Workspace(found.store, found.clock)


def test_a_need_is_added_changed_and_withdrawn_and_the_folder_says_so(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        added = editing.save(found, Edit(None, TUESDAY), "CH")
        assert [(one.kind, one.code, one.change) for one in added.changes] == [
            ("needs", "CH-MED-CLINIC-TUE-AM", "added")
        ]
        editing.save(again(found), Edit(CLINIC, MORE), "CH")
        now = again(found)
        starting.dump(now, tmp_path / "out")
        assert sites.read(tmp_path / "out") == now.facts
        assert now.facts.needs[0] == MORE
        editing.save(now, Edit(now.facts.needs[-1], None), "CH")
        assert again(found).facts.needs == (MORE, small().needs[1])
        shown = starting.sync(again(found), tmp_path / "out", write=False)
        assert [(one.code, one.change) for one in shown.changes] == [("CH-MED-CLINIC-TUE-AM", "added")]


def test_the_checks_of_a_folder_hold(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        for wrong, said in (
            (replace(TUESDAY, minimum=3), "below the minimum"),
            (replace(TUESDAY, service=ServiceId("NOPE")), "not the code of a service"),
            (replace(TUESDAY, recurrence=Recurrence(rrule="FREQ=NOW")), "FREQ"),
        ):
            with pytest.raises(FaultyFolder) as refused:
                editing.look(found, Edit(None, wrong), "CH")
            assert said in " ".join(fault.what.en + fault.remedy.en for fault in refused.value.faults)
        nowhere = replace(WISH, aim=WishAim.SITE)
        with pytest.raises(FaultyFolder):
            editing.save(found, Edit(None, nowhere), "CH")
        assert again(found).facts == small()


def test_a_site_writes_for_its_own_services(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        for edit in (
            Edit(CLINIC, MORE),
            Edit(CLINIC, None),
            Edit(None, TUESDAY),
            Edit(found.facts.lines[0], replace(found.facts.lines[0], asked_per_month=9)),
            Edit(None, WISH),
        ):
            with pytest.raises(UserError, match="not for site CHU"):
                editing.save(found, edit, "CHU")
        stolen = replace(CLINIC, service=small().needs[1].service)
        with pytest.raises(UserError, match="not for site CH"):
            editing.save(found, Edit(CLINIC, stolen), "CH")
        own = replace(WISH, owner=WISH.post)
        assert editing.save(found, Edit(None, own), "CHU").changes, "the post is shared by both sites"


def test_what_another_changed_is_told_and_what_lies_beside_is_kept(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        other, third = again(found), again(found)
        assert (other.facts, other.fingerprint, third.facts) == (found.facts, found.fingerprint, found.facts)
        assert not editing.save(found, Edit(CLINIC, MORE), "CH").beside
        with pytest.raises(UserError, match=r"MON-CLINIC was changed meanwhile .*minimum, ideal"):
            editing.save(other, Edit(CLINIC, None), "CH")
        theatre = small().needs[1]
        kept = editing.save(third, Edit(theatre, replace(theatre, ideal=2)), "CHU")
        assert kept.beside
        assert again(found).facts.needs == (MORE, replace(theatre, ideal=2))
        editing.save(again(found), Edit(MORE, None), "CH")
        with pytest.raises(UserError, match="withdrawn meanwhile"):
            editing.save(again(found), Edit(MORE, CLINIC), "CH")


def test_what_is_over_stays_as_it_was_asked(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        publish(found, planned(found, 6))
    with workspace(tmp_path, now=JANUARY) as found:
        today = found.today
        assert editing.free_from(found, CLINIC) == today
        split = editing.save(found, Edit(CLINIC, MORE), "CH")
        assert split.since == today
        old, new = again(found).facts.needs[:2]
        assert old == replace(CLINIC, recurrence=Recurrence(weekday=0, until=today - timedelta(days=1)))
        assert (new.id, new.recurrence.start, new.minimum) == (f"MON-CLINIC-{today}", today, 2)
        with pytest.raises(UserError, match="Days before 2027-01-04 are closed or published"):
            editing.save(again(found), Edit(old, None, on=FIRST), "CH")
        with pytest.raises(UserError, match="It would ask for something from"):
            editing.save(again(found), Edit(None, TUESDAY), "CH")
        later = replace(TUESDAY, recurrence=Recurrence(weekday=1, start=today))
        editing.save(again(found), Edit(None, later), "CH")
        theatre = small().needs[1]
        done = editing.save(again(found), Edit(theatre, None, on=date(2027, 2, 1)), "CHU")
        assert [one.change for one in done.changes] == ["changed"], "ended, not removed"
        ends = next(need for need in again(found).facts.needs if need.id == theatre.id)
        assert ends.recurrence.until == date(2027, 1, 31)
        nothing = editing.save(again(found), Edit(old, None), "CH")
        assert nothing.changes == (), "it has ended already"


def test_a_line_with_duties_rests_instead_of_going(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        guard, call = found.facts.lines
        assert not editing.used(found, guard.id)
        publish(found, planned(found, 2))
        assert [editing.used(found, line.id) for line in (guard, call)] == [True, False]
        with pytest.raises(UserError, match="its hours and its service change no more"):
            editing.save(found, Edit(guard, replace(guard, shifts=guard.shifts[:1])), "CH")
        editing.save(found, Edit(guard, None), "CH")
        rests = next(each for each in again(found).facts.lines if each.id == guard.id)
        assert rests.asked_per_month == 0
        fresh = replace(call, id=LineId("CHU-NEW"))
        editing.save(again(found), Edit(None, fresh), "CHU")
        editing.save(again(found), Edit(fresh, None), "CHU")
        assert [each.id for each in again(found).facts.lines] == [guard.id, call.id]


def test_the_last_change_is_undone_by_its_site_while_nothing_followed(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        with pytest.raises(UserError, match="Nothing was changed yet"):
            editing_undo.last(found, "CH")
        editing.save(found, Edit(CLINIC, MORE), "CH")
        seen = editing_undo.last(again(found), "CH")
        assert seen.stands.author == "head-of-service@CH"
        assert [(one.code, one.details) for one in seen.changes] == [("MON-CLINIC", ("minimum", "ideal"))]
        with pytest.raises(UserError, match="The last change is by head-of-service@CH"):
            editing_undo.undo(again(found), "CHU", seen.stands.fingerprint)
        theatre = small().needs[1]
        editing.save(again(found), Edit(theatre, None), "CHU")
        with pytest.raises(UserError, match="The last change is by head-of-service@CHU"):
            editing_undo.undo(again(found), "CH", seen.stands.fingerprint)
        own = editing_undo.last(again(found), "CHU")
        editing_undo.undo(again(found), "CHU", own.stands.fingerprint)
        with pytest.raises(UserError, match="Something else was saved since"):
            editing_undo.undo(again(found), "CHU", own.stands.fingerprint)
        assert again(found).facts.needs == (MORE, theatre)


def test_leave_is_considered_without_being_declared_and_undone_with_its_entries(tmp_path: Path) -> None:
    with workspace(tmp_path) as found:
        post = found.facts.posts[0].id
        halves = (Slot.AM, Slot.PM)
        absence = leaving.absence_of(post, AbsenceKind.ANNUAL, FIRST, FIRST, halves)
        entries = found.ledgers()
        asked = leaving.ask(found, absence, agreed=False, write=False)
        assert asked.declared, "it would be"
        assert (again(found).facts, again(found).ledgers()) == (small(), entries)
        leaving.ask(again(found), absence, agreed=False, site=found.site("CH"))
        longer = replace(absence, last=FIRST + timedelta(days=1))
        leaving.ask(again(found), longer, agreed=False, site=found.site("CH"))
        assert again(found).facts.absences == (longer,)
        last = editing_undo.last(again(found), "CH")
        editing_undo.undo(again(found), "CH", last.stands.fingerprint)
        assert again(found).facts.absences == (absence,)


def test_nothing_changes_in_a_closed_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with workspace(tmp_path, facts=replace(small(), absences=(LEAVE,))) as found:
        monkeypatch.setattr("rota.store.ledger.Ledger.closed_months", lambda *_: frozenset({"2026-12"}))
        assert editing.free_from(found, CLINIC) == date(2027, 1, 1)
        split = editing.save(found, Edit(CLINIC, MORE), "CH")
        assert split.since == date(2027, 1, 1)
        day = date(2026, 12, 15)
        other = replace(LEAVE, id=AbsenceId("NEW"), first=day, last=day)
        for refused in (
            lambda: leaving.withdraw(again(found), LEAVE.id),
            lambda: leaving.ask(again(found), replace(LEAVE, last=LEAVE.first), agreed=False),
            lambda: leaving.ask(again(found), other, agreed=False, write=False),
        ):
            with pytest.raises(UserError, match="in 2026-12, which is closed"):
                refused()
        assert again(found).facts.absences == (LEAVE,)


HORIZON = Span(date(2026, 1, 1), date(2030, 12, 31))
DAYS = st.dates(date(2026, 9, 1), date(2028, 12, 31))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Weekdays, rules and single days, with their ends and exceptions."""
    if draw(st.integers(0, 5)) == 0:
        return Recurrence(on=draw(DAYS))
    start, until = sorted((draw(DAYS), draw(DAYS)))
    rule = draw(
        st.sampled_from(
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
                "FREQ=MONTHLY;BYDAY=1TU",
                "FREQ=DAILY;INTERVAL=3;COUNT=40",
                "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15",
                "FREQ=WEEKLY;INTERVAL=3;COUNT=20;BYDAY=FR",
            )
        )
    )
    plain = (
        Recurrence(rrule=rule, start=start)
        if draw(st.booleans())
        else Recurrence(weekday=draw(st.integers(0, 6)), weeks=draw(st.sampled_from(("all", "odd", "even"))))
    )
    if draw(st.booleans()):
        plain = replace(plain, start=start)
    if draw(st.booleans()):
        plain = replace(plain, until=until)
    some = st.lists(DAYS, max_size=3).map(tuple)
    return replace(plain, except_on=draw(some), also_on=draw(some))


@settings(max_examples=60)
@given(recurrences(), DAYS)
def test_an_item_cut_in_two_asks_the_same_days_as_before(recurrence: Recurrence, cut: date) -> None:
    old, new = ended(recurrence, cut - timedelta(days=1)), begun(recurrence, cut)
    before, after = (list(days(part, HORIZON)) if part else [] for part in (old, new))
    assert all(day < cut for day in before)
    assert all(day >= cut for day in after)
    assert [*before, *after] == list(days(recurrence, HORIZON))


def test_a_need_cut_in_two_reads_back_from_a_folder(tmp_path: Path) -> None:
    rule = Need(
        id=NeedId("RULE"), service=b.CH_MED, activity=b.CLINIC, slot=Slot.PM, minimum=1, ideal=1,
        recurrence=Recurrence(rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", start=date(2026, 11, 4)),
    )  # fmt: skip
    with workspace(tmp_path, facts=replace(small(), needs=(*small().needs, rule))) as found:
        on = date(2027, 1, 1)
        editing.save(found, Edit(rule, replace(rule, ideal=2), on=on), "CH")
        old, new = again(found).facts.needs[2:]
        assert (old.recurrence.until, new.recurrence.start) == (date(2026, 12, 31), date(2027, 1, 13))
