from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from rota.compliance import reading
from rota.compliance.balance import DutyCount, LeaveRight, PendingPlan, ShareSoFar, SiteTime
from rota.compliance.balancing import balances
from rota.compliance.lights import lines
from rota.compliance.reading import DutyTime
from rota.ledger.additional import detect, pay
from rota.ledger.callouts import record
from rota.ledger.clearing import settle
from rota.ledger.closing import propose, sign
from rota.ledger.entry import Draft, EntryKind
from rota.ledger.recovery import take
from rota.ledger.standing import retract
from rota.ledger.writer import Writer
from rota.model.calendar import Period, Slot, Span
from rota.model.facts import (
    Absence,
    AbsenceId,
    AbsenceKind,
    Counting,
    Credit,
    DutyKind,
    OpeningBalance,
    SiteId,
    SiteShare,
)
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.model.units import Minutes, Parts
from tests.builders import CALL, CH, CH_MED, CHU, CHU_MED, GUARD, duty, half_day, post, unhurried
from tests.compliance.given import (
    AM,
    ASP,
    DECEMBER,
    FIRST,
    LAST,
    LEAVE,
    PM,
    Month,
    agreed,
    december,
    given,
    work,
)


def test_december_by_hand() -> None:
    """22 working days (Christmas is a Friday) of two half-days at 80 %: 22 × 2 × 48 = 2,112, 60/40.

    CH 1,267 (1,267.2), CHU 845 (844.8: the larger remainder). Done at the CH: four half-days of 60 and a
    night of 120, 2 × 10 h and 14 h; at the CHU one half-day of 60 of 4 h 30. Leave: two days of 96, 115.2
    and 76.8.
    """
    month = december()
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert balance.sites == (
        SiteTime(
            site=CH,
            carried=0,
            owed=1267,
            done=360,
            leave=115,
            other=0,
            due=1267 - 360 - 115,
            worked=2 * 600 + 840,
            standby=0,
            calls=0,
        ),
        SiteTime(
            site=CHU,
            carried=0,
            owed=845,
            done=60,
            leave=77,
            other=0,
            due=845 - 60 - 77,
            worked=270,
            standby=0,
            calls=0,
        ),
    )


def test_leave_left_per_site() -> None:
    """25 days at 80 % are 2,400; 31 days of 365 give 203.8, so 204: 122 and 82, less 115 and 77."""
    month = december()
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    annual = [right for right in balance.leave if right.kind is AbsenceKind.ANNUAL]
    assert annual == [
        LeaveRight(CH, AbsenceKind.ANNUAL, 2026, 115, 7),
        LeaveRight(CHU, AbsenceKind.ANNUAL, 2026, 77, 5),
    ]


def test_share_hours_duty_and_what_nobody_answered() -> None:
    """CH 475 of 612 is 77.61 %; 31 days allow 48 h × 80 % × 31 / 7 less the two days of leave."""
    month = december()
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert balance.shares == (
        ShareSoFar(CH, Period.MONTH, DECEMBER, 475, 612, 7761, 5000, 0),
        ShareSoFar(CH, Period.CONTRACT, DECEMBER, 475, 612, 7761, 5000, 0),
    )
    assert balance.worked.minutes == 2310
    assert balance.worked.allowed == balance.worked.allowed_whole == 2880 * 8 * 29 // 70
    assert balance.duties == (DutyCount(GUARD, CH, DutyKind.ON_SITE, DutyTime.NIGHT, 1),)
    assert balance.pending == (PendingPlan(CHU, 1, 0, 60, 330, date(2026, 12, 7)),)
    assert balance.additional.owed == 2112
    assert balance.additional.discharged == 360 + 60 + 192
    assert balance.additional.beyond == 0


def test_a_balance_stops_at_the_day_asked() -> None:
    month = december()
    balance = balances(month.entries, month.contract, month.facts, date(2026, 12, 6), DECEMBER)
    ch, chu = balance.sites
    assert (ch.done, chu.done, ch.leave) == (240, 0, 0)
    assert balance.until == date(2026, 12, 6)
    assert balance.pending[0].late == 0
    assert balance.pending[0].ahead == 1


