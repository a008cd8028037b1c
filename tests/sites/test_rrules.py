"""Our search for the first day of a rule agrees with dateutil, which we spare the rules that never come."""

import datetime
from datetime import date
from types import SimpleNamespace

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from rota.sites.record import Wrong
from rota.sites.rrules import NEVER, REFUSED, YEARS_SEARCHED, first_day, rrule_of

WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


def words(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values.map(str), min_size=1, max_size=3, unique=True).map(",".join)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    ranked = frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans())
    ranks = st.sampled_from(["1", "2", "5", "-1", "-5"])
    days = st.tuples(ranks, WEEKDAYS).map("".join) if ranked else WEEKDAYS
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 9))}"]
    if draw(st.booleans()):
        parts.append(f"BYDAY={draw(words(days))}")
    if draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(words(st.sampled_from([1, 7, 13, 29, 30, 31, -1, -31])))}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={draw(words(st.integers(1, 12)))}")
    if ranked and len(parts) > 2 and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(words(st.sampled_from([1, 2, -1])))}")
    if draw(st.booleans()):
        parts.append(f"UNTIL={draw(st.dates(date(2026, 1, 1), date(2028, 1, 1))):%Y%m%d}")
    return ";".join(parts)


@settings(max_examples=400, deadline=None)
@given(rules(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_first_day_is_that_of_dateutil(rule: str, start: date) -> None:
    """The same day, or none: dateutil is made to believe that time ends where our search does."""
    ours = first_day(rule, start)
    end = start.year + YEARS_SEARCHED
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateutil.rrule.datetime", SimpleNamespace(**{**vars(datetime), "MAXYEAR": end}))
        origin = datetime.datetime.combine(start, datetime.time())
        theirs = next(iter(rrulestr(rule, dtstart=origin)), None)
    if ours is None:
        assert theirs is None or theirs.year >= end
    else:
        assert theirs is not None
        assert theirs.date() == ours


def test_a_rule_that_never_comes_is_refused_at_once() -> None:
    with pytest.raises(Wrong) as refused:
        rrule_of("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", None)
    assert refused.value.trouble is NEVER


def test_a_leap_day_comes() -> None:
    assert rrule_of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2028, 3, 1))
    assert first_day("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2028, 3, 1)) == date(2032, 2, 29)


def test_what_dateutil_refuses_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later dateutil may refuse what ours takes: told as a fault, not met when the plan is made."""

    def refuse(rule: str, dtstart: datetime.datetime) -> None:
        raise ValueError("no longer")

    monkeypatch.setattr("dateutil.rrule.rrulestr", refuse)
    with pytest.raises(Wrong) as refused:
        rrule_of("FREQ=DAILY;WKST=SU;BYMONTH=7", None)
    assert refused.value.trouble is REFUSED
