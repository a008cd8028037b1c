"""Each kind of difference by hand: what it is, what it changes, who decides, what is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rota.ledger.accounts import call, done, due, standby, worked
from rota.ledger.book import fold
from rota.ledger.entry import EntryKind
from rota.ledger.writer import Writer
from rota.model.calendar import Slot
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Counting, Credit, SiteId
from rota.reconcile.completeness import completeness
from rota.reconcile.deciding import Choice, Decision, agree
from rota.reconcile.differences import SENTENCES, Decider, Effect, Kind
from rota.reconcile.importing import Import
from rota.words import Lang
from tests.builders import CALL, CH, CH_MED, CHU, CHU_MED, CLINIC, THEATRE, duty, half_day
from tests.ledger.memory import MemoryJournal
from tests.reconcile.given import (
    ASP_1,
    ASP_2,
    FACTS,
    balance,
    differences,
    entries,
    journal,
    ledgers,
    minutes,
    publish,
    settle,
    state_at,
    write,
)

TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 12, day) for day in (1, 2, 3))
MORNING = half_day(ASP_1, TUESDAY, Slot.AM, CH_MED, CLINIC)
NIGHT = duty(ASP_1, THURSDAY)

State = Callable[..., Import]


@pytest.fixture
def of() -> MemoryJournal:
    return journal()


@pytest.fixture
def state(of: MemoryJournal, tmp_path: Path) -> State:
    return lambda site, *rows: state_at(of, site, tmp_path, *rows)


def test_done_as_planned_is_posted_and_asks_nobody(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,CH-MED/CLINIC,,275,,")
    (found,) = differences(of)
    assert (found.kind, found.decision, found.parties) == (Kind.DONE, Decider.NOBODY, ())
    assert found.effect == {CH: Effect(0, 5)}
    write(of)
    assert (balance(of, done(CH)), balance(of, due(CH)), minutes(of, worked(CH))) == (60, -60, 275)
    assert differences(of) == ()


def test_what_nobody_states_stays_pending(of: MemoryJournal) -> None:
    publish(of, MORNING)
    (found,) = differences(of)
    assert (found.kind, found.decision, found.parties) == (Kind.UNCONFIRMED, Decider.ONE_SITE, (CH,))
    assert not write(of).drafts
    assert fold(entries(of)).pending
    settle(of, Choice.AS_PLANNED)
    assert balance(of, done(CH)) == 60


def test_absent_takes_back_what_was_planned(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,,absent,,,")
    (found,) = differences(of)
    assert (found.kind, found.decision) == (Kind.ABSENT, Decider.ONE_SITE)
    assert found.effect == {CH: Effect(-60, -270)}
    settle(of)
    assert (balance(of, done(CH)), fold(entries(of)).pending) == (0, {})


def test_a_recorded_leave_explains_an_absence(of: MemoryJournal) -> None:
    absence = Absence(id=AbsenceId("L"), post=ASP_1, kind=AbsenceKind.ANNUAL, first=TUESDAY, last=TUESDAY)
    facts = replace(FACTS, absences=(absence,))
    publish(of, MORNING)
    (found,) = differences(of, facts)
    assert (found.kind, found.decision, found.leave) == (Kind.ABSENT, Decider.NOBODY, True)
    write(of, facts)
    assert [e.draft.reason for e in entries(of) if e.draft.kind is EntryKind.VOID] == ["leave", "leave"]


def test_replaced_by_another_shared_post_needs_both_doctors(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(
        CH, "ASP-1,2026-12-01,am,,,CH-MED/CLINIC,replaced,,,ASP-2", "ASP-2,2026-12-01,am,,,CH-MED/CLINIC,,,,"
    )
    (found,) = differences(of)
    assert (found.kind, found.by, found.parties) == (Kind.REPLACED, ASP_2, (ASP_1, ASP_2))
    assert not write(of).drafts, "neither doctor has agreed"
    settle(of)
    assert (balance(of, done(CH)), balance(of, done(CH), ASP_2)) == (0, 60)
    assert differences(of) == ()


def test_replaced_by_someone_else_is_the_sites_word(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,,replaced,,,")
    (found,) = differences(of)
    assert (found.kind, found.decision, found.by) == (Kind.REPLACED, Decider.ONE_SITE, None)


def test_moved_to_the_afternoon_and_to_another_day(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING, half_day(ASP_1, WEDNESDAY, Slot.AM, CH_MED, THEATRE))
    state(
        CH,
        "ASP-1,2026-12-01,am,,,,absent,,,",
        "ASP-1,2026-12-01,pm,,,CH-MED/CLINIC,,,,",
        "ASP-1,2026-12-02,am,,,,absent,,,",
        "ASP-1,2026-12-04,am,,,CH-MED/THEATRE,,,,",
    )
    first, second = differences(of)
    assert (first.kind, first.slots, first.actual[0].task.slots) == (Kind.MOVED, (Slot.AM,), (Slot.PM,))
    assert (second.kind, second.actual[0].task.day.day) == (Kind.MOVED, 4)
    settle(of)
    assert balance(of, done(CH)) == 120
    assert differences(of) == ()


def test_done_at_the_other_site_changes_both_balances_and_needs_both(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CHU, "ASP-1,2026-12-01,am,,,CHU-MED/CLINIC,,,,")
    state(CH, "ASP-1,2026-12-01,am,,,,absent,,,")
    (found,) = differences(of)
    assert (found.kind, found.decision, found.parties) == (Kind.OTHER_SITE, Decider.BOTH_SITES, (CH, CHU))
    assert found.effect == {CH: Effect(-60, -270), CHU: Effect(60, 270)}
    settle(of)
    assert (balance(of, done(CH)), balance(of, done(CHU))) == (0, 60)


def test_extra_work_and_an_unplanned_duty(of: MemoryJournal, state: State) -> None:
    state(CH, "ASP-1,2026-12-01,pm,,,CH-MED/CLINIC,,,,", "ASP-1,2026-12-03,night,,,CH-GUARD,,,,")
    half, night = differences(of)
    assert (half.kind, half.decision, half.effect) == (Kind.EXTRA, Decider.ONE_SITE, {CH: Effect(60, 330)})
    assert (night.kind, night.effect) == (Kind.EXTRA, {CH: Effect(120, 840)})
    settle(of)
    assert (balance(of, done(CH)), minutes(of, worked(CH))) == (180, 330 + 840)


def test_extra_work_on_leave_needs_both_sites(of: MemoryJournal, state: State) -> None:
    absence = Absence(id=AbsenceId("L"), post=ASP_1, kind=AbsenceKind.RTT, first=TUESDAY, last=TUESDAY)
    state(CH, "ASP-1,2026-12-01,pm,,,,,,,")
    (found,) = differences(of, replace(FACTS, absences=(absence,)))
    assert (found.decision, found.parties) == (Decider.BOTH_SITES, (CH, CHU))


def test_longer_and_shorter_in_minutes_and_in_half_days(of: MemoryJournal, state: State) -> None:
    days = [half_day(ASP_1, date(2026, 12, day), Slot.AM, CH_MED, CLINIC) for day in (1, 2, 3)]
    publish(of, *days)
    state(
        CH,
        "ASP-1,2026-12-01,am,08:30,14:00,,,,,",
        "ASP-1,2026-12-02,am,,,,,180,,",
        "ASP-1,2026-12-03,am,,,,,,0.5,",
    )
    longer, shorter, half = differences(of)
    assert (longer.kind, longer.effect) == (Kind.LONGER, {CH: Effect(0, 60)})
    assert (shorter.kind, shorter.effect) == (Kind.SHORTER, {CH: Effect(0, -90)})
    assert (half.kind, half.effect) == (Kind.SHORTER, {CH: Effect(-30, -135)})
    settle(of)
    assert (balance(of, done(CH)), minutes(of, worked(CH))) == (150, 330 + 180 + 135)
    assert differences(of) == ()


def test_other_work_of_the_same_worth_asks_nobody(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,CH-MED/THEATRE,,,,")
    (found,) = differences(of)
    assert (found.kind, found.decision) == (Kind.OTHER_WORK, Decider.NOBODY)
    write(of)
    counted = [e.draft for e in entries(of) if e.draft.kind is EntryKind.DIRECT]
    assert {draft.what for draft in counted} == {"CH-MED/THEATRE"}
    assert differences(of) == ()


def test_a_duty_swapped_needs_both_doctors_and_moves_between_them(of: MemoryJournal, state: State) -> None:
    publish(of, NIGHT)
    state(CH, "ASP-2,2026-12-03,night,,,CH-GUARD,,,,")
    (found,) = differences(of)
    assert (found.kind, found.decision, found.by) == (Kind.SWAPPED, Decider.BOTH_DOCTORS, ASP_2)
    assert found.parties == (ASP_1, ASP_2)
    settle(of)
    assert (balance(of, done(CH)), balance(of, done(CH), ASP_2)) == (0, 120)
    assert differences(of) == ()


@pytest.mark.parametrize(
    ("credited", "expected"),
    [(Credit.WHERE_DONE, {CH: Effect(120, 0)}), (Credit.RATIO, {CH: Effect(60, 0), CHU: Effect(60, 0)})],
)
def test_a_swap_tells_what_it_changes_for_both_doctors_at_both_sites(
    tmp_path: Path, credited: Credit, expected: dict[SiteId, Effect]
) -> None:
    shared = tuple(replace(each, counting=Counting(duty=credited)) for each in FACTS.conventions)
    facts = replace(FACTS, conventions=shared)
    of = journal(facts)
    publish(of, NIGHT, facts=facts)
    state_at(of, CH, tmp_path, "ASP-2,2026-12-03,night,,,CH-GUARD,,,,", facts=facts)
    (found,) = differences(of, facts)
    assert {site: effect.parts for site, effect in found.effect.items()} == {
        site: -effect.parts for site, effect in expected.items()
    }
    assert {site: effect.parts for site, effect in found.effect_on_by.items()} == {
        site: effect.parts for site, effect in expected.items()
    }
    assert found.effect[CH].minutes == -found.effect_on_by[CH].minutes < 0
    settle(of, facts=facts)
    for site in (CH, CHU):
        effect = found.effect_on_by.get(site, Effect(0, 0))
        assert balance(of, done(site), ASP_2) == effect.parts
        assert minutes(of, worked(site), ASP_2) == effect.minutes
        assert balance(of, done(site)) == 0


def test_a_sunday_duty_claimed_by_halves_is_done(of: MemoryJournal, state: State) -> None:
    sunday = date(2026, 12, 6)
    publish(of, duty(ASP_1, sunday, Slot.AM, Slot.PM))
    state(CH, "ASP-1,2026-12-06,day,,,,,,,")
    (found,) = differences(of)
    assert (found.kind, len(found.claimed)) == (Kind.DONE, 2)
    write(of)
    assert balance(of, done(CH)) == 120


def test_call_outs_of_one_duty_are_counted_together(of: MemoryJournal, state: State) -> None:
    on_call = duty(ASP_1, TUESDAY, line=CALL, service=CHU_MED)
    publish(of, on_call)
    state(
        CHU,
        "ASP-1,2026-12-01,night,,,CHU-CALL,,,,",
        "ASP-1,2026-12-01,,22:00,23:30,CHU-CALL,call-out,,,",
        "ASP-1,2026-12-02,,03:00,05:00,,call-out,,,",
    )
    called, duty_done = sorted(differences(of), key=lambda each: each.kind)
    assert (called.kind, called.decision, len(called.claimed)) == (Kind.CALL_OUT, Decider.NOBODY, 2)
    assert called.effect == {CHU: Effect(0, 210 + 120)}
    assert duty_done.kind is Kind.DONE
    write(of)
    assert (minutes(of, standby(CHU)), minutes(of, worked(CHU))) == (840, 330)
    assert minutes(of, call(CHU)) == 240 + 120
    assert differences(of) == ()


@pytest.mark.parametrize(("ch", "chu"), [(60, 0), (0, 60), (30, 30)])
def test_a_contradiction_is_settled_by_both_sites(of: MemoryJournal, state: State, ch: int, chu: int) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,CH-MED/CLINIC,,,,")
    state(CHU, "ASP-1,2026-12-01,am,,,CHU-MED/CLINIC,,,,")
    (found,) = differences(of)
    assert (found.kind, found.parties) == (Kind.CONTRADICTION, (CH, CHU))
    assert completeness("2026-12", ASP_1, ledgers(of), [found]).contradictions == 1
    assert not write(of).drafts
    settle(of, Choice.SHARED, CH=ch, CHU=chu)
    assert (balance(of, done(CH)), balance(of, done(CHU))) == (ch, chu)
    assert differences(of) == ()
    assert completeness("2026-12", ASP_1, ledgers(of), ()).percent == 100
    consents = [e.draft.reason for e in entries(of) if e.draft.what == "consent"]
    assert consents == [f"shared:CH={ch}+CHU={chu}"] * 2


def test_no_more_than_the_half_day_is_shared(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,,,,,")
    state(CHU, "ASP-1,2026-12-01,am,,,,,,,")
    settle(of, Choice.SHARED, CH=60, CHU=60)
    assert balance(of, done(CH)) == balance(of, done(CHU)) == 0


def test_halves_of_a_half_day_with_their_hours_do_not_contradict(of: MemoryJournal, state: State) -> None:
    state(CH, "ASP-1,2026-12-01,am,08:00,09:30,,,,0.5,")
    state(CHU, "ASP-1,2026-12-01,am,11:00,13:00,,,,0.5,")
    assert {each.kind for each in differences(of)} == {Kind.EXTRA}
    assert len(differences(of)) == 2


def test_a_claim_for_a_time_already_counted_elsewhere_is_a_contradiction(
    of: MemoryJournal, state: State
) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,,,,,")
    write(of)
    state(CHU, "ASP-1,2026-12-01,am,,,,,,,")
    (found,) = differences(of)
    assert (found.kind, found.parties) == (Kind.CONTRADICTION, (CH, CHU))
    settle(of, Choice.SHARED, CHU=60)
    assert (balance(of, done(CH)), balance(of, done(CHU))) == (0, 60)
    assert differences(of) == ()


def test_a_site_that_takes_back_what_is_counted(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CH, "ASP-1,2026-12-01,am,,,,,,,")
    write(of)
    state(CH, "ASP-1,2026-12-01,am,,,,absent,,,")
    (found,) = differences(of)
    assert (found.kind, found.decision) == (Kind.ABSENT, Decider.ONE_SITE)
    settle(of)
    assert (balance(of, done(CH)), minutes(of, worked(CH))) == (0, 0)
    state(CH, "ASP-1,2026-12-01,am,,,CH-MED/CLINIC,,,,")
    settle(of)
    assert (balance(of, done(CH)), minutes(of, worked(CH))) == (60, 270)
    assert differences(of) == ()


def test_what_the_parties_refuse_is_counted_nowhere_and_asked_no_more(
    of: MemoryJournal, state: State
) -> None:
    state(CH, "ASP-1,2026-12-01,pm,,,CH-MED/CLINIC,,,,")
    settle(of, Choice.AS_PLANNED)
    assert balance(of, done(CH)) == 0
    assert differences(of) == ()
    state(CH, "ASP-1,2026-12-01,pm,,,CH-MED/CLINIC,,200,,")
    assert len(differences(of)) == 1, "the site says something new: it is asked again"


def test_one_party_alone_decides_nothing(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING)
    state(CHU, "ASP-1,2026-12-01,am,,,CHU-MED/CLINIC,,,,")
    (found,) = differences(of)
    decision = Decision(found.id, Choice.AS_CLAIMED)
    of.append((agree(Writer(of.contract(ASP_1), "head-of-service", CHU), found, decision),))
    done_so_far = write(of)
    assert (done_so_far.drafts, len(done_so_far.left)) == ((), 1)
    other = Decision(found.id, Choice.AS_PLANNED)
    of.append((agree(Writer(of.contract(ASP_1), "head-of-service", CH), found, other),))
    assert write(of).drafts == (), "they do not agree to the same"


def test_sentences_are_told_in_both_languages(of: MemoryJournal, state: State) -> None:
    publish(of, MORNING, NIGHT)
    state(CH, "ASP-1,2026-12-01,am,,,,absent,,,", "ASP-2,2026-12-03,night,,,CH-GUARD,,,,")
    absent, swapped = differences(of)
    assert absent.text.say(Lang.FR) == "ASP-1, mardi 1 décembre 2026, matin : prévu à CH, absent."
    assert swapped.text.say(Lang.EN) == (
        "ASP-1, Thursday 3 December 2026, night: duty of CH swapped, taken by ASP-2."
    )
    assert set(Kind) == set(SENTENCES)
    for sentence in SENTENCES.values():
        sentence.placeholders()