def test_nothing_is_told_before_the_contract() -> None:
    month = december()
    with pytest.raises(ValueError, match="nothing to tell"):
        balances(month.entries, month.contract, month.facts, date(2026, 11, 30), DECEMBER)


def test_what_was_due_is_carried_into_the_next_month() -> None:
    month = december().opened("2027-01")
    january = Span(date(2027, 1, 1), date(2027, 1, 31))
    balance = balances(month.entries, month.contract, month.facts, january.last, january)
    before = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    for now, then in zip(balance.sites, before.sites, strict=True):
        assert now.carried == then.due
        assert now.due == now.carried + now.owed
        assert now.done == 0
    assert balance.worked.minutes == 0, "a new four-month period begins"


def test_a_correction_leaves_no_trace_in_the_figures() -> None:
    month = december()
    before = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    extra = half_day(ASP, date(2026, 12, 8), AM, CHU_MED)
    known = len(month.entries)
    month.worked(extra)
    month.append(retract(month.writer, month.entries, month.entries[known:], "mistaken"))
    assert balances(month.entries, month.contract, month.facts, LAST, DECEMBER) == before


def test_additional_time_begins_one_sixtieth_beyond_the_service_owed() -> None:
    """36 whole half-days and the leave of 192 are 2,352 of 2,112 owed: 240 beyond; 32 of them are none."""
    days = [day for day in DECEMBER if day.weekday() < 5 and day.day not in {21, 22, 25}]
    cells = [half_day(ASP, day, slot, CH_MED) for day in days for slot in (AM, PM)]
    exact, beyond = Month().opened().away(), Month().opened().away()
    exact.worked(*cells[:32])
    beyond.worked(*cells[:36])
    of = [balances(m.entries, m.contract, m.facts, LAST, DECEMBER).additional for m in (exact, beyond)]
    assert [(each.discharged, each.beyond) for each in of] == [(2112, 0), (2352, 240)]


def test_additional_time_is_told_alike_before_and_after_it_is_booked_and_paid() -> None:
    """240 beyond, counted on 31 December for a volunteer: owed stays 2,112, the sites are even again."""
    days = [day for day in DECEMBER if day.weekday() < 5 and day.day not in {21, 22, 25}]
    cells = [half_day(ASP, day, slot, CH_MED) for day in days for slot in (AM, PM)]
    volunteer = post(half_days_per_week=8, volunteers=frozenset({"additional-time"}))
    month = Month(given(posts=(volunteer,))).opened().away().worked(*cells[:36])
    month.append(detect(month.writer, month.problem, month.entries, LAST))
    booked = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    more = booked.additional
    assert (more.owed, more.discharged, more.beyond, more.counted, more.waits) == (2112, 2352, 240, 240, 240)
    assert [time.owed for time in booked.sites] == [1267, 845]
    assert [time.other for time in booked.sites] == [240, 0], "only the CH had more than its due"
    month.append([pay(month.writer, 240, "2026-12", "payslip")])
    assert balances(month.entries, month.contract, month.facts, LAST, DECEMBER).additional.waits == 0


def test_call_outs_are_no_second_duty() -> None:
    """Called out for two hours: 2 h and 1 h of flat travel worked and waiting; the duty counts once."""
    month = Month().opened()
    call = duty(ASP, date(2026, 12, 14), line=CALL, service=CHU_MED)
    month.worked(call)
    task = task_of(month.problem, call)
    month.append(record(month.writer, month.problem, month.entries, task, [120]))
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert balance.duties == (DutyCount(CALL, CHU, DutyKind.ON_CALL, DutyTime.NIGHT, 1),)
    chu = balance.sites[1]
    assert (chu.worked, chu.standby, chu.calls) == (180, 840, 180)


