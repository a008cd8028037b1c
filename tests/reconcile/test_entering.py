"""Statements by hand: a week or a month as planned but for its exceptions, single entries, taking back."""

from datetime import date, time

import pytest

from rota.ledger.accounts import done, worked
from rota.ledger.writer import Writer
from rota.model.calendar import Slot, week_of
from rota.model.facts import PostId
from rota.reconcile import FaultyAttendance, Kind, Stated, Status, confirm, enter
from tests.builders import CALL, CH, CH_MED, CHU, CHU_MED, CLINIC, duty, half_day
from tests.ledger.memory import MemoryJournal
from tests.reconcile.given import (
    ASP_1,
    ASP_2,
    DECEMBER,
    balance,
    differences,
    entries,
    journal,
    known,
    minutes,
    publish,
    settle,
    write,
)

TUESDAY = date(2026, 12, 1)


def writer(of: MemoryJournal, site: str = CH) -> Writer:
    return Writer(of.contract(ASP_1), "head-of-service", CH if site == CH else CHU)


def state(of: MemoryJournal, stated: Stated, site: str = CH) -> int:
    drafts = enter(writer(of, site), known(of), entries(of), stated)
    of.append(drafts)
    return len(drafts)


def test_a_month_is_confirmed_by_each_site_but_for_its_exceptions() -> None:
    of = journal()
    publish(
        of,
        half_day(ASP_1, TUESDAY, Slot.AM, CH_MED, CLINIC),
        half_day(ASP_1, TUESDAY, Slot.PM, CH_MED, CLINIC),
        half_day(ASP_1, date(2026, 12, 2), Slot.AM, CHU_MED, CLINIC),
        duty(ASP_1, date(2026, 12, 6), Slot.AM, Slot.PM),
        duty(ASP_1, date(2026, 12, 10), line=CALL, service=CHU_MED),
    )
    away = Stated(day=TUESDAY, slots=(Slot.PM,), status=Status.ABSENT)
    of.append(confirm(writer(of), known(of), entries(of), DECEMBER, [away]))
    of.append(confirm(writer(of, CHU), known(of), entries(of), DECEMBER))
    assert [each.kind for each in differences(of)] == [Kind.DONE, Kind.ABSENT, *[Kind.DONE] * 3]
    again = confirm(writer(of), known(of), entries(of), DECEMBER, [away])
    assert again == (), "confirming twice adds nothing"
    settle(of)
    assert (balance(of, done(CH)), balance(of, done(CHU))) == (60 + 120, 60)


def test_a_week_leaves_the_others_alone() -> None:
    of = journal()
    publish(
        of,
        half_day(ASP_1, TUESDAY, Slot.AM, CH_MED, CLINIC),
        half_day(ASP_1, date(2026, 12, 8), Slot.AM, CH_MED, CLINIC),
    )
    of.append(confirm(writer(of), known(of), entries(of), week_of(TUESDAY)))
    assert [each.kind for each in differences(of)] == [Kind.DONE, Kind.UNCONFIRMED]


def test_a_single_entry_is_corrected_by_a_later_one_and_withdrawn() -> None:
    of = journal()
    publish(of, half_day(ASP_1, TUESDAY, Slot.AM, CH_MED, CLINIC))
    plain = Stated(day=TUESDAY, slots=(Slot.AM,))
    assert state(of, plain) == 1
    assert state(of, plain) == 0
    timed = Stated(day=TUESDAY, slots=(Slot.AM,), hours=(time(8, 30), time(13, 15)))
    assert state(of, timed) == 1
    write(of)
    assert (balance(of, done(CH)), minutes(of, worked(CH))) == (60, 285)
    assert state(of, Stated(day=TUESDAY, slots=(Slot.AM,), status=Status.ABSENT)) == 1
    settle(of)
    assert balance(of, done(CH)) == 0
    assert state(of, timed) == 1, "back to what was stated first"
    settle(of)
    assert (balance(of, done(CH)), minutes(of, worked(CH))) == (60, 285)


@pytest.mark.parametrize(
    "stated",
    [
        Stated(day=date(2026, 10, 1), slots=(Slot.AM,)),
        Stated(day=TUESDAY, slots=(Slot.AM,), what="CH-MED/GOLF"),
        Stated(day=TUESDAY, slots=(Slot.AM,), what="CHU-MED/CLINIC"),
        Stated(day=TUESDAY, slots=(Slot.AM,), what="CH-GUARD"),
        Stated(day=TUESDAY, slots=(Slot.NIGHT,), what="CH-GUARD", status=Status.CALL_OUT),
        Stated(day=TUESDAY, slots=(Slot.AM,), by=ASP_2),
        Stated(day=TUESDAY, slots=(Slot.AM,), status=Status.REPLACED, by=PostId("ASP-9")),
    ],
)
def test_what_cannot_be_stated_is_refused(stated: Stated) -> None:
    of = journal()
    with pytest.raises(FaultyAttendance) as refused:
        state(of, stated)
    assert refused.value.faults[0].what.fr