def test_recovery_taken_on_a_day_of_one_site_is_a_debt_of_the_other() -> None:
    """A half-day of recovery (48) on a Monday, day of the CH: 28.8 and 19.2, the CHU owes the CH 19."""
    rest = Absence(
        id=AbsenceId("REC-1"),
        post=ASP,
        kind=AbsenceKind.RECOVERY,
        first=date(2026, 12, 14),
        last=date(2026, 12, 14),
        last_slot=AM,
    )
    convention = agreed(typical_days={(0, AM): CH}, figures={"recovery-percent": 100})
    month = Month(given(conventions=(convention,), absences=(rest,))).opened()
    month.append(take(month.writer, month.problem, month.entries, rest))
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert [(d.debtor, d.creditor, d.parts) for d in balance.debts] == [(CHU, CH, 19)]
    assert [time.other for time in balance.sites] == [-19, 19], "the CH paid the part of the CHU"
    assert [(r.site, r.earned, r.taken, r.left) for r in balance.recovery] == [
        (CH, 0, 29, -29),
        (CHU, 0, 19, -19),
    ]
    owing = Writer(month.contract, "medical-affairs", CHU)
    month.append(settle(owing, CH, 19, "2026-12", "heads"))
    settled = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert settled.debts == ()
    assert [time.other for time in settled.sites] == [0, 0]


def test_what_the_folder_brings_forward_is_counted_from_its_first_day() -> None:
    """Two weeks of November: 600 at the CH, 360 at the CHU, 3,000 minutes; the mean runs from the 16th."""
    opening = OpeningBalance(
        post=ASP,
        since=date(2026, 11, 16),
        until=FIRST,
        parts={CH: Parts(600), CHU: Parts(360)},
        minutes=Minutes(3000),
    )
    facts = given(conventions=(agreed(start=date(2026, 11, 16)),), balances=(opening,))
    month = Month(facts).opened()
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert balance.since == date(2026, 11, 16)
    assert balance.worked.minutes == 3000
    assert balance.worked.span.first == date(2026, 11, 16)
    contract = balance.shares[1]
    assert (contract.part, contract.whole) == (600, 960)
    assert [time.done for time in balance.sites] == [0, 0]


def test_a_sunday_a_saturday_and_a_holiday_are_told_apart() -> None:
    line = given().lines[0]
    month = Month().opened()
    month.worked(
        duty(ASP, date(2026, 12, 13), AM, PM),
        duty(ASP, date(2026, 12, 19), PM),
        duty(ASP, date(2026, 12, 25), AM, PM),
        duty(ASP, date(2026, 12, 25)),
    )
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert {duty.time: duty.count for duty in balance.duties} == {
        DutyTime.SUNDAY: 2,
        DutyTime.SATURDAY: 1,
        DutyTime.NIGHT: 1,
    }
    assert {duty.line for duty in balance.duties} == {line.id}


_CELLS = [
    *(half_day(ASP, date(2026, 12, day), AM, service) for day in (2, 3, 9) for service in (CH_MED, CHU_MED)),
    *(half_day(ASP, date(2026, 12, day), PM, CHU_MED) for day in (2, 3, 9)),
    duty(ASP, date(2026, 12, 12)),
    duty(ASP, date(2026, 12, 20), AM, PM),
]  # fmt: skip


@drawn(
    st.lists(st.sampled_from(_CELLS), unique_by=lambda p: (p.day, p.slots), max_size=8),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_order_changes_nothing_and_sites_add_up(cells: list[Placement], shuffled: Random) -> None:
    month = Month().opened().away().worked(*cells)
    entries = list(month.entries)
    balance = balances(entries, month.contract, month.facts, LAST, DECEMBER)
    shuffled.shuffle(entries)
    assert balances(entries, month.contract, month.facts, LAST, DECEMBER) == balance
    assert sum(time.owed for time in balance.sites) == 2112
    assert sum(time.leave for time in balance.sites) == 192
    assert sum(time.done for time in balance.sites) == sum(
        60 * len(c.slots) if c.activity else 120 for c in cells
    )
    for time in balance.sites:
        assert time.due == time.carried + time.owed - time.done - time.leave + time.other
    part = sum(share.part for share in balance.shares if share.period is Period.MONTH)
    assert part == balance.sites[0].done + balance.sites[0].leave


@drawn(
    st.tuples(st.integers(1, 98), st.integers(1, 98)).filter(lambda pair: sum(pair) < 100),
    st.integers(5, 10),
    st.integers(1, 5),
)
@settings(max_examples=25, deadline=None)
def test_three_sites_add_up_whatever_their_shares(pair: tuple[int, int], weekly: int, days: int) -> None:
    """Service owed, leave and rights of all sites together are those of the whole post."""
    third, percents = SiteId("EPSM"), (*pair, 100 - sum(pair))
    plain, agreement = given(), agreed()
    shares = tuple(
        SiteShare(site=site, percent=percent, services=())
        for site, percent in zip((CH, CHU, third), percents, strict=True)
    )
    away = replace(LEAVE, last=LEAVE.first + timedelta(days - 1))
    facts = given(
        sites=(*plain.sites, replace(plain.sites[0], id=third)),
        conventions=(replace(agreement, shares=shares),),
        posts=(post(half_days_per_week=weekly),),
        absences=(away,),
    )
    month = Month(facts).opened().away(away)
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    each = 60 * weekly // 10
    leave = 2 * each * min(days, 4)
    assert len(balance.sites) == 3
    assert sum(time.owed for time in balance.sites) == 44 * each
    assert sum(time.leave for time in balance.sites) == leave
    assert sum(time.due for time in balance.sites) == 44 * each - leave
    annual = [right for right in balance.leave if right.kind is AbsenceKind.ANNUAL]
    assert sum(right.taken for right in annual) == leave


def test_the_checker_and_the_ledger_tell_the_same_share() -> None:
    month = december()
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    done = Plan.of(DECEMBER, [*work()[:5], work()[6]])
    found = lines(Problem(month.facts, DECEMBER), done, frozenset())
    (line,) = (each for each in found if each.rule == "minimum-share" and each.site == CH)
    assert line.measured == balance.shares[0].share == 7761


def test_a_night_shared_in_the_ratio_is_one_night_and_one_plan() -> None:
    """Its 120 parts are 72 at the CH and 48 at the CHU, in two entries of which one names the night."""
    night = duty(ASP, date(2026, 12, 12))
    shared = given(conventions=(agreed(counting=Counting(duty=Credit.RATIO)),))
    month = Month(shared).opened().published(night)
    waiting = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert [(plan.site, plan.late, plan.parts) for plan in waiting.pending] == [(CH, 1, 120)]
    month.confirmed(night)
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert [time.done for time in balance.sites] == [72, 48]
    assert [each.count for each in balance.duties] == [1]
    (done,) = reading.work(month.entries, month.problem)
    assert (done.parts, done.minutes, done.slots) == (120, 840, (Slot.NIGHT,))


def test_a_closed_month_keeps_its_figures_and_the_open_one_bears_the_correction() -> None:
    """December is signed by both sites; the half-day of 2 December was not done after all."""
    month = december()
    before = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    proposal = propose(month.writer, "2026-12", month.entries)
    assert isinstance(proposal, Draft)
    month.append([proposal])
    other = Writer(month.contract, "medical-affairs", CHU)
    signature = sign(other, "2026-12", month.entries)
    assert isinstance(signature, Draft)
    month.append([signature])
    wrong = [
        entry
        for entry in month.entries
        if entry.draft.kind is EntryKind.POST
        and entry.draft.worked_on == date(2026, 12, 2)
        and entry.draft.slots == (AM,)
    ]
    month.append(retract(month.writer, month.entries, wrong, "mistaken"))
    assert balances(month.entries, month.contract, month.facts, LAST, DECEMBER) == before
    january = Span(date(2027, 1, 1), date(2027, 1, 31))
    after = balances(month.entries, month.contract, month.facts, january.last, january)
    assert [(time.done, time.worked) for time in after.sites] == [(-60, -270), (0, 0)]
    assert after.sites[0].due == before.sites[0].due + 60
    done = reading.work(month.entries, month.problem)
    assert (date(2026, 12, 2), (AM,)) not in {(each.day, each.slots) for each in done}


def test_the_way_between_two_sites_counts_against_the_ceiling_and_for_no_site() -> None:
    """A morning of 270 minutes at the CH, 40 of road, an afternoon of 210 at the CHU; two days need none."""
    split = [half_day(ASP, date(2026, 12, 8), AM, CH_MED), half_day(ASP, date(2026, 12, 8), PM, CHU_MED)]
    month = Month(unhurried(given())).opened()
    month.worked(*split, half_day(ASP, date(2026, 12, 9), AM, CH_MED))
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    assert balance.worked.minutes == 270 + 40 + 210 + 270
    assert [time.worked for time in balance.sites] == [540, 210]
